"""./test: each stage prints one line; the last line is the total of all reports."""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from launcher import containers, contracts, environment, kubernetes, node, quick, reports, setup, words
from launcher.commandline import log, run
from launcher.console import line
from launcher.local_aws import clean_environment
from launcher.settings import DEFAULT_PORTS, LIBVIPS, PYTHON, ROOT, Unusable, port_variable, shown

HOME = ".local/test-system"
OTHER_ADDRESS = "127.0.0.2" if sys.platform == "linux" else "127.0.0.1"
"""Of this machine; ./run is not bound to it unless configured."""
PORTS = {part: number + 10000 for part, number in DEFAULT_PORTS.items()}
INFRA_VENV = ROOT / ".local" / "infra-venv"
KUBERNETES_VENV = ROOT / ".local" / "kubernetes-venv"
SCHEMATHESIS_VENV = ROOT / ".local" / "schemathesis-venv"
DELIVERY, POLICIES = ROOT / "infra" / "delivery", ROOT / "infra" / "policies"
SUFFIX = "-Dsurefire.reportNameSuffix=containers"  # else these reports would replace those of the journeys
TESTS_RUN = re.compile(r"Ran (\d+) tests")
TEST_CLASS = re.compile(r"Tests run: (\d+),.* Time elapsed: ([\d.]+ s).* -+ in (?:dev\.madang\.)?(\S+)")


def main(arguments):
    options = parse(arguments)
    begun = time.time()
    passed = False
    try:
        run_stages(options)
        passed = True
    except Unusable as failure:
        print(failure)
    except KeyboardInterrupt:
        print("interrupted")
    finally:
        if "system" in options.stages:
            stop_system()
    result = reports.since(begun)
    for failure in result.failures:
        print(f"FAILED  {failure}")
    print(f"{result.passed} passed, {result.failed} failed, {result.skipped} skipped")
    return 0 if passed and not result.failed else 1


def run_stages(options):
    """The stages in BESIDE_MODULES use the CPU while the tests of the modules wait."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        pending = []
        for name in options.stages:
            if name in BESIDE_MODULES and "modules" in options.stages:
                pending.append(beside.submit(run_stage, name, options))
                continue
            print(run_stage(name, options), flush=True)
            while name == "modules" and pending:
                print(pending.pop(0).result(), flush=True)


def run_stage(name, options):
    begun = time.time()
    try:
        outcome = STAGES[name][0](options)
    except Unusable as failure:
        raise Unusable(f"{name} failed\n{failure}") from None
    return line(name, f"{outcome} in {time.time() - begun:.0f} s")


def parse(arguments):
    stages = "\n".join(f"  {name:<14}{about}" for name, (_, about) in STAGES.items())
    parser = argparse.ArgumentParser(
        prog="./test",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Tests Madang. Without a stage it runs all that need no cluster.",
        epilog=f"stages\n{stages}\n\nThe stage 'setup' always runs, 'system' and 'images' where a chosen stage needs them.",
    )
    parser.add_argument("stages", nargs="*", metavar="STAGE", help="run only these stages")
    parser.add_argument("--quick", action="store_true", help=f"run only {', '.join(QUICK)}; of modules, the tests without AWS")
    parser.add_argument("--tests", metavar="CLASS", help="of modules and journeys run only these test classes (-Dtest)")
    parser.add_argument("--seconds", type=int, default=300, help="the longest time for schemathesis (300)")
    options = parser.parse_args(arguments)
    unknown = set(options.stages) - set(STAGES)
    if unknown:
        parser.error(f"there is no stage {', '.join(sorted(unknown))}: see ./test --help")
    chosen = set(options.stages) or (set(QUICK) if options.quick else set(STAGES) - ON_REQUEST)
    chosen.add("setup")
    if chosen & {"journeys", "schemathesis"}:
        chosen.add("system")
    if "containers" in chosen:
        chosen.add("images")
    options.stages = [name for name in STAGES if name in chosen]
    return options


def set_up(options):
    environment.jdk()
    environment.check_disk_space()
    setup.install_python()
    return "done"


def test_launcher(options):
    modules = ["launcher.tests", "launcher.keys_tests", "launcher.tools_tests"]
    run("test-launcher", [PYTHON, "-m", "unittest", *modules])
    return f"{TESTS_RUN.search(log('test-launcher').read_text())[1]} tests passed"


def check_words(options):
    return words.check()


def check_docs(options):
    run("docs", [PYTHON, ROOT / "docs" / "check.py"])
    return log("docs").read_text().strip()


def lint_infra(options):
    venv("infra-lint", INFRA_VENV, ROOT / "infra" / "requirements.txt")
    templates = sorted((ROOT / "infra").glob("*.yaml"))
    run("infra-lint", [INFRA_VENV / "bin" / "cfn-lint", "--", *templates])
    return f"{len(templates)} templates have no finding"


def check_policies(options):
    """Runs a policy simulator from npm, which is independent of our local AWS, and the CDN's function in Node."""
    report = ROOT / "infra" / "target" / "policies-reports" / "TEST-policies.xml"
    if not node.is_available():
        reports.write(report, "policies", ["policies"], {"policies": contracts.NO_NODE})
        return f"SKIPPED and NOT CHECKED: {contracts.NO_NODE}"
    report.parent.mkdir(parents=True, exist_ok=True)
    packages = node.install("policies", POLICIES)
    reporters = ["--test-reporter=spec", "--test-reporter-destination=stdout"]
    reporters += ["--test-reporter=junit", f"--test-reporter-destination={report}"]
    tests = sorted([*POLICIES.glob("*.test.js"), *DELIVERY.glob("*.test.js")])
    variables = clean_environment({"NODE_PATH": str(packages / "node_modules")})
    run("policies", ["node", "--test", *reporters, *tests], variables)
    return f"{len(reports.cases(report))} passed"


def check_contracts(options):
    return contracts.check()


def check_generators(options):
    return contracts.generate()


def build_images(options):
    if not containers.is_available():
        return f"SKIPPED and NOT CHECKED: {containers.NO_ENGINE}"
    containers.build()
    return "built"


def test_modules(options):
    begun = time.time()
    # In a process whatever image the engine has; the stage 'containers' tests the other form.
    variables = {"JAVA_HOME": environment.jdk(), "MADANG_LIBVIPS": str(LIBVIPS), "MADANG_TEST_LOCAL_AWS": "process"}
    variables = clean_environment(variables)
    if options.quick:
        kept, excluded = quick.write_excludes()
        selection = ["-pl", ",".join(quick.MODULES), "-am", f"-Dsurefire.excludesFile={quick.EXCLUDES}"]
        maven("modules", variables, "test", "--fail-at-end", "-Dspotless.check.skip=true", *selection)
        return f"{reports.since(begun).passed} passed; {excluded} of {kept + excluded} classes left out, they need AWS"
    # Most of the time tests wait; three modules at a time keep two cores busy.
    maven("modules", variables, "verify", "-T", "3", "--fail-at-end", *only(options))
    if not options.tests:
        setup.record_build()
    return f"{reports.since(begun).passed} passed"


def start_system(options):
    stop_system()
    shutil.rmtree(ROOT / HOME, ignore_errors=True)
    launch("--host", OTHER_ADDRESS)
    run("demo-by-another-address", ["./run", "demo"], system_environment(), timeout=300)
    stop_system()  # also writes the archives, with which the journeys restart services faster
    launch()
    return f"ready; the demo was played at {OTHER_ADDRESS} before"


def launch(*arguments):
    if subprocess.run(["./run", *arguments], cwd=ROOT, env=system_environment()).returncode:
        raise Unusable(f"the system did not start; its logs are in {HOME}/logs")


def stop_system():
    subprocess.run(["./run", "stop"], cwd=ROOT, env=system_environment(), stdout=subprocess.DEVNULL)


def test_journeys(options):
    begun = time.time()
    maven("journeys", system_environment(), "verify", "-Pjourneys", "-pl", "journeys", *only(options))
    return f"{reports.since(begun).passed} passed"


def run_schemathesis(options):
    if not setup.python_is_at_least(3, 11):
        return f"SKIPPED and NOT CHECKED: {contracts.OLD_PYTHON}"
    venv("schemathesis", SCHEMATHESIS_VENV, ROOT / "contracts" / "schemathesis" / "requirements.txt")
    script = [SCHEMATHESIS_VENV / "bin" / "python", ROOT / "contracts" / "schemathesis" / "run.py"]
    run("schemathesis", [*script, "--seconds", options.seconds], system_environment(), timeout=options.seconds + 120)
    return log("schemathesis").read_text().splitlines()[-1]


def test_containers(options):
    report = ROOT / "containers" / "target" / "containers-reports" / "TEST-containers.xml"
    if not containers.is_available():
        reports.write(report, "containers", ["compose"], {"compose": containers.NO_ENGINE})
        return f"SKIPPED and NOT CHECKED: {containers.NO_ENGINE}"
    report.unlink(missing_ok=True)
    begun = time.time()
    try:
        variables = {**containers.environment(), "JAVA_HOME": environment.jdk()}
        if not options.tests:
            chosen = f"-Dtest={','.join(containers.INTEGRATION_TESTS)}", "-Dsurefire.failIfNoSpecifiedTests=false"
            maven("testcontainers", variables, "verify", "-pl", "notification-service", "-am", *chosen, SUFFIX)
        containers.start()
        tests = options.tests or ",".join(containers.JOURNEYS)
        maven("containers", variables, "verify", "-Pjourneys", "-pl", "journeys", f"-Dtest={tests}", SUFFIX)
    finally:
        containers.stop()
    return f"{reports.since(begun).passed} passed"


def test_kubernetes(options):
    venv("kubernetes", KUBERNETES_VENV, kubernetes.CHECKS / "requirements.txt")
    return kubernetes.check(KUBERNETES_VENV)


STAGES = {
    "setup": (set_up, "the JDK, disk space, the Python of the local AWS"),
    "launcher": (test_launcher, "./run and the tools; no IAM user and no long-lived key in any file"),
    "words": (check_words, "no coined word where a standard term exists"),
    "docs": (check_docs, "links between documents, and the classes that they name"),
    "infra": (lint_infra, "the templates, by cfn-lint"),
    "policies": (check_policies, "the policies of the private space, by a simulator; needs Node"),
    "contracts": (check_contracts, "the joined spec, linters and breaking changes; needs Node and Go"),
    "generators": (check_generators, "SDK generators on the joined spec; needs Node"),
    "images": (build_images, "builds the images; needs Docker"),
    "modules": (test_modules, "each module's tests, on a local AWS of their own"),
    "system": (start_system, "starts a second system on ports 10000 above the usual ones, at first at another address for the demo"),
    "journeys": (test_journeys, "plays the stories on it"),
    "schemathesis": (run_schemathesis, "generated requests against the gateway, from the joined spec"),
    "containers": (test_containers, "plays stories on docker compose; needs Docker"),
    "kubernetes": (test_kubernetes, "the manifests, and the system on the cluster of KUBECONFIG; only when asked for"),
}
ON_REQUEST = {"kubernetes"}
BESIDE_MODULES = {"generators", "images"}
QUICK = ["setup", "launcher", "words", "docs", "infra", "contracts", "modules"]


def system_environment():
    """The environment of ./run and of the journeys, which find the system by it and kill and start its parts."""
    return clean_environment(
        {
            "JAVA_HOME": environment.jdk(),
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


def only(options):
    return [f"-Dtest={options.tests}", "-Dsurefire.failIfNoSpecifiedTests=false"] if options.tests else []


def venv(name, folder, requirements):
    """A virtual environment with these requirements, recreated when they change."""
    stamp, expected = folder / "stamp", hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == expected:
        return
    shutil.rmtree(folder, ignore_errors=True)
    run(f"{name}-install", [PYTHON, "-m", "venv", folder])
    pip = [folder / "bin" / "pip", "install", "--disable-pip-version-check", "--only-binary", ":all:"]
    run(f"{name}-install", [*pip, "--require-hashes", "-r", requirements])
    stamp.write_text(expected)


def maven(stage, variables, *options):
    """Prints each test class as it ends; the rest goes to the log."""
    command = ["./mvnw", "-ntp", "--batch-mode", *options]
    pipes = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(command, cwd=ROOT, env=variables, text=True, **pipes)
    with open(log(f"test-{stage}"), "w") as output:
        for text in process.stdout:
            output.write(text)
            ended = TEST_CLASS.search(text)
            if ended:
                print(f"  {ended[3]}: {ended[1]} in {ended[2]}", flush=True)
    if process.wait():
        raise Unusable(errors_of(f"test-{stage}"))


def errors_of(name):
    errors = [text for text in log(name).read_text().splitlines() if text.startswith("[ERROR]")]
    return "\n".join([*errors[:40], f"Full log: {shown(log(name))}"])
