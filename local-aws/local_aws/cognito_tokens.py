"""Cognito's tokens: their claims, lifetime and revocation."""

import json
import math
import time
import uuid
from base64 import urlsafe_b64decode

from moto.cognitoidp.exceptions import NotAuthorizedError
from moto.cognitoidp.models import CognitoIdpBackend, CognitoIdpUserPool
from moto.cognitoidp.responses import CognitoIdpResponse
from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult, EmptyResult

from local_aws import cognito
from local_aws.patching import patches

SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}

_signed_in_at: dict[str, int] = {}
"""The time of each sign-in in epoch seconds, by `origin_jti`."""

_revoked: set[str] = set()
"""The `origin_jti` of each sign-in that was revoked."""

_rotated: dict[str, float] = {}
"""Until when each rotated refresh token can be used again, in epoch seconds."""


def user_of(access_token):
    """The user of an access token, which must be valid."""
    for pool in cognito.backend().user_pools.values():
        if access_token in pool.access_tokens:
            claims = _claims(access_token)
            user = pool.users.get(pool.access_tokens[access_token][1])
            if claims["exp"] <= time.time():
                raise NotAuthorizedError("Access Token has expired")
            if user is None or claims["origin_jti"] in _revoked:
                raise NotAuthorizedError("Access Token has been revoked")
            if not user.enabled:
                raise NotAuthorizedError("User is disabled.")
            return user
    raise NotAuthorizedError("Invalid Access Token")


def is_valid_id_token(pool, id_token):
    """False once the user was deleted, disabled or signed out everywhere."""
    _, username = pool.id_tokens.get(id_token, (None, None))
    return username in pool.users and pool.users[username].enabled


def refresh(pool, client_id, refresh_token):
    """Issues new tokens for the same sign-in."""
    client, username, origin = pool.refresh_tokens.get(refresh_token) or (None, None, None)
    user = pool.users.get(username)
    if client != client_id or user is None or origin in _revoked:
        raise NotAuthorizedError("Invalid Refresh Token")
    if not user.enabled:
        raise NotAuthorizedError("User is disabled.")
    if _signed_in_at[origin] + _validity(pool, client_id, "RefreshToken", "days", 30) <= time.time():
        raise NotAuthorizedError("Refresh Token has expired")
    access_token, id_token, expires_in = pool.create_tokens_from_refresh_token(refresh_token)
    tokens = {"AccessToken": access_token, "IdToken": id_token, "ExpiresIn": expires_in, "TokenType": "Bearer"}
    return {"ChallengeParameters": {}, "AuthenticationResult": tokens}


def rotation(pool, client_id):
    """The configuration of refresh token rotation, or None if the client's tokens do not rotate."""
    config = pool.clients[client_id].extended_config.get("RefreshTokenRotation") or {}
    return config if config.get("Feature") == "ENABLED" else None


def get_tokens_from_refresh_token(response):
    """GetTokensFromRefreshToken, which moto lacks. A rotated token can be used again for the grace period, for retries."""
    client_id, token = response._get_param("ClientId"), response._get_param("RefreshToken")
    pool = cognito.pool_of(client_id)
    if _rotated.get(token, math.inf) <= time.time():
        raise JsonRESTError("RefreshTokenReuseException", "Refresh token has been invalidated by rotation")
    tokens = refresh(pool, client_id, token)["AuthenticationResult"]
    rotates = rotation(pool, client_id)
    if rotates:
        # It ends when the first one would: that depends on the sign-in, which stays.
        tokens["RefreshToken"] = str(uuid.uuid4())
        pool.refresh_tokens[tokens["RefreshToken"]] = pool.refresh_tokens[token]
        _rotated.setdefault(token, time.time() + int(rotates.get("RetryGracePeriodSeconds") or 0))
    return ActionResult({"AuthenticationResult": tokens})


def sign_in(pool, client_id, user):
    """Issues the tokens of a new sign-in."""
    refresh_token, _ = pool.create_refresh_token(client_id, user.username)
    tokens = refresh(pool, client_id, refresh_token)
    tokens["AuthenticationResult"]["RefreshToken"] = refresh_token
    return tokens


def _claims(token):
    payload = token.split(".")[1]
    return json.loads(urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def _validity(pool, client_id, kind, usual_unit, usual):
    config = pool.clients[client_id].extended_config
    unit = config.get("TokenValidityUnits", {}).get(kind, usual_unit)
    return int(config.get(f"{kind}Validity") or usual) * SECONDS[unit]


@patches(CognitoIdpUserPool)
def create_refresh_token(original, pool, client_id, username):
    """Records the time of the sign-in."""
    refresh_token, origin = original(pool, client_id, username)
    _signed_in_at[origin] = int(time.time())
    return refresh_token, origin


@patches(CognitoIdpUserPool)
def create_jwt(original, pool, client_id, username, token_use, expires_in=3600, extra_data=None):
    """Tokens have the lifetime that the app client configures, and keep `auth_time` when refreshed."""
    kind = {"access": "AccessToken", "id": "IdToken"}[token_use]
    claims = {**(extra_data or {}), "event_id": str(uuid.uuid4())}
    claims["auth_time"] = _signed_in_at[claims["origin_jti"]]
    groups = pool.users[username].groups
    if groups:
        claims["cognito:groups"] = sorted(group.group_name for group in groups)
    lifetime = _validity(pool, client_id, kind, "hours", 1)
    return original(pool, client_id, username, token_use, lifetime, claims)


@patches(CognitoIdpUserPool)
def get_user_extra_data_by_client_id(original, pool, client_id, username):
    """An ID token has every attribute that the client may read."""
    readable = pool.clients[client_id].get_readable_fields()
    return {
        name: {"true": True, "false": False}.get(value, value)
        for name, value in pool.users[username].attribute_lookup.items()
        if name != "sub" and (not readable or name in readable)
    }


@patches(CognitoIdpBackend)
def get_user(original, backend, access_token):
    """Rejects a revoked or expired token."""
    return user_of(access_token)


def _require_valid_token(method):
    @patches(CognitoIdpBackend, method)
    def checked(original, backend, access_token, *args, **kwargs):
        user_of(access_token)
        return original(backend, access_token, *args, **kwargs)


for _method in ("global_sign_out", "set_user_mfa_preference", "update_user_attributes"):
    _require_valid_token(_method)


@patches(CognitoIdpUserPool)
def sign_out(original, pool, username):
    """Signing out everywhere revokes each token of the user, ID tokens too, by whichever alias."""
    username = pool._get_user(username).username
    for token, (_, owner) in list(pool.id_tokens.items()):
        if owner == username:
            del pool.id_tokens[token]
    return original(pool, username)


@patches(CognitoIdpBackend)
def admin_disable_user(original, backend, user_pool_id, username):
    """Disabling a user revokes all tokens; enabling the user does not restore them."""
    original(backend, user_pool_id, username)
    backend.admin_user_global_sign_out(user_pool_id, username)


@patches(CognitoIdpBackend)
def admin_delete_user(original, backend, user_pool_id, username):
    """Deleting a user revokes all tokens."""
    backend.admin_user_global_sign_out(user_pool_id, username)
    return original(backend, user_pool_id, username)


def delete_user(response):
    """DeleteUser, which moto lacks."""
    user = user_of(response._get_param("AccessToken"))
    cognito.backend().admin_delete_user(user.user_pool_id, user.username)
    return EmptyResult()


def revoke_token(response):
    """RevokeToken, which moto lacks: revokes the sign-in with its access tokens; an unknown token is no error."""
    client_id, token = response._get_param("ClientId"), response._get_param("Token")
    pool = cognito.pool_of(client_id)
    if token in pool.access_tokens or token in pool.id_tokens:
        raise JsonRESTError("UnsupportedTokenTypeException", "Unsupported token type")
    client, _, origin = pool.refresh_tokens.get(token) or (client_id, None, None)
    if client != client_id:
        raise JsonRESTError("UnauthorizedException", "Invalid Refresh Token")
    if origin:
        _revoked.add(origin)
        pool.refresh_tokens[token] = None
    return EmptyResult()


CognitoIdpResponse.delete_user = delete_user
CognitoIdpResponse.get_tokens_from_refresh_token = get_tokens_from_refresh_token
CognitoIdpResponse.revoke_token = revoke_token
