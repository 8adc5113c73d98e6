"""The resources of a request, as policies name them, for the services that we use except S3.

moto compares only the actions of policies.
"""

import json
import re

from moto.ses.models import ses_backends

from local_aws import ACCOUNT, REGION

SINGLE_ACTIONS = {
    "ConditionCheck": "ConditionCheckItem",
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
}


def permissions(response, service, action):
    """The actions that the caller needs, each with its resource, or None if only the action is compared."""
    find = RESOURCES.get(service)
    found = find(action, _parameters(response), response) if find else None
    return found or [(f"{PREFIXES.get(service, service)}:{action}", None)]


def _parameters(response):
    body = response.body
    if isinstance(body, dict):
        return body
    text = body.decode(errors="replace") if isinstance(body, bytes) else str(body or "")
    if text.lstrip().startswith("{"):
        return json.loads(text)
    return {name: values[0] if isinstance(values, list) else values for name, values in response.querystring.items()}


def _arn(service, resource, region=REGION):
    return f"arn:aws:{service}:{region}:{ACCOUNT}:{resource}"


def _tables(action, parameters, _response):
    if action in ("TransactWriteItems", "TransactGetItems"):
        return [
            (f"dynamodb:{SINGLE_ACTIONS.get(kind, 'GetItem')}", _table(request["TableName"]))
            for item in parameters["TransactItems"]
            for kind, request in item.items()
        ]
    if action in ("BatchGetItem", "BatchWriteItem"):
        return [(f"dynamodb:{action}", _table(name)) for name in parameters["RequestItems"]]
    if "TableName" not in parameters:
        return None
    index = f"/index/{parameters['IndexName']}" if "IndexName" in parameters else ""
    return [(f"dynamodb:{action}", _table(parameters["TableName"]) + index)]


def _table(name):
    return name if name.startswith("arn:") else _arn("dynamodb", f"table/{name}")


def _streams(action, parameters, _response):
    stream = parameters.get("StreamArn") or parameters.get("ShardIterator", "").split("|")[0]
    return [(f"dynamodb:{action}", stream)] if stream else None


def _queues(action, parameters, _response):
    name = parameters.get("QueueName") or parameters.get("QueueUrl", "").rsplit("/", 1)[-1]
    # DeleteMessage permits DeleteMessageBatch.
    return [(f"sqs:{action.removesuffix('Batch')}", _arn("sqs", name) if name else None)]


def _topics(action, parameters, _response):
    arn = parameters.get("TopicArn") or parameters.get("TargetArn")
    if not arn and "SubscriptionArn" in parameters:
        arn = parameters["SubscriptionArn"].rsplit(":", 1)[0]
    if not arn and action == "CreateTopic":
        arn = _arn("sns", parameters["Name"])
    return [(f"sns:{action.removesuffix('Batch')}", arn)]


def _user_pools(action, parameters, _response):
    pool = parameters.get("UserPoolId")
    return [(f"cognito-idp:{action}", _arn("cognito-idp", f"userpool/{pool}"))] if pool else None


def _identities(action, parameters, _response):
    sender = parameters.get("FromEmailAddress") or parameters.get("Source")
    if not sender:
        return None
    address = re.sub(r".*<(.*)>.*", r"\1", sender)
    known = ses_backends[ACCOUNT][REGION].email_identities
    identity = address if address in known else address.rpartition("@")[2]
    return [(f"ses:{action}", _arn("ses", f"identity/{identity}"))]


def _distributions(action, _parameters, response):
    named = re.search(r"/distribution/([^/?]+)", response.path)
    return [(f"cloudfront:{action}", _arn("cloudfront", f"distribution/{named[1]}", region=""))] if named else None


RESOURCES = {
    "dynamodb": _tables,
    "dynamodbstreams": _streams,
    "sqs": _queues,
    "sns": _topics,
    "cognito-idp": _user_pools,
    "ses": _identities,
    "sesv2": _identities,
    "cloudfront": _distributions,
}
PREFIXES = {"dynamodbstreams": "dynamodb", "sesv2": "ses"}
