"""The edge of CloudFront. /_local/cdn/DISTRIBUTION/PATH stands for https://DOMAIN/PATH on AWS.

It verifies signed URLs and cookies, selects the best stored format, and answers from its cache or from the bucket, which
it reads as the distribution.
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
from werkzeug.exceptions import RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response as HttpResponse

from local_aws import ACCOUNT, cloudfront_cache, policies, request, s3_cors
from local_aws.cloudfront_cache import LARGEST, SIGNATURE_PARAMETERS, Entry, cache
from local_aws.cloudfront_cloudformation import (
    backend,
    cache_policies,
    configurations,
    functions,
    response_headers,
)
from local_aws.iam import bucket_policy
from local_aws.policies import ALLOW, Caller
from local_aws.responses import Response

PREFIX = "/_local/cdn/"
CONDITIONS = (
    "HTTP_RANGE",
    "HTTP_IF_RANGE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_UNMODIFIED_SINCE",
)
"""The origin gets them where nothing is cached."""
PREFLIGHT = ("HTTP_ORIGIN", "HTTP_ACCESS_CONTROL_REQUEST_METHOD", "HTTP_ACCESS_CONTROL_REQUEST_HEADERS")
SINGLE_RANGE = re.compile(r"bytes=(\d+-\d*|-\d+)")
"""Other ranges are ignored, as S3 does."""


class AccessRejected(Exception):
    """The error code and message that CloudFront returns."""


MISSING = ("MissingKey", "Missing Key-Pair-Id query parameter or cookie value")
UNKNOWN = ("InvalidKey", "Unknown Key")
DENIED = ("AccessDenied", "Access denied")


def matches(environ):
    return environ["PATH_INFO"].startswith(PREFIX)


def serve(environ, start_response, s3):
    """Responds as the edge does; `s3` is the application that serves the bucket."""
    distribution, _, path = environ["PATH_INFO"].removeprefix(PREFIX).partition("/")
    config = configurations.get(distribution)
    if config is None or not config["Enabled"]:
        return Response.s3_error("404 Not Found", "NoSuchDistribution", "There is none.").send(start_response)
    path = "/" + path
    behaviour = _behaviour(config, path)
    start_response = _with_headers(environ, start_response, behaviour)
    try:
        if environ["REQUEST_METHOD"] not in behaviour.get("AllowedMethods", ["GET", "HEAD"]):
            raise AccessRejected("MethodNotAllowed", "This distribution is not configured to allow the method.")
        if behaviour.get("TrustedKeyGroups"):
            _verify(environ, behaviour["TrustedKeyGroups"])
    except AccessRejected as error:
        refusal = Response.s3_error("403 Forbidden", *error.args)
        refusal.headers.append(_x_cache("Error", 403))
        return refusal.send(start_response)
    if _runs_function(behaviour, "viewer-request"):
        path = with_format(path, environ.get("HTTP_ACCEPT"))
    origin = _Origin(distribution, config, behaviour, s3)
    policy = cache_policies.get(behaviour.get("CachePolicyId"))
    if policy is None or policy["MaxTTL"] == 0 or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return _not_cached(environ, start_response, origin, path)
    return _cached(environ, start_response, origin, path, policy)


def _behaviour(config, path):
    """The first cache behaviour whose pattern matches the path, normalised as in RFC 3986."""
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


# ---- signatures


def _verify(environ, groups):
    """Rejects a request without a valid signature in the URL or the cookies."""
    address = environ["wsgi.url_scheme"] + "://" + environ["HTTP_HOST"] + environ["REQUEST_URI"]
    given = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
    if "Signature" not in given and "Key-Pair-Id" not in given:
        given = _cookies(environ)
    if "Key-Pair-Id" not in given:
        raise AccessRejected(*MISSING)
    key = _key(given["Key-Pair-Id"], groups)
    address = _without_signature(address)
    try:
        policy = _policy(given, address)
        key.verify(_decoded(given["Signature"]), policy, padding.PKCS1v15(), hashes.SHA1())
        statement = json.loads(policy)["Statement"][0]
        allowed = _covers(statement["Resource"], address) and _time_condition_holds(statement["Condition"], environ)
    except (InvalidSignature, KeyError, IndexError, TypeError, ValueError):
        raise AccessRejected(*DENIED) from None
    if not allowed:
        raise AccessRejected(*DENIED)


def _cookies(environ):
    try:
        cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return {}
    return {
        name: cookies[f"CloudFront-{name}"].value for name in SIGNATURE_PARAMETERS if f"CloudFront-{name}" in cookies
    }


def _key(identifier, groups):
    trusted = {key for group in groups for key in backend().key_groups[group].items}
    if identifier not in trusted or identifier not in backend().public_keys:
        raise AccessRejected(*UNKNOWN)
    return serialization.load_pem_public_key(backend().public_keys[identifier].encoded_key.encode())


def _without_signature(address):
    before, _, query = address.partition("?")
    rest = [pair for pair in query.split("&") if pair.partition("=")[0] not in (*SIGNATURE_PARAMETERS, "")]
    return before + ("?" + "&".join(rest) if rest else "")


def _policy(given, address):
    """The custom policy of the request, or the canned policy made from the URL and the expiry."""
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


def _covers(resource, address):
    return wildcard(resource).fullmatch(address) is not None


def _time_condition_holds(condition, environ):
    now = time.time()
    if now >= int(condition["DateLessThan"]["AWS:EpochTime"]):
        return False
    if now < int(condition.get("DateGreaterThan", {}).get("AWS:EpochTime", 0)):
        return False
    allowed = condition.get("IpAddress", {}).get("AWS:SourceIp", "0.0.0.0/0")
    return ipaddress.ip_address(environ["REMOTE_ADDR"]) in ipaddress.ip_network(allowed, strict=False)


# ---- the function: reimplemented here; infra/delivery/formats.test.js runs the real one


def _runs_function(behaviour, event):
    return any(
        each["EventType"] == event and each["FunctionARN"] in functions
        for each in behaviour.get("FunctionAssociations", [])
    )


def with_format(path, accept):
    """Appends the best stored format to a path without a format."""
    name = path.rpartition("/")[2]
    if not name or "." in name:
        return path
    return path + (".webp" if _accepts_webp(accept or "") else ".jpg")


def _accepts_webp(accept):
    for kind, *parameters in (one.split(";") for one in accept.lower().split(",")):
        refused = any(re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", parameter) for parameter in parameters)
        if kind.strip() == "image/webp" and not refused:
            return True
    return False


# ---- the cache


def _cached(environ, start_response, origin, path, policy):
    forwarded = cloudfront_cache.forwarded(environ, policy)
    key = cloudfront_cache.key_of(origin.distribution, path, forwarded)
    known, mark = cache.find(key)
    if known and known.is_fresh():
        return _from_entry(environ, start_response, known, "Hit")
    if environ["REQUEST_METHOD"] == "HEAD" and not known:
        return _not_cached(environ, start_response, origin, path, forwarded)
    # A range is cut from the whole object, which CloudFront may request too.
    response = origin.get(environ, path, forwarded | _revalidation(known))
    if response.code == 304 and known:
        response.close()
        entry, how = known.renewed(response.headers), "RefreshHit"
        lifetime = cloudfront_cache.lifetime(policy, 200, entry.headers, origin.error_ttls)
    elif response.code >= 500 and known and known.code == 200:
        response.close()
        entry, how = known.renewed(), "Hit"
        lifetime = origin.error_ttls.get(response.code, cloudfront_cache.ERROR_TTL)
    elif response.length is None or response.length > LARGEST:
        response.close()
        cache.remove(key)
        return _not_cached(environ, start_response, origin, path, forwarded)
    else:
        entry, how = Entry(response.status, response.headers, response.read()), "Miss"
        lifetime = cloudfront_cache.lifetime(policy, entry.code, entry.headers, origin.error_ttls)
    if lifetime is None:
        cache.remove(key)
    else:
        entry.lifetime = lifetime
        cache.keep(key, entry, mark)
    return _from_entry(environ, start_response, entry, how)


def _revalidation(known):
    """The condition under which the origin sends the body again; S3 has an ETag for each object."""
    etag = known.header("etag") if known and known.code == 200 else None
    return {"HTTP_IF_NONE_MATCH": etag} if etag else {}


def _not_cached(environ, start_response, origin, path, forwarded=None):
    names = PREFLIGHT if environ["REQUEST_METHOD"] == "OPTIONS" else CONDITIONS
    conditions = {name: environ[name] for name in names if name in environ}
    response = origin.get(environ, path, (forwarded or {}) | conditions, environ["REQUEST_METHOD"])
    start_response(response.status, [*response.headers, _x_cache("Miss", response.code)])
    return response.body


def _from_entry(environ, start_response, entry, how):
    response = HttpResponse(entry.body, entry.status, entry.headers)
    response.headers.set(*_x_cache(how, entry.code))
    if how == "Hit":
        response.headers.set("Age", str(int(entry.age)))
    if entry.code == 200:
        if not SINGLE_RANGE.fullmatch(environ.get("HTTP_RANGE", "")):
            environ = {name: value for name, value in environ.items() if name != "HTTP_RANGE"}
        try:
            response.make_conditional(environ, accept_ranges=True, complete_length=len(entry.body))
        except RequestedRangeNotSatisfiable:
            unsatisfiable = ("416 Requested Range Not Satisfiable", "InvalidRange", "The range cannot be satisfied.")
            error = Response.s3_error(*unsatisfiable)
            error.headers += [("Content-Range", f"bytes */{len(entry.body)}"), _x_cache("Error", 416)]
            return error.send(start_response)
    return response(environ, start_response)


def _x_cache(how, code):
    return "X-Cache", f"{'Error' if code >= 400 else how} from cloudfront"


# ---- the origin


class _OriginResponse:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def code(self):
        return int(self.status[:3])

    @property
    def length(self):
        return next((int(value) for name, value in self.headers if name.lower() == "content-length"), None)

    def read(self):
        try:
            return b"".join(self.body)
        finally:
            self.close()

    def close(self):
        if hasattr(self.body, "close"):
            self.body.close()


class _Origin:
    """The bucket, and the principal with which the distribution reads it."""

    def __init__(self, distribution, config, behaviour, s3):
        origin = next(each for each in config["Origins"] if each["Id"] == behaviour["TargetOriginId"])
        control = backend().origin_access_controls.get(origin.get("OriginAccessControlId"))
        signs = control is not None and control.signing_behavior == "always"
        self._s3 = s3
        self._bucket = origin["DomainName"].split(".s3.")[0]
        self._caller = Caller(
            "Service:cloudfront.amazonaws.com" if signs else "*",
            {
                "aws:SecureTransport": "true",
                "aws:SourceArn": backend().distributions[distribution].arn,
                "aws:SourceAccount": ACCOUNT,
            },
        )
        self.distribution = distribution
        self.error_ttls = {
            int(each["ErrorCode"]): float(each["ErrorCachingMinTTL"])
            for each in config.get("CustomErrorResponses", [])
            if "ErrorCachingMinTTL" in each
        }

    def get(self, environ, path, forwarded, method="GET"):
        """`forwarded` is what the origin gets of the viewer's request, beside the path."""
        origin_environ = {name: value for name, value in environ.items() if not name.startswith("HTTP_")}
        origin_environ |= {"HTTP_HOST": environ["HTTP_HOST"], "QUERY_STRING": "", **forwarded}
        origin_environ["REQUEST_METHOD"] = method
        origin_environ["PATH_INFO"] = f"/{self._bucket}{path}"
        query = origin_environ["QUERY_STRING"]
        raw_path = quote(origin_environ["PATH_INFO"].encode("latin-1"), safe="/-_.~")
        origin_environ["RAW_URI"] = raw_path + (f"?{query}" if query else "")
        origin_environ[request.CALLER] = self._caller
        started = []

        def capture(status, headers, *_):
            started[:] = [status, headers]

        request.set_current(origin_environ)
        preflight = s3_cors.preflight(origin_environ)
        body = preflight.send(capture) if preflight else self._s3(origin_environ, capture)
        response = _OriginResponse(*started, body)
        # Without s3:ListBucket a missing key is a 403; moto returns 404 to everybody.
        if response.code == 404 and not self._may_list():
            response.close()
            body = Response.s3_error("403 Forbidden", *DENIED).send(capture)
            return _OriginResponse(*started, body)
        return response

    def _may_list(self):
        arn = f"arn:aws:s3:::{self._bucket}"
        return policies.evaluate(bucket_policy(arn), self._caller, "s3:ListBucket", arn) is ALLOW


# ---- headers


ALL_METHODS = ["GET", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]


def _with_headers(environ, start_response, behaviour):
    """Applies the response headers policy."""
    policy = response_headers.get(behaviour.get("ResponseHeadersPolicyId"), {})
    chooses = _runs_function(behaviour, "viewer-response")
    cors = policy.get("CorsConfig")
    removed = {each["Header"].lower() for each in policy.get("RemoveHeadersConfig", {}).get("Items", [])}
    configured = [*_security(policy.get("SecurityHeadersConfig", {})), *_custom(policy.get("CustomHeadersConfig", {}))]
    if cors:
        configured += [(name, value, cors["OriginOverride"]) for name, value in _cors(environ, cors)]

    def start(status, headers, *args):
        headers = [header for header in headers if header[0].lower() not in removed]
        sent = {name.lower() for name, _ in headers}
        added = [(name, value) for name, value, override in configured if override or name.lower() not in sent]
        vary = ["Origin"] if cors else []
        # A viewer-response function does not run for errors.
        vary += ["Accept"] if chooses and int(status[:3]) < 400 else []
        if vary:
            added.append(("Vary", ", ".join(vary)))
        names = {name.lower() for name, _ in added}
        return start_response(status, [h for h in headers if h[0].lower() not in names] + added, *args)

    return start


def _cors(environ, config):
    origin = environ.get("HTTP_ORIGIN")
    if not origin:
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
    if environ["REQUEST_METHOD"] == "OPTIONS":
        methods = config["AccessControlAllowMethods"]["Items"]
        headers.append(("Access-Control-Allow-Methods", ", ".join(ALL_METHODS if methods == ["ALL"] else methods)))
        headers.append(("Access-Control-Allow-Headers", ", ".join(config["AccessControlAllowHeaders"]["Items"])))
        if "AccessControlMaxAgeSec" in config:
            headers.append(("Access-Control-Max-Age", str(config["AccessControlMaxAgeSec"])))
    return headers


def _security(config):
    """Without Strict-Transport-Security, which would bind the plain HTTP ports of localhost too."""
    values = {
        "ContentSecurityPolicy": ("Content-Security-Policy", "ContentSecurityPolicy"),
        "FrameOptions": ("X-Frame-Options", "FrameOption"),
        "ReferrerPolicy": ("Referrer-Policy", "ReferrerPolicy"),
    }
    for kind, each in config.items():
        if kind == "ContentTypeOptions":
            yield "X-Content-Type-Options", "nosniff", each["Override"]
        elif kind in values:
            name, value = values[kind]
            yield name, each[value], each["Override"]


def _custom(config):
    return [(each["Header"], each["Value"], each["Override"]) for each in config.get("Items", [])]
