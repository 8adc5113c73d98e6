"""S3: reads only the requested range; moto reads the whole object into memory first."""

from moto.s3.models import FakeKey
from moto.s3.responses import S3Response

from local_aws import request
from local_aws.patching import patches


class Content:
    """The bytes of an object, read on access."""

    def __init__(self, key):
        self._key = key

    def __len__(self):
        return self._key.contentsize

    def __getitem__(self, part):
        start, stop, _ = part.indices(len(self))
        with self._key.lock:
            self._key._value_buffer.seek(start)
            return self._key._value_buffer.read(max(0, stop - start))


def _value(key):
    content = Content(key)
    return content if request.is_range_request() else content[:]


FakeKey.value = FakeKey.value.getter(_value)


@patches(S3Response)
def _handle_range_header(original, response, request_, headers, content):
    """An invalid range returns the whole object."""
    status, headers, content = original(response, request_, headers, content)
    return status, headers, content[:] if isinstance(content, Content) else content
