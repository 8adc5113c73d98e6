"""Signature Version 4 for S3: signed URLs and signed requests are verified; moto takes any."""

import functools
import hashlib
import hmac
from datetime import datetime, timedelta, timezone
from urllib.parse import unquote, urlsplit

from moto.iam.models import iam_backends

from local_aws import ACCOUNT, ROOT_ACCESS_KEY, sts
from local_aws.answers import Answer

ALGORITHM = "AWS4-HMAC-SHA256"
LONGEST_VALIDITY = 7 * 24 * 3600
CLOCK_SKEW = timedelta(minutes=15)


class Refused(Exception):
    """The error code and message that S3 would answer."""


def refusal(environ):
    """The answer to a request to S3 whose signature does not hold; None where it does."""
    try:
        if "X-Amz-Signature=" in environ["QUERY_STRING"]:
            _verify_url(environ)
        elif _signs_for_s3(environ.get("HTTP_AUTHORIZATION", "")):
            _verify_headers(environ)
    except Refused as refused:
        return Answer.s3_error("403 Forbidden", *refused.args)
    except (KeyError, ValueError):
        code = "AuthorizationQueryParametersError"
        return Answer.s3_error("400 Bad Request", code, "The authorization parameters are incomplete or malformed.")
    return None


def access_key(environ):
    """Whose key signed the request, and None when nobody's did."""
    asked = query(environ)
    if "X-Amz-Credential" in asked:
        return asked["X-Amz-Credential"].split("/")[0]
    credential = _parts(environ.get("HTTP_AUTHORIZATION", "")).get("Credential")
    return credential.split("/")[0] if credential else None


def _signs_for_s3(authorization):
    return authorization.startswith(ALGORITHM) and "/s3/aws4_request" in authorization


def _verify_url(environ):
    asked = query(environ)
    signed_at = _time(asked["X-Amz-Date"])
    validity = int(asked["X-Amz-Expires"])
    if not 0 < validity <= LONGEST_VALIDITY:
        raise Refused("AuthorizationQueryParametersError", "X-Amz-Expires must be between 1 and 604800 seconds")
    if _now() > signed_at + timedelta(seconds=validity):
        raise Refused("AccessDenied", "Request has expired")
    if signed_at - _now() > CLOCK_SKEW:
        raise Refused("AccessDenied", "Request is not valid yet")
    scope = asked["X-Amz-Credential"].split("/", 1)[1]
    signed = asked["X-Amz-SignedHeaders"].split(";")
    _check_headers_are_signed(environ, signed)
    payload = environ.get("HTTP_X_AMZ_CONTENT_SHA256", "UNSIGNED-PAYLOAD")
    secret = _secret(access_key(environ), asked.get("X-Amz-Security-Token"))
    expected = _signature(environ, secret, asked["X-Amz-Date"], scope, signed, payload)
    if not hmac.compare_digest(expected, asked["X-Amz-Signature"]):
        raise Refused(*MISMATCH)


def _verify_headers(environ):
    parts = _parts(environ["HTTP_AUTHORIZATION"])
    key, scope = parts["Credential"].split("/", 1)
    if key == ROOT_ACCESS_KEY:
        return
    date = environ["HTTP_X_AMZ_DATE"]
    if abs(_now() - _time(date)) > CLOCK_SKEW:
        message = "The difference between the request time and the current time is too large."
        raise Refused("RequestTimeTooSkewed", message)
    secret = _secret(key, environ.get("HTTP_X_AMZ_SECURITY_TOKEN"))
    payload = environ["HTTP_X_AMZ_CONTENT_SHA256"]
    expected = _signature(environ, secret, date, scope, parts["SignedHeaders"].split(";"), payload)
    if not hmac.compare_digest(expected, parts["Signature"]):
        raise Refused(*MISMATCH)


MISMATCH = (
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
)


def _check_headers_are_signed(environ, signed):
    """Every x-amz- header that comes with a signed URL must be part of its signature."""
    sent = {name[5:].replace("_", "-").lower() for name in environ if name.startswith("HTTP_X_AMZ_")}
    unsigned = sorted(sent - set(signed) - {"x-amz-content-sha256"})
    if unsigned:
        message = "There were headers present in the request which were not signed"
        raise Refused("AccessDenied", f"{message}: {', '.join(unsigned)}")


def _secret(key, token):
    session = sts.session(key)
    if session is not None:
        if token != session.session_token:
            raise Refused("InvalidToken", "The provided token is malformed or otherwise invalid.")
        if session.expiration <= _now().replace(tzinfo=session.expiration.tzinfo):
            raise Refused("ExpiredToken", "The provided token has expired.")
        return session.secret_access_key
    if key == ROOT_ACCESS_KEY:
        return ROOT_ACCESS_KEY
    for user in iam_backends[ACCOUNT]["aws"].users.values():
        for known in user.access_keys:
            if known.access_key_id == key:
                return known.secret_access_key
    raise Refused("InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.")


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
    """The first value of each parameter, as moto reads them."""
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
