"""DynamoDB streams: stateless shard iterators, and records of our region."""

import time

from moto.core.exceptions import JsonRESTError
from moto.dynamodb.models.table import StreamRecord
from moto.dynamodbstreams.models import DynamoDBStreamsBackend
from moto.dynamodbstreams.responses import DynamoDBStreamsHandler

from local_aws import REGION, call_counter, dynamodb
from local_aws.patching import patches

VALIDITY = 15 * 60


class Position:
    """A shard iterator that encodes its whole state: the stream, the next sequence number, and when it was issued.

    moto keeps an object for each iterator that it ever issued, and each keeps
    the shard.
    """

    def __init__(self, stream_arn, sequence_number, given_at=None):
        self.stream_arn = stream_arn
        self.sequence_number = sequence_number
        self.given_at = given_at or int(time.time())

    @property
    def arn(self):
        return f"{self.stream_arn}|{self.sequence_number}|{self.given_at}"

    def has_expired(self):
        return time.time() > self.given_at + VALIDITY

    @staticmethod
    def parse(text):
        stream_arn, sequence_number, given_at = text.split("|")
        return Position(stream_arn, int(sequence_number), int(given_at))


@patches(DynamoDBStreamsBackend)
def get_shard_iterator(original, backend, arn, shard_id, shard_iterator_type, sequence_number=None):
    shard = backend._get_table_from_arn(arn).stream_shard
    first = shard.starting_sequence_number
    start = {
        "TRIM_HORIZON": lambda: first,
        "LATEST": lambda: first + len(shard.items),
        "AT_SEQUENCE_NUMBER": lambda: int(sequence_number),
        "AFTER_SEQUENCE_NUMBER": lambda: int(sequence_number) + 1,
    }
    position = Position(arn, start[shard_iterator_type]())
    _check_kept(shard, position)
    return position


@patches(DynamoDBStreamsBackend)
def get_records(original, backend, iterator_arn, limit):
    position = Position.parse(iterator_arn)
    if position.has_expired():
        raise JsonRESTError("ExpiredIteratorException", "Iterator expired. Iterators are good for 15 minutes.")
    shard = backend._get_table_from_arn(position.stream_arn).stream_shard
    _check_kept(shard, position)
    records = shard.get(position.sequence_number, limit)
    if not records:
        call_counter.count_empty()
    following = Position(position.stream_arn, position.sequence_number + len(records))
    return {"NextShardIterator": following.arn, "Records": records}


def _check_kept(shard, position):
    """A position behind the end is of a record that a crash has lost; its reader begins again, as after a trim."""
    first = shard.starting_sequence_number
    if not first <= position.sequence_number <= first + len(shard.items):
        raise JsonRESTError("TrimmedDataAccessException", "The requested records are beyond the trim horizon.")


def trim(table, before):
    """Removes the records that are older than this."""
    shard = table.stream_shard
    if shard is not None:
        kept = [record for record in shard.items if record.record["dynamodb"]["ApproximateCreationDateTime"] >= before]
        shard.starting_sequence_number += len(shard.items) - len(kept)
        shard.items = kept


@patches(DynamoDBStreamsHandler)
def call_action(original, handler):
    """Records of a transaction are not visible before it has succeeded."""
    with dynamodb.lock:
        return original(handler)


@patches(StreamRecord, "__init__")
def new_record(original, record, *args, **kwargs):
    """A record has the region of its table."""
    original(record, *args, **kwargs)
    record.record["awsRegion"] = REGION
