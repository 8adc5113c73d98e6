"""A call costs about the same however much there is: CPU time of the server with 10 and with 10,000 of each thing."""

import unittest
import urllib.request

from local_server import client, dynamodb_backend, endpoint, s3_backend, spent, sqs_backend

from local_aws import ses

FEW, MANY = 10, 10_000
FACTOR = 2
"""Noise of a busy machine is less; a list of 10,000 is ten times as much and more."""
SLACK = 0.001
"""In seconds."""

s3, dynamodb, streams, sqs = map(client, ("s3", "dynamodb", "dynamodbstreams", "sqs"))


class Growth(unittest.TestCase):
    def check(self, fill, calls):
        fill(FEW)
        before = {name: cost(call) for name, call in calls.items()}
        fill(MANY)
        after = {name: cost(call) for name, call in calls.items()}
        for name in calls:
            print(f"{name:40} {before[name] * 1000:6.2f} ms {after[name] * 1000:6.2f} ms")
        grown = [name for name in calls if after[name] > FACTOR * before[name] + SLACK]
        self.assertEqual([], grown)

    def test_objects(self):
        for bucket in ("plain", "versioned"):
            s3.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
        status = {"Status": "Enabled"}
        s3.put_bucket_versioning(Bucket="versioned", VersioningConfiguration=status)
        calls = {}
        for bucket in ("plain", "versioned"):
            here = {"Bucket": bucket}
            one = {**here, "Key": "zz/one"}
            calls |= {
                f"PutObject {bucket}": lambda one=one: s3.put_object(**one, Body=b"x", Tagging="a=b"),
                f"GetObject {bucket}": lambda one=one: s3.get_object(**one),
                f"CopyObject {bucket}": lambda one=one: s3.copy_object(**{**one, "Key": "zz/two"}, CopySource=one),
                f"ListObjectsV2 {bucket}": lambda here=here: s3.list_objects_v2(**here, Prefix="a/5", MaxKeys=2),
                f"ListObjects {bucket}": lambda here=here: s3.list_objects(**here, Marker="a/5", MaxKeys=2),
                f"ListObjectsV2 folders {bucket}": lambda here=here: s3.list_objects_v2(**here, Delimiter="/"),
                f"ListObjectVersions {bucket}": lambda here=here: s3.list_object_versions(**here, Prefix="zz/two", MaxKeys=2),
                f"DeleteObject {bucket}": lambda one=one: s3.delete_object(**{**one, "Key": "zz/two"}),
            }

        def fill(number):
            for each in range(number):
                for bucket in ("plain", "versioned"):
                    s3_backend.put_object(bucket, f"a/{each}", b"x")

        self.check(fill, calls)

    def test_items(self):
        names = ("user", "id", "album")
        dynamodb.create_table(
            TableName="items",
            KeySchema=[{"AttributeName": "user", "KeyType": "HASH"}, {"AttributeName": "id", "KeyType": "RANGE"}],
            AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in names],
            GlobalSecondaryIndexes=[
                {
                    "IndexName": "by-album",
                    "KeySchema": [
                        {"AttributeName": "album", "KeyType": "HASH"},
                        {"AttributeName": "id", "KeyType": "RANGE"},
                    ],
                    "Projection": {"ProjectionType": "ALL"},
                }
            ],
            BillingMode="PAY_PER_REQUEST",
            StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
        )
        here = {"TableName": "items"}

        def item(number):
            return {"user": {"S": "a"}, "id": {"S": f"{number:06}"}, "album": {"S": str(number % 5)}}

        def query(name, value, **more):
            dynamodb.query(
                **here,
                KeyConditionExpression="#name = :value AND id < :end",
                ExpressionAttributeNames={"#name": name},
                ExpressionAttributeValues={":value": {"S": value}, ":end": {"S": "000009"}},
                ScanIndexForward=False,
                Limit=2,
                **more,
            )

        key = {name: item(3)[name] for name in ("user", "id")}
        arn = dynamodb.describe_table(**here)["Table"]["LatestStreamArn"]
        shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
        latest = {"StreamArn": arn, "ShardId": shard, "ShardIteratorType": "LATEST"}
        transaction = [{"Put": {**here, "Item": item(1)}}, {"Put": {**here, "Item": item(2)}}]
        calls = {
            "PutItem": lambda: dynamodb.put_item(**here, Item=item(3), ConditionExpression="attribute_not_exists(x)"),
            "GetItem": lambda: dynamodb.get_item(**here, Key=key),
            "UpdateItem": lambda: dynamodb.update_item(
                **here, Key=key, UpdateExpression="SET v = :v", ExpressionAttributeValues={":v": {"S": "x"}}
            ),
            "Query a partition": lambda: query("user", "a"),
            "Query an index": lambda: query("album", "3", IndexName="by-album"),
            "TransactWriteItems": lambda: dynamodb.transact_write_items(TransactItems=transaction),
            "GetRecords": lambda: streams.get_records(
                ShardIterator=streams.get_shard_iterator(**latest)["ShardIterator"]
            ),
        }

        def fill(number):
            for each in range(number):
                dynamodb_backend.put_item("items", item(each))

        self.check(fill, calls)

    def test_messages(self):
        plain, fair, noisy = (sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("plain", "fair", "noisy"))
        ada = {"MessageGroupId": "ada"}

        def receive_and_delete(queue):
            message = sqs.receive_message(QueueUrl=queue)["Messages"][0]
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])

        calls = {
            "SendMessage": lambda: sqs.send_message(QueueUrl=plain, MessageBody="x"),
            "SendMessage of a group": lambda: sqs.send_message(QueueUrl=fair, MessageBody="x", **ada),
            "ReceiveMessage and DeleteMessage": lambda: receive_and_delete(plain),
            "ReceiveMessage and DeleteMessage of groups": lambda: receive_and_delete(fair),
            "ReceiveMessage and DeleteMessage of one group": lambda: receive_and_delete(noisy),
            "GetQueueAttributes": lambda: sqs.get_queue_attributes(
                QueueUrl=plain, AttributeNames=["ApproximateNumberOfMessages"]
            ),
        }

        def fill(number):
            for each in range(number):
                sqs_backend.send_message("plain", "x")
                sqs_backend.send_message("fair", "x", group_id=str(each % 100))
                sqs_backend.send_message("noisy", "x", group_id="ada")

        self.check(fill, calls)

    def test_mails(self):
        mail = client("sesv2")
        mail.create_email_identity(EmailIdentity="a@example.com")

        def send():
            body = {"Simple": {"Subject": {"Data": "x"}, "Body": {"Text": {"Data": "x"}}}}
            to = {"ToAddresses": ["b@example.com"]}
            mail.send_email(FromEmailAddress="a@example.com", Destination=to, Content=body)

        def fill(number):
            for each in range(number):
                ses.deliver("id", "a@example.com", [f"{each}@example.com"], "x", "x")

        mails = f"{endpoint}/_local/mails?to=5@example.com"
        self.check(fill, {"SendEmail": send, "mails of an address": lambda: urllib.request.urlopen(mails).read()})


def cost(call):
    """The least CPU time of the server in eight calls; other work of the machine only adds to it."""
    call()
    costs = []
    for _ in range(8):
        spent.clear()
        call()
        costs.append(sum(spent))
    return min(costs)


if __name__ == "__main__":
    unittest.main()
