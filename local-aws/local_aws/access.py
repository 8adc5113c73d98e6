"""Who may call what, beside IAM: a web page reaches only what AWS opens to it by CORS, and the tools stay on the laptop.

AWS needs no such check: its secrets are secret. Those of the root user here are public, so any page could sign requests.
"""

import ipaddress
import json
from urllib.parse import urlsplit

from local_aws import ROOT_ACCESS_KEY, cognito_cors, s3_cors, sigv4
from local_aws.responses import Response

names = {"localhost"}
"""The names of this server. A page whose own name resolves to this address (DNS rebinding) sends another `Host`."""

TOOLS = "/_local/"
OPEN = ("/_local/cdn/", "/_local/health")
MOTO = "/moto-api"
PUBLIC_DOCUMENTS = ("/.well-known/jwks.json", "/.well-known/openid-configuration")


def refusal(environ, is_public):
    """The response to a request that is not let in; None for every other. Public: it came by HTTPS."""
    path = environ["PATH_INFO"]
    if not _is_ours(environ.get("HTTP_HOST")):
        return _forbidden("this host name is not one of the local AWS: see --name")
    if path.startswith(MOTO):
        return _forbidden("moto's own API is closed")
    if path.startswith(OPEN):
        return None
    if path.startswith(TOOLS):
        is_closed = is_public or _is_of_page(environ)
        return _forbidden("only programs on this machine may call it") if is_closed else None
    if _is_of_page(environ) and not _is_open_to_page(environ):
        return _forbidden("no CORS rule lets this web page call it")
    return None


def _is_of_page(environ):
    """Browsers send `Origin` with each request that may change something, and `Sec-Fetch-Site` with all; programs neither."""
    return "HTTP_ORIGIN" in environ or environ.get("HTTP_SEC_FETCH_SITE", "none") != "none"


def _is_open_to_page(environ):
    if environ["REQUEST_METHOD"] == "OPTIONS":
        return True
    if cognito_cors.is_allowed(environ):
        return sigv4.access_key(environ) != ROOT_ACCESS_KEY
    return s3_cors.is_allowed(environ) or environ["PATH_INFO"].endswith(PUBLIC_DOCUMENTS)


def _is_ours(host):
    """An address is nobody's name, so it cannot be rebound."""
    if host is None:
        return True
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    return name in names or name.endswith(".localhost") or _is_address(name)


def _is_address(text):
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _forbidden(reason):
    return Response("403 Forbidden", "application/json", json.dumps({"message": reason}).encode())
