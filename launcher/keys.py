"""Finds forbidden keys: AWS users in templates, and secrets in any file of the repository."""

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

LOCAL = {"local"}
"""The values that the local AWS uses as key and secret. Every other value counts as a key."""

NAMES = r"(?:aws[_.-]?)?(?:access[_.-]?key(?:[_.-]?id)?|secret[_.-]?(?:access[_.-]?)?key|session[_.-]?token)"
"""The names of keys in environments, properties, code and ~/.aws/credentials."""

ANYWHERE = {
    "an AWS access key": re.compile(r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])"),
    "a private key": re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    "a private JWK": re.compile(r"\"kty\"(?=[^{}]*\"d\"\s*:\s*\"[\w-]{20,})|\"d\"\s*:\s*\"[\w-]{20,}(?=[^{}]*\"kty\")"),
    "a secret next to its name": re.compile(rf"(?i){NAMES}[\"'`]?\s*[:=,]?\s*[\"'`]?[A-Za-z0-9/+]{{40}}(?![A-Za-z0-9/+])"),
}
GIVEN = [
    re.compile(rf"(?im)^\s*(?:export\s+|-?\s*|ENV\s+|ARG\s+)?{NAMES}\s*[=:]\s*[\"']?([\w/+=.-]+)"),
    re.compile(rf"(?i)[\"'][\w.]*{NAMES}[\"']?\s*[:=,]\s*[\"']([\w/+=.-]+)[\"']"),
    re.compile(rf"(?i)[\"'][\w.-]*{NAMES}=([\w/+=.-]+)[\"']"),
    re.compile(r"(?:AwsBasicCredentials|AwsSessionCredentials)\.create\(\s*\"([^\"]+)\""),
]
KEY_STORES = {".pem", ".key", ".p12", ".pfx", ".jks", ".keystore", ".ppk"}

USERS = re.compile(r"AWS::IAM::(?:User|AccessKey|UserPolicy|UserToGroupAddition|Group|GroupPolicy|ServiceSpecificCredential)\b")
KEY_MAKERS = re.compile(r"(?i)\b(?:iam\b.{0,40}\bcreate.?user|create.?access.?key|create.?login.?profile|get.?federation.?token)\b")
"""Only the local AWS, which implements IAM, and the tests of the policies may name these."""
PLAY_IAM = ("local-aws/", "infra/policies/", "launcher/keys")

IMAGES = re.compile(r"(?i)(?:^|/)(?:(?:docker|container)file[^/]*|[^/]*\.(?:docker|container)file|(?:docker-)?compose[^/]*\.ya?ml)$")
IN_IMAGES = re.compile(rf"(?i)\b{NAMES}\b|\.aws/|aws/credentials")

CODE = {".py", ".java", ".js", ".mjs", ".ts", ".tsx", ".jsx", ".sh", ".yaml", ".yml", ".json", ".html", ".tf"}


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    what: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.what}"


def tracked(root):
    """The files that git tracks; in a copy without git, all files but the generated ones."""
    if not (root / ".git").exists():
        made = {".local", "target", "node_modules", "__pycache__"}
        return [file for file in root.rglob("*") if file.is_file() and not made & set(file.relative_to(root).parts)]
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    return [root / name for name in listed.decode().split("\0") if name and (root / name).is_file()]


def search(root, files):
    """Everything that looks like a key; harmless text must be changed so that it does not."""
    return [found for file in files for found in _search(str(Path(file).relative_to(root)), Path(file).read_bytes())]


def _search(path, content):
    text = content.decode("utf-8", errors="replace")

    def at(match, what):
        return Finding(path, text.count("\n", 0, match.start()) + 1, what)

    for what, pattern in ANYWHERE.items():
        yield from (at(match, what) for match in pattern.finditer(text))
    if b"\0" not in content:
        for pattern in GIVEN:
            yield from (at(match, "a key is given") for match in pattern.finditer(text) if _is_key(match[1]))
    suffix = Path(path).suffix
    if suffix in KEY_STORES:
        yield Finding(path, 1, "a file for keys")
    if suffix in CODE and not path.startswith(PLAY_IAM):
        yield from (at(match, "a user of IAM") for match in USERS.finditer(text))
        yield from (at(match, "makes keys") for match in KEY_MAKERS.finditer(text))
    if IMAGES.search(path):
        yield from (at(match, "credentials in an image") for match in IN_IMAGES.finditer(text))


def _is_key(value):
    """Code contains names of variables, methods and types where a settings file contains a value."""
    return value not in LOCAL and len(value) >= 16 and re.search(r"[0-9]", value) and re.search(r"[A-Za-z]", value)
