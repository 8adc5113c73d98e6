"""CORS of S3: the first matching rule of the bucket applies."""

import re

from moto.s3.models import s3_backends
from moto.s3.responses import S3Response

from local_aws import ACCOUNT
from local_aws.patching import patches
from local_aws.responses import Response

VARY = ("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method")


@patches(S3Response)
def _get_cors_headers_other(original, response):
    """moto mixes all rules; `with_headers` applies one."""
    return {}


def preflight(environ):
    """The response to a preflight request; None for every other request."""
    bucket = _bucket(environ)
    if environ["REQUEST_METHOD"] != "OPTIONS" or bucket is None:
        return None
    method = environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD", "")
    names = environ.get("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", "").split(",")
    requested_headers = [name.strip() for name in names if name.strip()]
    rule = _rule(bucket, environ.get("HTTP_ORIGIN", ""), method, requested_headers)
    if rule is None:
        reason = "CORSResponse: This CORS request is not allowed."
        return Response.s3_error("403 Forbidden", "AccessForbidden", reason)
    headers = _headers(rule, environ["HTTP_ORIGIN"])
    if requested_headers:
        headers.append(("Access-Control-Allow-Headers", ", ".join(name.lower() for name in requested_headers)))
    return Response("200 OK", "text/plain", b"", headers)


def is_allowed(environ):
    """Whether a page may send this request: it only shows or downloads an object, or a rule of the bucket allows it."""
    bucket = _bucket(environ)
    if bucket is None:
        return False
    if "HTTP_ORIGIN" not in environ:
        return environ["REQUEST_METHOD"] in ("GET", "HEAD")
    return _rule(bucket, environ["HTTP_ORIGIN"], environ["REQUEST_METHOD"], []) is not None


def with_headers(environ, start_response):
    """Adds the CORS headers to a response of S3, errors too: a browser must be able to read them."""
    bucket = _bucket(environ) if "HTTP_ORIGIN" in environ else None
    rule = bucket and _rule(bucket, environ["HTTP_ORIGIN"], environ["REQUEST_METHOD"], [])
    if not rule:
        return start_response

    def start(status, headers, *args):
        return start_response(status, [*headers, *_headers(rule, environ["HTTP_ORIGIN"])], *args)

    return start


def _bucket(environ):
    name = environ["PATH_INFO"].split("/")[1] if "/" in environ["PATH_INFO"] else ""
    return s3_backends[ACCOUNT]["aws"].buckets.get(name)


def _rule(bucket, origin, method, requested_headers):
    for rule in bucket.cors:
        if (
            method in rule.allowed_methods
            and _matches(origin, rule.allowed_origins)
            and all(_matches(name.lower(), map(str.lower, rule.allowed_headers or [])) for name in requested_headers)
        ):
            return rule
    return None


def _matches(value, patterns):
    """A pattern may hold one `*`."""
    return any(re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), value) for pattern in patterns)


def _headers(rule, origin):
    any_origin = rule.allowed_origins == ["*"]
    headers = [
        ("Access-Control-Allow-Origin", "*" if any_origin else origin),
        ("Access-Control-Allow-Methods", ", ".join(rule.allowed_methods)),
        VARY,
    ]
    if not any_origin:
        headers.append(("Access-Control-Allow-Credentials", "true"))
    if rule.exposed_headers:
        headers.append(("Access-Control-Expose-Headers", ", ".join(rule.exposed_headers)))
    if rule.max_age_seconds:
        headers.append(("Access-Control-Max-Age", rule.max_age_seconds))
    return headers
