"""The cache of CloudFront's edge: how long a response is fresh, what distinguishes two requests, and what is kept.

It is in memory, bounded, and empty after a restart.
"""

import re
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from http.cookies import CookieError, SimpleCookie
from urllib.parse import unquote, unquote_plus

from werkzeug.http import parse_dict_header

CAPACITY = 32 << 20
"""In bytes, of all distributions; the entry that was not used for longest goes first."""

LARGEST = 8 << 20
"""In bytes: a larger object is passed on and not kept."""

OVERHEAD = 1024
"""The bytes that an entry counts beside its body."""

ALWAYS_CACHED_ERRORS = {404, 405, 410, 414, 500, 501, 502, 503, 504}
ERRORS_CACHED_BY_MAX_AGE = {400, 403, 412, 415}
ERROR_TTL = 10
RENEWED_HEADERS = {"cache-control", "date", "etag", "expires", "last-modified"}


@dataclass
class Entry:
    status: str
    headers: list
    body: bytes
    lifetime: float = 0
    """In seconds; 0: it is revalidated before each use."""
    stored_at: float = field(default_factory=time.monotonic)

    @property
    def code(self):
        return int(self.status[:3])

    @property
    def age(self):
        return time.monotonic() - self.stored_at

    def is_fresh(self):
        return self.age < self.lifetime

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name), None)

    def size(self):
        return len(self.body) + OVERHEAD

    def renewed(self, changed=()):
        """The same body, with the headers of a 304; its lifetime begins again."""
        changed = [header for header in changed if header[0].lower() in RENEWED_HEADERS]
        names = {name.lower() for name, _ in changed}
        kept = [header for header in self.headers if header[0].lower() not in names]
        return replace(self, headers=kept + changed, stored_at=time.monotonic())


class Cache:
    def __init__(self, capacity=CAPACITY):
        self._capacity = capacity
        self._entries = OrderedDict()
        self._size = 0
        self._invalidations = 0
        self._lock = threading.Lock()

    def find(self, key):
        """The entry or None, and a mark for `keep`."""
        with self._lock:
            entry = self._entries.get(key)
            if entry:
                self._entries.move_to_end(key)
            return entry, self._invalidations

    def keep(self, key, entry, mark):
        """Does nothing if there was an invalidation since the mark: the response may be older than that."""
        with self._lock:
            if mark != self._invalidations:
                return
            self._remove(key)
            self._entries[key] = entry
            self._size += entry.size()
            while self._size > self._capacity:
                self._remove(next(iter(self._entries)))

    def remove(self, key):
        with self._lock:
            self._remove(key)

    def invalidate(self, distribution, paths):
        """Removes each version of the paths; `*` at the end of a path is anything."""
        patterns = [_pattern(path) for path in paths]
        with self._lock:
            self._invalidations += 1
            for key in list(self._entries):
                if key[0] == distribution and any(pattern.fullmatch(_address(key)) for pattern in patterns):
                    self._remove(key)

    def _remove(self, key):
        entry = self._entries.pop(key, None)
        if entry:
            self._size -= entry.size()


cache = Cache()


def key_of(distribution, path, forwarded):
    return distribution, path, tuple(sorted(forwarded.items()))


def _address(key):
    query = dict(key[2]).get("QUERY_STRING")
    return key[1] + (f"?{query}" if query else "")


def _pattern(path):
    path = "/" + unquote(path, "latin-1").removeprefix("/")
    return re.compile(re.escape(path.removesuffix("*")) + (".*" if path.endswith("*") else ""), re.DOTALL)


# ---- how long a response is fresh


def lifetime(policy, status, headers, error_ttls):
    """In seconds; None: it must not be kept.

    As https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Expiration.html and HTTPStatusCodes.html say.
    """
    minimum, maximum = policy["MinTTL"], policy["MaxTTL"]
    control = parse_dict_header(_header(headers, "cache-control").lower())
    if status >= 400:
        return _error_lifetime(status, control, maximum, error_ttls.get(status, ERROR_TTL))
    if status != 200:
        return None
    if control.keys() & {"no-cache", "no-store", "private"}:
        if minimum > 0:
            return minimum
        return None if control.keys() & {"no-store", "private"} else 0
    declared = _seconds(control)
    if declared is None:
        declared = _until(_header(headers, "expires"))
    if declared is None:
        return max(minimum, policy["DefaultTTL"])
    return min(max(declared, minimum), maximum)


def _error_lifetime(status, control, maximum, minimum):
    declared = _seconds(control)
    if status in ALWAYS_CACHED_ERRORS or status in ERRORS_CACHED_BY_MAX_AGE and declared is not None:
        return max(minimum, min(declared or 0, maximum))
    return None


def _header(headers, name):
    return next((value for key, value in headers if key.lower() == name), "")


def _seconds(control):
    for name in ("s-maxage", "max-age"):
        value = control.get(name) or ""
        if value.isdigit():
            return int(value)
    return None


def _until(expires):
    if not expires:
        return None
    try:
        return max(0, parsedate_to_datetime(expires).timestamp() - time.time())
    except ValueError:
        return 0


# ---- what distinguishes two requests


def forwarded(environ, policy):
    """The part of the request that the cache key has beside the path, and that the origin gets: a part of the environ."""
    parameters = policy["ParametersInCacheKeyAndForwardedToOrigin"]
    result = {
        "QUERY_STRING": _query(environ, parameters["QueryStringsConfig"]),
        "HTTP_COOKIE": _cookies(environ, parameters["CookiesConfig"]),
        "HTTP_ACCEPT_ENCODING": _encodings(environ, parameters),
    }
    headers = parameters["HeadersConfig"]
    if headers["HeaderBehavior"] == "whitelist":
        names = ["HTTP_" + name.upper().replace("-", "_") for name in headers["Headers"]]
        result |= {name: environ.get(name) for name in names if name != "HTTP_ACCEPT_ENCODING"}
    return {name: value for name, value in result.items() if value}


def _selects(behaviour, names):
    """Which names a behaviour such as `whitelist` selects."""
    return {
        "none": lambda name: False,
        "all": lambda name: True,
        "whitelist": lambda name: name in names,
        "allExcept": lambda name: name not in names,
    }[behaviour]


SIGNATURE_PARAMETERS = ("Policy", "Expires", "Signature", "Key-Pair-Id")
"""Of a signed URL; CloudFront removes them before it looks into its cache."""


def _query(environ, config):
    selects = _selects(config["QueryStringBehavior"], config.get("QueryStrings", ()))
    named = [(unquote_plus(pair.partition("=")[0]), pair) for pair in environ.get("QUERY_STRING", "").split("&")]
    return "&".join(pair for name, pair in named if pair and name not in SIGNATURE_PARAMETERS and selects(name))


def _cookies(environ, config):
    selects = _selects(config["CookieBehavior"], config.get("Cookies", ()))
    try:
        cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    except CookieError:
        return ""
    return "; ".join(f"{name}={cookies[name].coded_value}" for name in sorted(cookies) if selects(name))


def _encodings(environ, parameters):
    """`Accept-Encoding`, reduced to what the policy enables."""
    accepted = {one.partition(";")[0].strip() for one in environ.get("HTTP_ACCEPT_ENCODING", "").lower().split(",")}
    enabled = {"br": "EnableAcceptEncodingBrotli", "gzip": "EnableAcceptEncodingGzip"}
    return ",".join(name for name, switch in enabled.items() if name in accepted and parameters.get(switch))
