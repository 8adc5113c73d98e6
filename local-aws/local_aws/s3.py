"""S3: atomic conditional writes, verified checksums, and overrides of response headers."""

import base64
import binascii
import hashlib
import re
import threading
import zlib

from moto.s3.exceptions import PreconditionFailed, S3ClientError
from moto.s3.responses import S3Response

from local_aws.patching import patches

CHECKSUM_HEADER = "x-amz-checksum-"
OVERRIDES = ("cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires")

write_lock = threading.RLock()
"""Held while an object is created, so that only one of two conditional creations succeeds."""


class BadDigest(S3ClientError):
    code = "BadDigest"


class InvalidDigest(S3ClientError):
    code = "InvalidDigest"


class InvalidRequest(S3ClientError):
    code = "InvalidRequest"


class ContentMismatch(S3ClientError):
    code = "XAmzContentSHA256Mismatch"


def _crc32(body):
    return zlib.crc32(body).to_bytes(4, "big")


def _sha1(body):
    return hashlib.sha1(body, usedforsecurity=False).digest()


def _sha256(body):
    return hashlib.sha256(body).digest()


COMPUTED = {"crc32": _crc32, "sha1": _sha1, "sha256": _sha256}
"""CRC32C and CRC64NVME are not verified: the standard library cannot compute them."""


@patches(S3Response)
def put_object(original, response):
    """Only one of two concurrent writes with `If-None-Match: *` succeeds, and the body must match its checksums."""
    _check_body(response)
    with write_lock:
        return original(response)


@patches(S3Response)
def copy_object(original, response):
    """Only one of two copies with `If-None-Match: *` succeeds; moto ignores the header."""
    with write_lock:
        if response.headers.get("If-None-Match") == "*" and response.backend.get_object(
            response.bucket_name, response.parse_key_name()
        ):
            raise PreconditionFailed("If-None-Match")
        return original(response)


@patches(S3Response)
def upload_part(original, response):
    """A part must match its checksums."""
    _check_body(response)
    return original(response)


def _check_body(response):
    body = response.body or b""
    declared = response.headers.get("x-amz-content-sha256", "")
    if re.fullmatch("[0-9a-f]{64}", declared) and declared != hashlib.sha256(body).hexdigest():
        raise ContentMismatch("The provided 'x-amz-content-sha256' header does not match what was computed.")
    md5 = response.headers.get("Content-MD5")
    if md5 is not None:
        digest = hashlib.md5(body, usedforsecurity=False).digest()
        if _decoded(md5, 16, InvalidDigest("The Content-MD5 you specified is not valid.")) != digest:
            raise BadDigest("The Content-MD5 you specified did not match what we received.")
    algorithm, value = declared_checksum(response)
    if algorithm in COMPUTED:
        digest = COMPUTED[algorithm](body)
        invalid = InvalidRequest(f"Value for {CHECKSUM_HEADER}{algorithm} header is invalid.")
        if _decoded(value, len(digest), invalid) != digest:
            name = algorithm.upper()
            raise BadDigest(f"The {name} you specified did not match the calculated checksum.")


def _decoded(value, length, invalid):
    try:
        decoded = base64.b64decode(value, validate=True)
    except binascii.Error:
        raise invalid from None
    if len(decoded) != length:
        raise invalid
    return decoded


def declared_checksum(response):
    """The checksum in a header; that of a trailer has become one."""
    for name, value in response.headers.items():
        algorithm = name.lower().removeprefix(CHECKSUM_HEADER)
        if name.lower().startswith(CHECKSUM_HEADER) and algorithm not in ("mode", "type", "algorithm"):
            return algorithm, value
    return None, None


@patches(S3Response)
def _get_checksum(original, response, response_headers):
    """Stores every checksum that was sent; moto stores it only if the request also names the algorithm."""
    algorithm, value = declared_checksum(response)
    if value is None:
        return original(response, response_headers)
    response_headers[f"{CHECKSUM_HEADER}{algorithm}"] = value
    return algorithm.upper(), value


@patches(S3Response)
def get_object(original, response):
    """`response-content-disposition` and similar query parameters override response headers."""
    status, headers, body = original(response)
    for name in OVERRIDES:
        value = response.querystring.get(f"response-{name}")
        if value and status in (200, 206):
            headers.pop(name.title(), None)
            headers[name] = value[0] if isinstance(value, list) else value
    return status, headers, body
