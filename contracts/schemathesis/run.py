"""Runs Schemathesis against a running gateway, from the joined spec.

./test schemathesis runs it on a system of its own. By hand, on the system that ./run started, for half an hour:

    .local/schemathesis-venv/bin/python contracts/schemathesis/run.py --seconds 1800 --examples 200

It signs up three users: one calls the operations, one those that end sessions, one is an administrator. Operations in
EXCLUDED are never called.
"""

import argparse
import os
import secrets
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from launcher import client, demo, local_aws  # noqa: E402
from launcher.settings import PYTHON, REGION, TLS, local_aws_url, service_url  # noqa: E402

HERE = Path(__file__).resolve().parent
REPORTS = ROOT / "contracts" / "target" / "schemathesis-reports"
SEED = 20260101
EXCLUDED = {
    "deleteMe": "ends the account of the caller",
    "disableUser": "listUsers leads to it, with the other test users",
}
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "schema_valid_request_is_accepted",
]
MAKE_ADMIN = """
import sys, boto3
endpoint, pool, email = sys.argv[1:]
cognito = boto3.client("cognito-idp", endpoint_url=endpoint)
user = cognito.list_users(UserPoolId=pool, Filter=f'email = "{email}"')["Users"][0]["Username"]
cognito.admin_add_user_to_group(UserPoolId=pool, Username=user, GroupName="admin")
"""


def main():
    options = parse()
    REPORTS.mkdir(parents=True, exist_ok=True)
    users = {name: sign_up(name) for name in ("USER", "SESSIONS", "ADMIN")}
    make_admin(users["ADMIN"])
    variables = {f"SCHEMATHESIS_{name}": f"{user.email} {user.password}" for name, user in users.items()}
    spec = options.spec or with_link_bodies()
    command = [Path(sys.executable).with_name("schemathesis"), "run", spec, "--url", service_url("gateway")]
    command += ["--phases", options.phases, "--seed", options.seed, "--max-time", options.seconds, "--no-shrink"]
    command += ["--checks", ",".join(CHECKS), "--tls-verify", TLS / "ca.pem", "--request-timeout", 60]
    command += ["--workers", options.workers, "--max-examples", options.examples, "--continue-on-failure", "--warnings", "off"]
    command += ["--report", "junit", "--report-junit-path", REPORTS / "TEST-schemathesis.xml"]
    command += ["--exclude-operation-id-regex", f"^({'|'.join(EXCLUDED)})$"]
    if options.operation:
        command += ["--include-operation-id", options.operation]
    ended = subprocess.run(
        [str(word) for word in command],
        cwd=HERE,
        env={**os.environ, **variables, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": f"{HERE}:{ROOT}"},
    )
    print(summary())
    return ended.returncode


def parse():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=300, help="the longest time (300)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"for other requests than {SEED} makes")
    parser.add_argument("--examples", type=int, default=10, help="requests per operation and phase (10)")
    parser.add_argument("--workers", type=int, default=1, help="requests at a time; with one a seed makes the same requests (1)")
    parser.add_argument("--phases", default="examples,coverage,fuzzing,stateful")
    parser.add_argument("--operation", metavar="ID", help="only this operation")
    parser.add_argument("--spec", type=Path, help="another spec than the joined one")
    return parser.parse_args()


def with_link_bodies():
    spec = REPORTS / "madang.yaml"
    subprocess.run([str(PYTHON), ROOT / "contracts" / "join.py", "--link-bodies", "--output", spec], check=True)
    return spec


def sign_up(name):
    user = demo.User(f"schemathesis-{name.lower()}-{secrets.token_hex(4)}@madang.example")
    demo.sign_up(client.Api(), user, name.title())
    return user


def make_admin(user):
    arguments = [local_aws_url(), local_aws.outputs()["UserPoolId"], user.email]
    variables = {**local_aws.clean_environment(local_aws.CREDENTIALS), "AWS_DEFAULT_REGION": REGION}
    subprocess.run([str(PYTHON), "-c", MAKE_ADMIN, *arguments], env=variables, check=True)


def summary():
    report = REPORTS / "TEST-schemathesis.xml"
    cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []
    outcomes = Counter(case[0].tag if len(case) else "passed" for case in cases)
    failed = outcomes["failure"] + outcomes["error"]
    return f"{outcomes['passed']} operations conform to the spec, {failed} do not, {outcomes['skipped']} not called"


if __name__ == "__main__":
    sys.exit(main())
