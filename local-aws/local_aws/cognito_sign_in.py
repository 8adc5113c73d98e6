"""Cognito's sign-in: a password, sent or proven by SRP, then further challenges, then tokens.

moto returns tokens for any session and challenge, in any order, any number of times.
"""

import json
import secrets
import time
from dataclasses import dataclass

from moto.cognitoidp.exceptions import (
    CodeMismatchException,
    ExpiredCodeException,
    InvalidParameterException,
    InvalidPasswordException,
    NotAuthorizedError,
    UserNotConfirmedException,
    UserNotFoundError,
)
from moto.cognitoidp.models import CognitoIdpBackend, CognitoIdpUser, CognitoIdpUserPool, UserStatus
from moto.core.exceptions import JsonRESTError

from local_aws import cognito_tokens, cognito_totp
from local_aws.cognito import hides_users, pool_of
from local_aws.cognito_srp import Proof
from local_aws.patching import patches

RETRYABLE = (CodeMismatchException, ExpiredCodeException, InvalidParameterException, InvalidPasswordException)


@dataclass
class Session:
    """A pending challenge. It expires and can be answered once."""

    pool: CognitoIdpUserPool
    client_id: str
    user: CognitoIdpUser | None
    """None for a user who does not exist: the sign-in then fails at the end."""

    challenge: str
    ends_at: float
    proof: Proof | None = None


_sessions: dict[str, Session] = {}


@patches(CognitoIdpBackend)
def initiate_auth(original, backend, client_id, auth_flow, auth_parameters):
    """Rejects flows that the client does not allow; an unknown user gets the error of a wrong password."""
    return _start(pool_of(client_id), client_id, auth_flow, auth_parameters)


@patches(CognitoIdpBackend)
def admin_initiate_auth(original, backend, user_pool_id, client_id, auth_flow, auth_parameters):
    """As `initiate_auth`, with the flows for administrators."""
    pool = backend.describe_user_pool(user_pool_id)
    backend.describe_user_pool_client(user_pool_id, client_id)
    return _start(pool, client_id, auth_flow, auth_parameters)


def _start(pool, client_id, flow, parameters):
    flow = {"REFRESH_TOKEN": "REFRESH_TOKEN_AUTH"}.get(flow, flow)
    allowed = pool.clients[client_id].extended_config.get("ExplicitAuthFlows")
    if flow not in FLOWS or not (allowed is None or f"ALLOW_{flow}" in allowed or flow in allowed):
        raise InvalidParameterException(f"{flow} flow not enabled for this client")
    return FLOWS[flow](pool, client_id, parameters)


def _by_password(pool, client_id, parameters):
    username, password = _required(parameters, "USERNAME", "PASSWORD")
    user = _existing_user(pool, client_id, username)
    if user is None or user.password != password:
        raise _wrong_credentials()
    return _after_password(pool, client_id, user)


def _by_srp(pool, client_id, parameters):
    username, client_public = _required(parameters, "USERNAME", "SRP_A")
    user = _existing_user(pool, client_id, username)
    proof = Proof.create(pool, user, username, client_public)
    session = _open_session(pool, client_id, user, "PASSWORD_VERIFIER", proof)
    parameters = {**proof.challenge(session), "USERNAME": proof.user_id, "USER_ID_FOR_SRP": proof.user_id}
    return {"ChallengeName": "PASSWORD_VERIFIER", "Session": session, "ChallengeParameters": parameters}


def _by_refresh_token(pool, client_id, parameters):
    (token,) = _required(parameters, "REFRESH_TOKEN")
    if cognito_tokens.rotation(pool, client_id):
        raise InvalidParameterException("REFRESH_TOKEN_AUTH flow not enabled for this client")
    return cognito_tokens.refresh(pool, client_id, token)


FLOWS = {
    "USER_PASSWORD_AUTH": _by_password,
    "ADMIN_USER_PASSWORD_AUTH": _by_password,
    "USER_SRP_AUTH": _by_srp,
    "REFRESH_TOKEN_AUTH": _by_refresh_token,
}


def _existing_user(pool, client_id, username):
    user = pool._get_user(username)
    if user is None and not hides_users(pool, client_id):
        raise UserNotFoundError("User does not exist.")
    return user


def _required(parameters, *names):
    for name in names:
        if not parameters.get(name):
            raise InvalidParameterException(f"Missing required parameter {name}")
    return [parameters[name] for name in names]


def _wrong_credentials():
    return NotAuthorizedError("Incorrect username or password.")


def _after_password(pool, client_id, user):
    """Reports why the user cannot sign in yet, but only after the right password."""
    if not user.enabled:
        raise NotAuthorizedError("User is disabled.")
    if user.status is UserStatus.UNCONFIRMED:
        raise UserNotConfirmedException("User is not confirmed.")
    if user.status is UserStatus.RESET_REQUIRED:
        raise JsonRESTError("PasswordResetRequiredException", "Password reset required for the user")
    if user.status is UserStatus.FORCE_CHANGE_PASSWORD:
        attributes = {name: value for name, value in user.attribute_lookup.items() if name != "sub"}
        parameters = {"userAttributes": json.dumps(attributes), "requiredAttributes": "[]"}
        return _challenge(pool, client_id, user, "NEW_PASSWORD_REQUIRED", parameters)
    return _after_first_factor(pool, client_id, user)


def _after_first_factor(pool, client_id, user):
    if cognito_totp.is_required(user):
        return _challenge(pool, client_id, user, "SOFTWARE_TOKEN_MFA", {})
    return cognito_tokens.sign_in(pool, client_id, user)


def _challenge(pool, client_id, user, name, parameters):
    parameters = {"USER_ID_FOR_SRP": user.username, **parameters}
    session = _open_session(pool, client_id, user, name)
    return {"ChallengeName": name, "Session": session, "ChallengeParameters": parameters}


def _open_session(pool, client_id, user, challenge, proof=None):
    minutes = int(pool.clients[client_id].extended_config["AuthSessionValidity"])
    session = secrets.token_urlsafe(48)
    _sessions[session] = Session(pool, client_id, user, challenge, time.time() + minutes * 60, proof)
    return session


@patches(CognitoIdpBackend)
def respond_to_auth_challenge(original, backend, session, client_id, challenge_name, responses):
    """A session is valid for its challenge, client and user, until it expires or was answered."""
    if challenge_name == "PASSWORD_VERIFIER":
        session = Proof.session(responses)
    found = _sessions.pop(session, None)
    if found is None:
        raise NotAuthorizedError("Invalid session for the user, session can only be used once.")
    if found.ends_at <= time.time():
        raise NotAuthorizedError("Invalid session for the user, session is expired.")
    try:
        if (found.client_id, found.challenge) != (client_id, challenge_name):
            raise InvalidParameterException("Invalid session for the user.")
        return CHALLENGE_HANDLERS[challenge_name](found, responses)
    except RETRYABLE:
        _sessions[session] = found
        raise


def _verify_password_proof(session, responses):
    if session.user is None or not session.proof.is_proven_by(responses):
        raise _wrong_credentials()
    return _after_password(session.pool, session.client_id, session.user)


def _set_new_password(session, responses):
    username, password = _required(responses, "USERNAME", "NEW_PASSWORD")
    user = _require_user(session, username)
    session.pool.backend._validate_password(session.pool.id, password)
    user.password, user.status = password, UserStatus.CONFIRMED
    return _after_first_factor(session.pool, session.client_id, user)


def _verify_code(session, responses):
    username, code = _required(responses, "USERNAME", "SOFTWARE_TOKEN_MFA_CODE")
    user = _require_user(session, username)
    cognito_totp.check(user, code)
    return cognito_tokens.sign_in(session.pool, session.client_id, user)


CHALLENGE_HANDLERS = {
    "PASSWORD_VERIFIER": _verify_password_proof,
    "NEW_PASSWORD_REQUIRED": _set_new_password,
    "SOFTWARE_TOKEN_MFA": _verify_code,
}


def _require_user(session, username):
    user = session.pool._get_user(username)
    if user is None or user is not session.user:
        raise NotAuthorizedError("Invalid session for the user.")
    if not user.enabled:
        raise NotAuthorizedError("User is disabled.")
    return user
