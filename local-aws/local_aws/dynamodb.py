"""DynamoDB: one request at a time, items as JSON without moto's serializer, and table settings in CloudFormation."""

import base64
import copy
import json
import threading
from types import SimpleNamespace

from moto.core.responses import ActionResult
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb import models
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models import table as table_module
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table
from moto.dynamodb.models.utilities import bytesize
from moto.dynamodb.responses import DynamoHandler, DynamoResult

from local_aws import ACCOUNT, REGION
from local_aws.cloudformation import properties_of
from local_aws.patching import patches

lock = threading.RLock()


@patches(DynamoHandler)
def call_action(original, handler):
    """Makes conditions and transactions atomic: moto checks and writes without a lock."""
    with lock:
        return original(handler)


@patches(DynamoResult, "__init__")
def new_result(original, result, value):
    """`_json` converts attribute values; moto copies the whole result first."""
    ActionResult.__init__(result, value)


@patches(BaseJSONSerializer)
def _serialize_type_map(original, serializer, serialized, value, shape, key):
    """An item already has the structure of its JSON; moto looks up each type of each attribute under several names."""
    if shape.value.name == "AttributeValue":
        serialized[serializer.get_serialized_name(shape, key)] = value
    else:
        original(serializer, serialized, value, shape, key)


@patches(BaseJSONSerializer)
def _serialize_body(original, serializer, body):
    return json.dumps(body, default=_json)


def _json(value):
    if isinstance(value, DynamoType):
        return {value.type: value.value}
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value)} has no JSON form")


def _deepcopy_unless(is_shared):
    return lambda value: value if is_shared(value) else copy.deepcopy(value)


def _is_result(value):
    return isinstance(value, Item) or (type(value) is list and all(isinstance(each, Item) for each in value))


models.copy = SimpleNamespace(deepcopy=_deepcopy_unless(lambda value: isinstance(value, Table)))
"""A transaction copies no table: `transact_write_items` rolls a failed one back."""

table_module.copy = SimpleNamespace(copy=copy.copy, deepcopy=_deepcopy_unless(_is_result))
"""Results are not copied: they are serialized before the next request starts."""


@patches(DynamoDBBackend)
def transact_write_items(original, backend, transact_items):
    """A failed transaction restores its items and streams; moto copies the whole table for each item."""
    undo = [_undo(backend, operation) for item in transact_items for operation in item.values()]
    try:
        original(backend, transact_items)
    except Exception:
        for restore in undo:
            restore()
        raise


def _undo(backend, operation):
    """A function that restores the item which an operation of a transaction names."""
    table = backend.get_table(operation["TableName"])
    hash_key, range_key = backend.get_keys_value(table, operation.get("Key") or operation.get("Item"))
    before = copy.deepcopy(table.get_item(hash_key, range_key))
    records = table.stream_shard.items if table.stream_shard else []
    count = len(records)

    def restore():
        items, key = (table.items, hash_key) if range_key is None else (table.items[hash_key], range_key)
        if before is None:
            items.pop(key, None)
        else:
            items[key] = before
        del records[count:]

    return restore


@patches(Table)
def query(original, table, hash_key, *args, hash_key_conditions=None, **kwargs):
    """Reads one partition; moto sorts the whole table, then checks each item."""
    index_name = args[6]
    view = copy.copy(table)
    view.all_items = lambda: _indexed(table, hash_key_conditions) if index_name else _partition(table, hash_key)
    return original(view, hash_key, *args, hash_key_conditions=hash_key_conditions, **kwargs)


def _partition(table, hash_key):
    found = table.items.get(hash_key, {})
    return list(found.values()) if isinstance(found, dict) else [found]


def _indexed(table, conditions):
    items = [item for key in table.items for item in _partition(table, key)]
    return [item for item in items if all(_has(item, name, value) for name, value in conditions)]


def _has(item, name, value):
    return name in item.attrs and item.attrs[name] == value


@patches(Item)
def project(original, item, projection_expressions):
    """Selects whole attributes; moto converts the item to Python and back for each attribute."""
    if any(len(path) > 1 or "[" in path[0] for path in projection_expressions):
        return original(item, projection_expressions)
    names = [path[0] for path in projection_expressions]
    return Item(item.hash_key, item.range_key, {name: item.attrs[name] for name in names if name in item.attrs})


DynamoType.cast_value = property(
    lambda value, original=DynamoType.cast_value.fget: value.value if value.type in ("S", "B") else original(value)
)
"""Strings are compared directly; moto checks for every other type first."""


def _size(value, original=DynamoType.size):
    """Measures a map or list in place; moto copies the values of a map first."""
    if value.type == "S":
        return bytesize(value.value)
    if value.type == "M":
        return sum(bytesize(name) + _size(each) for name, each in value.value.items())
    if value.type == "L":
        return sum(map(_size, value.value))
    return original(value)


DynamoType.size = _size


@patches(DynamoType)
def to_regular_json(original, value):
    """Copies an attribute once; moto copies it again at each level."""
    if value.type == "M":
        return {"M": {name: each.to_regular_json() for name, each in value.value.items()}}
    if value.type == "L":
        return {"L": [each.to_regular_json() for each in value.value]}
    return original(value)


@patches(Table, "create_from_cloudformation_json")
def create_table(original, resource_name, cloudformation_json, *args, **kwargs):
    """Time to live and point-in-time recovery take effect."""
    table = original(resource_name, cloudformation_json, *args, **kwargs)
    properties = properties_of(cloudformation_json)
    backend = dynamodb_backends[ACCOUNT][REGION]
    time_to_live = properties.get("TimeToLiveSpecification")
    if time_to_live:
        backend.update_time_to_live(table.name, time_to_live)
    recovery = properties.get("PointInTimeRecoverySpecification")
    if recovery:
        backend.update_continuous_backups(table.name, recovery)
    return table
