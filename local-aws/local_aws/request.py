"""The request that this thread is answering."""

import threading

CALLER = "local_aws.caller"
"""Where the environment of a request that a service of AWS makes says which, as a `policies.Caller`."""

_current = threading.local()


def begin(environ):
    # A copy: what is added to the original later holds the body, which must not stay in memory.
    _current.environ = dict(environ)


def environ():
    return _current.environ


def asks_for_range():
    known = getattr(_current, "environ", {})
    return bool(known.get("HTTP_RANGE")) and known["REQUEST_METHOD"] == "GET"
