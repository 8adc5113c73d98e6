#!/usr/bin/env python3
"""Moves the dead letters of a queue back into it.

usage: redrive.py --endpoint URL|none [--region REGION] QUEUE

QUEUE is the name without -dlq, such as media-service-originals. It is safe to run this again: each message is
sent before it is deleted, so a crash can only duplicate a message, as SQS may anyway. Prints the number of messages
moved.
"""

import argparse
import os
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

BATCH_SIZE = 10
VISIBILITY_TIMEOUT = 60  # seconds


def main():
    arguments = parse_arguments()
    sqs = boto3.client("sqs", endpoint_url=arguments.endpoint, **login(arguments))
    try:
        print(redrive(sqs, arguments.queue))
    except (BotoCoreError, ClientError) as error:
        sys.exit(f"the redrive of {arguments.queue} failed: {error}")


def redrive(sqs, queue):
    target = sqs.get_queue_url(QueueName=queue)["QueueUrl"]
    source = sqs.get_queue_url(QueueName=f"{queue}-dlq")["QueueUrl"]
    moved = 0
    while messages := receive(sqs, source):
        for message in messages:
            attributes = {
                name: {key: value[key] for key in ("DataType", "StringValue", "BinaryValue") if key in value}
                for name, value in message.get("MessageAttributes", {}).items()
            }
            group = message.get("Attributes", {}).get("MessageGroupId")
            sqs.send_message(
                QueueUrl=target,
                MessageBody=message["Body"],
                MessageAttributes=attributes,
                **({"MessageGroupId": group} if group else {}),
            )
            sqs.delete_message(QueueUrl=source, ReceiptHandle=message["ReceiptHandle"])
            moved += 1
    return moved


def receive(sqs, source):
    response = sqs.receive_message(
        QueueUrl=source,
        MaxNumberOfMessages=BATCH_SIZE,
        VisibilityTimeout=VISIBILITY_TIMEOUT,
        WaitTimeSeconds=1,
        MessageAttributeNames=["All"],
        MessageSystemAttributeNames=["MessageGroupId"],
    )
    return response.get("Messages", [])


def parse_arguments():
    parser = argparse.ArgumentParser(description="Moves the dead letters of a queue back into it.")
    parser.add_argument(
        "--endpoint", required=True, type=lambda text: None if text == "none" else text.rstrip("/")
    )
    parser.add_argument("--region", default=os.environ.get("AWS_REGION"))
    parser.add_argument("queue", help="without -dlq, such as media-service-originals")
    return parser.parse_args()


def login(arguments):
    if not arguments.endpoint:
        return {"region_name": arguments.region}
    return {
        "region_name": arguments.region or "eu-central-1",
        "aws_access_key_id": os.environ.get("AWS_ACCESS_KEY_ID", "local"),
        "aws_secret_access_key": os.environ.get("AWS_SECRET_ACCESS_KEY", "local"),
    }


if __name__ == "__main__":
    main()
