"""The `init` service of docker-compose.yml: certificates, the stacks of infra/, the settings of each service, the demo user.

Each service gets a folder below SETTINGS that only it mounts. Spring Boot reads it as a config tree: a file is a setting.
It may run again: certificates and keys are kept, stacks are updated, the demo user stays.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import boto3

from launcher import cdn_key, certificates, demo
from launcher.service_settings import System, settings_of
from launcher.settings import DEFAULT_PORTS, REGION, SERVICES

MOUNT = Path("/settings")
"""Where a service mounts its folder."""


def main():
    os.umask(0o077)
    options = parse_options()
    certificates.main(options.authority, SERVICES)
    cdn_key.main(options.authority / "cdn")
    system = System(
        outputs=apply_infra(options),
        service_urls={each: f"https://{each}:{DEFAULT_PORTS[each]}" for each in SERVICES},
        public_aws_url=options.public_aws,
        public_url=options.public_gateway,
    )
    for service in SERVICES:
        write(service, system, options.authority, options.settings / service)
    ensure_demo_user(options.aws, system.outputs["UserPoolId"])


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--aws", default="http://local-aws:4566", help="the local AWS, for the services")
    parser.add_argument("--public-aws", default="http://localhost:4566", help="the local AWS, for clients")
    parser.add_argument("--public-gateway", default="https://localhost:8443", help="the gateway, for clients")
    parser.add_argument("--authority", type=Path, default=Path("/authority"), help="keeps the private keys")
    parser.add_argument("--settings", type=Path, default=MOUNT)
    return parser.parse_args()


def apply_infra(options):
    command = [sys.executable, Path(__file__).parent / "infra" / "apply.py"]
    command += ["--endpoint", options.aws, "--public-endpoint", options.public_aws]
    command += ["--parameter", f"CdnPublicKey={(options.authority / 'cdn' / 'cdn.pub').read_text()}"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def write(service, system, authority, folder):
    folder.mkdir(exist_ok=True)
    files = [f"{service}.pem", f"{service}.key", "ca.pem"] + (["cdn/cdn.key"] if service == "media-service" else [])
    for file in files:
        shutil.copy(authority / file, folder)
    for name, value in settings_of(service, system, MOUNT, MOUNT / "cdn.key").items():
        (folder / name).write_text(value)


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
