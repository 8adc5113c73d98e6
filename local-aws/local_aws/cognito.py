"""Cognito user pools: codes are mailed and checked, and responses do not reveal whether a user exists."""

import secrets
import threading

from moto.cognitoidp import models, utils
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
from moto.core.exceptions import InvalidToken
from moto.core.responses import ActionResult
from moto.utilities.utils import load_resource

from local_aws import ACCOUNT, REGION, ses
from local_aws.patching import patches

SENDER = "no-reply@verificationemail.com"

ActionAuthenticatorMixin.PUBLIC_OPERATIONS += [
    f"AWSCognitoIdentityProviderService.{operation}"
    for operation in (
        "AssociateSoftwareToken",
        "ChangePassword",
        "ConfirmForgotPassword",
        "DeleteUser",
        "GlobalSignOut",
        "ResendConfirmationCode",
        "RespondToAuthChallenge",
        "GetTokensFromRefreshToken",
        "RevokeToken",
        "SetUserMFAPreference",
        "UpdateUserAttributes",
        "VerifySoftwareToken",
    )
]

utils.FORMATS["email"] = r"[^\s@]+@[^\s@]+\.[^\s@.]{2,}"
"""moto accepts few of the characters that an address may have (RFC 5322, 3.2.3)."""

_sign_up_lock = threading.Lock()


def backend():
    return cognitoidp_backends[ACCOUNT][REGION]


def signing_key():
    """The private key of all pools, as a JWK: tests forge tokens with it."""
    return load_resource(models.__name__, "resources/jwks-private.json")


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


CONFIRMATION = "confirmation_code"
PASSWORD_RESET = "password_reset_code"
"""The attribute of a user that has the code: a code of one kind is none of the other."""


def _mail_code(user, kind, subject):
    code = f"{secrets.randbelow(1_000_000):06}"
    setattr(user, kind, code)
    text = f"Your confirmation code is {code}"
    ses.deliver(secrets.token_hex(16), SENDER, [user.attribute_lookup["email"]], subject, text)


def _check_code(user, kind, code):
    expected = getattr(user, kind, None)
    if not expected:
        raise ExpiredCodeException("Invalid code provided, please request a code again.")
    if expected != code:
        raise CodeMismatchException("Invalid verification code provided, please try again.")
    setattr(user, kind, None)


@patches(CognitoIdpUserPool)
def _get_user(original, pool, username):
    """Finds a user by name, sub or alias; aliases are compared without case unless the pool is case-sensitive."""
    if username in pool.users:
        return pool.users[username]
    if pool.extended_config.get("UsernameConfiguration", {}).get("CaseSensitive", False):
        return original(pool, username)
    aliases = pool.extended_config.get("UsernameAttributes", [])
    for user in list(pool.users.values()):
        if any(user.attribute_lookup.get(alias, "").lower() == username.lower() for alias in aliases):
            return user
    return None


@patches(CognitoIdpBackend)
def list_users(original, backend, *arguments, **page):
    """A foreign pagination token is an invalid parameter; moto's error is none of Cognito's."""
    try:
        return original(backend, *arguments, **page)
    except InvalidToken as invalid:
        raise InvalidParameterException("Invalid pagination token.") from invalid


@patches(CognitoIdpBackend)
def sign_up(original, backend, client_id, username, password, attributes):
    """Mails a code of six digits to a new user; only one of two concurrent sign-ups with the same address succeeds."""
    with _sign_up_lock:
        user, delivery = original(backend, client_id, username, password, attributes)
    if delivery:
        _mail_code(user, CONFIRMATION, "Your verification code")
    return user, delivery


@patches(CognitoIdpResponse)
def confirm_sign_up(original, response):
    """Only the mailed code confirms the user, once; it also verifies the address."""
    pool, user = _user(response)
    if user is None:
        if hides_users(pool, response._get_param("ClientId")):
            raise ExpiredCodeException("Invalid code provided, please request a code again.")
        raise UserNotFoundError("User does not exist.")
    if user.status is not UserStatus.UNCONFIRMED:
        raise NotAuthorizedError(f"User cannot be confirmed. Current status is {user.status.value}")
    _check_code(user, CONFIRMATION, response._get_param("ConfirmationCode"))
    user.update_attributes([{"Name": "email_verified", "Value": "true"}])
    return original(response)


def resend_confirmation_code(response):
    """ResendConfirmationCode, which moto lacks: the new code replaces the old one."""
    pool, user = _user(response)
    username = response._get_param("Username")
    if user is None and not hides_users(pool, response._get_param("ClientId")):
        raise UserNotFoundError("Username/client id combination not found.")
    if user is not None:
        if user.status is not UserStatus.UNCONFIRMED:
            raise InvalidParameterException("User is already confirmed.")
        _mail_code(user, CONFIRMATION, "Your verification code")
    address = user.attribute_lookup["email"] if user else username
    return ActionResult({"CodeDeliveryDetails": _delivery(address)})


CognitoIdpResponse.resend_confirmation_code = resend_confirmation_code


@patches(CognitoIdpBackend)
def forgot_password(original, backend, client_id, username):
    """Mails the code to a verified address; the response does not reveal whether the user exists.

    moto returns the code in a header.
    """
    pool = pool_of(client_id)
    user = pool._get_user(username)
    if user is None and not hides_users(pool, client_id):
        raise UserNotFoundError("Username/client id combination not found.")
    reachable = user is not None and user.enabled and _flag(user, "email_verified")
    if reachable and user.status not in (UserStatus.CONFIRMED, UserStatus.RESET_REQUIRED):
        raise NotAuthorizedError("User password cannot be reset in the current state.")
    if reachable:
        _mail_code(user, PASSWORD_RESET, "Your password reset code")
    elif not hides_users(pool, client_id):
        reason = "there is no registered/verified email or phone_number"
        raise InvalidParameterException(f"Cannot reset password for the user as {reason}")
    return "", {"CodeDeliveryDetails": _delivery(user.attribute_lookup["email"] if user else username)}


def _flag(user, attribute):
    return str(user.attribute_lookup.get(attribute)).lower() == "true"


def _delivery(address):
    name, _, domain = address.partition("@")
    return {"Destination": f"{name[:1]}***@{domain[:1]}***", "DeliveryMedium": "EMAIL", "AttributeName": "email"}


@patches(CognitoIdpBackend)
def confirm_forgot_password(original, backend, client_id, username, password, confirmation_code):
    """Only the mailed code sets a new password, and the password policy is enforced; moto accepts any code."""
    pool = pool_of(client_id)
    backend._validate_password(pool.id, password)
    user = pool._get_user(username)
    if user is None or not user.enabled:
        raise CodeMismatchException("Invalid verification code provided, please try again.")
    _check_code(user, PASSWORD_RESET, confirmation_code)
    user.status = UserStatus.CONFIRMED
    return original(backend, client_id, username, password, confirmation_code)


@patches(CognitoIdpBackend)
def admin_create_user(original, backend, pool_id, username, message_action, password, attributes):
    """Mails a temporary password to an invited user; it is generated unless one was given."""
    if password:
        backend._validate_password(pool_id, password)
    password = password or f"Aa1!{secrets.token_urlsafe(8)}"
    user = original(backend, pool_id, username, message_action, password, attributes)
    if message_action != "SUPPRESS" and "email" in user.attribute_lookup:
        text = f"Your username is {username} and temporary password is {password}"
        to = [user.attribute_lookup["email"]]
        ses.deliver(secrets.token_hex(16), SENDER, to, "Your temporary password", text)
    return user
