"""STS: what a session knows about its user, for policies to ask."""

import threading

from moto.sts.models import STSBackend, sts_backends

from local_aws import ACCOUNT, REGION
from local_aws.mending import mends

_sessions = {}
_lock = threading.Lock()


@mends(STSBackend)
def assume_role(original, backend, *args, **kwargs):
    """Finding the session of a key costs the same with one session and with a thousand."""
    role = original(backend, *args, **kwargs)
    with _lock:
        _sessions[role.access_key_id] = role
    return role


@mends(STSBackend)
def get_assumed_role_from_access_key(original, backend, access_key_id):
    return _sessions.get(access_key_id)


def session(access_key_id):
    return _sessions.get(access_key_id)


def start_session(role_arn, name, context, seconds=3600):
    """Credentials of a role; `context` is what policies may ask of this session."""
    role = sts_backends[ACCOUNT]["aws"].assume_role(
        region_name=REGION,
        role_session_name=name,
        role_arn=role_arn,
        policy=None,
        duration=seconds,
        external_id=None,
    )
    role.context = context
    return role
