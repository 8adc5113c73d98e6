"""S3: what does not exist. Deleting it succeeds; every other operation names what is missing."""

from types import SimpleNamespace
from urllib.parse import parse_qs, unquote, urlsplit

from moto.s3.exceptions import MethodNotAllowed, MissingKey, MissingVersion, NoSuchUpload
from moto.s3.models import FakeDeleteMarker, S3Backend
from moto.s3.responses import S3Response

from local_aws.patching import patches
from local_aws.s3 import InvalidRequest, write_lock


def _version(response):
    return response.querystring.get("versionId", [None])[0]


def _check_exists(response, key_name=None):
    """Reading a delete marker by its version id is not allowed; without the id it is a missing key."""
    key_name, version_id = key_name or response.parse_key_name(), _version(response)
    found = response.backend.get_object(
        response.bucket_name, key_name, version_id=version_id, return_delete_marker=True
    )
    if found is None and version_id:
        raise MissingVersion(key=key_name, version_id=version_id)
    if isinstance(found, FakeDeleteMarker) and version_id:
        raise MethodNotAllowed(method=response.method, resource_type="DeleteMarker")
    if found is None or isinstance(found, FakeDeleteMarker):
        raise MissingKey(key=key_name)


@patches(S3Response)
def _get_key(original, response, validate_storage_class=True):
    _check_exists(response)
    return original(response, validate_storage_class)


@patches(S3Response)
def put_object_acl(original, response):
    """moto ignores the version."""
    _check_exists(response)
    return original(response)


@patches(S3Response)
def delete_object_tagging(original, response):
    _check_exists(response)
    return original(response)


@patches(S3Response)
def _key_response_post(original, response, request, body, bucket_name, query, key_name):
    """moto ignores the version that is to be restored."""
    if "restore" in query and _version(response):
        response._set_action("KEY", "POST", query)
        response._authenticate_and_authorize_s3_action(bucket_name=bucket_name, key_name=key_name)
        _check_exists(response, key_name)
    return original(response, request, body, bucket_name, query, key_name)


@patches(S3Response)
def head_object(original, response, bucket_name, query, key_name, headers):
    """A bucket without versions has none but `null`; moto rejects the request as malformed."""
    version_id = query.get("versionId", [None])[0]
    if version_id is None or response.backend.get_bucket(bucket_name).is_versioned:
        return original(response, bucket_name, query, key_name, headers)
    if version_id == "null":
        query = {name: value for name, value in query.items() if name != "versionId"}
        return original(response, bucket_name, query, key_name, headers)
    response._set_action("KEY", "HEAD", query)
    response._authenticate_and_authorize_s3_action(bucket_name=bucket_name, key_name=key_name)
    return 404, {}, ""


@patches(S3Response)
def copy_object(original, response):
    _check_source(response)
    return original(response)


@patches(S3Response)
def upload_part_copy(original, response):
    """moto answers without an error code, or fails."""
    upload_id = response.querystring["uploadId"][0]
    if upload_id not in response.backend.get_bucket(response.bucket_name).multiparts:
        raise NoSuchUpload(upload_id=upload_id)
    _check_source(response)
    return original(response)


def _check_source(response):
    source = urlsplit(response.headers["x-amz-copy-source"])
    bucket, _, key = unquote(source.path).lstrip("/").partition("/")
    version_id = parse_qs(source.query).get("versionId", [None])[0]
    found = response.backend.get_object(bucket, key, version_id=version_id, return_delete_marker=True)
    if found is None and version_id:
        raise MissingVersion(key=key, version_id=version_id)
    if isinstance(found, FakeDeleteMarker) and version_id:
        raise InvalidRequest("The source of a copy request may not specifically refer to a delete marker by version id.")
    if found is None or isinstance(found, FakeDeleteMarker):
        raise MissingKey(key=key)


@patches(S3Backend)
def _set_delete_marker(original, backend, bucket_name, key_name):
    """A key that never existed gets a delete marker, too. A marker does not keep the content of what it hides."""
    keys = backend.get_bucket(bucket_name).keys
    hidden = keys.get(key_name)
    marker = FakeDeleteMarker(hidden if isinstance(hidden, FakeDeleteMarker) else SimpleNamespace(name=key_name))
    keys[key_name] = marker
    return marker


@patches(S3Backend)
def delete_object(original, backend, *args, **kwargs):
    """No version that is written meanwhile is lost."""
    with write_lock:
        return original(backend, *args, **kwargs)
