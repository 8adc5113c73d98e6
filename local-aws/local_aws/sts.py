"""STS: sessions, with the condition context of their user."""

import threading

from moto.sts.models import STSBackend, sts_backends

from local_aws import ACCOUNT, REGION
from local_aws.patching import patches

_sessions = {}
_lock = threading.Lock()


@patches(STSBackend)
def assume_role(original, backend, *args, **kwargs):
    """Indexes sessions by access key; moto searches a list."""
    role = original(backend, *args, **kwargs)
    with _lock:
        _sessions[role.access_key_id] = role
    return role


@patches(STSBackend)
def get_assumed_role_from_access_key(original, backend, access_key_id):
    return _sessions.get(access_key_id)


def session(access_key_id):
    return _sessions.get(access_key_id)


def start_session(role_arn, name, context, seconds=3600):
    """Credentials of a role; `context` is the condition context of this session."""
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
