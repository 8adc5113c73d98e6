"""Queries return what they should after any writes: 100 random ones, compared with a filtered and sorted scan."""

import random
import unittest

from botocore.exceptions import ClientError
from local_server import client

dynamodb = client("dynamodb")
TABLE = {"TableName": "order"}
USERS, IDS, ALBUMS = "ab", "0123456789xyz", "12"


def text(value):
    return {"S": value}


def number(value):
    return {"N": str(value)}


class Order(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        attributes = {"user": "S", "id": "S", "album": "S", "rank": "N"}
        dynamodb.create_table(
            **TABLE,
            KeySchema=[{"AttributeName": "user", "KeyType": "HASH"}, {"AttributeName": "id", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": n, "AttributeType": t} for n, t in attributes.items()],
            GlobalSecondaryIndexes=[cls.index("by-album", "album", "rank"), cls.index("all-of-album", "album")],
            LocalSecondaryIndexes=[cls.index("by-rank", "user", "rank")],
            BillingMode="PAY_PER_REQUEST",
        )

    @staticmethod
    def index(name, *keys):
        schema = [{"AttributeName": key, "KeyType": kind} for key, kind in zip(keys, ("HASH", "RANGE"))]
        return {"IndexName": name, "KeySchema": schema, "Projection": {"ProjectionType": "ALL"}}

    def test_random_writes_and_queries(self):
        self.random = random.Random(7)
        for _ in range(100):
            try:
                self.write()
            except ClientError as error:
                self.assertIn(error.response["Error"]["Code"], ("TransactionCanceledException",))
            self.check_query()

    def test_every_type_is_returned_as_it_was_stored(self):
        item = {
            "user": text("types"),
            "id": text("1"),
            "number": number("1.50"),
            "empty": text(""),
            "binary": {"B": b"\0\xff"},
            "false": {"BOOL": False},
            "null": {"NULL": True},
            "sets": {"L": [{"SS": ["a", "b"]}, {"NS": ["1", "2"]}, {"BS": [b"x", b"\xfe"]}]},
            "nested": {"M": {"list": {"L": [{"B": b"q"}, {"M": {}}, {"L": []}]}}},
        }
        dynamodb.put_item(**TABLE, Item=item)
        key = {name: item[name] for name in ("user", "id")}
        self.assertEqual(item, dynamodb.get_item(**TABLE, Key=key)["Item"])

    def item(self):
        choose = self.random.choice
        item = {"user": text(choose(USERS)), "id": text(choose(IDS) + choose(IDS))}
        if self.random.random() < 0.8:
            item["album"] = text(choose(ALBUMS))
        if self.random.random() < 0.8:
            item["rank"] = number(choose((-1.5, 2, 10, 100)))
        return item

    def write(self):
        item = self.item()
        key = {name: item[name] for name in ("user", "id")}
        kind = self.random.randrange(6)
        if kind < 2:
            dynamodb.put_item(**TABLE, Item=item)
        elif kind == 2:
            dynamodb.delete_item(**TABLE, Key=key)
        elif kind == 3:
            set_ = "SET #rank = :rank REMOVE album" if self.random.random() < 0.5 else "SET album = :album, #rank = :rank"
            values = {":rank": number(self.random.randrange(5))}
            if "album = " in set_:
                values[":album"] = text(self.random.choice(ALBUMS))
            names = {"#rank": "rank"}
            update = {"ExpressionAttributeNames": names, "ExpressionAttributeValues": values}
            dynamodb.update_item(**TABLE, Key=key, UpdateExpression=set_, **update)
        elif kind == 4:
            puts = [{"Put": {**TABLE, "Item": item}} for item in {(i["user"]["S"], i["id"]["S"]): i for i in (item, self.item())}.values()]
            if self.random.random() < 0.5:
                puts[-1]["Put"]["ConditionExpression"] = "attribute_exists(never)"
            dynamodb.transact_write_items(TransactItems=puts)
        else:
            requests = [{"PutRequest": {"Item": item}}]
            dynamodb.batch_write_item(RequestItems={"order": requests})

    def check_query(self):
        index, partition, sort, values = self.random.choice(
            [
                (None, "user", "id", [text(value) for value in IDS]),
                ("by-album", "album", "rank", [number(value) for value in (-1.5, 2, 10)]),
                ("by-rank", "user", "rank", [number(value) for value in (-1.5, 2, 10)]),
                ("all-of-album", "album", None, None),
            ]
        )
        value = text(self.random.choice(ALBUMS if partition == "album" else USERS))
        conditions = {
            "=": lambda each, low, high: each == low,
            "<": lambda each, low, high: each < low,
            "<=": lambda each, low, high: each <= low,
            ">": lambda each, low, high: each > low,
            ">=": lambda each, low, high: each >= low,
            "BETWEEN": lambda each, low, high: low <= each <= high,
            None: lambda each, low, high: True,
        }
        if sort == "id":
            conditions["begins_with"] = lambda each, low, high: each.startswith(low)
        condition = self.random.choice(list(conditions)) if sort else None
        low, high = sorted(self.random.sample(values, 2), key=plain) if sort else (None, None)
        is_forward, limit = self.random.random() < 0.5, self.random.choice((None, 1, 2, 3, 50))

        expression, arguments = "#p = :p", {":p": value}
        if condition:
            arguments[":low"] = low
            if condition == "BETWEEN":
                expression += " AND #s BETWEEN :low AND :high"
                arguments[":high"] = high
            elif condition == "begins_with":
                expression += " AND begins_with(#s, :low)"
            else:
                expression += f" AND #s {condition} :low"
        query = {
            **TABLE,
            "KeyConditionExpression": expression,
            "ExpressionAttributeNames": {"#p": partition, **({"#s": sort} if condition else {})},
            "ExpressionAttributeValues": arguments,
            "ScanIndexForward": is_forward,
            **({"IndexName": index} if index else {}),
            **({"Limit": limit} if limit else {}),
        }
        found = self.pages(query)
        sort_names = [sort or "id", *(["user", "id"] if index else [])]
        every = [each for each in dynamodb.scan(**TABLE)["Items"] if each.get(partition) == value]
        every = [item for item in every if all(name in item for name in sort_names)]
        if condition:
            every = [item for item in every if conditions[condition](plain(item[sort]), plain(low), plain(high))]
        every.sort(key=lambda item: [plain(item[name]) for name in sort_names], reverse=not is_forward)
        self.assertEqual(every, found, query)

    @staticmethod
    def pages(query):
        found, start = [], {}
        while True:
            page = dynamodb.query(**query, **start)
            found += page["Items"]
            if "LastEvaluatedKey" not in page:
                return found
            start = {"ExclusiveStartKey": page["LastEvaluatedKey"]}


def plain(value):
    return float(value["N"]) if "N" in value else value["S"]


if __name__ == "__main__":
    unittest.main()
