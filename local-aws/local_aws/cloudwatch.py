"""CloudWatch in CloudFormation: alarms are accepted and never evaluated."""

from local_aws import ACCOUNT, REGION
from local_aws.cloudformation import provides


@provides("AWS::CloudWatch::Alarm", name="AlarmName", attributes=("Arn",))
def alarm(_properties, name):
    return name, {"Arn": f"arn:aws:cloudwatch:{REGION}:{ACCOUNT}:alarm:{name}"}
