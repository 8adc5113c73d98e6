"""The `init` service of docker-compose.yml and the Job of k8s/overlays/local: certificates, the stacks of infra/, the
settings of each service, the demo user.

Each service gets a folder below SETTINGS, or a Secret, that only it mounts. Spring Boot reads it as a config tree: a
file is a setting. It may run again: certificates and keys are kept, stacks are updated, the demo user stays.
"""

import argparse
import base64
import json
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import boto3

from launcher import cdn_key, certificates, demo
from launcher.service_settings import System, settings_of
from launcher.settings import DEFAULT_PORTS, PARTS, REGION, SERVICES

LOCAL_AWS = "local-aws"
MOUNT = Path("/settings")
"""Where a service mounts its folder."""
VIEWER = ("observe", 4318)
"""Of the profile observe; it receives OTLP."""
EXPORT = {
    "management.opentelemetry.tracing.export.otlp.endpoint": "traces",
    "management.opentelemetry.logging.export.otlp.endpoint": "logs",
    "management.otlp.metrics.export.url": "metrics",
}


def main():
    os.umask(0o077)
    options = parse_options()
    secrets = Secrets() if options.secrets else None
    if secrets:
        secrets.load("authority", options.authority)
    certificates.main(options.authority, urlsplit(options.public_gateway).hostname, PARTS)
    cdn_key.main(options.authority)
    if secrets:
        secrets.save("authority", options.authority)
        wait_for(options.aws)
    outputs = apply_infra(options)
    # For ./test containers, which copies it from the volume: addresses as clients reach them.
    public = json.dumps({"outputs": outputs}).replace(options.aws, options.public_aws)
    (options.authority / "infra.json").write_text(public)
    system = System(
        outputs=outputs,
        service_urls={each: f"https://{each}:{DEFAULT_PORTS[each]}" for each in SERVICES},
        public_aws_url=options.public_aws,
        public_url=options.public_gateway,
    )
    copy(options.authority, options.settings / LOCAL_AWS, [f"{LOCAL_AWS}.pem", f"{LOCAL_AWS}.key"])
    if secrets:
        secrets.save(LOCAL_AWS, options.settings / LOCAL_AWS)
    export = viewer_runs()
    for service in SERVICES:
        write(service, system, options.authority, options.settings / service)
        configure_export(options.settings / service, export)
        if secrets:
            secrets.save(service, options.settings / service)
    ensure_demo_user(options.aws, system.outputs["UserPoolId"])
    wait_for(options.aws_tls, ssl.create_default_context(cafile=options.authority / "ca.pem"))


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--aws", default="http://local-aws:4566", help="the local AWS, for the services")
    parser.add_argument("--aws-tls", default="https://local-aws:4567", help="the same, by HTTPS")
    parser.add_argument("--public-aws-tls", default="https://localhost:4567", help="the same, for clients: the CDN")
    parser.add_argument("--public-aws", default="http://localhost:4566", help="the local AWS, for clients")
    parser.add_argument("--public-gateway", default="https://localhost:8443", help="the gateway, for clients")
    parser.add_argument("--authority", type=Path, default=Path("/authority"), help="keeps the private keys")
    parser.add_argument("--settings", type=Path, default=MOUNT)
    parser.add_argument("--secrets", action="store_true", help="save them as Secrets of this Kubernetes namespace")
    return parser.parse_args()


def apply_infra(options):
    command = [sys.executable, Path(__file__).parent / "infra" / "apply.py"]
    command += ["--endpoint", options.aws, "--public-endpoint", options.public_aws_tls]
    command += ["--parameter", f"CdnPublicKey={(options.authority / 'cdn.pub').read_text()}"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def write(service, system, authority, folder):
    files = [f"{service}.pem", f"{service}.key", "ca.pem"] + (["cdn.key"] if service == "media-service" else [])
    copy(authority, folder, files)
    for name, value in settings_of(service, system, MOUNT, MOUNT / "cdn.key").items():
        (folder / name).write_text(value)


def copy(authority, folder, files):
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copy(authority / file, folder)


def viewer_runs():
    try:
        socket.create_connection(VIEWER, timeout=2).close()
    except OSError:
        return False
    return True


def configure_export(folder, export):
    """Without the viewer the settings of an earlier start go, so that nothing is exported."""
    host, port = VIEWER
    for name, signal in EXPORT.items():
        if export:
            (folder / name).write_text(f"http://{host}:{port}/v1/{signal}")
        else:
            (folder / name).unlink(missing_ok=True)


class Secrets:
    """The Secrets of this namespace, by the permissions of the pod's service account. A Secret is a folder of files."""

    def __init__(self):
        account = Path("/var/run/secrets/kubernetes.io/serviceaccount")
        namespace = (account / "namespace").read_text()
        self._url = f"https://kubernetes.default.svc/api/v1/namespaces/{namespace}/secrets"
        self._headers = {
            "Authorization": f"Bearer {(account / 'token').read_text()}",
            "Content-Type": "application/apply-patch+yaml",
        }
        self._tls = ssl.create_default_context(cafile=account / "ca.crt")

    def load(self, name, folder):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            data = self._request("GET", name)["data"]
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return
            raise
        for key, value in data.items():
            (folder / key).write_bytes(base64.b64decode(value))

    def save(self, name, folder):
        """By server-side apply, which creates or updates, and for which a role can name the Secrets."""
        data = {file.name: base64.b64encode(file.read_bytes()).decode() for file in folder.iterdir()}
        metadata = {"name": name, "labels": {"app.kubernetes.io/part-of": "madang"}}
        secret = {"apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": data}
        self._request("PATCH", f"{name}?fieldManager=init&force=true", secret)

    def _request(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._url}/{path}", data, self._headers, method=method)
        with urllib.request.urlopen(request, timeout=10, context=self._tls) as response:
            return json.load(response)


def wait_for(aws, tls=None):
    """By HTTPS it answers once it has read its certificate, which on Kubernetes takes up to two minutes."""
    end = time.monotonic() + 240
    while time.monotonic() < end:
        try:
            return urllib.request.urlopen(f"{aws}/_local/health", timeout=5, context=tls).close()
        except OSError as error:
            refusal = error
            time.sleep(1)
    sys.exit(f"init: {aws} does not answer: {refusal}")


def ensure_demo_user(aws, pool):
    cognito = boto3.client(
        "cognito-idp", REGION, endpoint_url=aws, aws_access_key_id="local", aws_secret_access_key="local"
    )
    user = {"UserPoolId": pool, "Username": demo.EMAIL}
    attributes = {"email": demo.EMAIL, "email_verified": "true", "name": "Demo"}
    try:
        cognito.admin_create_user(
            **user,
            UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
            MessageAction="SUPPRESS",
        )
    except cognito.exceptions.UsernameExistsException:
        return
    cognito.admin_set_user_password(**user, Password=demo.PASSWORD, Permanent=True)


if __name__ == "__main__":
    main()
