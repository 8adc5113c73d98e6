"""The request that this thread is handling."""

import threading

CALLER = "local_aws.caller"
"""The WSGI key of the `policies.Caller` of a request that an AWS service makes."""

_current = threading.local()


def set_current(environ):
    # A copy: the original later references the body, which must not stay in memory.
    _current.environ = dict(environ)


def environ():
    return _current.environ
