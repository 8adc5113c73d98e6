"""S3: a range is read from where it lies; moto reads the whole object into memory first."""

from moto.s3.models import FakeKey
from moto.s3.responses import S3Response

from local_aws import request
from local_aws.mending import mends


class Content:
    """The bytes of an object, read when they are asked for."""

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
    return content if request.asks_for_range() else content[:]


FakeKey.value = FakeKey.value.getter(_value)


@mends(S3Response)
def _handle_range_header(original, response, asked, headers, content):
    """A range that is none is all of the object."""
    status, headers, content = original(response, asked, headers, content)
    return status, headers, content[:] if isinstance(content, Content) else content
