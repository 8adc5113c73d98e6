"""Every request passes the gate; it closes while the state is saved, which so holds no half of a request."""

import threading
from contextlib import contextmanager

IDLE_WITHIN = 1
"""In seconds."""

changes = 0
"""The number of requests so far that may have changed something."""

_current = threading.local()
_changed = threading.Condition()
_inside = 0
_closing = _closed = False


class Busy(Exception):
    """A request did not end."""


@contextmanager
def request():
    global changes
    _enter(lambda: not (_closing or _closed))
    _current.only_reads = False
    try:
        yield
    finally:
        if not _current.only_reads:
            changes += 1
        _leave()


def only_reads():
    """The request of this thread changes nothing that is saved."""
    _current.only_reads = True


@contextmanager
def outside():
    """For the wait of a long poll, which does not delay a save.

    It returns while the gate is closing, too: a request inside may need the lock that the poll holds.
    """
    _leave()
    try:
        yield
    finally:
        _enter(lambda: not _closed)


@contextmanager
def closed(ends_within):
    """No request is inside, and none enters. The requests inside have so many seconds to end, while others wait."""
    global _closing, _closed
    with _changed:
        try:
            _changed.wait_for(_is_empty, IDLE_WITHIN)  # so that most often none waits
            _closing = True
            if not _changed.wait_for(_is_empty, ends_within):
                raise Busy(f"a request has not ended after {ends_within} s")
            _closed = True
        finally:
            _closing = False
            _changed.notify_all()
    try:
        yield
    finally:
        with _changed:
            _closed = False
            _changed.notify_all()


def _is_empty():
    return _inside == 0


def _enter(is_open):
    global _inside
    with _changed:
        _changed.wait_for(is_open)
        _inside += 1


def _leave():
    global _inside
    with _changed:
        _inside -= 1
        _changed.notify_all()
