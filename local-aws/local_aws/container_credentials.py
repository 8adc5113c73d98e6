"""The credentials endpoint of ECS and EKS: returns the credentials of a role.

The role is an ARN, or the name of a stack's output, which is known before the stack exists.
"""

from moto.cloudformation.models import cloudformation_backends
from moto.iam.models import iam_backends

from local_aws import ACCOUNT, REGION, policies, sigv4, sts
from local_aws.responses import Response

PATH = "/_local/credentials"
PLATFORMS = ("Service:ecs-tasks.amazonaws.com", "Service:pods.eks.amazonaws.com")


def respond(environ):
    if environ["PATH_INFO"] != PATH:
        return None
    role_arn = _arn(sigv4.query(environ).get("role"))
    if not _trusts_containers(role_arn):
        message = f"ECS and EKS may not assume {role_arn}"
        return Response.json({"code": "AccessDenied", "message": message}, "403 Forbidden")
    session = sts.start_session(role_arn, "container", {})
    return Response.json(
        {
            "RoleArn": role_arn,
            "AccessKeyId": session.access_key_id,
            "SecretAccessKey": session.secret_access_key,
            "Token": session.session_token,
            "Expiration": f"{session.expiration:%Y-%m-%dT%H:%M:%SZ}",
        }
    )


def _arn(role):
    stacks = cloudformation_backends[ACCOUNT][REGION].stacks.values()
    outputs = [output for stack in stacks for output in stack.outputs or []]
    values = [output["OutputValue"] for output in outputs if output["OutputKey"] == role]
    return values[0] if values else role


def _trusts_containers(role_arn):
    """Whether the role's trust policy lets ECS or EKS assume it."""
    role = next((role for role in iam_backends[ACCOUNT]["aws"].get_roles() if role.arn == role_arn), None)
    return role is not None and any(
        policies.evaluate([role.assume_role_policy_document], policies.Caller(platform), "sts:AssumeRole", None)
        is policies.ALLOW
        for platform in PLATFORMS
    )
