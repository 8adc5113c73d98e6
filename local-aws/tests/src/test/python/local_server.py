"""A local AWS in this process, so that a test can fill it and can measure its requests, and clients of boto3."""

import threading
import time

from local_aws import ACCOUNT, REGION, moto_setup

moto_setup.apply()

import boto3  # noqa: E402
from botocore.config import Config  # noqa: E402
from moto.dynamodb.models import dynamodb_backends  # noqa: E402
from moto.s3.models import s3_backends  # noqa: E402
from moto.sqs.models import sqs_backends  # noqa: E402

from local_aws import server  # noqa: E402

s3_backend = s3_backends[ACCOUNT]["aws"]
dynamodb_backend = dynamodb_backends[ACCOUNT][REGION]
sqs_backend = sqs_backends[ACCOUNT][REGION]

spent = []
"""The CPU time of each request, in seconds."""


def _measured(original):
    def call(application, environ, start_response):
        began = time.thread_time()
        try:
            return list(original(application, environ, start_response))
        finally:
            spent.append(time.thread_time() - began)

    return call


server.Application.__call__ = _measured(server.Application.__call__)
_server = server.Server("127.0.0.1", 0)
threading.Thread(target=_server.serve, daemon=True).start()
endpoint = f"http://127.0.0.1:{_server.port}"


def client(service):
    return boto3.client(
        service,
        endpoint_url=endpoint,
        region_name=REGION,
        aws_access_key_id="local",
        aws_secret_access_key="local",
        config=Config(s3={"addressing_style": "path"}, retries={"total_max_attempts": 1}, read_timeout=20),
    )
