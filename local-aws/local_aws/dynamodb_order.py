"""DynamoDB: the items of a table and of its indexes in the order of their sort key.

A query so reads what it returns, however large the table and the partition are. moto filters and sorts them each time.
The order is made by the first query, and kept by each write; it is not part of the state.
"""

import bisect
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import RESULT_SIZE_LIMIT, Table

from local_aws.patching import patches

_orders = WeakKeyDictionary()
"""By table, then by the names of the key attributes."""

SMALL = 100
"""So many items are below the limit of a page in most cases; their sizes are not added up twice."""


def _value(attribute):
    return attribute.type, attribute.cast_value


def _sort_key(entry):
    return entry[0]


@dataclass
class Order:
    """Entries are a sort key, made unique by the key of the table, and the item."""

    hash_names: tuple
    sort_names: tuple
    partitions: dict = field(default_factory=dict)
    places: dict = field(default_factory=dict)

    def put(self, key, item):
        """The item that the table has under this key; None if there is none."""
        known = self.places.pop(key, None)
        if known is not None:
            partition, sort_key = known
            entries = self.partitions[partition]
            del entries[bisect.bisect_left(entries, sort_key, key=_sort_key)]
            if not entries:
                del self.partitions[partition]
        if item is not None and all(name in item.attrs for name in self.hash_names + self.sort_names):
            place = partition, sort_key = self.partition(item.attrs), self.sort_key(item.attrs)
            bisect.insort(self.partitions.setdefault(partition, []), (sort_key, item), key=_sort_key)
            self.places[key] = place

    def partition(self, attributes):
        return tuple(_value(attributes[name]) for name in self.hash_names)

    def sort_key(self, attributes):
        return tuple(_value(attributes[name]) for name in self.sort_names)


def _order(table, index):
    table_names = (table.hash_key_attr, *([table.range_key_attr] if table.range_key_attr else []))
    if index is None:
        hash_names, sort_names = table_names[:1], table_names[1:]
    else:
        hash_names, range_names = (
            tuple(key["AttributeName"] for key in index.schema if key["KeyType"] == kind) for kind in ("HASH", "RANGE")
        )
        # As moto orders pages, and AWS in no order: by the sort key of the table if the index has none.
        sort_names = (*(range_names or table_names[-1:]), *table_names)
    known = _orders.setdefault(table, {})
    order = known.get((hash_names, sort_names))
    if order is None:
        order = known[hash_names, sort_names] = Order(hash_names, sort_names)
        for partition in list(table.items.values()):
            for item in [partition] if isinstance(partition, Item) else partition.values():
                order.put((item.hash_key, item.range_key), item)
    return order


def changed(table, hash_key, range_key):
    """Keeps the orders of a table after a write."""
    known = _orders.get(table)
    if known:
        found = table.items.get(hash_key)
        item = found.get(range_key) if isinstance(found, dict) else found
        for order in known.values():
            order.put((hash_key, range_key), item)


def partition(table, index, hash_values):
    return [item for _, item in _entries(_order(table, index), hash_values)]


def _entries(order, hash_values):
    return order.partitions.get(tuple(map(_value, hash_values)), [])


def page(table, index, hash_values, comparison, values, start, limit, is_forward):
    """The items of a partition that a query may return, in ascending order, and one more."""
    order = _order(table, index)
    entries = _entries(order, hash_values)
    low, high = _matching(entries, comparison, values)
    if start:
        start = {name: DynamoType(value) for name, value in start.items()}
        if all(name in start for name in order.sort_names):
            sort_key = order.sort_key(start)
            if is_forward:
                low = max(low, bisect.bisect_right(entries, sort_key, key=_sort_key))
            else:
                high = min(high, bisect.bisect_left(entries, sort_key, key=_sort_key))
    positions = range(low, high) if is_forward else range(high - 1, low - 1, -1)
    if limit:
        positions = positions[: limit + 1]
    items = [entries[position][1] for position in positions]
    if len(items) > SMALL:
        items = items[: _page_length(items)]
    return items if is_forward else items[::-1]


def _matching(entries, comparison, values):
    """Where the entries begin and end whose first part of the sort key matches."""
    low, high = 0, len(entries)
    if not values:
        return low, high
    first, last = _value(values[0]), _value(values[-1])
    if comparison in ("=", "EQ", ">=", "GE", "BETWEEN", "BEGINS_WITH"):
        low = bisect.bisect_left(entries, first, key=_first)
    elif comparison in (">", "GT"):
        low = bisect.bisect_right(entries, first, key=_first)
    if comparison in ("=", "EQ", "<=", "LE", "BETWEEN"):
        high = bisect.bisect_right(entries, last, key=_first)
    elif comparison in ("<", "LT"):
        high = bisect.bisect_left(entries, first, key=_first)
    elif comparison == "BEGINS_WITH":
        length = len(first[1])
        high = bisect.bisect_right(entries, first, low, key=lambda entry: (_first(entry)[0], _first(entry)[1][:length]))
    return low, max(low, high)


def _first(entry):
    return entry[0][0]


def _page_length(items):
    size = 0
    for number, item in enumerate(items):
        size += item.size()
        if size > RESULT_SIZE_LIMIT:
            return number + 1
    return len(items)


@patches(Table)
def put_item(original, table, *args, **kwargs):
    item = original(table, *args, **kwargs)
    changed(table, item.hash_key, item.range_key)
    return item


@patches(Table)
def delete_item(original, table, hash_key, range_key):
    item = original(table, hash_key, range_key)
    changed(table, hash_key, range_key)
    return item


@patches(DynamoDBBackend)
def update_item(original, backend, table_name, key, *args, **kwargs):
    """moto changes the item in place."""
    table = backend.get_table(table_name)
    try:
        return original(backend, table_name, key, *args, **kwargs)
    finally:
        if table.hash_key_attr in key and (table.range_key_attr is None or table.range_key_attr in key):
            changed(table, *backend.get_keys_value(table, key))
