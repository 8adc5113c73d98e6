#!/usr/bin/env python3
"""Applies the templates of this folder to AWS, or to the local AWS.

usage: apply.py --endpoint URL|none [--public-endpoint URL] [--region REGION] [--parameter NAME=VALUE]...

With `none` it applies them to AWS with the credentials that boto3 finds. It is safe to run this again: stacks are
created or updated, unchanged ones are skipped. Prints one JSON object with the outputs of all stacks.
"""

import argparse
import json
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import BotoCoreError, ClientError, WaiterError
from botocore.parsers import ResponseParserError

TEMPLATES = Path(__file__).parent
STACKS = [
    "identity",
    "private-space",
    "user-service",
    "media-service",
    "notification-service",
]  # in the order of their imports
EKS = "eks"
API = "api"
DELIVERY, DELIVERY_KEYS = "delivery", {"CdnPublicKey", "CdnSecondPublicKey"}
SERVICE_CLIENTS = ["UserServiceClient", "MediaServiceClient", "NotificationServiceClient", "GatewayClient"]


class StackFailed(Exception):
    """A stack could not be created or updated."""


def main():
    arguments = parse_arguments()
    session = boto3.Session(**login(arguments))
    aws = {"endpoint_url": arguments.endpoint}
    cloudformation = session.client("cloudformation", **aws)
    outputs = {}
    parameters = {"AllowedOrigins": local_origins(arguments)} if arguments.endpoint else {}
    parameters |= dict(arguments.parameter)
    for name in STACKS:
        outputs |= apply(cloudformation, name, parameters)
    outputs |= apply_delivery(cloudformation, parameters)
    outputs |= apply_if(cloudformation, API, "ApiOriginDomain", parameters)
    # The local AWS does not know the resources of this stack.
    outputs |= apply_if(cloudformation, EKS, "EksCluster", parameters)
    outputs |= client_secrets(session.client("cognito-idp", **aws), outputs)
    if arguments.endpoint:
        outputs["JwksUri"] = f"{arguments.endpoint}/{outputs['UserPoolId']}/.well-known/jwks.json"
        outputs["TokenUri"] = f"{arguments.endpoint}/oauth2/token"
        if "DistributionId" in outputs:
            public = arguments.public_endpoint or arguments.endpoint
            outputs["CdnUrl"] = f"{public}/_local/cdn/{outputs['DistributionId']}"
    print(json.dumps(outputs, indent=2, sort_keys=True))


def parse_arguments():
    parser = argparse.ArgumentParser(description="Applies Madang's stacks.")
    parser.add_argument(
        "--endpoint", required=True, type=lambda text: None if text == "none" else text.rstrip("/")
    )
    parser.add_argument("--public-endpoint", metavar="URL", help="the local AWS as browsers reach its CDN; else the endpoint")
    parser.add_argument("--region", default=os.environ.get("AWS_REGION"))
    parser.add_argument(
        "--parameter",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        type=lambda text: text.split("=", 1),
        help="is set for every template that declares it",
    )
    return parser.parse_args()


def login(arguments):
    if not arguments.endpoint:
        return {"region_name": arguments.region}
    return {
        "region_name": arguments.region or "eu-central-1",
        "aws_access_key_id": os.environ.get("AWS_ACCESS_KEY_ID", "local"),
        "aws_secret_access_key": os.environ.get("AWS_SECRET_ACCESS_KEY", "local"),
    }


def local_origins(arguments):
    """All ports of this machine, by the name that browsers have for it, too. IPv6 addresses are not supported."""
    public = urlsplit(arguments.public_endpoint or arguments.endpoint).hostname
    hosts = [host for host in dict.fromkeys(["localhost", "127.0.0.1", public]) if ":" not in host]
    return ",".join(f"{scheme}://{host}:*" for host in hosts for scheme in ("http", "https"))


def apply(cloudformation, name, parameters):
    stack, body = f"madang-{name}", (TEMPLATES / f"{name}.yaml").read_text()
    existing = find(cloudformation, stack)
    if existing and existing["StackStatus"] == "ROLLBACK_COMPLETE":
        # A stack whose creation failed can only be deleted.
        cloudformation.delete_stack(StackName=stack)
        wait(cloudformation, "stack_delete_complete", stack)
        existing = None
    previous = (
        {parameter["ParameterKey"]: parameter["ParameterValue"] for parameter in existing["Parameters"]}
        if existing
        else {}
    )
    request = {
        "StackName": stack,
        "TemplateBody": body,
        "Parameters": values(cloudformation, body, parameters, previous),
        "Capabilities": ["CAPABILITY_IAM"],
    }
    if not existing:
        cloudformation.create_stack(**request)
        wait(cloudformation, "stack_create_complete", stack)
    elif update(cloudformation, request):
        wait(cloudformation, "stack_update_complete", stack)
    return {output["OutputKey"]: output["OutputValue"] for output in find(cloudformation, stack)["Outputs"]}


def apply_delivery(cloudformation, parameters):
    """Creates the CDN if a public key is given, and gives its distribution access to the renditions bucket."""
    if not DELIVERY_KEYS & parameters.keys() and not find(cloudformation, f"madang-{DELIVERY}"):
        return {}
    outputs = apply(cloudformation, DELIVERY, parameters)
    with_distribution = {**parameters, "DistributionId": outputs["DistributionId"]}
    return {**outputs, **apply(cloudformation, "media-service", with_distribution)}


def apply_if(cloudformation, name, needed, parameters):
    """Applies a template only if the parameter that it needs is given, or was given before."""
    if needed not in parameters and not find(cloudformation, f"madang-{name}"):
        return {}
    return apply(cloudformation, name, parameters)


def values(cloudformation, body, given, previous):
    """Parameters that are not given keep their previous value."""
    if not given and not previous:
        return []
    names = [p["ParameterKey"] for p in cloudformation.validate_template(TemplateBody=body)["Parameters"]]
    return [
        {"ParameterKey": name, "ParameterValue": (previous | given)[name]}
        for name in names
        if name in previous | given
    ]


def update(cloudformation, request):
    try:
        cloudformation.update_stack(**request)
    except ClientError as error:
        if "No updates are to be performed" in str(error):
            return False
        raise
    return True


def find(cloudformation, stack):
    try:
        return cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise


def wait(cloudformation, waiter, stack):
    try:
        cloudformation.get_waiter(waiter).wait(StackName=stack, WaiterConfig={"Delay": 3, "MaxAttempts": 600})
    except WaiterError as error:
        raise StackFailed(f"stack {stack}: {first_failure(cloudformation, stack) or error}") from error


def first_failure(cloudformation, stack):
    failures = [
        event
        for page in cloudformation.get_paginator("describe_stack_events").paginate(StackName=stack)
        for event in page["StackEvents"]
        if event["ResourceStatus"].endswith("_FAILED")
    ]
    if not failures:
        return None
    first = failures[-1]  # the newest is first
    return (
        f"resource {first['LogicalResourceId']}: {first.get('ResourceStatusReason', first['ResourceStatus'])}"
    )


def client_secrets(cognito, outputs):
    """CloudFormation does not output them."""
    pool = outputs["UserPoolId"]
    return {
        f"{client}Secret": cognito.describe_user_pool_client(
            UserPoolId=pool, ClientId=outputs[f"{client}Id"]
        )["UserPoolClient"]["ClientSecret"]
        for client in SERVICE_CLIENTS
    }


if __name__ == "__main__":
    try:
        main()
    except (StackFailed, ClientError, BotoCoreError, ResponseParserError) as error:
        sys.exit(f"infra: failed. {error}")
