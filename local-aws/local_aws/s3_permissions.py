"""S3 requires a permission for each object that a request reads, writes or deletes."""

from urllib.parse import parse_qs, unquote, urlsplit

import xmltodict
from moto.core.responses import ActionResult
from moto.s3 import responses
from moto.s3.exceptions import MalformedXML, NoSuchUpload, S3AccessDeniedError
from moto.s3.responses import S3Response

from local_aws import iam
from local_aws.patching import patches

# moto treats an unknown subresource as the bucket or object itself.
responses.ACTION_MAP["BUCKET"]["GET"].update(
    {
        "encryption": "GetEncryptionConfiguration",
        "inventory": "GetInventoryConfiguration",
        "object-lock": "GetBucketObjectLockConfiguration",
        "ownershipControls": "GetBucketOwnershipControls",
        "policyStatus": "GetBucketPolicyStatus",
        "publicAccessBlock": "GetBucketPublicAccessBlock",
        "replication": "GetReplicationConfiguration",
        "uploads": "ListBucketMultipartUploads",
    }
)
responses.ACTION_MAP["KEY"]["HEAD"]["versionId"] = "GetObjectVersion"
responses.ACTION_MAP["KEY"]["GET"].update({"retention": "GetObjectRetention", "legal-hold": "GetObjectLegalHold"})
responses.ACTION_MAP["KEY"]["PUT"].update({"retention": "PutObjectRetention", "legal-hold": "PutObjectLegalHold"})
responses.ACTION_MAP["KEY"]["DELETE"]["tagging"] = "DeleteObjectTagging"
responses.ACTION_MAP["KEY"]["POST"]["DEFAULT"] = "PutObject"


VERSION_TAGGING = {
    f"{verb}ObjectTagging": f"{verb}ObjectVersionTagging" for verb in ("Get", "Put", "Delete")
}


@patches(S3Response)
def _set_action(original, response, kind, method, query):
    """The tags of a version require another permission."""
    original(response, kind, method, query)
    if kind == "KEY" and "tagging" in query:
        action = responses.ACTION_MAP["KEY"][method].get("tagging")
        response.data["Action"] = VERSION_TAGGING.get(action, action) if "versionId" in query else action


def _arn(bucket, key):
    return f"arn:aws:s3:::{bucket}/{key}"


@patches(S3Response)
def _bucket_response_post(original, response, request, bucket_name):
    """DeleteObjects is authorized per object, not for the bucket."""
    response.path = response._get_path(request)
    if response.is_delete_keys():
        return response._bucket_response_delete_keys(bucket_name)
    return original(response, request, bucket_name)


@patches(S3Response)
def _bucket_response_delete_keys(original, response, bucket_name, authenticated=True):
    """Authorizes each object or version of the list; moto authorizes the whole bucket. `Quiet` returns only errors."""
    request = xmltodict.parse(response.body, strip_whitespace=False, force_list=("Object",))["Delete"]
    objects = request.get("Object")
    if not objects or len(objects) > 1000:
        raise MalformedXML()
    allowed, denied_objects = [], []
    for each in objects:
        (allowed if _may_delete(response, bucket_name, each) else denied_objects).append(each)
    deleted, locked = response.backend.delete_objects(bucket_name, allowed)
    denied = [*(each["Key"] for each in denied_objects), *locked]
    result = {
        "Deleted": [
            {"Key": key, "VersionId": version, "DeleteMarkerVersionId": marker, "DeleteMarker": bool(marker) or None}
            for key, version, marker in deleted
            if request.get("Quiet") != "true"
        ],
        "Errors": [{"Key": key, "Code": "AccessDenied", "Message": "Access Denied"} for key in denied],
    }
    response.data["Action"] = "DeleteObjects"
    return response.serialized(ActionResult(result))


def _may_delete(response, bucket, each):
    action = "s3:DeleteObjectVersion" if each.get("VersionId") else "s3:DeleteObject"
    try:
        iam.authorize_s3(response, action, _arn(bucket, each["Key"]))
    except S3AccessDeniedError:
        return False
    return True


@patches(S3Response)
def copy_object(original, response):
    """The caller must be allowed to read the source."""
    _check_source(response)
    return original(response)


@patches(S3Response)
def upload_part_copy(original, response):
    """The caller must be allowed to read the source."""
    _check_source(response)
    _check_upload(response, response.querystring["uploadId"][0], response.parse_key_name())
    return original(response)


def _check_source(response):
    source = urlsplit(response.headers["x-amz-copy-source"])
    bucket, _, key = unquote(source.path).lstrip("/").partition("/")
    action = "s3:GetObjectVersion" if "versionId" in parse_qs(source.query) else "s3:GetObject"
    iam.authorize_s3(response, action, _arn(bucket, key))


@patches(S3Response)
def upload_part(original, response):
    """The upload must belong to the key."""
    _check_upload(response, response.querystring["uploadId"][0], response.parse_key_name())
    return original(response)


@patches(S3Response)
def _key_response_post(original, response, request, body, bucket_name, query, key_name):
    """The upload must belong to the key."""
    if query.get("uploadId"):
        _check_upload(response, query["uploadId"][0], key_name)
    return original(response, request, body, bucket_name, query, key_name)


@patches(S3Response)
def abort_multipart_upload(original, response):
    """The upload must belong to the key."""
    _check_upload(response, response.querystring["uploadId"][0], response.parse_key_name())
    return original(response)


@patches(S3Response)
def list_parts(original, response):
    """The upload must belong to the key."""
    _check_upload(response, response.querystring["uploadId"][0], response.parse_key_name())
    return original(response)


def _check_upload(response, upload_id, key):
    upload = response.backend.get_bucket(response.bucket_name).multiparts.get(upload_id)
    if upload is not None and upload.key_name != key:
        raise NoSuchUpload(upload_id=upload_id)
