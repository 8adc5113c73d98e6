"""What must exist before anything can start. A step whose result exists does nothing."""

import ctypes
import hashlib
import os
import subprocess

from launcher import logs, environment, processes
from launcher.settings import CDN, LIBVIPS, LOGS, PARTS, PYTHON, ROOT, SERVICES, TLS, Unusable, host, shown

BUILT = ["service-defaults", *SERVICES]
BUILD_STAMP = ROOT / ".local" / "build.stamp"


def install_python():
    """Python packages, and libvips, which comes as one of them."""
    _run([ROOT / "local-aws" / "install"], "local-aws-install")
    try:
        ctypes.CDLL(str(LIBVIPS))
    except OSError as error:
        raise Unusable(
            f"libvips cannot be loaded ({error}): install its dependencies,"
            " on Debian and Ubuntu: apt-get install libstdc++6"
        ) from None


def python_is_at_least(major, minor):
    """Whether the Python of the local AWS, and of the tools, is that new."""
    check = f"import sys; sys.exit(sys.version_info < ({major}, {minor}))"
    return subprocess.run([PYTHON, "-c", check]).returncode == 0


def make_certificates():
    _run([PYTHON, "-m", "launcher.certificates", TLS, host(), *PARTS], "certificates")
    _run([PYTHON, "-m", "launcher.cdn_key", CDN], "cdn-key")


def build():
    command = [
        "./mvnw",
        "-q",
        "-ntp",
        "-Dmaven.test.skip=true",
        "-Dspotless.check.skip=true",
        "package",
        "-am",
        "-pl",
        ",".join(SERVICES),
    ]
    _run(command, "build", {"JAVA_HOME": environment.jdk()})
    record_build()


def is_built():
    return (
        all(jar(service).exists() for service in SERVICES)
        and BUILD_STAMP.exists()
        and BUILD_STAMP.read_text() == _sources()
    )


def record_build():
    BUILD_STAMP.parent.mkdir(exist_ok=True)
    BUILD_STAMP.write_text(_sources())


def jar(service):
    return ROOT / service / "target" / f"{service}.jar"


def _sources():
    """A checksum of everything that the jars are built from."""
    digest = hashlib.sha256((ROOT / "pom.xml").read_bytes())
    for module in BUILT:
        sources = [ROOT / module / "pom.xml", *sorted((ROOT / module / "src" / "main").rglob("*"))]
        for source in filter(os.path.isfile, sources):
            digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return digest.hexdigest()


def _run(command, name, environment=None):
    LOGS.mkdir(parents=True, exist_ok=True)
    with open(processes.log(name), "wb") as output:
        ended = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    if ended.returncode:
        lines = "".join(f"\n    {text}" for text in logs.last(name))
        raise Unusable(f"failed, full log: {shown(processes.log(name))}{lines}")
