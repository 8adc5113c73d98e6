"""The edge of CloudFront, without its cache: /_local/cdn/DISTRIBUTION/PATH is https://DOMAIN/PATH of AWS.

Signed URLs and cookies are checked, the bucket is read as the distribution, the best stored format is chosen.
"""

import base64
import binascii
import ipaddress
import json
import posixpath
import re
import time
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from local_aws import ACCOUNT, policies, request
from local_aws.answers import Answer
from local_aws.cloudfront_cloudformation import backend, configurations, functions, response_headers
from local_aws.iam import bucket_policy
from local_aws.policies import ALLOW, Caller

PREFIX = "/_local/cdn/"
TO_THE_ORIGIN = ("HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_NONE_MATCH", "HTTP_IF_MATCH", "HTTP_IF_MODIFIED_SINCE")
TO_THE_ORIGIN += ("HTTP_IF_UNMODIFIED_SINCE",)
OF_THE_SIGNATURE = ("Policy", "Expires", "Signature", "Key-Pair-Id")


class Refused(Exception):
    """The error code and message that CloudFront would answer."""


MISSING = ("MissingKey", "Missing Key-Pair-Id query parameter or cookie value")
UNKNOWN = ("InvalidKey", "Unknown Key")
DENIED = ("AccessDenied", "Access denied")


def is_asked(environ):
    return environ["PATH_INFO"].startswith(PREFIX)


def serve(environ, start_response, s3):
    """Answers as the edge; what the bucket has comes from `s3`."""
    distribution, _, path = environ["PATH_INFO"].removeprefix(PREFIX).partition("/")
    config = configurations.get(distribution)
    if config is None or not config["Enabled"]:
        return Answer.s3_error("404 Not Found", "NoSuchDistribution", "There is none.").send(start_response)
    path = "/" + path
    behaviour = _behaviour(config, path)
    start_response = _with_headers(environ, start_response, behaviour)
    try:
        if environ["REQUEST_METHOD"] not in behaviour.get("AllowedMethods", ["GET", "HEAD"]):
            raise Refused("MethodNotAllowed", "This distribution is not configured to allow the method.")
        if behaviour.get("TrustedKeyGroups"):
            _verify(environ, behaviour["TrustedKeyGroups"])
    except Refused as refused:
        return Answer.s3_error("403 Forbidden", *refused.args).send(start_response)
    if _runs_function(behaviour, "viewer-request"):
        path = with_format(path, environ.get("HTTP_ACCEPT"))
    return _from_origin(environ, start_response, s3, _Origin(distribution, config, behaviour), path)


def _behaviour(config, path):
    """The first whose pattern fits the path, as RFC 3986 normalises it."""
    normalised = posixpath.normpath(path) + ("/" if path.endswith(("/", "/.", "/..")) else "")
    normalised = re.sub("^/+", "/", normalised)
    for behaviour in config.get("CacheBehaviors", []):
        if wildcard(behaviour["PathPattern"]).fullmatch(normalised):
            return behaviour
    return config["DefaultCacheBehavior"]


def wildcard(pattern):
    """`*` is anything, `?` one character."""
    parts = re.split(r"([*?])", pattern)
    return re.compile("".join({"*": ".*", "?": "."}.get(part) or re.escape(part) for part in parts), re.DOTALL)


# ---- who was let in


def _verify(environ, groups):
    """Refuses who has no good signature, in the URL or else in cookies."""
    address = environ["wsgi.url_scheme"] + "://" + environ["HTTP_HOST"] + environ["REQUEST_URI"]
    given = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
    if "Signature" not in given and "Key-Pair-Id" not in given:
        given = _cookies(environ)
    if "Key-Pair-Id" not in given:
        raise Refused(*MISSING)
    key = _key(given["Key-Pair-Id"], groups)
    address = _without_signature(address)
    try:
        policy = _policy(given, address)
        key.verify(_decoded(given["Signature"]), policy, padding.PKCS1v15(), hashes.SHA1())
        statement = json.loads(policy)["Statement"][0]
        allowed = _is_named(statement["Resource"], address) and _is_now(statement["Condition"], environ)
    except (InvalidSignature, KeyError, IndexError, TypeError, ValueError):
        raise Refused(*DENIED) from None
    if not allowed:
        raise Refused(*DENIED)


def _cookies(environ):
    try:
        cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return {}
    return {
        name: cookies[f"CloudFront-{name}"].value for name in OF_THE_SIGNATURE if f"CloudFront-{name}" in cookies
    }


def _key(identifier, groups):
    trusted = {key for group in groups for key in backend().key_groups[group].items}
    if identifier not in trusted or identifier not in backend().public_keys:
        raise Refused(*UNKNOWN)
    return serialization.load_pem_public_key(backend().public_keys[identifier].encoded_key.encode())


def _without_signature(address):
    before, _, query = address.partition("?")
    rest = [pair for pair in query.split("&") if pair.partition("=")[0] not in (*OF_THE_SIGNATURE, "")]
    return before + ("?" + "&".join(rest) if rest else "")


def _policy(given, address):
    """The custom one that was sent, or the canned one that is made of the address and the end."""
    if "Policy" in given:
        return _decoded(given["Policy"])
    condition = {"DateLessThan": {"AWS:EpochTime": int(given["Expires"])}}
    canned = {"Statement": [{"Resource": address, "Condition": condition}]}
    return json.dumps(canned, separators=(",", ":")).encode()


def _decoded(text):
    try:
        return base64.b64decode(text.translate(str.maketrans("-_~", "+=/")), validate=True)
    except binascii.Error as error:
        raise ValueError from error


def _is_named(resource, address):
    return wildcard(resource).fullmatch(address) is not None


def _is_now(condition, environ):
    now = time.time()
    if now >= int(condition["DateLessThan"]["AWS:EpochTime"]):
        return False
    if now < int(condition.get("DateGreaterThan", {}).get("AWS:EpochTime", 0)):
        return False
    allowed = condition.get("IpAddress", {}).get("AWS:SourceIp", "0.0.0.0/0")
    return ipaddress.ip_address(environ["REMOTE_ADDR"]) in ipaddress.ip_network(allowed, strict=False)


# ---- the function: played here, and run by infra/delivery/formats.test.js


def _runs_function(behaviour, event):
    return any(
        each["EventType"] == event and each["FunctionARN"] in functions
        for each in behaviour.get("FunctionAssociations", [])
    )


def with_format(path, accept):
    """A path that names no format gets the best that is stored."""
    name = path.rpartition("/")[2]
    if not name or "." in name:
        return path
    return path + (".webp" if _takes_webp(accept or "") else ".jpg")


def _takes_webp(accept):
    for kind, *parameters in (one.split(";") for one in accept.lower().split(",")):
        refused = any(re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", parameter) for parameter in parameters)
        if kind.strip() == "image/webp" and not refused:
            return True
    return False


# ---- the origin


class _Origin:
    """The bucket, and as whom the distribution asks it."""

    def __init__(self, distribution, config, behaviour):
        origin = next(each for each in config["Origins"] if each["Id"] == behaviour["TargetOriginId"])
        control = backend().origin_access_controls.get(origin.get("OriginAccessControlId"))
        signs = control is not None and control.signing_behavior == "always"
        self.bucket = origin["DomainName"].split(".s3.")[0]
        self.caller = Caller(
            "Service:cloudfront.amazonaws.com" if signs else "*",
            {
                "aws:SecureTransport": "true",
                "aws:SourceArn": backend().distributions[distribution].arn,
                "aws:SourceAccount": ACCOUNT,
            },
        )

    def may_list(self):
        arn = f"arn:aws:s3:::{self.bucket}"
        return policies.evaluate(bucket_policy(arn), self.caller, "s3:ListBucket", arn) is ALLOW


def _from_origin(environ, start_response, s3, origin, path):
    asked = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
    asked |= {name: environ[name] for name in ("HTTP_HOST", *TO_THE_ORIGIN) if name in environ}
    asked["PATH_INFO"] = f"/{origin.bucket}{path}"
    asked["QUERY_STRING"] = ""
    asked["RAW_URI"] = quote(asked["PATH_INFO"].encode("latin-1"), safe="/-_.~")
    asked[request.CALLER] = origin.caller
    told = []

    def hear(status, headers, *_):
        told[:] = [status, headers]

    request.begin(asked)
    body = s3(asked, hear)
    status, headers = told
    # Who may not list is not told what is missing; moto tells everybody.
    if status.startswith("404") and not origin.may_list():
        if hasattr(body, "close"):
            body.close()
        return Answer.s3_error("403 Forbidden", *DENIED).send(start_response)
    start_response(status, headers)
    return body


# ---- headers


def _with_headers(environ, start_response, behaviour):
    policy = response_headers.get(behaviour.get("ResponseHeadersPolicyId"), {})
    chooses = _runs_function(behaviour, "viewer-response")

    def start(status, headers, *args):
        added = [*_cors(environ, policy.get("CorsConfig")), *_security(policy.get("SecurityHeadersConfig", {}))]
        vary = ["Origin"] if "CorsConfig" in policy else []
        # A function at the viewer's response runs for no error.
        vary += ["Accept"] if chooses and int(status[:3]) < 400 else []
        if vary:
            added.append(("Vary", ", ".join(vary)))
        names = {name.lower() for name, _ in added}
        return start_response(status, [h for h in headers if h[0].lower() not in names] + added, *args)

    return start


def _cors(environ, config):
    origin = environ.get("HTTP_ORIGIN")
    if not config or not origin:
        return []
    allowed = config["AccessControlAllowOrigins"]["Items"]
    if not any(wildcard(each).fullmatch(origin) for each in allowed):
        return []
    headers = [("Access-Control-Allow-Origin", "*" if allowed == ["*"] else origin)]
    if config["AccessControlAllowCredentials"]:
        headers.append(("Access-Control-Allow-Credentials", "true"))
    exposed = config.get("AccessControlExposeHeaders", {}).get("Items")
    if exposed:
        headers.append(("Access-Control-Expose-Headers", ", ".join(exposed)))
    return headers


def _security(config):
    return [("X-Content-Type-Options", "nosniff")] if "ContentTypeOptions" in config else []
