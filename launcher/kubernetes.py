"""./test kubernetes: checks the manifests of k8s/, and proves k8s/overlays/test on the cluster of KUBECONFIG."""

import base64
import contextlib
import json
import os
import runpy
import secrets
import shlex
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from launcher import client, demo, node, reports
from launcher.commandline import log, run
from launcher.local_aws import clean_environment
from launcher.service_settings import ROLES
from launcher.settings import DEFAULT_PORTS, ROOT, SERVICES, Unusable, write_private

K8S, OVERLAYS, CHECKS = ROOT / "k8s", ROOT / "k8s" / "overlays", ROOT / "k8s" / "checks"
HOME = ROOT / ".local" / "test-kubernetes"
AUTHORITY = HOME / "tls" / "ca.pem"
NAMESPACE = "madang-test"
PORTS = {part: DEFAULT_PORTS[part] + 40000 for part in ("gateway", "local-aws", "local-aws-tls")}
"""As in k8s/overlays/test."""
IMAGES = [f"madang/{part}:latest" for part in [*SERVICES, "local-aws"]]
VERSIONS = ["1.35", "1.36", "1.37"]
UPLOADS = 24
REPORT = K8S / "target" / "kubernetes-reports" / "TEST-kubernetes.xml"
NO_CLUSTER = "KUBECONFIG names no cluster"


def check(venv):
    """Runs every step that this machine has the tools for; those on the cluster build on each other."""
    if not shutil.which("kubectl"):
        raise Unusable("kubectl is not on the PATH: https://kubernetes.io/docs/tasks/tools")
    skipped = {}
    render()
    for name, step in MANIFESTS.items():
        if reason := step(venv):
            skipped[name] = reason
    if os.environ.get("KUBECONFIG"):
        prove()
    else:
        skipped.update(dict.fromkeys(CLUSTER, NO_CLUSTER))
    steps = [*MANIFESTS, *CLUSTER]
    reports.write(REPORT, "kubernetes", steps, skipped)
    passed = f"{len(steps) - len(skipped)} of {len(steps)} steps passed"
    names = {reason: [name for name in skipped if skipped[name] == reason] for reason in skipped.values()}
    return "; ".join([passed, *(f"SKIPPED and NOT CHECKED: {', '.join(names[each])} ({each})" for each in names)])


# The manifests


def render():
    """Each overlay as one file; that of AWS with settings made of invented outputs."""
    shutil.rmtree(HOME, ignore_errors=True)
    copy = HOME / "k8s"
    shutil.copytree(K8S, copy, ignore=shutil.ignore_patterns("secrets", "target"))
    write_settings = runpy.run_path(str(copy / "overlays" / "aws" / "settings.py"))["main"]
    write_settings(defaultdict(lambda: "invented"), "https://api.example.com")
    for overlay in ("local", "test", "aws"):
        render_as(overlay, copy / "overlays" / overlay)
    with open(copy / "overlays" / "aws" / "kustomization.yaml", "a") as kustomization:
        kustomization.write("  - path: secrets/irsa.yaml\n")
    render_as("aws-irsa", copy / "overlays" / "aws")


def render_as(name, folder):
    rendered(name).write_text(output(["kubectl", "kustomize", folder]))


def rendered(overlay):
    return HOME / f"{overlay}.yaml"


def check_schemas(venv):
    files = [rendered("local"), rendered("aws"), rendered("aws-irsa"), CHECKS / "load.yaml"]
    for version in VERSIONS:
        command = [venv / "bin" / "kubernetes-validate", "--strict", "--quiet", "--no-warn"]
        run("kubernetes-schemas", [*command, "--kubernetes-version", version, *files])


def check_irsa(venv):
    accounts = rendered("aws-irsa").read_text().count("eks.amazonaws.com/role-arn: invented")
    if accounts != len(ROLES):
        raise Unusable(f"{accounts} service accounts have a role for IRSA, not {len(ROLES)}")


def check_network_policies(venv):
    for overlay in ("local", "aws"):
        run("kubernetes-network", [venv / "bin" / "python", CHECKS / "network.py", rendered(overlay)])


def check_custom_resources(venv):
    if not node.is_available():
        return f"no Node {node.MINIMUM} with npm was found"
    folder = node.install("kubernetes", CHECKS)
    shutil.copy(CHECKS / "custom-resources.js", folder)
    to_json = "import json, sys, yaml; print(json.dumps(list(yaml.safe_load_all(sys.stdin))))"
    resources = output([venv / "bin" / "python", "-c", to_json], rendered("aws").read_text())
    output(["node", folder / "custom-resources.js"], resources)


def check_kube_score(venv):
    if not shutil.which("kube-score"):
        return "kube-score is not on the PATH: go install github.com/zegl/kube-score/cmd/kube-score@v1.20.0"
    for overlay in ("local", "aws"):
        command = ["kube-score", "score", "--output-format", "ci", *exceptions("kube-score", overlay)]
        run("kubernetes-kube-score", [*command, rendered(overlay)])


def check_checkov(venv):
    if not shutil.which("checkov"):
        return "checkov is not on the PATH: pip install checkov==3.3.30"
    for overlay in ("local", "aws"):
        options = ["--framework", "kubernetes", "--skip-download", "--compact", "--quiet"]
        command = ["checkov", *options, *exceptions("checkov", overlay), "--file", rendered(overlay)]
        run("kubernetes-checkov", command)


def exceptions(tool, overlay):
    lines = [line.split(":")[0].split(" ") for line in (CHECKS / "exceptions.txt").read_text().splitlines()]
    return [words[2] for words in lines if words[:2] == [tool, overlay]]


MANIFESTS = {
    "schemas": check_schemas,
    "IRSA": check_irsa,
    "network policies": check_network_policies,
    "cert-manager and KEDA": check_custom_resources,
    "kube-score": check_kube_score,
    "checkov": check_checkov,
}


# The cluster


def prove():
    load_images()
    kubectl("delete", "namespace", NAMESPACE, "--ignore-not-found")
    try:
        for name, step in CLUSTER.items():
            begun = time.monotonic()
            outcome = step()
            print(f"  {name}: {outcome} in {time.monotonic() - begun:.0f} s", flush=True)
    finally:
        save_logs()
        if not os.environ.get("MADANG_KUBERNETES_KEEP"):
            kubectl("delete", "namespace", NAMESPACE)


def load_images():
    """With a command such as `kind load docker-image`; without one the cluster has the images already."""
    command = shlex.split(os.environ.get("MADANG_KUBERNETES_LOAD", ""))
    if command:
        run("kubernetes-images", [*command, *IMAGES], timeout=600)


def start():
    kubectl("apply", "-k", OVERLAYS / "test")
    kubectl("wait", "--for=condition=Complete", "job/init", "--timeout=300s")
    kubectl("wait", "--for=condition=Available", "deployment", "--all", "--timeout=300s")
    return "ready"


def apply_again():
    """What kubectl says is no proof: it calls each PodDisruptionBudget configured."""
    before = applied()
    kubectl("apply", "-k", OVERLAYS / "test")
    changed = [name for name, resource in applied().items() if resource != before.get(name)]
    if changed:
        raise Unusable("\n".join(["the second apply changed", *changed]))
    return f"{len(before)} resources unchanged"


def applied():
    """Each resource without what the cluster adds."""
    resources = json.loads(kubectl("get", "-k", OVERLAYS / "test", "-o", "json"))["items"]
    for each in resources:
        each.pop("status", None)
        for added in ("resourceVersion", "managedFields"):
            each["metadata"].pop(added, None)
    return {f"{each['kind']}/{each['metadata']['name']}": each for each in resources}


def play_demo():
    authority = secret("gateway")["ca.pem"]
    write_private(AUTHORITY, base64.b64decode(authority).decode())
    with port_forwards():
        run("kubernetes-demo", [sys.executable, ROOT / "run", "demo"], outside(), timeout=300)
    return "played from outside"


def start_without_secret():
    """A pod that lacks its Secret, or one entry of it, names what is missing."""
    data = {name: value for name, value in secret("user-service").items() if name != "MADANG_ISSUER"}
    apply({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "incomplete"}, "data": data})
    try:
        start_pod("without-secret", "absent")
        start_pod("without-setting", "incomplete")
        selector = "involvedObject.name=without-secret,reason=FailedMount"
        events = ["get", "events", "--field-selector", selector, "-o", "jsonpath={.items[*].message}"]
        client.eventually("the event", lambda: 'secret "absent" not found' in kubectl(*events), 120)
        last = "jsonpath={.status.containerStatuses[0].lastState.terminated.message}"
        client.eventually(
            "the message", lambda: "MADANG_ISSUER" in kubectl("get", "pod", "without-setting", "-o", last), 120
        )
    finally:
        kubectl("delete", "pod", "without-secret", "without-setting", "--ignore-not-found", "--now")
        kubectl("delete", "secret", "incomplete")
    return "the event names the Secret, the pod's status the setting"


def start_pod(name, secret_name):
    """A pod of user-service that no Service finds."""
    template = json.loads(kubectl("get", "deployment", "user-service", "-o", "json"))["spec"]["template"]
    for volume in template["spec"]["volumes"]:
        if volume["name"] == "settings":
            volume["secret"]["secretName"] = secret_name
    labels = {"app.kubernetes.io/part-of": "madang"}
    apply({"apiVersion": "v1", "kind": "Pod", "metadata": {"name": name, "labels": labels}, "spec": template["spec"]})


def kill_during_uploads():
    """Every pod behind the gateway is killed while photos are uploaded: each becomes ready and is notified once."""
    with port_forwards():
        api = client.Api(f"https://localhost:{PORTS['gateway']}", AUTHORITY)
        retry_while_unavailable(lambda: api.sign_in(demo.EMAIL, demo.PASSWORD))
        notified = len(all_items(api, "/v1/notifications"))
        with ThreadPoolExecutor(6) as pool:
            uploads = [pool.submit(upload, api, number) for number in range(UPLOADS)]
            for done in uploads[: UPLOADS // 4]:
                done.result()
            kubectl("delete", "pod", "-l", BEHIND_GATEWAY, "--grace-period=0", "--force", "--wait=false")
            ids = [each.result() for each in uploads]
        for each in ids:
            item = client.eventually(f"media item {each}", lambda: ended(api, each), 180)
            if item["status"] != "ready":
                raise Unusable(f"a photo was rejected: {item}")
        expected = notified + UPLOADS
        client.eventually("the notifications", lambda: len(all_items(api, "/v1/notifications")) >= expected, 180)
        if len(set(ids)) != UPLOADS or len(all_items(api, "/v1/notifications")) != expected:
            raise Unusable("an upload was lost or doubled")
    return f"{UPLOADS} of {UPLOADS} uploads are ready and notified once"


BEHIND_GATEWAY = "app.kubernetes.io/name in (user-service,media-service,notification-service)"


def upload(api, number):
    photo = next(iter(sorted(demo.PHOTOS.glob("*.jpg"))))
    content = with_comment(photo.read_bytes(), f"{number} {secrets.token_hex(8)}".encode())
    created = retry_while_unavailable(lambda: api.post("/v1/media", demo.description(photo, content)))
    client.put(created["upload"], content, AUTHORITY)
    return created["id"]


def with_comment(jpeg, text):
    """The same picture as a file of its own."""
    return jpeg[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + jpeg[2:]


def retry_while_unavailable(request):
    """Repeats the request while no pod of a service is ready."""
    for _ in range(180):
        try:
            return request()
        except client.RequestFailed as failure:
            if failure.status not in (502, 503, 504):
                raise
            last = failure
        time.sleep(1)
    raise last


def ended(api, each):
    return demo.processed(retry_while_unavailable(lambda: api.get(f"/v1/media/{each}")))


def all_items(api, path):
    page = retry_while_unavailable(lambda: api.get(f"{path}?limit=100"))
    items = page["items"]
    while page.get("next"):
        cursor = page["next"]
        page = retry_while_unavailable(lambda: api.get(f"{path}?limit=100&cursor={cursor}"))
        items += page["items"]
    return items


def roll():
    """Replaces the pods of each service under load."""
    kubectl("create", "configmap", "load", f"--from-file={ROOT / 'launcher' / 'steady_load.py'}")
    kubectl("create", "-f", CHECKS / "load.yaml")
    kubectl("wait", "--for=jsonpath={.status.ready}=1", "job/load", "--timeout=60s")
    durations = []
    for service in SERVICES:
        begun = time.monotonic()
        kubectl("rollout", "restart", f"deployment/{service}")
        kubectl("rollout", "status", f"deployment/{service}", "--timeout=300s")
        if old := terminating(service):
            kubectl("wait", "--for=delete", "pod", *old, "--timeout=120s")
        durations.append(f"{service} {time.monotonic() - begun:.0f} s")
    if load_status("active") != "1":
        raise Unusable(f"the load ended before the rolling updates did: {', '.join(durations)}")
    kubectl("wait", "--for=jsonpath={.status.ready}=0", "job/load", "--timeout=600s")
    text = kubectl("logs", "job/load")
    if load_status("failed"):
        raise Unusable(text)
    result = json.loads(text)
    (HOME / "load.json").write_text(json.dumps(result, indent=2))
    if result["failed"]:
        raise Unusable(json.dumps(result, indent=2))
    millis = ", ".join(f"{name} {value} ms" for name, value in result["millis"].items())
    return f"0 of {result['requests']} requests failed at {result['rate']}/s ({millis}; {', '.join(durations)})"


def load_status(field):
    return kubectl("get", "job", "load", "-o", f"jsonpath={{.status.{field}}}")


def terminating(service):
    names = "jsonpath={.items[?(@.metadata.deletionTimestamp)].metadata.name}"
    return kubectl("get", "pods", "-l", f"app.kubernetes.io/name={service}", "-o", names).split()


CLUSTER = {
    "apply": start,
    "apply again": apply_again,
    "demo": play_demo,
    "missing secret": start_without_secret,
    "killed pods": kill_during_uploads,
    "rolling updates": roll,
}


def kubectl(*arguments):
    return output(["kubectl", "--namespace", NAMESPACE, *arguments])


def apply(resource):
    output(["kubectl", "--namespace", NAMESPACE, "apply", "-f", "-"], json.dumps(resource))


def secret(name):
    return json.loads(kubectl("get", "secret", name, "-o", "json"))["data"]


def output(command, text=None):
    command = [str(word) for word in command]
    ended = subprocess.run(command, cwd=ROOT, input=text, capture_output=True, text=True)
    if ended.returncode:
        raise Unusable(f"{' '.join(command)}\n{ended.stdout}{ended.stderr}".strip())
    return ended.stdout


@contextlib.contextmanager
def port_forwards():
    """The gateway and the local AWS at the addresses that k8s/overlays/test gives to clients."""
    processes = []
    try:
        for part, number in PORTS.items():
            command = ["kubectl", "--namespace", NAMESPACE, "port-forward", f"service/{part.removesuffix('-tls')}"]
            command.append(f"{number}:{DEFAULT_PORTS[part]}")
            said = log(f"kubernetes-{part}-forward")
            with open(said, "w") as target:
                processes.append(subprocess.Popen(command, stdout=target, stderr=subprocess.STDOUT))
            client.eventually(f"port {number}", lambda: said.read_text() or processes[-1].poll() is not None)
            if "Forwarding" not in said.read_text():
                raise Unusable(said.read_text())
        yield
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def outside():
    return clean_environment(
        {
            "MADANG_HOME": str(HOME.relative_to(ROOT)),
            "MADANG_GATEWAY_PORT": str(PORTS["gateway"]),
            "MADANG_LOCAL_AWS_PORT": str(PORTS["local-aws"]),
            "MADANG_LOCAL_AWS_TLS_PORT": str(PORTS["local-aws-tls"]),
        }
    )


def save_logs():
    for part in [*SERVICES, "local-aws"]:
        command = ["kubectl", "--namespace", NAMESPACE, "logs", "-l", f"app.kubernetes.io/name={part}"]
        with open(log(f"kubernetes-{part}"), "w") as target:
            subprocess.run([*command, "--all-containers", "--tail=-1"], stdout=target, stderr=subprocess.STDOUT)
