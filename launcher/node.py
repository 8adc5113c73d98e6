"""npm packages for checks that need Node, installed once for each lock file into .local."""

import hashlib
import re
import shutil
import subprocess

from launcher.commandline import run
from launcher.settings import ROOT

MINIMUM = 20


def is_available():
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    version = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout
    return int(re.match(r"v(\d+)|", version)[1] or 0) >= MINIMUM


def install(name, source):
    """Returns the folder that has the packages of source/package-lock.json; no script of a package runs."""
    folder = ROOT / ".local" / name
    lock = source / "package-lock.json"
    stamp, expected = folder / "stamp", hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != expected:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file in ("package.json", "package-lock.json"):
            shutil.copy(source / file, folder)
        run(f"{name}-install", ["npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"])
        stamp.write_text(expected)
    return folder
