"""Signature Version 4 for S3: verifies presigned URLs and signed requests; moto accepts any."""

import functools
import hashlib
import hmac
from datetime import datetime, timedelta, timezone
from urllib.parse import unquote, urlsplit

from moto.iam.models import iam_backends

from local_aws import ACCOUNT, ROOT_ACCESS_KEY, sts
from local_aws.responses import Response

ALGORITHM = "AWS4-HMAC-SHA256"
MAX_VALIDITY = 7 * 24 * 3600
CLOCK_SKEW = timedelta(minutes=15)


class SignatureRejected(Exception):
    """The error code and message that S3 returns."""


def verify(environ):
    """The error response to an S3 request with an invalid signature; None if the signature is valid."""
    try:
        if "X-Amz-Signature=" in environ["QUERY_STRING"]:
            _verify_url(environ)
        elif _signs_for_s3(environ.get("HTTP_AUTHORIZATION", "")):
            _verify_headers(environ)
    except SignatureRejected as error:
        return Response.s3_error("403 Forbidden", *error.args)
    except (KeyError, ValueError):
        code = "AuthorizationQueryParametersError"
        return Response.s3_error("400 Bad Request", code, "The authorization parameters are incomplete or malformed.")
    return None


def access_key(environ):
    """The access key id that signed the request; None if it is unsigned."""
    query_parameters = query(environ)
    if "X-Amz-Credential" in query_parameters:
        return query_parameters["X-Amz-Credential"].split("/")[0]
    credential = _parts(environ.get("HTTP_AUTHORIZATION", "")).get("Credential")
    return credential.split("/")[0] if credential else None


def is_for_s3(environ):
    return "X-Amz-Signature=" in environ["QUERY_STRING"] or _signs_for_s3(environ.get("HTTP_AUTHORIZATION", ""))


def _signs_for_s3(authorization):
    return authorization.startswith(ALGORITHM) and "/s3/aws4_request" in authorization


def _verify_url(environ):
    query_parameters = query(environ)
    signed_at = _time(query_parameters["X-Amz-Date"])
    validity = int(query_parameters["X-Amz-Expires"])
    if not 0 < validity <= MAX_VALIDITY:
        message = "X-Amz-Expires must be between 1 and 604800 seconds"
        raise SignatureRejected("AuthorizationQueryParametersError", message)
    if _now() > signed_at + timedelta(seconds=validity):
        raise SignatureRejected("AccessDenied", "Request has expired")
    if signed_at - _now() > CLOCK_SKEW:
        raise SignatureRejected("AccessDenied", "Request is not valid yet")
    scope = query_parameters["X-Amz-Credential"].split("/", 1)[1]
    signed = query_parameters["X-Amz-SignedHeaders"].split(";")
    _check_headers_are_signed(environ, signed)
    payload = environ.get("HTTP_X_AMZ_CONTENT_SHA256", "UNSIGNED-PAYLOAD")
    secret = _secret(access_key(environ), query_parameters.get("X-Amz-Security-Token"))
    expected = _signature(environ, secret, query_parameters["X-Amz-Date"], scope, signed, payload)
    if not hmac.compare_digest(expected, query_parameters["X-Amz-Signature"]):
        raise SignatureRejected(*MISMATCH)


def _verify_headers(environ):
    parts = _parts(environ["HTTP_AUTHORIZATION"])
    key, scope = parts["Credential"].split("/", 1)
    if key == ROOT_ACCESS_KEY:
        return
    date = environ["HTTP_X_AMZ_DATE"]
    if abs(_now() - _time(date)) > CLOCK_SKEW:
        message = "The difference between the request time and the current time is too large."
        raise SignatureRejected("RequestTimeTooSkewed", message)
    secret = _secret(key, environ.get("HTTP_X_AMZ_SECURITY_TOKEN"))
    payload = environ["HTTP_X_AMZ_CONTENT_SHA256"]
    expected = _signature(environ, secret, date, scope, parts["SignedHeaders"].split(";"), payload)
    if not hmac.compare_digest(expected, parts["Signature"]):
        raise SignatureRejected(*MISMATCH)


MISMATCH = (
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
)


def _check_headers_are_signed(environ, signed):
    """Every x-amz- header of a request with a presigned URL must be signed."""
    sent = {name[5:].replace("_", "-").lower() for name in environ if name.startswith("HTTP_X_AMZ_")}
    unsigned = sorted(sent - set(signed) - {"x-amz-content-sha256"})
    if unsigned:
        message = "There were headers present in the request which were not signed"
        raise SignatureRejected("AccessDenied", f"{message}: {', '.join(unsigned)}")


def _secret(key, token):
    session = sts.session(key)
    if session is not None:
        if token != session.session_token:
            raise SignatureRejected("InvalidToken", "The provided token is malformed or otherwise invalid.")
        if session.expiration <= _now().replace(tzinfo=session.expiration.tzinfo):
            raise SignatureRejected("ExpiredToken", "The provided token has expired.")
        return session.secret_access_key
    if key == ROOT_ACCESS_KEY:
        return ROOT_ACCESS_KEY
    for user in iam_backends[ACCOUNT]["aws"].users.values():
        for known in user.access_keys:
            if known.access_key_id == key:
                return known.secret_access_key
    raise SignatureRejected("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")


def _signature(environ, secret, date, scope, signed_headers, payload):
    key = ("AWS4" + secret).encode()
    for part in scope.split("/"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    request = hashlib.sha256(_canonical(environ, signed_headers, payload).encode()).hexdigest()
    to_sign = f"{ALGORITHM}\n{date}\n{scope}\n{request}"
    return hmac.new(key, to_sign.encode(), hashlib.sha256).hexdigest()


def _canonical(environ, signed_headers, payload):
    address = urlsplit(environ["RAW_URI"])
    pairs = sorted(
        pair if "=" in pair else f"{pair}="
        for pair in address.query.split("&")
        if pair and not pair.startswith("X-Amz-Signature=")
    )
    headers = "".join(f"{name}:{' '.join(_header(environ, name).split())}\n" for name in signed_headers)
    lines = [environ["REQUEST_METHOD"], address.path, "&".join(pairs), headers, ";".join(signed_headers), payload]
    return "\n".join(lines)


def _header(environ, name):
    if name in ("content-type", "content-length"):
        return environ.get(name.upper().replace("-", "_"), "")
    return environ.get("HTTP_" + name.upper().replace("-", "_"), "")


def query(environ):
    """The first value of each query parameter, as moto reads them."""
    return _query(environ["RAW_URI"])


@functools.lru_cache(maxsize=256)
def _query(uri):
    pairs = (pair.partition("=") for pair in reversed(urlsplit(uri).query.split("&")))
    return {unquote(name): unquote(value) for name, _, value in pairs}


def _parts(authorization):
    fields = authorization.removeprefix(ALGORITHM).split(",")
    return {name.strip(): value for name, _, value in (field.partition("=") for field in fields)}


def _time(text):
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)


def _now():
    return datetime.now(timezone.utc)
