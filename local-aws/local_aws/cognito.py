"""Cognito user pools: codes that are mailed and checked, answers that give no user away, honest tokens."""

import secrets
import threading

from moto.cognitoidp.exceptions import (
    CodeMismatchException,
    ExpiredCodeException,
    InvalidParameterException,
    NotAuthorizedError,
    ResourceNotFoundError,
    UserNotFoundError,
)
from moto.cognitoidp.models import (
    CognitoIdpBackend,
    CognitoIdpUserPool,
    UserStatus,
    cognitoidp_backends,
)
from moto.cognitoidp.responses import CognitoIdpResponse
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.responses import ActionResult, EmptyResult

from local_aws import ACCOUNT, REGION, ses
from local_aws.mending import mends

SENDER = "no-reply@verificationemail.com"
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}

ActionAuthenticatorMixin.PUBLIC_OPERATIONS += [
    f"AWSCognitoIdentityProviderService.{operation}"
    for operation in (
        "AssociateSoftwareToken",
        "ChangePassword",
        "ConfirmForgotPassword",
        "DeleteUser",
        "GetTokensFromRefreshToken",
        "GlobalSignOut",
        "ResendConfirmationCode",
        "RespondToAuthChallenge",
        "RevokeToken",
        "SetUserMFAPreference",
        "UpdateUserAttributes",
        "VerifySoftwareToken",
    )
]

_signing_up = threading.Lock()


def backend():
    return cognitoidp_backends[ACCOUNT][REGION]


def pool_of(client_id):
    for pool in backend().user_pools.values():
        if client_id in pool.clients:
            return pool
    raise ResourceNotFoundError(f"User pool client {client_id} does not exist.")


def hides_users(pool, client_id):
    return pool.clients[client_id].extended_config.get("PreventUserExistenceErrors") == "ENABLED"


def _user(response):
    pool = pool_of(response._get_param("ClientId"))
    return pool, pool._get_user(response._get_param("Username"))


def _mail_code(user, subject):
    user.confirmation_code = f"{secrets.randbelow(1_000_000):06}"
    text = f"Your confirmation code is {user.confirmation_code}"
    ses.deliver(secrets.token_hex(16), SENDER, [user.attribute_lookup["email"]], subject, text)


def _check_code(user, code):
    if not user.confirmation_code:
        raise ExpiredCodeException("Invalid code provided, please request a code again.")
    if user.confirmation_code != code:
        raise CodeMismatchException("Invalid verification code provided, please try again.")
    user.confirmation_code = None


@mends(CognitoIdpUserPool)
def _get_user(original, pool, username):
    """A user is known by name, by sub, and by address in any case where the pool knows no case."""
    if username in pool.users:
        return pool.users[username]
    if pool.extended_config.get("UsernameConfiguration", {}).get("CaseSensitive", False):
        return original(pool, username)
    aliases = pool.extended_config.get("UsernameAttributes", [])
    for user in list(pool.users.values()):
        if any(user.attribute_lookup.get(alias, "").lower() == username.lower() for alias in aliases):
            return user
    return None


@mends(CognitoIdpBackend)
def sign_up(original, backend, client_id, username, password, attributes):
    """A new user is mailed a code of six digits, and of two equal sign-ups one loses."""
    with _signing_up:
        user, delivery = original(backend, client_id, username, password, attributes)
    if delivery:
        _mail_code(user, "Your verification code")
    return user, delivery


@mends(CognitoIdpResponse)
def confirm_sign_up(original, response):
    """Only the mailed code confirms, once, and confirms the address with it."""
    pool, user = _user(response)
    if user is None:
        if hides_users(pool, response._get_param("ClientId")):
            raise ExpiredCodeException("Invalid code provided, please request a code again.")
        raise UserNotFoundError("User does not exist.")
    if user.status is not UserStatus.UNCONFIRMED:
        raise NotAuthorizedError(f"User cannot be confirmed. Current status is {user.status.value}")
    _check_code(user, response._get_param("ConfirmationCode"))
    user.update_attributes([{"Name": "email_verified", "Value": "true"}])
    return original(response)


def resend_confirmation_code(response):
    """ResendConfirmationCode, which moto lacks: a new code replaces the old one."""
    pool, user = _user(response)
    username = response._get_param("Username")
    if user is None and not hides_users(pool, response._get_param("ClientId")):
        raise UserNotFoundError("Username/client id combination not found.")
    if user is not None:
        if user.status is not UserStatus.UNCONFIRMED:
            raise InvalidParameterException("User is already confirmed.")
        _mail_code(user, "Your verification code")
    recovery = pool.extended_config["AccountRecoverySetting"]
    delivery = backend()._get_code_delivery_details(recovery, user, username)
    return ActionResult({"CodeDeliveryDetails": delivery})


CognitoIdpResponse.resend_confirmation_code = resend_confirmation_code


@mends(CognitoIdpBackend)
def forgot_password(original, backend, client_id, username):
    """The code for a new password is mailed; moto hands it out in a header."""
    _, delivery = original(backend, client_id, username)
    user = pool_of(client_id)._get_user(username)
    if user:
        _mail_code(user, "Your password reset code")
    return "", delivery


@mends(CognitoIdpBackend)
def confirm_forgot_password(original, backend, client_id, username, password, confirmation_code):
    """Only the mailed code sets a new password, and the password policy holds; moto takes any code."""
    pool = pool_of(client_id)
    user = pool._get_user(username)
    if user is None:
        raise ExpiredCodeException("Invalid code provided, please request a code again.")
    backend._validate_password(pool.id, password)
    _check_code(user, confirmation_code)
    return original(backend, client_id, username, password, confirmation_code)


@mends(CognitoIdpBackend)
def admin_create_user(original, backend, pool_id, username, message_action, password, attributes):
    """An invited user is mailed a temporary password, made up unless one was given."""
    password = password or f"Aa1!{secrets.token_urlsafe(8)}"
    user = original(backend, pool_id, username, message_action, password, attributes)
    if message_action != "SUPPRESS" and "email" in user.attribute_lookup:
        text = f"Your username is {username} and temporary password is {password}"
        to = [user.attribute_lookup["email"]]
        ses.deliver(secrets.token_hex(16), SENDER, to, "Your temporary password", text)
    return user


@mends(CognitoIdpBackend)
def initiate_auth(original, backend, client_id, auth_flow, auth_parameters):
    """A client signs in only by the flows it allows, and an unknown user looks like a wrong password."""
    pool = pool_of(client_id)
    flows = pool.clients[client_id].extended_config.get("ExplicitAuthFlows")
    allowed = flows is None or f"ALLOW_{auth_flow}" in flows or auth_flow in flows
    if not allowed and auth_flow != "REFRESH_TOKEN":
        raise InvalidParameterException(f"{auth_flow} flow not enabled for this client")
    try:
        return original(backend, client_id, auth_flow, auth_parameters)
    except UserNotFoundError:
        if hides_users(pool, client_id):
            raise NotAuthorizedError("Incorrect username or password.") from None
        raise


def _names_the_user(method):
    """Tokens belong to the user, by whichever alias the sign-in went; moto keeps the alias."""

    @mends(CognitoIdpUserPool, method)
    def create(original, pool, client_id, username, **kwargs):
        return original(pool, client_id, pool._get_user(username).username, **kwargs)


for _method in ("create_access_token", "create_id_token", "create_refresh_token"):
    _names_the_user(_method)


@mends(CognitoIdpUserPool)
def sign_out(original, pool, username):
    """Signing out everywhere ends each token of the user, by whichever alias."""
    return original(pool, pool._get_user(username).username)


@mends(CognitoIdpUserPool)
def create_jwt(original, pool, client_id, username, token_use, expires_in=3600, extra_data=None):
    """Tokens live as long as the app client says."""
    kind = {"access": "AccessToken", "id": "IdToken"}[token_use]
    config = pool.clients[client_id].extended_config
    validity = config.get(f"{kind}Validity")
    if validity:
        unit = config.get("TokenValidityUnits", {}).get(kind, "hours")
        expires_in = int(validity) * SECONDS[unit]
    return original(pool, client_id, username, token_use, expires_in, extra_data)


@mends(CognitoIdpUserPool)
def get_user_extra_data_by_client_id(original, pool, client_id, username):
    """An ID token carries every attribute unless the client may read only some."""
    readable = pool.clients[client_id].get_readable_fields()
    claims = {
        name: {"true": True, "false": False}.get(value, value)
        for name, value in pool._get_user(username).attribute_lookup.items()
        if name != "sub" and (not readable or name in readable)
    }
    return claims


def delete_user(response):
    """DeleteUser, which moto lacks."""
    user = backend().get_user(response._get_param("AccessToken"))
    pool = backend().user_pools[user.user_pool_id]
    pool.sign_out(user.username)
    backend().admin_delete_user(pool.id, user.username)
    return EmptyResult()


CognitoIdpResponse.delete_user = delete_user


def revoke_token(response):
    """RevokeToken, which moto lacks: a refresh token ends; an unknown one is no error."""
    pool = pool_of(response._get_param("ClientId"))
    token = response._get_param("Token")
    if token in pool.refresh_tokens:
        pool.refresh_tokens[token] = None
    return EmptyResult()


CognitoIdpResponse.revoke_token = revoke_token
