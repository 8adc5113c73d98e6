"""./test: each stage says one line; the last line is the sum of all reports."""

import hashlib
import re
import shutil
import subprocess
import time

from launcher import archives, logs, machine, preparation, processes, reports
from launcher.console import line
from launcher.local_aws import clean_environment
from launcher.settings import DEFAULT_PORTS, LIBVIPS, LOGS, PYTHON, ROOT, Unusable, port_variable, shown

HOME = ".local/test-system"
PORTS = {part: number + 10000 for part, number in DEFAULT_PORTS.items()}
LINT = ROOT / ".local" / "infra-venv"
DELIVERY = ROOT / "infra" / "delivery"
POLICIES, SIMULATOR = ROOT / "infra" / "policies", ROOT / ".local" / "policies"
NODE = 20
POLICIES_SKIPPED = f"""<testsuites>
  <testcase classname="policies" name="needs Node {NODE} with npm"><skipped/></testcase>
</testsuites>
"""
TESTS_RUN = re.compile(r"Ran (\d+) tests")
TEST_CLASS = re.compile(r"Tests run: (\d+),.* Time elapsed: ([\d.]+ s).* -+ in (?:dev\.madang\.)?(\S+)")


def main():
    begun = time.time()
    stages = {
        "preparation": prepare,
        "launcher": test_launcher,
        "infra": lint,
        "policies": prove_policies,
        "modules": test_modules,
        "system": start_system,
        "journeys": test_journeys,
    }
    passed = False
    try:
        for name, stage in stages.items():
            stage_begun = time.time()
            told = stage()
            print(line(name, f"{told} in {time.time() - stage_begun:.0f} s"), flush=True)
        passed = True
    except Unusable as trouble:
        print(line(name, f"failed\n{trouble}"))
    except KeyboardInterrupt:
        print(line(name, "interrupted"))
    finally:
        stop_system()
    result = reports.since(begun)
    for failure in result.failures:
        print(f"FAILED  {failure}")
    print(f"{result.passed} passed, {result.failed} failed, {result.skipped} skipped")
    return 0 if passed and not result.failed else 1


def prepare():
    machine.jdk()
    machine.check_room()
    preparation.prepare_python()
    return "done"


def test_launcher():
    run("test-launcher", [PYTHON, "-m", "unittest", "launcher.tests", "launcher.keys_tests"])
    return f"{TESTS_RUN.search(log('test-launcher').read_text())[1]} tests passed"


def lint():
    wanted = hashlib.sha256((ROOT / "infra" / "requirements.txt").read_bytes()).hexdigest()
    stamp = LINT / "stamp"
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(LINT, ignore_errors=True)
        run("infra-lint-install", [PYTHON, "-m", "venv", LINT])
        pip = [LINT / "bin" / "pip", "install", "--disable-pip-version-check", "--only-binary", ":all:"]
        run("infra-lint-install", [*pip, "--require-hashes", "-r", "infra/requirements.txt"])
        stamp.write_text(wanted)
    templates = sorted((ROOT / "infra").glob("*.yaml"))
    run("infra-lint", [LINT / "bin" / "cfn-lint", "--", *templates])
    return f"{len(templates)} templates clean"


def prove_policies():
    """By a simulator from npm, which knows nothing of our local AWS; and the CDN's function, by Node."""
    report = ROOT / "infra" / "target" / "policies-reports" / "TEST-policies.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    if not has_node():
        report.write_text(POLICIES_SKIPPED)
        return f"SKIPPED and NOT PROVED: no Node {NODE} with npm was found"
    install_simulator()
    environment = clean_environment({"NODE_PATH": str(SIMULATOR / "node_modules")})
    reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout"]
    reporters += ["--test-reporter=junit", f"--test-reporter-destination={report}"]
    tests = sorted([*POLICIES.glob("*.test.js"), *DELIVERY.glob("*.test.js")])
    run("policies", ["node", "--test", *reporters, *tests], environment)
    return f"{len(reports.cases(report))} passed"


def has_node():
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    return int(re.match(r"v(\d+)|", version)[1] or 0) >= NODE


def install_simulator():
    stamp = SIMULATOR / "stamp"
    wanted = hashlib.sha256((POLICIES / "package-lock.json").read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        shutil.rmtree(SIMULATOR, ignore_errors=True)
        SIMULATOR.mkdir(parents=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(POLICIES / name, SIMULATOR)
        run("policies-install", ["npm", "ci", "--prefix", SIMULATOR, "--ignore-scripts", "--no-audit", "--no-fund"])
        stamp.write_text(wanted)


def test_modules():
    begun = time.time()
    alone = {"JAVA_HOME": machine.jdk(), "MADANG_LIBVIPS": str(LIBVIPS)}
    maven("modules", clean_environment(alone), "--fail-at-end")
    preparation.remember_build()
    return f"{reports.since(begun).passed} passed"


def start_system():
    stop_system()
    shutil.rmtree(ROOT / HOME, ignore_errors=True)
    if not archives.are_current():
        launch()
        stop_system()  # writes the archives, with which the journeys restart services faster
    launch()
    return "ready"


def launch():
    if subprocess.run(["./run"], cwd=ROOT, env=system_environment()).returncode:
        raise Unusable(f"the system did not start; its logs are in {HOME}/logs")


def stop_system():
    subprocess.run(["./run", "stop"], cwd=ROOT, env=system_environment(), stdout=subprocess.DEVNULL)


def test_journeys():
    begun = time.time()
    maven("journeys", system_environment(), "-Pjourneys", "-pl", "journeys")
    return f"{reports.since(begun).passed} passed"


def system_environment():
    """For ./run and for the journeys, which find the system by it and kill and start its parts."""
    return clean_environment(
        {
            "JAVA_HOME": machine.jdk(),
            "MADANG_HOME": HOME,
            **{port_variable(part): str(number) for part, number in PORTS.items()},
            "MADANG_GATEWAY_URL": f"https://localhost:{PORTS['gateway']}",
            "MADANG_TLS_CA": str(ROOT / HOME / "tls" / "ca.pem"),
            "MADANG_LIBVIPS": str(LIBVIPS),
            "AWS_ENDPOINT_URL": f"http://localhost:{PORTS['local-aws']}",
            # The journeys run in parallel: on a slow machine wall time says nothing about a file.
            "MEDIA_RENDITION_TIMELIMIT": "60s",
        }
    )


def maven(stage, environment, *options):
    """Says each test class as it ends; the rest goes to the log."""
    command = ["./mvnw", "-ntp", "--batch-mode", "verify", *options]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, **pipes)
    with open(log(f"test-{stage}"), "w") as output:
        for text in process.stdout:
            output.write(text)
            ended = TEST_CLASS.search(text)
            if ended:
                print(f"  {ended[3]}: {ended[1]} in {ended[2]}", flush=True)
    if process.wait():
        raise Unusable(errors_of(f"test-{stage}"))


def run(name, command, environment=None):
    with open(log(name), "w") as output:
        ended = subprocess.run(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
    if ended.returncode:
        raise Unusable("\n".join(logs.last(name, 40)))


def errors_of(name):
    errors = [text for text in log(name).read_text().splitlines() if text.startswith("[ERROR]")]
    return "\n".join([*errors[:40], f"All of it in {shown(log(name))}"])


def log(name):
    LOGS.mkdir(parents=True, exist_ok=True)
    return processes.log(name)
