"""Evaluates the network policies of an overlay: who may call whom. usage: network.py RENDERED, with yaml.

Knows what these policies use: label selectors, ports and no peer at all, which is everybody.
"""

import sys
from pathlib import Path

import yaml

OUTSIDE = "outside"
ALLOWED = {
    (OUTSIDE, "gateway", "https"),
    ("gateway", "user-service", "https"),
    ("gateway", "media-service", "https"),
    ("gateway", "notification-service", "https"),
    ("user-service", "media-service", "https"),
    ("user-service", "notification-service", "https"),
    ("media-service", "user-service", "https"),
    ("notification-service", "user-service", "https"),
}
OF_LOCAL_AWS = {OUTSIDE, "gateway", "user-service", "media-service", "notification-service", "init"}
"""As S3 it is open; init makes its resources."""


def main(file):
    resources = [each for each in yaml.safe_load_all(Path(file).read_text()) if each]
    policies = [each["spec"] for each in resources if each["kind"] == "NetworkPolicy"]
    pods = [each["spec"]["template"] for each in resources if each["kind"] in ("Deployment", "Job")]
    names = {name_of(pod) for pod in pods}
    of_local_aws = {(each, "local-aws", port) for each in OF_LOCAL_AWS for port in ("http", "https")}
    expected = ALLOWED | (of_local_aws if "local-aws" in names else set())
    # What is open to the outside is open inside, too.
    expected |= {(each, "gateway", "https") for each in names - {"gateway"}}
    actual = set()
    for target in pods:
        for port in [port for container in target["spec"]["containers"] for port in container.get("ports", [])]:
            for source in [None, *pods]:
                if source is target:
                    continue
                if may_enter(policies, source, target, port) and may_leave(policies, source, target):
                    actual.add((name_of(source), name_of(target), port["name"]))
    for kind, difference in (("not allowed", actual - expected), ("refused", expected - actual)):
        for source, target, port in sorted(difference):
            print(f"{kind}: {source} -> {target} ({port})")
    if actual != expected:
        sys.exit(1)
    print(f"{len(actual)} connections, as expected")


def name_of(pod):
    return pod["metadata"]["labels"]["app.kubernetes.io/name"] if pod else OUTSIDE


def may_enter(policies, source, target, port):
    return permitted(policies, "Ingress", target, lambda rule: meets(rule.get("from"), source) and has_port(rule, port))


def may_leave(policies, source, target):
    """A rule without a peer names ports outside the system: DNS, AWS, the API server."""
    return source is None or permitted(policies, "Egress", source, lambda rule: meets(rule.get("to", []), target))


def permitted(policies, direction, pod, allows):
    selected = [each for each in policies if direction in each["policyTypes"] and matches(each["podSelector"], pod)]
    return not selected or any(allows(rule) for each in selected for rule in each.get(direction.lower(), []))


def has_port(rule, port):
    return "ports" not in rule or any(each["port"] in (port["name"], port["containerPort"]) for each in rule["ports"])


def meets(peers, pod):
    if peers is None:
        return True
    return pod is not None and any("podSelector" in peer and matches(peer["podSelector"], pod) for peer in peers)


def matches(selector, pod):
    return selector.get("matchLabels", {}).items() <= pod["metadata"]["labels"].items()


if __name__ == "__main__":
    main(sys.argv[1])
