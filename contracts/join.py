#!/usr/bin/env python3
"""Joins the services' public specs to contracts/openapi/madang.yaml, the one that the gateway serves.

Needs PyYAML: `./run spec` runs it with the Python of the local AWS. It fails when the specs contradict each other or
break a naming rule, and says every reason. With --check it writes nothing and fails when the file is not up to date.
"""

import argparse
import re
import sys
from pathlib import Path

import yaml

OPENAPI = Path(__file__).resolve().parent / "openapi"
HEAD, LINKS, JOINED = (OPENAPI / name for name in ("madang.head.yaml", "madang.links.yaml", "madang.yaml"))
SERVICES = ["user-service", "media-service", "notification-service"]
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}
HEADER = "$response.header."
NOTE = "# Made by `./run spec` from public/*.yaml, madang.head.yaml and madang.links.yaml. Do not edit.\n"


class Invalid(Exception):
    """Every reason why the specs cannot be joined."""

    def __init__(self, reasons):
        super().__init__("\n".join(reasons))


def main(arguments):
    options = parse(arguments)
    try:
        text = NOTE + dump(join(load(HEAD), read(options.folder), options.public_paths, links_of(options)))
        spec = yaml.load(text, Loader)
        check_names(read(OPENAPI / "internal"), taken=operation_ids(spec))
        if options.released:
            check_released(load(options.released), spec)
    except Invalid as invalid:
        sys.exit(str(invalid))
    if options.check:
        if not options.output.exists() or options.output.read_text() != text:
            sys.exit(f"{options.output} is not what the services' specs make: ./run spec writes it")
    else:
        options.output.write_text(text)


def links_of(options):
    links = load(LINKS)
    if not options.link_bodies:
        for targets in links.values():
            for link in targets.values():
                link.pop("body", None)
    return links


def parse(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the file is not up to date")
    parser.add_argument("--folder", type=Path, default=OPENAPI / "public", help="where the services' specs are")
    parser.add_argument("--output", type=Path, default=JOINED)
    parser.add_argument(
        "--link-bodies",
        action="store_true",
        help="write the bodies of links too: Schemathesis walks them, openapi-generator refuses a spec that has them",
    )
    parser.add_argument("--released", type=Path, help="fail if an operation of this spec is called otherwise now")
    parser.add_argument(
        "--public-paths", default="", metavar="REGEX", help="take only these paths, where a spec has internal ones too"
    )
    return parser.parse_args(arguments)


def read(folder):
    """The specs of a folder by service, those of the known services first."""
    files = {file.stem: file for file in folder.glob("*.yaml") if not file.stem.startswith("madang")}
    names = [name for name in SERVICES if name in files] + sorted(set(files) - set(SERVICES))
    return {name: load(files[name]) for name in names}


def join(head, specs, public_paths="", links=None):
    reasons = []
    joined = {**head, "tags": [], "paths": {}, "components": {}}
    if not specs:
        reasons.append("there is no spec to join")
    for service, spec in specs.items():
        if spec["openapi"] != head["openapi"]:
            reasons.append(f"{service}: is OpenAPI {spec['openapi']}, not {head['openapi']}")
        for tag in spec.get("tags", []):
            same = [other for other in joined["tags"] if other["name"] == tag["name"]]
            if not same:
                joined["tags"].append(tag)
            elif same[0] != tag:
                reasons.append(f"{service}: the tag {tag['name']} is described otherwise by an earlier service")
        for path, item in spec["paths"].items():
            if not re.match(public_paths, path):
                continue
            if path in joined["paths"]:
                reasons.append(f"{service}: the path {path} is in an earlier service's spec too")
            joined["paths"][path] = item
        for kind, components in spec.get("components", {}).items():
            known = joined["components"].setdefault(kind, {})
            for name, component in components.items():
                if known.setdefault(name, component) != component:
                    reasons.append(f"{service}: {kind}/{name} differs from an earlier service's")
    if public_paths:
        keep_used(joined)
    joined["components"] = {kind: dict(sorted(known.items())) for kind, known in joined["components"].items()}
    reasons += [*add_links(joined, links or {}), *wrong_names(joined), *wrong_references(joined)]
    if reasons:
        raise Invalid(reasons)
    return joined


def add_links(spec, links):
    """Adds each link to the response that it starts from; says which response is not there."""
    by_id = {operation["operationId"]: operation for _, operation in operations(spec) if "operationId" in operation}
    for start, targets in links.items():
        name, status = start.split()
        response = by_id.get(name, {}).get("responses", {}).get(status)
        if response is None or "$ref" in response:
            yield f"links: {name} has no response {status} of its own"
            continue
        taken = {source for link in targets.values() for source in link.get("parameters", {}).values()}
        for header in {source.removeprefix(HEADER) for source in taken if source.startswith(HEADER)}:
            if header not in response.get("headers", {}):
                yield f"links: {name} {status} has no header {header}"
        response["links"] = {
            target: {
                "operationId": target,
                **({"parameters": link["parameters"]} if "parameters" in link else {}),
                **({"requestBody": link["body"]} if "body" in link else {}),
            }
            for target, link in targets.items()
        }


def check_names(specs, taken):
    """Internal specs are not joined, but their operations may not be called as others are."""
    reasons = []
    for service, spec in specs.items():
        reasons += [f"internal/{service}: {reason}" for reason in wrong_names(spec, taken)]
        taken = taken | operation_ids(spec)
    if reasons:
        raise Invalid(reasons)


def check_released(released, spec):
    """A renamed operation breaks generated clients; tools that compare what is on the wire do not see it."""
    now = {where: operation["operationId"] for where, operation in operations(spec)}
    reasons = [
        f"{where}: was released as {operation['operationId']}, is now {now[where]}"
        for where, operation in operations(released)
        if where in now and now[where] != operation["operationId"]
    ]
    if reasons:
        raise Invalid(reasons)


def wrong_names(spec, taken=frozenset()):
    seen, used = set(taken), set()
    described = {tag["name"] for tag in spec.get("tags", []) if tag.get("description")}
    for where, operation in operations(spec):
        name = operation.get("operationId")
        if not name:
            yield f"{where}: has no operationId"
            continue
        if name in seen:
            yield f"{where}: another operation is called {name} too"
        seen.add(name)
        if name[-1].isdigit():
            yield f"{where}: {name} ends in a digit"
        if not operation.get("tags"):
            yield f"{where}: has no tag"
        used.update(operation.get("tags", []))
    yield from (f"the tag {tag} has no description" for tag in sorted(used - described))
    for name in spec.get("components", {}).get("schemas", {}):
        if name[-1].isdigit():
            yield f"the schema {name} ends in a digit"


def wrong_references(spec):
    """Links may lead to operations of other services, so that only the joined spec can say whether they exist."""
    known = operation_ids(spec)
    for name in sorted(references(spec)):
        target = spec
        for part in name.removeprefix("#/").split("/"):
            target = target.get(part.replace("~1", "/").replace("~0", "~"), {}) if isinstance(target, dict) else {}
        if not target:
            yield f"{name} is referred to and does not exist"
    for where, operation in operations(spec):
        for response in operation.get("responses", {}).values():
            for name, link in response.get("links", {}).items():
                if "operationId" in link and link["operationId"] not in known:
                    yield f"{where}: the link {name} leads to {link['operationId']}, which does not exist"


def keep_used(spec):
    """Removes the components and tags that only operations left out have used."""
    tags = {tag for _, operation in operations(spec) for tag in operation.get("tags", [])}
    spec["tags"] = [tag for tag in spec["tags"] if tag["name"] in tags]
    used, added = set(), references(spec["paths"])
    while added - used:
        used |= added
        for reference in list(added):
            _, _, kind, name = reference.split("/")
            added |= references(spec["components"][kind][name])
    for kind, components in spec["components"].items():
        if kind != "securitySchemes":
            spec["components"][kind] = {
                name: component for name, component in components.items() if f"#/components/{kind}/{name}" in used
            }


def references(node):
    if isinstance(node, list):
        return set().union(*map(references, node))
    if not isinstance(node, dict):
        return set()
    found = set().union(*map(references, node.values()))
    return found | {node["$ref"]} if isinstance(node.get("$ref"), str) else found


def operations(spec):
    for path, item in spec["paths"].items():
        for method, operation in item.items():
            if method in METHODS:
                yield f"{method.upper()} {path}", operation


def operation_ids(spec):
    return {operation["operationId"] for _, operation in operations(spec) if "operationId" in operation}


class Loader(yaml.SafeLoader):
    """YAML 1.2: a time is text, and so are yes, no, on and off."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class Dumper(yaml.SafeDumper):
    """Text that any reader, of YAML 1.1 or 1.2, could take for something else is quoted; nothing is an alias."""

    def ignore_aliases(self, data):
        return True

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)


NUMBER = re.compile(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")


def represent_text(dumper, text):
    style = "|" if "\n" in text.strip("\n") else "'" if NUMBER.fullmatch(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, represent_text)


def load(file):
    return yaml.load(file.read_text(), Loader)


def dump(spec):
    return yaml.dump(spec, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=120)


if __name__ == "__main__":
    main(sys.argv[1:])
