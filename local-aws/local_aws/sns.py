"""SNS: subscriptions and topic policies in CloudFormation."""

import json

from moto.sns.models import Topic, sns_backends

from local_aws import ACCOUNT, REGION
from local_aws.cloudformation import provides
from local_aws.patching import patches

ATTRIBUTES = ("FilterPolicyScope", "FilterPolicy", "RedrivePolicy", "RawMessageDelivery")
"""The scope comes first: moto needs it to read the filter."""


@patches(Topic)
def publish(original, topic, *args, **kwargs):
    """Forgets what was sent; moto keeps it for its own tests, and it would be saved each time."""
    message_id = original(topic, *args, **kwargs)
    topic.sent_notifications.clear()
    return message_id


@provides(
    "AWS::SNS::Subscription",
    attributes=("Arn",),
    update=lambda arn, properties: _set_attributes(arn, properties),
)
def subscription(properties, _name):
    backend = sns_backends[ACCOUNT][REGION]
    arn = backend.subscribe(properties["TopicArn"], properties["Endpoint"], properties["Protocol"]).arn
    _set_attributes(arn, properties)
    return arn, {"Arn": arn}


def _set_attributes(arn, properties):
    backend = sns_backends[ACCOUNT][REGION]
    for attribute in ATTRIBUTES:
        value = properties.get(attribute)
        if value:
            value = json.dumps(value) if isinstance(value, dict) else value
            backend.set_subscription_attributes(arn, attribute, value)


def _set_policy(_reference, properties):
    for topic in properties["Topics"]:
        policy = json.dumps(properties["PolicyDocument"])
        sns_backends[ACCOUNT][REGION].set_topic_attribute(topic, "policy", policy)


@provides("AWS::SNS::TopicPolicy", attributes=("Id",), update=_set_policy)
def topic_policy(properties, name):
    _set_policy(name, properties)
    return name, {"Id": name}
