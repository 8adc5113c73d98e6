"""The request that this thread is answering."""

import threading

CALLER = "local_aws.caller"
"""Where the environment of a request that a service of AWS makes says which, as a `policies.Caller`."""

_current = threading.local()


def begin(environ):
    _current.environ = environ


def environ():
    return _current.environ
