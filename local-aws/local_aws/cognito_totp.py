"""Cognito's second factor: the one-time codes of an authenticator app (RFC 6238: SHA-1, 30 s, six digits)."""

import base64
import hmac
import secrets
import struct
import threading
import time
from dataclasses import dataclass, field

from moto.cognitoidp.exceptions import CodeMismatchException, ExpiredCodeException, InvalidParameterException
from moto.cognitoidp.models import CognitoIdpBackend
from moto.core.exceptions import JsonRESTError

from local_aws import cognito, cognito_tokens
from local_aws.patching import patches

STEP = 30
DRIFT = 1
"""The number of steps by which a clock may be ahead or behind."""

_lock = threading.Lock()


@dataclass
class Device:
    secret: bytes | None = None
    """The secret whose codes are accepted."""

    associated: bytes | None = None
    """The secret that is accepted once one of its codes was verified."""

    used: set[tuple[bytes, int]] = field(default_factory=set)
    """The codes that were used: the secret and the step."""


_devices: dict[str, Device] = {}
"""By the user's sub."""


def is_required(user):
    return user.software_token_mfa_enabled


def check(user, code):
    """Accepts each code of the user's device once."""
    device = _devices[user.id]
    with _lock:
        _use(device, device.secret, code)


def _use(device, secret, code):
    now = int(time.time()) // STEP
    steps = [step for step in range(now - DRIFT, now + DRIFT + 1) if _matches(_code(secret, step), code)]
    if not steps:
        raise CodeMismatchException("Invalid code received for user")
    if (secret, steps[0]) in device.used:
        raise ExpiredCodeException("Your software token has already been used once.")
    device.used = {use for use in device.used if use[1] >= now - DRIFT} | {(secret, steps[0])}


def _matches(expected, code):
    return hmac.compare_digest(expected.encode(), code.encode())  # of strings it takes ASCII only


def _code(secret, step):
    digest = hmac.digest(secret, struct.pack(">Q", step), "sha1")
    offset = digest[-1] & 15
    number = struct.unpack(">I", digest[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def _user(access_token):
    user = cognito_tokens.user_of(access_token)
    if cognito.backend().user_pools[user.user_pool_id].mfa_config == "OFF":
        raise JsonRESTError("SoftwareTokenMFANotFoundException", "Software Token MFA is not enabled by the userPool")
    return user


@patches(CognitoIdpBackend)
def associate_software_token(original, backend, access_token, session):
    """Creates a secret for a new device; the previous one stays valid until a code of the new one is verified."""
    device = _devices.setdefault(_user(access_token).id, Device())
    device.associated = secrets.token_bytes(32)
    return {"SecretCode": base64.b32encode(device.associated).decode().rstrip("=")}


@patches(CognitoIdpBackend)
def verify_software_token(original, backend, access_token, session, user_code, friendly_device_name):
    """Accepts only a code of the associated device; moto accepts any."""
    user = _user(access_token)
    device = _devices.get(user.id, Device())
    if device.associated is None:
        raise InvalidParameterException("No software token is associated")
    with _lock:
        try:
            _use(device, device.associated, user_code)
        except CodeMismatchException:
            message = "Code mismatch and fail enable Software Token MFA"
            raise JsonRESTError("EnableSoftwareTokenMFAException", message) from None
        device.secret, device.associated = device.associated, None
    user.token_verified = True
    return {"Status": "SUCCESS"}
