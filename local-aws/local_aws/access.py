"""Who may call what, beside IAM: no web page of another site reaches the local AWS, and its tools stay on the laptop."""

import ipaddress
import json
from urllib.parse import urlsplit

from local_aws.responses import Response

names = {"localhost"}
"""The names of this server. A page whose own name resolves to this address (DNS rebinding) sends another `Host`."""

TOOLS = "/_local/"
OPEN = ("/_local/cdn/", "/_local/health")
MOTO = "/moto-api"


def refusal(environ, is_public):
    """The response to a request that is not let in; None for every other. Public: it came by HTTPS."""
    path = environ["PATH_INFO"]
    if not _is_ours(environ.get("HTTP_HOST")):
        return _forbidden("this host name is not one of the local AWS: see --name")
    if path.startswith(MOTO):
        return _forbidden("moto's own API is closed")
    if path.startswith(TOOLS) and not path.startswith(OPEN) and (is_public or "HTTP_ORIGIN" in environ):
        return _forbidden("only programs on this machine may call it")
    return None


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
