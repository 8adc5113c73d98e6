"""S3: large contents stay on disk. moto gets a memory map where it expects bytes, and responses are sent in blocks."""

import hashlib
import mmap
import tempfile

from moto.s3.models import FakeKey
from moto.s3.responses import S3Response
from werkzeug.datastructures import ImmutableMultiDict

from local_aws.patching import patches

LARGE = 5 << 20
"""In bytes; moto keeps what is larger in a temporary file."""
BLOCK = 1 << 20
CHECKSUM_VARIABLE = "HTTP_X_AMZ_CHECKSUM_"


def prepare_body(environ):
    """Decodes the body of an upload if it is chunked; moto can then map it instead of reading it."""
    if environ.get("HTTP_X_AMZ_CONTENT_SHA256", "").startswith("STREAMING-"):
        environ["wsgi.input"] = _decode_chunks(environ)
        environ["HTTP_X_AMZ_CONTENT_SHA256"] = "UNSIGNED-PAYLOAD"
    if environ["REQUEST_METHOD"] == "PUT" and int(environ.get("CONTENT_LENGTH") or 0) >= LARGE:
        environ["wsgi.input"] = _Body(environ["wsgi.input"])


@patches(S3Response)
def setup_class(original, response, request, *args, **kwargs):
    """A body of any type is taken as it is, but for a form that a browser posts to a bucket; moto reads each form."""
    is_form = request.method == "POST" and not request.query_string and request.mimetype == "multipart/form-data"
    if not is_form:
        # werkzeug parses no form that is known.
        vars(request).update(form=ImmutableMultiDict(), files=ImmutableMultiDict())
    return original(response, request, *args, **kwargs)


def _decode_chunks(environ):
    """aws-chunked: each chunk follows its size; checksums in the trailer become headers."""
    source, body = environ["wsgi.input"], tempfile.SpooledTemporaryFile(LARGE - 1)
    while size := int(source.readline().partition(b";")[0], 16):
        while size and (block := source.read(min(size, BLOCK))):
            body.write(block)
            size -= len(block)
        source.readline()
    for line in source:
        name, _, value = line.decode("latin-1").strip().partition(":")
        variable = "HTTP_" + name.upper().replace("-", "_")
        if variable.startswith(CHECKSUM_VARIABLE):
            environ[variable] = value
    environ["CONTENT_LENGTH"] = str(body.tell())
    body.seek(0)
    return body


class _Body:
    def __init__(self, file):
        self._file = file

    def read(self, size=-1):
        return _map(self._file) if size < 0 else self._file.read(size)


def _map(file):
    file.seek(0)  # which writes what is buffered
    return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def _value(key):
    with key.lock:
        buffer = key._value_buffer
        if key.contentsize < LARGE:
            buffer.seek(0)
            return buffer.read()
        if isinstance(buffer, tempfile.SpooledTemporaryFile):
            return _map(buffer)
        with buffer.open() as file:
            return _map(file)


def _set_value(key, value, original=FakeKey.value.fset):
    if isinstance(value, Assembled):
        key._value_buffer.close()
        key._value_buffer = value.file
        key.contentsize = len(value)
        return
    if len(value) >= LARGE:
        key._value_buffer.rollover()
    if isinstance(value, str):  # a field of a posted form
        value = value.encode()
    if key._etag is None:
        key._etag = hashlib.md5(value, usedforsecurity=False).hexdigest()
    original(key, value)


FakeKey.value = property(_value, _set_value)


@patches(FakeKey)
def dispose(original, key, garbage=False):
    """A request may still read a deleted object: its content goes with the last reference."""
    key.disposed = True
    if garbage:
        original(key)


class Assembled:
    """The content of an object that was assembled from its parts."""

    def __init__(self, parts):
        self.file = tempfile.SpooledTemporaryFile(LARGE - 1)
        for block in blocks_of(parts):
            self.file.write(block)
        self._size = self.file.tell()

    def __len__(self):
        return self._size


def blocks_of(parts):
    for part in parts:
        yield from _blocks(part.value)


def _blocks(content):
    view = memoryview(content)
    return (bytes(view[start : start + BLOCK]) for start in range(0, len(view), BLOCK))


@patches(S3Response)
def key_response(original, response, *args):
    status, headers, content = original(response, *args)
    return status, headers, _blocks(content) if isinstance(content, memoryview) else content
