"""EventBridge in CloudFormation: a rule is accepted, keeps its name when updated, and never fires."""

from local_aws import ACCOUNT, REGION
from local_aws.cloudformation import provides


@provides("AWS::Events::Rule", name="Name", attributes=("Arn",))
def rule(_properties, name):
    return name, {"Arn": f"arn:aws:events:{REGION}:{ACCOUNT}:rule/{name}"}
