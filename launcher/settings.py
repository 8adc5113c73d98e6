"""Where things are, and the settings that a person may change by environment variables."""

import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / os.environ.get("MADANG_HOME", ".local")
LOGS, STATE, TLS, CDN, DEMO = (HOME / name for name in ("logs", "run", "tls", "cdn", "demo"))

# One for all systems of this clone.
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
    """Something on this machine that stops us, with the way out, in one line for a person."""


def port_variable(part):
    return f"MADANG_{part.upper().replace('-', '_')}_PORT"


def port(part):
    """A port asked for by the environment, else the one this system was started with, else the usual one."""
    asked = os.environ.get(port_variable(part))
    if asked is None:
        return _remembered_ports().get(part, DEFAULT_PORTS[part])
    if not asked.isdigit() or not 0 < int(asked) < 64536:
        raise Unusable(f"{port_variable(part)}={asked} is not a port below 64536")
    return int(asked)


def management_port(service):
    return port(service) + 1000


def ports():
    return {part: port(part) for part in PARTS}


def ports_have_changed():
    return _remembered_ports() not in ({}, ports())


def remember_ports():
    write_private(STATE / "ports.json", json.dumps(ports()))


def forget_ports():
    (STATE / "ports.json").unlink(missing_ok=True)


def _remembered_ports():
    try:
        return json.loads((STATE / "ports.json").read_text())
    except FileNotFoundError:
        return {}


def local_aws_url():
    return f"http://localhost:{port('local-aws')}"


def service_url(service):
    return f"https://localhost:{port(service)}"


def shown(path):
    """A path as a person would type it here."""
    return os.path.relpath(path, ROOT) if path.is_relative_to(ROOT) else str(path)


def write_private(path, text):
    """Whole or not at all, and for this user only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(text)
    draft.replace(path)
