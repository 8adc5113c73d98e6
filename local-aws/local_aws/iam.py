"""IAM: every request is authorised by the policies of its caller, with conditions and variables."""

import json
from datetime import datetime, timezone

from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import AccessDeniedError, InvalidClientTokenIdError, JsonRESTError
from moto.iam.access_control import (
    CreateAccessKeyFailure,
    PermissionResult,
    S3IAMRequest,
    create_access_key,
)
from moto.iam.models import ManagedPolicy, Role, iam_backends
from moto.s3.exceptions import S3AccessDeniedError, S3InvalidAccessKeyIdError
from moto.s3.models import FakeBucket, s3_backends

from local_aws import ACCOUNT, REGION, ROOT_ACCESS_KEY, call_counter, policies, request, resources, sigv4, sts
from local_aws.patching import patches
from local_aws.policies import ALLOW, DENY, Caller

ROOT = f"arn:aws:iam::{ACCOUNT}:root"
ANONYMOUS = "*"


@patches(ActionAuthenticatorMixin)
def _authenticate_and_authorize_action(original, response, iam_request_cls, resource="*"):
    """Evaluates conditions, variables, session policies and bucket policies; moto ignores them."""
    if iam_request_cls is not S3IAMRequest:
        call_counter.count(response.service_name, response._get_action())
    if response.headers.get("X-Amz-Target") in ActionAuthenticatorMixin.PUBLIC_OPERATIONS:
        return
    if iam_request_cls is S3IAMRequest:
        _authorize_s3(response, resource)
    else:
        _authorize(response, resource)


def _authorize(response, resource):
    key = sigv4.access_key(request.environ())
    if key is None and _is_json_request():
        raise JsonRESTError("MissingAuthenticationTokenException", "Missing Authentication Token")
    if key in (None, ROOT_ACCESS_KEY):
        return
    service, name = response.service_name, response._get_action()
    if (service, name) == ("sts", "GetCallerIdentity"):
        return
    caller, documents, session_policies = _principal(response, key, _unknown_key)
    for action, touched in resources.permissions(response, service, name):
        touched = touched or (None if resource == "*" else resource)
        if not _permitted(documents, session_policies, caller, action, touched):
            raise _access_denied(caller, action)


def _unknown_key():
    if _is_json_request():
        return JsonRESTError("UnrecognizedClientException", "The security token included in the request is invalid.")
    return InvalidClientTokenIdError()


def _access_denied(caller, action):
    if _is_json_request():
        message = f"User: {caller.principal} is not authorized to perform: {action}"
        return JsonRESTError("AccessDeniedException", message)
    return AccessDeniedError(user_arn=caller.principal, action=action)


def _is_json_request():
    return "HTTP_X_AMZ_TARGET" in request.environ()


def _authorize_s3(response, resource):
    if response.method != "OPTIONS":
        authorize_s3(response, f"s3:{response.data.get('Action') or 'ListAllMyBuckets'}", resource)


def authorize_s3(response, action, resource):
    """Rejects the request unless its caller may perform the action on the resource."""
    key = sigv4.access_key(request.environ())
    bucket_documents = bucket_policy(resource)
    service = request.environ().get(request.CALLER)
    if service or key is None:
        caller = service or Caller(ANONYMOUS, _request_context(response))
        decision = policies.evaluate(bucket_documents, caller, action, resource)
        if decision is not ALLOW:
            raise S3AccessDeniedError()
        return
    if key == ROOT_ACCESS_KEY:
        root = Caller(ROOT, {**_request_context(response), "aws:PrincipalArn": ROOT})
        if policies.evaluate(bucket_documents, root, action, resource) is DENY and action not in ALWAYS_ALLOWED_TO_ROOT:
            raise S3AccessDeniedError()
        return
    caller, documents, session_policies = _principal(response, key, S3InvalidAccessKeyIdError)
    by_bucket = policies.evaluate(bucket_documents, caller, action, resource)
    if by_bucket is DENY:
        raise S3AccessDeniedError()
    if by_bucket is not ALLOW and not _permitted(documents, session_policies, caller, action, resource):
        raise S3AccessDeniedError()


ALWAYS_ALLOWED_TO_ROOT = {"s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"}
"""The root user can always change a bucket policy, even if the policy denies it."""


def _permitted(documents, session_policies, caller, action, resource):
    if policies.evaluate(documents, caller, action, resource) is not ALLOW:
        return False
    return not session_policies or policies.evaluate(session_policies, caller, action, resource) is ALLOW


def _principal(response, key, unknown):
    """The caller with its condition context, its policies, and its session policies."""
    context = {**_request_context(response), "aws:PrincipalAccount": ACCOUNT}
    session = sts.session(key)
    if session is not None:
        token = sigv4.query(request.environ()).get("X-Amz-Security-Token")
        now = datetime.now(timezone.utc).replace(tzinfo=session.expiration.tzinfo)
        token = token or response.headers.get("X-Amz-Security-Token")
        if session.expiration <= now or token != session.session_token:
            raise unknown()
        role = iam_backends[ACCOUNT]["aws"].get_role(session.role_arn.split("/")[-1])
        attached = [*role.policies.values(), *role.managed_policies.values()]
        context |= {"aws:PrincipalArn": session.role_arn, **getattr(session, "context", {})}
    else:
        try:
            access_key = create_access_key(ACCOUNT, "aws", key, response.headers)
        except CreateAccessKeyFailure:
            raise unknown() from None
        attached = access_key.collect_policies()
        context["aws:PrincipalArn"] = access_key.arn
    session_policies = [session.policy] if session and session.policy else []
    return Caller(context["aws:PrincipalArn"], context), [_document(policy) for policy in attached], session_policies


def _request_context(response):
    """`aws:SecureTransport` is always true: the endpoint here is plain HTTP on loopback."""
    context = {
        "aws:SecureTransport": "true",
        "aws:SourceIp": "127.0.0.1",
        "aws:RequestedRegion": REGION,
        "aws:CurrentTime": datetime.now(timezone.utc).isoformat(),
    }
    for name, values in sigv4.query(request.environ()).items():
        if name in ("prefix", "delimiter", "max-keys"):
            context[f"s3:{name}"] = values
    for name, value in response.headers.items():
        if name.lower().startswith("x-amz-"):
            context[f"s3:{name.lower()}"] = value
    return context


def bucket_policy(resource):
    name = resource.removeprefix("arn:aws:s3:::").split("/")[0]
    bucket = s3_backends[ACCOUNT]["aws"].buckets.get(name)
    return [bucket.policy] if bucket is not None and bucket.policy else []


def _document(policy):
    """The text of a policy, which moto stores in several types."""
    if isinstance(policy, dict):
        policy = policy["policy_document"]
    elif not isinstance(policy, str):
        policy = next(version.document for version in policy.versions if version.is_default)
    return policy if isinstance(policy, str) else json.dumps(policy)


@patches(FakeBucket)
def get_permission(original, bucket, action, resource):
    """Bucket policies are evaluated in `authorize_s3`; moto treats a failed condition as a deny."""
    return PermissionResult.PERMITTED


@patches(Role)
def put_policy(original, role, name, document):
    """Stores an inline policy from CloudFormation as text."""
    return original(role, name, document if isinstance(document, str) else json.dumps(document))


@patches(Role, "update_from_cloudformation_json")
def update_role(original, original_resource, cloudformation_json, **_):
    """An update sets the trust policy and the inline policies; moto ignores both."""
    role, properties = original_resource, cloudformation_json["Properties"]
    role.assume_role_policy_document = json.dumps(properties["AssumeRolePolicyDocument"], default=str)
    for policy in properties.get("Policies", []):
        role.put_policy(policy["PolicyName"], json.dumps(policy["PolicyDocument"], default=str))
    return role


@patches(ManagedPolicy, "update_from_cloudformation_json")
def update_managed_policy(original, original_resource, cloudformation_json, **_):
    """An update changes the policy document; moto ignores it."""
    document = json.dumps(cloudformation_json["Properties"]["PolicyDocument"])
    next(version for version in original_resource.versions if version.is_default).document = document
    return original_resource
