"""Cognito's OAuth token endpoint for services, and the OpenID discovery document of a pool."""

import base64
import binascii
import hmac
import time
import uuid
from urllib.parse import parse_qs

from joserfc import jwt
from moto.cognitoidp.exceptions import ResourceNotFoundError

from local_aws import cognito
from local_aws.responses import Response

TOKEN_PATH = "/oauth2/token"
DISCOVERY_PATH = "/.well-known/openid-configuration"
LIFETIME = 3600


def respond(environ):
    path = environ["PATH_INFO"]
    if path == TOKEN_PATH:
        return _token(environ)
    if path.endswith(DISCOVERY_PATH):
        return _discovery(environ, path.split("/")[1])
    return None


def _token(environ):
    """The client credentials grant: a client with a secret gets the scopes that it is allowed."""
    form = _form(environ)
    client_id, secret = _client(environ, form)
    try:
        pool = cognito.pool_of(client_id)
    except ResourceNotFoundError:
        return _error("invalid_client")
    client = pool.clients[client_id]
    if not client.generate_secret or not hmac.compare_digest(client.secret, secret or ""):
        return _error("invalid_client")
    if form.get("grant_type") != "client_credentials":
        return _error("unsupported_grant_type")
    if "client_credentials" not in client.extended_config.get("AllowedOAuthFlows", []):
        return _error("unauthorized_client")
    allowed = client.extended_config.get("AllowedOAuthScopes", [])
    scopes = form.get("scope", "").split() or allowed
    if not set(scopes) <= set(allowed):
        return _error("invalid_scope")
    token = _access_token(pool, client_id, scopes)
    return Response.json({"access_token": token, "expires_in": LIFETIME, "token_type": "Bearer"})


def _form(environ):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
    return {name: values[0] for name, values in parse_qs(body).items()}


def _client(environ, form):
    scheme, _, credentials = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "basic":
        return form.get("client_id"), form.get("client_secret")
    try:
        client_id, _, secret = base64.b64decode(credentials).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None, None
    return client_id, secret


def _access_token(pool, client_id, scopes):
    now = int(time.time())
    claims = {
        "sub": client_id,
        "client_id": client_id,
        "token_use": "access",
        "scope": " ".join(scopes),
        "iss": f"https://cognito-idp.{pool.region}.amazonaws.com/{pool.id}",
        "auth_time": now,
        "iat": now,
        "exp": now + LIFETIME,
        "version": 2,
        "jti": str(uuid.uuid4()),
    }
    return jwt.encode({"kid": "dummy", "alg": "RS256"}, claims, pool.json_web_key)


def _discovery(environ, pool_id):
    here = f"http://{environ['HTTP_HOST']}"
    region = pool_id.split("_")[0]
    return Response.json(
        {
            "issuer": f"https://cognito-idp.{region}.amazonaws.com/{pool_id}",
            "jwks_uri": f"{here}/{pool_id}/.well-known/jwks.json",
            "token_endpoint": f"{here}{TOKEN_PATH}",
            "id_token_signing_alg_values_supported": ["RS256"],
            "response_types_supported": ["code", "token"],
            "subject_types_supported": ["public"],
        }
    )


def _error(error):
    return Response.json({"error": error}, status="400 Bad Request")
