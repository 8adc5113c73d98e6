#!/usr/bin/env python3
"""Writes the settings of each service, which contain its client secret, to secrets/ beside this file.

Also writes secrets/irsa.yaml, a patch that names the roles of the service accounts; only IRSA needs it.

usage: [MADANG_ORIGIN_SECRETS=…] settings.py OUTPUTS PUBLIC_URL [CDN_KEY]

OUTPUTS is what infra/apply.py printed, PUBLIC_URL the gateway's for clients, CDN_KEY the file of the CDN's private key,
MADANG_ORIGIN_SECRETS what CloudFront sends to the gateway, if it is in front of it.
"""

import json
import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from launcher.service_settings import ROLES, System, settings_of  # noqa: E402
from launcher.settings import DEFAULT_PORTS, SERVICES  # noqa: E402

SECRETS = HERE / "secrets"
SERVICE_ACCOUNT = """\
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {name}
  annotations: {{eks.amazonaws.com/role-arn: "{role}"}}
"""
TLS = {
    "MADANG_TLS_CERTIFICATE": "/tls/tls.crt",
    "MADANG_TLS_KEY": "/tls/tls.key",
    "MADANG_TLS_CA": "/tls/ca.crt",
}


def main(outputs, public_url, cdn_key=os.devnull):
    os.umask(0o077)
    SECRETS.mkdir(exist_ok=True)
    system = System(
        outputs=outputs,
        service_urls={each: f"https://{each}:{DEFAULT_PORTS[each]}" for each in SERVICES},
        public_aws_url=None,
        public_url=public_url,
    )
    for service in SERVICES:
        settings = {**settings_of(service, system, "/tls", "/settings/cdn.key"), **TLS}
        if service == "gateway" and "MADANG_ORIGIN_SECRETS" in os.environ:
            settings["MADANG_ORIGIN_SECRETS"] = os.environ["MADANG_ORIGIN_SECRETS"]
        lines = [f"{name}={value}\n" for name, value in settings.items()]
        (SECRETS / f"{service}.env").write_text("".join(lines))
    accounts = [SERVICE_ACCOUNT.format(name=name, role=outputs[role]) for name, role in ROLES.items()]
    (SECRETS / "irsa.yaml").write_text("---\n".join(accounts))
    shutil.copyfile(cdn_key, SECRETS / "cdn.key")  # empty without a CDN


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(json.loads(Path(sys.argv[1]).read_text()), *sys.argv[2:])
