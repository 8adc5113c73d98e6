"""The contracts: the joined public spec, its lint, breaking changes, and the SDK generators."""

import re
import shutil
import subprocess

from launcher import environment, node, reports, setup
from launcher.commandline import log, run
from launcher.local_aws import clean_environment
from launcher.settings import PYTHON, ROOT, Unusable, shown

CONTRACTS = ROOT / "contracts"
JOINED, RELEASED = CONTRACTS / "openapi" / "madang.yaml", CONTRACTS / "openapi" / "released" / "madang-v1.yaml"
LINT = CONTRACTS / "lint"
REPORT = CONTRACTS / "target" / "contracts-reports" / "TEST-contracts.xml"
OASDIFF = "github.com/oasdiff/oasdiff@v1.38.0"
NO_NODE = f"no Node {node.MINIMUM} with npm was found"
OLD_PYTHON = "PYTHON is older than 3.11"
NO_TELEMETRY = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


def join():
    run("contracts-join", [PYTHON, CONTRACTS / "join.py"])


def check():
    """Runs every check whose tools are installed, and reports the skipped ones."""
    checks = {
        "the joined spec is up to date": check_joined,
        "lint": check_lint,
        "vacuum": check_vacuum,
        "breaking changes": check_breaking_changes,
    }
    skipped, failures = {}, []
    for name, check_one in checks.items():
        try:
            if reason := check_one():
                skipped[name] = reason
        except Unusable as failure:
            failures.append(f"{name}: {failure}")
    reports.write(REPORT, "contracts", checks, skipped)
    if failures:
        raise Unusable("\n".join(failures))
    passed = f"{len(checks) - len(skipped)} of {len(checks)} checks passed"
    return "; ".join([passed, *(f"SKIPPED and NOT CHECKED: {name} ({reason})" for name, reason in skipped.items())])


def check_joined():
    run("contracts-join", [PYTHON, CONTRACTS / "join.py", "--check"])


def check_lint():
    if not node.is_available():
        return NO_NODE
    folder = _lint_folder()
    spectral = [folder / "node_modules" / ".bin" / "spectral", "lint", "--ruleset", folder / "spectral.yaml"]
    run("contracts-spectral", [*spectral, "--fail-severity", "warn", folder / "madang.yaml"])
    redocly = [folder / "node_modules" / ".bin" / "redocly", "lint", "--config", folder / "redocly.yaml"]
    environment_variables = clean_environment(NO_TELEMETRY)
    run("contracts-redocly", [*redocly, "--format", "stylish", folder / "madang.yaml"], environment_variables)
    if re.search(r"\b[1-9]\d* warnings?\b", log("contracts-redocly").read_text()):
        raise Unusable(log("contracts-redocly").read_text())


def check_vacuum():
    vacuum = shutil.which("vacuum")
    if not vacuum:
        return "vacuum is not on the PATH: https://quobix.com/vacuum"
    options = ["lint", "--details", "--no-banner", "--no-style", "--fail-severity", "warn"]
    run("contracts-vacuum", [vacuum, *options, "--ruleset", LINT / "vacuum.yaml", JOINED])


def check_breaking_changes():
    if not RELEASED.exists():
        return f"{shown(RELEASED)} is not there: nothing has been released"
    oasdiff = _oasdiff()
    if not oasdiff:
        return "neither oasdiff nor Go was found"
    run("contracts-breaking", [oasdiff, "breaking", "--fail-on", "WARN", "--format", "text", RELEASED, JOINED])
    run("contracts-operations", [PYTHON, CONTRACTS / "join.py", "--released", RELEASED, "--check"])


def generate():
    """Generates a client with each generator, fails on a warning about our spec, and compiles the result."""
    if not node.is_available():
        return f"SKIPPED and NOT CHECKED: {NO_NODE}"
    if not setup.python_is_at_least(3, 11):
        return f"SKIPPED and NOT CHECKED: {OLD_PYTHON}"
    script = [PYTHON, CONTRACTS / "generators" / "check.py", JOINED, _lint_folder()]
    run("contracts-generators", script, clean_environment({"JAVA_HOME": environment.jdk()}))
    return "5 clients generated without a warning, and compiled"


def _lint_folder():
    """The linters resolve rulesets and path exceptions from the folder of their packages, so the files go there."""
    folder = node.install("contracts", LINT)
    for file in [*LINT.glob("*.yaml"), JOINED]:
        shutil.copy(file, folder)
    return folder


def _oasdiff():
    found = shutil.which("oasdiff") or shutil.which(ROOT / ".local" / "bin" / "oasdiff")
    if found or not shutil.which("go"):
        return found
    bin_folder = ROOT / ".local" / "bin"
    installed = subprocess.run(
        ["go", "install", OASDIFF],
        env=clean_environment({"GOBIN": str(bin_folder)}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    return None if installed.returncode else bin_folder / "oasdiff"
