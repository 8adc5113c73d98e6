"""DynamoDB: one call at a time, and table settings in CloudFormation."""

import threading

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

from local_aws import ACCOUNT, REGION
from local_aws.cloudformation import properties_of
from local_aws.mending import mends

calls = threading.RLock()


@mends(DynamoHandler)
def call_action(original, handler):
    """Conditions and transactions are atomic.

    moto copies whole tables before a transaction and puts the copies back when it fails,
    with them the items that others had written meanwhile.
    """
    with calls:
        return original(handler)


@mends(Table, "create_from_cloudformation_json")
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
