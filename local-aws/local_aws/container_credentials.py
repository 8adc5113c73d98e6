"""The credentials of a role, handed to what runs under it as ECS and EKS do."""

from moto.iam.models import iam_backends

from local_aws import ACCOUNT, policies, sigv4, sts
from local_aws.answers import Answer

PATH = "/_local/credentials"
PLATFORMS = ("Service:ecs-tasks.amazonaws.com", "Service:pods.eks.amazonaws.com")


def answer(environ):
    if environ["PATH_INFO"] != PATH:
        return None
    role_arn = sigv4.query(environ).get("role")
    if not _is_trusting(role_arn):
        return Answer.json({"code": "AccessDenied", "message": f"No container runs under {role_arn}"}, "403 Forbidden")
    session = sts.start_session(role_arn, "container", {})
    return Answer.json(
        {
            "RoleArn": role_arn,
            "AccessKeyId": session.access_key_id,
            "SecretAccessKey": session.secret_access_key,
            "Token": session.session_token,
            "Expiration": f"{session.expiration:%Y-%m-%dT%H:%M:%SZ}",
        }
    )


def _is_trusting(role_arn):
    """Whether the role lets a platform of containers assume it."""
    role = next((role for role in iam_backends[ACCOUNT]["aws"].get_roles() if role.arn == role_arn), None)
    return role is not None and any(
        policies.evaluate([role.assume_role_policy_document], policies.Caller(platform), "sts:AssumeRole", None)
        is policies.ALLOW
        for platform in PLATFORMS
    )
