"""Paths, and the settings that environment variables change."""

import fcntl
import ipaddress
import json
import os
import re
import socket
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / os.environ.get("MADANG_HOME", ".local")
LOGS, STATE, TLS, CDN, DEMO = (HOME / name for name in ("logs", "run", "tls", "cdn", "demo"))
AWS_STATE = HOME / "state"

# Shared by all systems of this clone.
PYTHON = ROOT / ".local" / "venv" / "bin" / "python"
LIBVIPS = ROOT / ".local" / "native" / "libvips.so.42"

REGION = "eu-central-1"
DEFAULT_PORTS = {
    "local-aws": 4566,
    "local-aws-tls": 4567,
    "gateway": 8443,
    "user-service": 8451,
    "media-service": 8452,
    "notification-service": 8453,
}
MANAGEMENT = 1000
"""The port of a service's health is this much above its own."""
SERVICES = ["user-service", "media-service", "notification-service", "gateway"]
PARTS = ["local-aws", *SERVICES]

LOOPBACK, LOOPBACK_NAME = "127.0.0.1", "localhost"
HOST_NAME = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"


class Unusable(Exception):
    """An error of the environment, with its remedy, in one line."""


def port_variable(part):
    return f"MADANG_{part.upper().replace('-', '_')}_PORT"


def port(part):
    """The port of the environment, otherwise the one that this system was started with, otherwise the default."""
    given = os.environ.get(port_variable(part))
    if given is None:
        return _stored_addresses().get(part, DEFAULT_PORTS[part])
    if not given.isdigit() or not 0 < int(given) < 64536:
        raise Unusable(f"{port_variable(part)}={given} is not a port below 64536")
    return int(given)


def management_port(service):
    return port(service) + MANAGEMENT


def host():
    """The name or address of this machine for clients: that of ./run --host, otherwise the one that it was started with."""
    given = os.environ.get("MADANG_HOST") or _stored_addresses().get("host", LOOPBACK_NAME)
    if not (_is_address(given) or _is_name(given)):
        raise Unusable(f"--host {given} is neither a host name nor an address that clients can call")
    return given.lower()


def bind_address():
    """Where clients connect: the address of this machine that its host has, otherwise loopback."""
    if host() == LOOPBACK_NAME:
        return LOOPBACK
    try:
        found = [each[4][0] for each in socket.getaddrinfo(host(), None, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise Unusable(f"--host {host()}: this machine does not know the name ({error.strerror})") from None
    return next(filter(_is_ours, found), LOOPBACK)


def _is_ours(address):
    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
            probe.bind((address, 0))
    except OSError:
        return False
    return True


def _is_name(text):
    """What ends in a number can only be an address."""
    return re.fullmatch(HOST_NAME, text) and len(text) <= 253 and not text.rpartition(".")[2].isdigit()


def _is_address(text):
    """Without a zone, such as that of fe80::1%eth0, and not 0.0.0.0."""
    try:
        return "%" not in text and not ipaddress.ip_address(text).is_unspecified
    except ValueError:
        return False


def addresses_have_changed():
    return _stored_addresses() not in ({}, _addresses())


def store_addresses():
    write_private(STATE / "addresses.json", json.dumps(_addresses()))


def delete_addresses():
    (STATE / "addresses.json").unlink(missing_ok=True)


def _addresses():
    return {**{part: port(part) for part in DEFAULT_PORTS}, "host": host()}


def _stored_addresses():
    try:
        return json.loads((STATE / "addresses.json").read_text())
    except FileNotFoundError:
        return {}


def local_aws_url():
    """For programs on this machine."""
    return f"http://localhost:{port('local-aws')}"


def local_aws_tls_url():
    """For clients: the CDN, and AWS as well if they may be elsewhere."""
    return f"https://{_host_in_url()}:{port('local-aws-tls')}"


def public_aws_url():
    """For clients. On this machine they need no certificate for it."""
    return local_aws_url() if host() == LOOPBACK_NAME else local_aws_tls_url()


def gateway_url():
    """For clients."""
    return f"https://{_host_in_url()}:{port('gateway')}"


def own_gateway_url():
    """For ./run itself: clients may know a host that this machine does not have, as the Android emulator does."""
    return service_url("gateway") if bind_address() == LOOPBACK else gateway_url()


def _host_in_url():
    return f"[{host()}]" if ":" in host() else host()


def service_url(service):
    """For the other services."""
    return f"https://localhost:{port(service)}"


def shown(path):
    """A path relative to the root of the repository."""
    return os.path.relpath(path, ROOT) if path.is_relative_to(ROOT) else str(path)


def write_private(path, text):
    """Writes the file atomically, readable for this user only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)


@contextmanager
def exclusive():
    """Only one ./run at a time: two would start everything twice. The supervisor holds the lock for moments only."""
    STATE.mkdir(parents=True, exist_ok=True)
    with open(STATE / "lock", "w") as lock:
        deadline = time.monotonic() + 2
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if time.monotonic() > deadline:
                    raise Unusable("another ./run is working on this system: wait for it") from None
                time.sleep(0.05)
        yield
