"""The request that this thread is answering."""

import threading

_current = threading.local()


def begin(environ):
    _current.environ = environ


def environ():
    return _current.environ
