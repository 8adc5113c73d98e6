"""S3: multipart uploads. Parts are verified and listed in pages; a completion assembles them once, in order."""

import base64
import hashlib
import zlib
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import quote
from xml.parsers.expat import ExpatError

import xmltodict
from moto.core.responses import ActionResult
from moto.s3.exceptions import (
    EntityTooSmall,
    InvalidMaxPartArgument,
    InvalidMaxPartNumberArgument,
    InvalidPart,
    InvalidPartOrder,
    MalformedXML,
    NoSuchUpload,
    PreconditionFailed,
    S3ClientError,
)
from moto.s3.models import FakeKey, FakeMultipart, S3Backend
from moto.s3.responses import S3Response

from local_aws import request
from local_aws.patching import patches
from local_aws.s3 import COMPUTED, BadDigest, InvalidRequest, declared_checksum, write_lock
from local_aws.s3_content import Assembled, blocks_of

MIN_PART_SIZE = 5 << 20
"""In bytes; the last part may be smaller."""
MAX_PARTS = 10_000
MAX_PAGE_SIZE = 1000
ALGORITHM = "x-amz-checksum-algorithm"
TYPE = "x-amz-checksum-type"


class InternalError(S3ClientError):
    code = "InternalError"


@patches(S3Backend)
def create_multipart_upload(original, backend, bucket_name, key_name, metadata, *args):
    """Records when the upload began and its checksum algorithm."""
    algorithm, kind = metadata.get(ALGORITHM), metadata.get(TYPE)
    if algorithm and not kind:
        metadata[TYPE] = kind = "FULL_OBJECT" if algorithm == "CRC64NVME" else "COMPOSITE"
    if kind and not algorithm:
        raise InvalidRequest(f"The {TYPE} header can only be used with the {ALGORITHM} header.")
    if kind == "FULL_OBJECT" and algorithm.startswith("SHA") or kind == "COMPOSITE" and algorithm == "CRC64NVME":
        name = algorithm.lower()
        raise InvalidRequest(f"The {kind} checksum type cannot be used with the {name} checksum algorithm.")
    upload = original(backend, bucket_name, key_name, metadata, *args)
    upload.initiated = datetime.now(timezone.utc)
    return upload


@patches(S3Backend, "upload_part")
def _upload_part(original, backend, bucket_name, multipart_id, *args):
    """An upload that is completed or aborted meanwhile takes no part; moto fails."""
    return _with_open_upload(original, backend, bucket_name, multipart_id, *args)


@patches(S3Backend, "upload_part_copy")
def _upload_part_copy(original, backend, bucket_name, multipart_id, *args, **kwargs):
    return _with_open_upload(original, backend, bucket_name, multipart_id, *args, **kwargs)


@patches(S3Backend)
def abort_multipart_upload(original, backend, bucket_name, multipart_id):
    """An upload is completed or aborted, not both; moto fails."""
    return _with_open_upload(original, backend, bucket_name, multipart_id)


def _with_open_upload(original, backend, bucket_name, upload_id, *args, **kwargs):
    with write_lock:
        if upload_id not in backend.get_bucket(bucket_name).multiparts:
            raise NoSuchUpload(upload_id=upload_id)
        return original(backend, bucket_name, upload_id, *args, **kwargs)


def _algorithm(upload):
    return (upload.metadata.get(ALGORITHM) or "").lower() or None


def _is_composite(upload):
    return upload.metadata.get(TYPE) == "COMPOSITE"


def _open_upload(response):
    upload_id = response.querystring["uploadId"][0]
    upload = response.backend.get_bucket(response.bucket_name).multiparts.get(upload_id)
    if upload is None:
        raise NoSuchUpload(upload_id=upload_id)
    return upload


@patches(S3Response)
def upload_part(original, response):
    """A part needs an open upload, and a checksum of the upload's algorithm."""
    number = response._get_int_param("partNumber")
    if not 1 <= number <= MAX_PARTS:
        raise InvalidMaxPartNumberArgument(number)
    upload = _open_upload(response)
    expected, (sent, value) = _algorithm(upload), declared_checksum(response)
    if expected and sent != expected and (sent or _is_composite(upload)):
        message = f"expected checksum Type: {expected}, actual checksum Type: {sent or 'null'}"
        raise InvalidRequest(f"Checksum Type mismatch occurred, {message}")
    result = original(response)
    if expected and expected not in COMPUTED:
        upload.parts[number].checksum_value = value
    return result


@patches(FakeMultipart)
def set_part(original, upload, part_id, value):
    """Stores the checksum of the part."""
    part = original(upload, part_id, value)
    compute = COMPUTED.get(_algorithm(upload))
    if compute:
        part.checksum_value = _base64(compute(value))
    return part


@patches(S3Response)
def list_parts(_original, response):
    """Lists the parts after a part number, with their checksums; moto pages by position."""
    upload = _open_upload(response)
    marker = _int_parameter(response, "part-number-marker", 0)
    limit = _int_parameter(response, "max-parts", MAX_PAGE_SIZE)
    behind = [number for number in list(upload.partlist) if number > marker]
    page = behind[: min(limit, MAX_PAGE_SIZE)]
    return _serialize(
        response,
        "ListParts",
        {
            "Bucket": response.bucket_name,
            "Key": upload.key_name,
            "UploadId": upload.id,
            "StorageClass": "STANDARD",
            "PartNumberMarker": marker,
            "NextPartNumberMarker": page[-1] if page else 0,
            "MaxParts": limit,
            "IsTruncated": 0 < len(page) < len(behind),
            "ChecksumAlgorithm": upload.metadata.get(ALGORITHM),
            "ChecksumType": upload.metadata.get(TYPE),
            "Parts": [_part_description(upload, number) for number in page],
        },
    )


def _part_description(upload, number):
    part = upload.parts[number]
    described = {
        "PartNumber": number,
        "LastModified": part.last_modified_ISO8601,
        "ETag": part.etag,
        "Size": part.size,
    }
    if part.checksum_value:
        described[f"Checksum{_algorithm(upload).upper()}"] = part.checksum_value
    return described


@patches(S3Response)
def list_multipart_uploads(_original, response):
    """Lists open uploads by prefix, after a marker, with their start time; moto's is always in 2010."""
    names = ("prefix", "key-marker", "upload-id-marker")
    prefix, key_marker, id_marker = (_query_parameter(response, name) for name in names)
    limit = _int_parameter(response, "max-uploads", MAX_PAGE_SIZE)
    coded = quote if _query_parameter(response, "encoding-type") == "url" else str
    known = list(response.backend.list_multipart_uploads(response.bucket_name).values())
    matching = [upload for upload in known if upload.key_name.startswith(prefix)]
    matching.sort(key=lambda upload: (upload.key_name.encode(), upload.initiated))
    behind = _after(matching, key_marker, id_marker)
    page = behind[: min(limit, MAX_PAGE_SIZE)]
    is_truncated = 0 < len(page) < len(behind)
    return _serialize(
        response,
        "ListMultipartUploads",
        {
            "Bucket": response.bucket_name,
            "Prefix": coded(prefix),
            "KeyMarker": coded(key_marker),
            "UploadIdMarker": id_marker,
            "NextKeyMarker": coded(page[-1].key_name) if is_truncated else None,
            "NextUploadIdMarker": page[-1].id if is_truncated else None,
            "MaxUploads": limit,
            "IsTruncated": is_truncated,
            "EncodingType": _query_parameter(response, "encoding-type") or None,
            "Uploads": [
                {
                    "Key": coded(upload.key_name),
                    "UploadId": upload.id,
                    "StorageClass": "STANDARD",
                    "Initiated": upload.initiated,
                    "ChecksumAlgorithm": upload.metadata.get(ALGORITHM),
                    "ChecksumType": upload.metadata.get(TYPE),
                }
                for upload in page
            ],
        },
    )


def _after(uploads, key_marker, id_marker):
    """An aborted marker was the last of an earlier page, so all remaining uploads of its key come after it."""
    same = [upload for upload in uploads if upload.key_name == key_marker]
    ids = [upload.id for upload in same]
    rest = (same[ids.index(id_marker) + 1 :] if id_marker in ids else same) if id_marker else []
    return rest + [upload for upload in uploads if upload.key_name.encode() > key_marker.encode()]


def _query_parameter(response, name):
    return response.querystring.get(name, [""])[0]


def _int_parameter(response, name, default):
    value = response._get_int_param(name, default)
    if not 0 <= value <= 2147483647:
        raise InvalidMaxPartArgument(name, 0, 2147483647)
    return value


def _serialize(response, action, result):
    response.data["Action"] = action
    return response.serialized(ActionResult(result))


@patches(S3Response)
def _key_response_post(original, response, request_, body, bucket_name, query, key_name):
    """A completion names each part with its checksum; repeating it returns the same response."""
    if not query.get("uploadId"):
        return original(response, request_, body, bucket_name, query, key_name)
    response._set_action("KEY", "POST", query)
    response._authenticate_and_authorize_s3_action(bucket_name=bucket_name, key_name=key_name)
    with write_lock:
        key = _completed_version(response, query["uploadId"][0], key_name) or _complete(response, body, key_name)
    result = {
        "Location": f"http://{bucket_name}.s3.amazonaws.com/{quote(key.name)}",
        "Bucket": bucket_name,
        "Key": key.name,
        "ETag": key.etag,
    }
    if key.checksum_value:
        result[f"Checksum{key.checksum_algorithm}"] = _checksum_with_part_count(key)
        result["ChecksumType"] = key.checksum_type
    status, headers, body = _serialize(response, "CompleteMultipartUpload", result)
    if key.version_id != "null":
        headers["x-amz-version-id"] = key.version_id
    if key.encryption:
        headers["x-amz-server-side-encryption"] = key.encryption
    return status, headers, body


def _completed_version(response, upload_id, key_name):
    """The version that a completed upload has created."""
    versions = response.backend.get_bucket(response.bucket_name).keys.getlist(key_name, [])
    made = [each for each in versions if isinstance(each, FakeKey) and each.multipart is not None]
    return next((each for each in made if each.multipart.id == upload_id), None)


def _complete(response, body, key_name):
    upload = _open_upload(response)
    completed_parts = _completed_parts(body)
    if response.headers.get("If-None-Match") == "*" and response.backend.get_object(response.bucket_name, key_name):
        raise PreconditionFailed("If-None-Match")
    key = response.backend.complete_multipart_upload(response.bucket_name, upload.id, completed_parts)
    for name in (ALGORITHM, TYPE):
        key.metadata.pop(name, None)
    return key


@dataclass
class CompletedPart:
    """A part, as a completion names it."""

    number: int
    etag: str
    checksums: dict


def _completed_parts(body):
    try:
        named = xmltodict.parse(body, force_list=("Part",))["CompleteMultipartUpload"]["Part"]
        return [_completed_part(part) for part in named]
    except (ExpatError, KeyError, TypeError, ValueError):
        raise MalformedXML() from None


def _completed_part(part):
    checksums = {
        name.removeprefix("Checksum").lower(): value for name, value in part.items() if name.startswith("Checksum")
    }
    return CompletedPart(int(part["PartNumber"]), part["ETag"].strip('"'), checksums)


@patches(FakeMultipart)
def complete(_original, upload, completed_parts):
    """Checks that the parts exist, are in order and are not too small; assembles the object on disk."""
    if any(later.number <= earlier.number for earlier, later in zip(completed_parts, completed_parts[1:])):
        raise InvalidPartOrder()
    parts = [_part(upload, completed_part) for completed_part in completed_parts]
    if any(part.size < MIN_PART_SIZE for part in parts[:-1]):
        raise EntityTooSmall()
    numbers = [completed_part.number for completed_part in completed_parts]
    if _is_composite(upload) and numbers != list(range(1, len(numbers) + 1)):
        raise InternalError("With checksums the numbers of parts are consecutive and begin with 1.")
    checksum = _checksum(upload, parts)
    _check_declared(upload, parts, checksum)
    digests = b"".join(bytes.fromhex(part.etag.strip('"')) for part in parts)
    etag = f"{hashlib.md5(digests, usedforsecurity=False).hexdigest()}-{len(parts)}"
    return Assembled(parts), etag, checksum


def _part(upload, completed_part):
    part = upload.parts.get(completed_part.number)
    if part is None or part.etag.strip('"') != completed_part.etag:
        raise InvalidPart()
    algorithm = _algorithm(upload)
    sent = completed_part.checksums.get(algorithm)
    if sent is None and _is_composite(upload):
        message = "The complete request must include the checksum for each part."
        missing = f"It was missing for part {completed_part.number} in the request."
        raise InvalidRequest(f"The upload was created using a {algorithm} checksum. {message} {missing}")
    if sent is not None and sent != part.checksum_value:
        raise InvalidPart()
    return part


def _checksum(upload, parts):
    """Type, value and number of parts; None if the algorithm is not computed here."""
    algorithm = _algorithm(upload)
    if algorithm not in COMPUTED:
        return None
    if _is_composite(upload):
        digests = b"".join(base64.b64decode(part.checksum_value) for part in parts)
        return "COMPOSITE", _base64(COMPUTED[algorithm](digests)), len(parts)
    crc = 0
    for block in blocks_of(parts):
        crc = zlib.crc32(block, crc)
    return "FULL_OBJECT", _base64(crc.to_bytes(4, "big")), 1


def _check_declared(upload, parts, checksum):
    """The size and checksum in the completion must match the object."""
    environ, algorithm = request.environ(), _algorithm(upload)
    size = environ.get("HTTP_X_AMZ_MP_OBJECT_SIZE")
    if size is not None and size != str(sum(part.size for part in parts)):
        raise InvalidRequest("The provided 'x-amz-mp-object-size' header does not match what was computed.")
    declared = environ.get(f"HTTP_X_AMZ_CHECKSUM_{(algorithm or '').upper()}")
    if declared and checksum and declared.split("-")[0] != checksum[1]:
        raise BadDigest(f"The {algorithm} you specified did not match the calculated checksum.")


def _checksum_with_part_count(key):
    return f"{key.checksum_value}-{key.checksum_parts}" if key.checksum_type == "COMPOSITE" else key.checksum_value


def _base64(digest):
    return base64.b64encode(digest).decode()


@patches(S3Response)
def head_object(original, response, bucket_name, query, key_name, headers):
    """Returns the checksum of a multipart object with its number of parts and its type."""
    status, response_headers, body = original(response, bucket_name, query, key_name, headers)
    if status == 200 and headers.get("x-amz-checksum-mode") == "ENABLED" and not query.get("partNumber"):
        key = response.backend.get_object(bucket_name, key_name, version_id=query.get("versionId", [None])[0])
        if key is not None and key.checksum_algorithm and key.checksum_value:
            response_headers[f"x-amz-checksum-{key.checksum_algorithm.lower()}"] = _checksum_with_part_count(key)
            response_headers[TYPE] = key.checksum_type or "FULL_OBJECT"
    return status, response_headers, body


@patches(S3Backend, "get_object_attributes")
def _get_attributes(original, backend, key, attributes_to_get):
    """Attribute names may be separated by a comma and a space."""
    return original(backend, key, [name.strip() for name in attributes_to_get])


@patches(S3Response)
def get_object_attributes(original, response):
    """Last-Modified is an HTTP date; clients cannot parse moto's."""
    status, response_headers, body = original(response)
    if "Last-Modified" in response_headers:
        response_headers["Last-Modified"] = response._get_key(validate_storage_class=False)[0].last_modified_RFC1123
    return status, response_headers, body


@patches(S3Backend)
def copy_object(original, backend, src_key, dest_bucket_name, dest_key_name, *args, **kwargs):
    """A copy is not multipart: its checksum is that of all its bytes."""
    original(backend, src_key, dest_bucket_name, dest_key_name, *args, **kwargs)
    copy = backend.get_object(dest_bucket_name, dest_key_name)
    copy.multipart = None
    compute = COMPUTED.get((copy.checksum_algorithm or "").lower())
    if src_key.checksum_type == "COMPOSITE" and compute:
        copy.checksum_value = _base64(compute(copy.value))
