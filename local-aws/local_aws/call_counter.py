"""Counts the calls of AWS operations, so that tests can assert the number of calls. No content is stored."""

import threading
from collections import Counter

from local_aws import ROOT_ACCESS_KEY, request, sigv4, sts

_lock = threading.Lock()
_counts = Counter()
_empty = Counter()
_current = threading.local()
_round = 0

S3_OBJECT = {
    "GET": [("uploadId", "ListParts"), ("tagging", "GetObjectTagging"), ("attributes", "GetObjectAttributes")],
    "HEAD": [],
    "PUT": [("tagging", "PutObjectTagging"), ("partNumber", "UploadPart")],
    "POST": [("uploads", "CreateMultipartUpload"), ("uploadId", "CompleteMultipartUpload")],
    "DELETE": [("uploadId", "AbortMultipartUpload"), ("tagging", "DeleteObjectTagging")],
}
S3_BUCKET = {
    "GET": [("uploads", "ListMultipartUploads"), ("versions", "ListObjectVersions"), ("list-type", "ListObjectsV2")],
    "HEAD": [],
    "PUT": [],
    "POST": [("delete", "DeleteObjects")],
    "DELETE": [],
}
COPIES = {"PutObject": "CopyObject", "UploadPart": "UploadPartCopy"}


def count(service, operation):
    """Counts the request of this thread, by its caller."""
    key = (service, operation, _caller())
    with _lock:
        _counts[key] += 1
        _current.call = (_round, key)


def count_s3():
    """S3 operations are derived from the request: permissions of S3 have other names than its operations."""
    environ = request.environ()
    if sigv4.is_for_s3(environ):
        count("s3", _s3_operation(environ))


def count_empty():
    """Counts the request of this thread as empty: it returned no message or record."""
    known, key = getattr(_current, "call", (None, None))
    with _lock:
        # A long poll may have begun before the reset.
        if known == _round:
            _empty[key] += 1


def counts():
    with _lock:
        calls = [(key, number, _empty[key]) for key, number in sorted(_counts.items())]
    return [
        {"service": service, "operation": operation, "caller": caller, "count": number, "empty": empty}
        for (service, operation, caller), number, empty in calls
    ]


def reset():
    global _round
    with _lock:
        _counts.clear()
        _empty.clear()
        _round += 1


def _caller():
    """The name of the role that signed the request, `account` for the root user, or `nobody`."""
    key = sigv4.access_key(request.environ())
    if key == ROOT_ACCESS_KEY:
        return "account"
    session = sts.session(key)
    return session.role_arn.rpartition("/")[2] if session is not None else "nobody"


def _s3_operation(environ):
    method, query = environ["REQUEST_METHOD"], sigv4.query(environ)
    bucket, _, key = environ["PATH_INFO"].lstrip("/").partition("/")
    if not bucket:
        return "ListBuckets"
    table, noun = (S3_OBJECT, "Object") if key else (S3_BUCKET, "Bucket")
    named = next((operation for name, operation in table.get(method, []) if name in query), None)
    operation = named or method.title() + noun
    return COPIES.get(operation, operation) if "HTTP_X_AMZ_COPY_SOURCE" in environ else operation
