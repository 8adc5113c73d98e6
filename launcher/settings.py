"""Paths, and the settings that environment variables change."""

import fcntl
import json
import os
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
    "gateway": 8443,
    "user-service": 8451,
    "media-service": 8452,
    "notification-service": 8453,
}
SERVICES = ["user-service", "media-service", "notification-service", "gateway"]
PARTS = ["local-aws", *SERVICES]


class Unusable(Exception):
    """An error of the environment, with its remedy, in one line."""


def port_variable(part):
    return f"MADANG_{part.upper().replace('-', '_')}_PORT"


def port(part):
    """The port of the environment, otherwise the one that this system was started with, otherwise the default."""
    given = os.environ.get(port_variable(part))
    if given is None:
        return _stored_ports().get(part, DEFAULT_PORTS[part])
    if not given.isdigit() or not 0 < int(given) < 64536:
        raise Unusable(f"{port_variable(part)}={given} is not a port below 64536")
    return int(given)


def management_port(service):
    return port(service) + 1000


def ports():
    return {part: port(part) for part in PARTS}


def ports_have_changed():
    return _stored_ports() not in ({}, ports())


def store_ports():
    write_private(STATE / "ports.json", json.dumps(ports()))


def delete_ports():
    (STATE / "ports.json").unlink(missing_ok=True)


def _stored_ports():
    try:
        return json.loads((STATE / "ports.json").read_text())
    except FileNotFoundError:
        return {}


def local_aws_url():
    return f"http://localhost:{port('local-aws')}"


def service_url(service):
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
