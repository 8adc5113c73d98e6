"""What the environment must have: a JDK, free ports, disk space."""

import shutil
import socket
import subprocess

from launcher.settings import LOOPBACK, MANAGEMENT, ROOT, Unusable, bind_address, port, port_variable

SPACE_FIRST_TIME = 3 << 30


def jdk():
    """The folder of a JDK that is new enough, found by the same script as for the build."""
    answer = subprocess.run(["sh", ".mvn/find-jdk.sh"], cwd=ROOT, capture_output=True, text=True)
    if answer.returncode:
        raise Unusable(answer.stderr.strip())
    return answer.stdout.strip()


def check_disk_space():
    free = shutil.disk_usage(ROOT).free
    if free < SPACE_FIRST_TIME:
        raise Unusable(
            f"{free >> 20} MB free on the disk, the first start needs {SPACE_FIRST_TIME >> 20} MB"
        )


def check_ports(part):
    wanted = {
        "local-aws": [("local-aws", LOOPBACK, 0), ("local-aws-tls", LOOPBACK, 0), ("local-aws-tls", bind_address(), 0)],
        "gateway": [("gateway", bind_address(), 0), ("gateway", LOOPBACK, MANAGEMENT)],
    }.get(part, [(part, LOOPBACK, 0), (part, LOOPBACK, MANAGEMENT)])
    for name, address, offset in wanted:
        number = port(name) + offset
        if not _is_free(address, number):
            raise Unusable(
                f"port {number} is in use by another program: stop it, or choose another port:"
                f" {port_variable(name)}={port(name) + 10} ./run"
            )


def _is_free(address, number):
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, number))
        except OSError:
            return False
        return True
