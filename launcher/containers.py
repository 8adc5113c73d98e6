"""The system of docker-compose.yml for ./test containers: two copies of each service, on ports of its own.

Its data is deleted at the end.
"""

import os
import shutil
import subprocess
from pathlib import Path

from launcher.commandline import log, run
from launcher.local_aws import clean_environment
from launcher.settings import DEFAULT_PORTS, ROOT

PROJECT = "madang-test"
HOME = ROOT / ".local" / "test-containers"
PORTS = {part: DEFAULT_PORTS[part] + 20000 for part in ("gateway", "local-aws", "local-aws-tls")}
NO_ENGINE = "no Docker engine with compose answers: https://docs.docker.com/engine"
INTEGRATION_TESTS = ["ServiceConnectionTests", "EventListenerTests", "DynamoInboxTests"]
JOURNEYS = [
    "ContainersTests",
    "ScaleTests",
    "CrashRecoveryTests",
    "FirstPhotoTests",
    "FileFormatsTests",
    "ResumableUploadTests",
    "CdnTests",
]


def is_available():
    commands = (["docker", "info"], ["docker", "compose", "version"])
    return shutil.which("docker") is not None and all(
        subprocess.run(command, capture_output=True).returncode == 0 for command in commands
    )


def environment():
    """For `docker compose` and for the journeys."""
    return clean_environment(
        {
            "COMPOSE_PROJECT_NAME": PROJECT,
            "COMPOSE_FILE": os.pathsep.join(["docker-compose.yml", "containers/compose.test.yml"]),
            "COMPOSE_PARALLEL_LIMIT": "1",
            "COMPOSE_PROFILES": "scale",
            "MADANG_GATEWAY_PORT": str(PORTS["gateway"]),
            "MADANG_LOCAL_AWS_PORT": str(PORTS["local-aws"]),
            "MADANG_LOCAL_AWS_TLS_PORT": str(PORTS["local-aws-tls"]),
            "MADANG_GATEWAY_URL": f"https://localhost:{PORTS['gateway']}",
            "AWS_ENDPOINT_URL": f"http://localhost:{PORTS['local-aws']}",
            "MADANG_HOME": str(HOME.relative_to(ROOT)),
            "MADANG_TLS_CA": str(HOME / "tls" / "ca.pem"),
            "MADANG_TEST_LOCAL_AWS": "container",
            # Testcontainers would pull an image for its reaper.
            "TESTCONTAINERS_RYUK_DISABLED": "true",
            # Where the tests run in a container themselves, it would look for the engine's host elsewhere.
            "TESTCONTAINERS_HOST_OVERRIDE": "localhost",
        }
    )


def build():
    compose("build")


def start():
    stop()
    compose("up", "--detach", "--wait")
    for file in ("tls/ca.pem", "run/infra.json"):
        (HOME / file).parent.mkdir(parents=True, exist_ok=True)
        compose("cp", f"init:/authority/{Path(file).name}", HOME / file)


def stop():
    """Keeps the logs."""
    with open(log("containers-system"), "w") as output:
        subprocess.run(["docker", "compose", "logs", "--no-color"], cwd=ROOT, env=environment(), stdout=output)
    compose("down", "--volumes")


def compose(*arguments):
    run("containers", ["docker", "compose", *arguments], environment(), timeout=1800)
