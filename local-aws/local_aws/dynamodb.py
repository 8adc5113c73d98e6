"""DynamoDB: one request at a time, items as JSON without moto's serializer, and table settings in CloudFormation."""

import base64
import copy
import json
import threading
from types import SimpleNamespace

from moto.core.parse import BaseJSONParser
from moto.core.responses import ActionResult
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb import models
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models import DynamoDBBackend, dynamodb_backends
from moto.dynamodb.models import table as table_module
from moto.dynamodb.models.dynamo_type import DynamoType, Item, LimitedSizeDict
from moto.dynamodb.models.table import Table
from moto.dynamodb.models.utilities import bytesize
from moto.dynamodb.responses import DynamoHandler, DynamoResult

from local_aws import ACCOUNT, REGION, dynamodb_order
from local_aws.cloudformation import properties_of
from local_aws.patching import patches

MAX_ITEM_SIZE = 405_000
"""In bytes, as moto: DynamoDB allows 400 KB, and measures a little less."""

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


@patches(BaseJSONParser)
def _parse_structure(original, parser, shape, value):
    """Reads attribute values as they are; moto looks up each of the ten types for each value."""
    is_attribute = shape.name == "AttributeValue" and value is not None
    return _attribute(parser, shape, value) if is_attribute else original(parser, shape, value)


def _attribute(parser, shape, value):
    parsed = {}
    for kind, content in value.items():
        if content is None or kind not in shape.members:
            continue
        if kind == "M":
            content = {name: _attribute(parser, shape, each) for name, each in content.items()}
        elif kind == "L":
            content = [_attribute(parser, shape, each) for each in content]
        elif kind in ("B", "BS"):
            content = parser._parse_shape(shape.members[kind], content)
        parsed[kind] = content
    return parsed


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
        dynamodb_order.changed(table, hash_key, range_key)
        del records[count:]

    return restore


@patches(Table)
def query(
    original,
    table,
    hash_key,
    range_comparison,
    range_objs,
    limit,
    exclusive_start_key,
    scan_index_forward,
    projection_expressions,
    index_name=None,
    *args,
    hash_key_conditions=None,
    range_key_conditions=None,
    **conditions,
):
    """Reads the items that it returns; moto sorts the whole table, then checks each item."""
    index = next((each for each in table.all_indexes() if each.name == index_name), None)
    if index or not index_name:
        named = dict(hash_key_conditions or [])
        schema = index.schema if index else ()
        hash_names = [key["AttributeName"] for key in schema if key["KeyType"] == "HASH"]
        # Conditions of the old form, and those of more than one sort key, are checked by moto alone.
        is_simple = not conditions and len(range_key_conditions or []) < 2
        values = [named[name] for name in hash_names] if index else [hash_key]
        if is_simple:
            is_forward = scan_index_forward is not False
            bounds = (range_comparison, range_objs, exclusive_start_key, limit, is_forward)
            items = dynamodb_order.page(table, index, values, *bounds)
        else:
            items = dynamodb_order.partition(table, index, values)
        table = copy.copy(table)
        table.all_items = lambda: items
    return original(
        table,
        hash_key,
        range_comparison,
        range_objs,
        limit,
        exclusive_start_key,
        scan_index_forward,
        projection_expressions,
        index_name,
        *args,
        hash_key_conditions=hash_key_conditions,
        range_key_conditions=range_key_conditions,
        **conditions,
    )


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


def _size_of_attribute(name, value):
    return bytesize(name) + (_size(value) if type(value) is DynamoType else bytesize(str(value)))


@patches(LimitedSizeDict)
def __setitem__(original, attributes, name, value):
    """Adds the size of the attribute to the known size; moto measures the whole item for each of its attributes."""
    size = attributes.known_size
    if size is None:
        size = sum(_size_of_attribute(*each) for each in attributes.items())
    if name in attributes:
        size -= _size_of_attribute(name, attributes[name])
    size += _size_of_attribute(name, value)
    if size > MAX_ITEM_SIZE:
        raise ItemSizeTooLarge
    dict.__setitem__(attributes, name, value)
    attributes.known_size = size


LimitedSizeDict.known_size = None
"""Until an attribute is set. `update_item` forgets it: updates change maps and lists in place, and remove attributes."""


@patches(DynamoDBBackend)
def update_item(original, backend, table_name, key, *args, **kwargs):
    table = backend.get_table(table_name)
    names = [name for name in (table.hash_key_attr, table.range_key_attr) if name]
    if all(name in key for name in names):
        item = table.get_item(*backend.get_keys_value(table, key))
        if item is not None:
            item.attrs.known_size = None
    return original(backend, table_name, key, *args, **kwargs)


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
