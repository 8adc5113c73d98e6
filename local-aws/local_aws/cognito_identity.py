"""Cognito identity pools: a stable identity per user, and valid credentials of the attached role."""

import json
import threading
import time
import uuid
from datetime import timezone

from joserfc import jwt
from joserfc.errors import JoseError
from moto.cognitoidentity.models import cognitoidentity_backends
from moto.cognitoidentity.responses import CognitoIdentityResponse
from moto.cognitoidp.exceptions import NotAuthorizedError, ResourceNotFoundError
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import JsonRESTError
from moto.iam.models import iam_backends

from local_aws import ACCOUNT, REGION, cognito, cognito_tokens, policies, sts
from local_aws.patching import patches

AUDIENCE = "cognito-identity.amazonaws.com"
DEFAULT_TAGS = {"username": "sub", "client": "aud"}

roles: dict[str, dict] = {}
"""The ARNs of the `authenticated` and `unauthenticated` roles, by identity pool."""

principal_tags: dict[tuple[str, str], dict] = {}
"""The claim from which each principal tag is taken, by identity pool and provider."""

_identities: dict[tuple[str, str, str], str] = {}
_lock = threading.Lock()

ActionAuthenticatorMixin.PUBLIC_OPERATIONS.append("AWSCognitoIdentityService.GetCredentialsForIdentity")


def create_pool(name, allow_unauthenticated, providers):
    created = cognitoidentity_backends[ACCOUNT][REGION].create_identity_pool(
        identity_pool_name=name,
        allow_unauthenticated_identities=allow_unauthenticated,
        supported_login_providers={},
        developer_provider_name="",
        open_id_connect_provider_arns=[],
        cognito_identity_providers=providers,
        saml_provider_arns=[],
        tags={},
    )
    return json.loads(created)["IdentityPoolId"]


@patches(CognitoIdentityResponse)
def get_id(original, response):
    """The same user of the same pool always gets the same identity."""
    pool_id = response._get_param("IdentityPoolId")
    provider, claims = _verified_login(pool_id, response._get_param("Logins"))
    user = pool_id, provider, claims["sub"]
    with _lock:
        identity = _identities.setdefault(user, f"{REGION}:{uuid.uuid4()}")
    return json.dumps({"IdentityId": identity})


@patches(CognitoIdentityResponse)
def get_credentials_for_identity(original, response):
    """Returns STS credentials of the pool's role, tagged with the user's claims; moto invents some."""
    identity = response._get_param("IdentityId")
    pool_id = next((pool for (pool, _, _), known in _identities.items() if known == identity), None)
    if pool_id is None:
        raise ResourceNotFoundError(f"Identity '{identity}' not found.")
    provider, claims = _verified_login(pool_id, response._get_param("Logins"))
    if _identities.get((pool_id, provider, claims["sub"])) != identity:
        raise NotAuthorizedError("Logins don't match. Please include at least one valid login for this identity.")
    tags = principal_tags.get((pool_id, provider), {})
    context = {
        f"{AUDIENCE}:sub": identity,
        f"{AUDIENCE}:aud": pool_id,
        f"{AUDIENCE}:amr": ["authenticated", provider, f"{provider}:CognitoSignIn:{claims['sub']}"],
    }
    context.update({f"aws:PrincipalTag/{tag}": str(claims[claim]) for tag, claim in tags.items() if claim in claims})
    role_arn = roles.get(pool_id, {}).get("authenticated")
    _check_trust(role_arn, context, tagged=bool(tags))
    session = sts.start_session(role_arn, "CognitoIdentityCredentials", context)
    credentials = {
        "AccessKeyId": session.access_key_id,
        "SecretKey": session.secret_access_key,
        "SessionToken": session.session_token,
        "Expiration": session.expiration.replace(tzinfo=timezone.utc).timestamp(),
    }
    return json.dumps({"IdentityId": identity, "Credentials": credentials})


def _verified_login(pool_id, logins):
    """The provider and claims of the ID token, which must be valid and for a client that the pool trusts."""
    pool = cognitoidentity_backends[ACCOUNT][REGION].identity_pools.get(pool_id)
    if pool is None:
        raise ResourceNotFoundError(f"IdentityPool '{pool_id}' not found.")
    for provider, token in (logins or {}).items():
        trusted = {
            each["ClientId"]: each for each in pool.cognito_identity_providers if each["ProviderName"] == provider
        }
        user_pool = cognito.backend().user_pools.get(provider.split("/")[-1])
        if not trusted or user_pool is None:
            raise NotAuthorizedError("Token is not from a supported provider of this identity pool.")
        claims = _claims(token, user_pool, trusted)
        checks_token = trusted[claims["aud"]].get("ServerSideTokenCheck")
        if checks_token and not cognito_tokens.is_valid_id_token(user_pool, token):
            raise NotAuthorizedError("Invalid login token. Token is revoked or its user is gone.")
        return provider, claims
    raise NotAuthorizedError("Unauthenticated access is not supported for this identity pool.")


def _claims(token, user_pool, clients):
    try:
        claims = jwt.decode(token, user_pool.json_web_key, algorithms=["RS256"]).claims
    except (JoseError, ValueError):
        raise NotAuthorizedError("Invalid login token.") from None
    if not claims["iss"].endswith(user_pool.id) or claims["token_use"] != "id" or claims["aud"] not in clients:
        raise NotAuthorizedError("Invalid login token. Not a valid OpenId Connect identity token.")
    if claims["exp"] <= time.time():
        raise NotAuthorizedError("Invalid login token. Token expired.")
    return claims


def _check_trust(role_arn, context, tagged):
    """The role's trust policy must let the identity pool assume it, and tag the session if tags are mapped."""
    role = iam_backends[ACCOUNT]["aws"].get_role_by_arn(role_arn) if role_arn else None
    needed = ["sts:AssumeRoleWithWebIdentity"] + ["sts:TagSession"] * tagged
    caller = policies.Caller(f"Federated:{AUDIENCE}", context)
    if role is None or not all(
        policies.evaluate([role.assume_role_policy_document], caller, action, None) is policies.ALLOW
        for action in needed
    ):
        raise JsonRESTError(
            "InvalidIdentityPoolConfigurationException",
            "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
        )


@patches(CognitoIdentityResponse, "get_open_id_token")
def reject_open_id_token(original, response):
    """The basic flow is disabled, as in a new pool; moto returns a constant."""
    raise JsonRESTError("InvalidParameterException", "Basic (classic) flow is not enabled, please use enhanced flow.")


def set_identity_pool_roles(response):
    roles[response._get_param("IdentityPoolId")] = response._get_param("Roles")
    return "{}"


def get_identity_pool_roles(response):
    pool_id = response._get_param("IdentityPoolId")
    return json.dumps({"IdentityPoolId": pool_id, "Roles": roles.get(pool_id, {})})


def get_principal_tag_attribute_map(response):
    pool_id, provider = response._get_param("IdentityPoolId"), response._get_param("IdentityProviderName")
    tags = principal_tags.get((pool_id, provider), {})
    mapping = {"IdentityPoolId": pool_id, "IdentityProviderName": provider, "PrincipalTags": tags}
    return json.dumps({**mapping, "UseDefaults": tags == DEFAULT_TAGS})


def set_principal_tag_attribute_map(response):
    key = response._get_param("IdentityPoolId"), response._get_param("IdentityProviderName")
    use_defaults = response._get_param("UseDefaults")
    principal_tags[key] = DEFAULT_TAGS if use_defaults else response._get_param("PrincipalTags", {})
    return get_principal_tag_attribute_map(response)


for _operation in (
    set_identity_pool_roles,
    get_identity_pool_roles,
    get_principal_tag_attribute_map,
    set_principal_tag_attribute_map,
):
    setattr(CognitoIdentityResponse, _operation.__name__, _operation)
