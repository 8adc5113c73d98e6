"""Cognito's sign-in: a password, sent or proven, then whatever else is asked of the user, then tokens.

moto gives tokens to who names a session and a challenge, in any order and as often as they like.
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
from local_aws.mending import mends

MAY_TRY_AGAIN = (CodeMismatchException, ExpiredCodeException, InvalidParameterException, InvalidPasswordException)


@dataclass
class Session:
    """What a client has to answer next: soon, and once."""

    pool: CognitoIdpUserPool
    client_id: str
    user: CognitoIdpUser | None
    """None for somebody who does not exist, and never signs in."""

    challenge: str
    ends_at: float
    proof: Proof | None = None


_sessions: dict[str, Session] = {}


@mends(CognitoIdpBackend)
def initiate_auth(original, backend, client_id, auth_flow, auth_parameters):
    """A client signs in only by the flows it allows, and an unknown user looks like a wrong password."""
    return _begin(pool_of(client_id), client_id, auth_flow, auth_parameters)


@mends(CognitoIdpBackend)
def admin_initiate_auth(original, backend, user_pool_id, client_id, auth_flow, auth_parameters):
    """As for everybody, with the flows for administrators."""
    pool = backend.describe_user_pool(user_pool_id)
    backend.describe_user_pool_client(user_pool_id, client_id)
    return _begin(pool, client_id, auth_flow, auth_parameters)


def _begin(pool, client_id, flow, parameters):
    flow = {"REFRESH_TOKEN": "REFRESH_TOKEN_AUTH"}.get(flow, flow)
    allowed = pool.clients[client_id].extended_config.get("ExplicitAuthFlows")
    if flow not in FLOWS or not (allowed is None or f"ALLOW_{flow}" in allowed or flow in allowed):
        raise InvalidParameterException(f"{flow} flow not enabled for this client")
    return FLOWS[flow](pool, client_id, parameters)


def _by_password(pool, client_id, parameters):
    username, password = _required(parameters, "USERNAME", "PASSWORD")
    user = _known(pool, client_id, username)
    if user is None or user.password != password:
        raise _wrong_credentials()
    return _after_password(pool, client_id, user)


def _by_srp(pool, client_id, parameters):
    username, client_public = _required(parameters, "USERNAME", "SRP_A")
    user = _known(pool, client_id, username)
    proof = Proof.ask(pool, user, username, client_public)
    session = _open(pool, client_id, user, "PASSWORD_VERIFIER", proof)
    parameters = {**proof.challenge(session), "USERNAME": proof.user_id, "USER_ID_FOR_SRP": proof.user_id}
    return {"ChallengeName": "PASSWORD_VERIFIER", "Session": session, "ChallengeParameters": parameters}


def _by_refresh_token(pool, client_id, parameters):
    (token,) = _required(parameters, "REFRESH_TOKEN")
    return cognito_tokens.refresh(pool, client_id, token)


FLOWS = {
    "USER_PASSWORD_AUTH": _by_password,
    "ADMIN_USER_PASSWORD_AUTH": _by_password,
    "USER_SRP_AUTH": _by_srp,
    "REFRESH_TOKEN_AUTH": _by_refresh_token,
}


def _known(pool, client_id, username):
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
    """Who knows the password, and nobody else, is told what stands in the way."""
    if not user.enabled:
        raise NotAuthorizedError("User is disabled.")
    if user.status is UserStatus.UNCONFIRMED:
        raise UserNotConfirmedException("User is not confirmed.")
    if user.status is UserStatus.RESET_REQUIRED:
        raise JsonRESTError("PasswordResetRequiredException", "Password reset required for the user")
    if user.status is UserStatus.FORCE_CHANGE_PASSWORD:
        attributes = {name: value for name, value in user.attribute_lookup.items() if name != "sub"}
        told = {"userAttributes": json.dumps(attributes), "requiredAttributes": "[]"}
        return _challenge(pool, client_id, user, "NEW_PASSWORD_REQUIRED", told)
    return _after_first_factor(pool, client_id, user)


def _after_first_factor(pool, client_id, user):
    if cognito_totp.is_wanted(user):
        return _challenge(pool, client_id, user, "SOFTWARE_TOKEN_MFA", {})
    return cognito_tokens.sign_in(pool, client_id, user)


def _challenge(pool, client_id, user, name, parameters):
    parameters = {"USER_ID_FOR_SRP": user.username, **parameters}
    session = _open(pool, client_id, user, name)
    return {"ChallengeName": name, "Session": session, "ChallengeParameters": parameters}


def _open(pool, client_id, user, challenge, proof=None):
    minutes = int(pool.clients[client_id].extended_config["AuthSessionValidity"])
    session = secrets.token_urlsafe(48)
    _sessions[session] = Session(pool, client_id, user, challenge, time.time() + minutes * 60, proof)
    return session


@mends(CognitoIdpBackend)
def respond_to_auth_challenge(original, backend, session, client_id, challenge_name, responses):
    """A session is good for its own challenge, client and user, until it ends or was answered."""
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
        return ANSWERS[challenge_name](found, responses)
    except MAY_TRY_AGAIN:
        _sessions[session] = found
        raise


def _prove_password(session, responses):
    if session.user is None or not session.proof.holds(responses):
        raise _wrong_credentials()
    return _after_password(session.pool, session.client_id, session.user)


def _set_new_password(session, responses):
    username, password = _required(responses, "USERNAME", "NEW_PASSWORD")
    user = _still_there(session, username)
    session.pool.backend._validate_password(session.pool.id, password)
    user.password, user.status = password, UserStatus.CONFIRMED
    return _after_first_factor(session.pool, session.client_id, user)


def _tell_code(session, responses):
    username, code = _required(responses, "USERNAME", "SOFTWARE_TOKEN_MFA_CODE")
    user = _still_there(session, username)
    cognito_totp.check(user, code)
    return cognito_tokens.sign_in(session.pool, session.client_id, user)


ANSWERS = {
    "PASSWORD_VERIFIER": _prove_password,
    "NEW_PASSWORD_REQUIRED": _set_new_password,
    "SOFTWARE_TOKEN_MFA": _tell_code,
}


def _still_there(session, username):
    user = session.pool._get_user(username)
    if user is None or user is not session.user:
        raise NotAuthorizedError("Invalid session for the user.")
    if not user.enabled:
        raise NotAuthorizedError("User is disabled.")
    return user
