"""S3: large contents stay on disk. moto gets a memory map where it expects bytes, and responses are sent in blocks."""

import mmap
import tempfile

from moto.s3.models import FakeKey
from moto.s3.responses import S3Response

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
    original(key, value)


FakeKey.value = property(_value, _set_value)


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
