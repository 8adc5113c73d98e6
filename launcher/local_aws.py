"""The local AWS, and the stacks of infra/ in it."""

import hashlib
import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request

from launcher import logs, processes
from launcher.settings import (
    AWS_STATE,
    CDN,
    LOOPBACK,
    PYTHON,
    REGION,
    ROOT,
    STATE,
    TLS,
    Unusable,
    bind_address,
    host,
    local_aws_tls_url,
    local_aws_url,
    port,
    write_private,
)

NAME = "local-aws"
INFRA = ROOT / "infra"
OUTPUTS = STATE / "infra.json"
READY_WITHIN = 60
CREDENTIALS = {"AWS_REGION": REGION, "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}


def start():
    command = [PYTHON, "-m", "local_aws", "--port", str(port(NAME)), "--state", AWS_STATE, "--name", host()]
    command += ["--tls-certificate", TLS / f"{NAME}.pem", "--tls-key", TLS / f"{NAME}.key"]
    command += ["--tls-port", str(port("local-aws-tls"))]
    for address in sorted({LOOPBACK, bind_address()}):
        command += ["--tls-host", address]
    return processes.start(NAME, command, clean_environment({"PYTHONPATH": str(ROOT / "local-aws")}))


def wait(running):
    end = time.monotonic() + READY_WITHIN
    while not _is_ready():
        if not running.is_alive() or time.monotonic() > end:
            raise Unusable("not ready: " + " / ".join(logs.last(NAME, 3)))
        time.sleep(0.05)


def apply_infra(running):
    """Applies the templates, once for each start of the local AWS and each change of a template."""
    cdn_key = (CDN / "cdn.pub").read_text()
    arguments = ["--endpoint", local_aws_url(), "--public-endpoint", local_aws_tls_url()]
    arguments += ["--parameter", f"CdnPublicKey={cdn_key}"]
    key = _checksum(arguments) + running.started
    command = [PYTHON, INFRA / "apply.py", *arguments]
    if OUTPUTS.exists() and json.loads(OUTPUTS.read_text())["key"] == key:
        return
    ended = subprocess.run(
        command, cwd=ROOT, env=clean_environment(CREDENTIALS), capture_output=True, text=True
    )
    if ended.returncode:
        raise Unusable(ended.stderr.strip())
    write_private(OUTPUTS, json.dumps({"key": key, "outputs": json.loads(ended.stdout)}))


def delete_state():
    if AWS_STATE.exists():
        shutil.rmtree(AWS_STATE)


def redrive(queue):
    """Returns the number of messages moved."""
    command = [PYTHON, INFRA / "redrive.py", "--endpoint", local_aws_url(), queue]
    ended = subprocess.run(
        command, cwd=ROOT, env=clean_environment(CREDENTIALS), capture_output=True, text=True
    )
    if ended.returncode:
        raise Unusable(ended.stderr.strip())
    return int(ended.stdout)


def outputs():
    return json.loads(OUTPUTS.read_text())["outputs"]


def credentials(role):
    """The environment of a service with the role of that output; its AWS SDK fetches and renews the credentials."""
    return {
        "AWS_REGION": REGION,
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": f"{local_aws_url()}/_local/credentials?role={outputs()[role]}",
        # The user's own credentials would take precedence.
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


def clean_environment(added):
    """Removes the user's own AWS and Madang settings, so that no process we start reads them."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AWS_", "MADANG_", "PYTHON"))
    }
    return {**kept, **added}


def _is_ready():
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port(NAME)}/_local/health", timeout=1):
            return True
    except (urllib.error.URLError, OSError):
        return False


def _checksum(arguments):
    """Of the templates and the arguments."""
    digest = hashlib.sha256("\n".join(arguments).encode())
    for template in sorted(INFRA.glob("*.yaml")):
        digest.update(template.read_bytes())
    return digest.hexdigest()
