"""Which tests `./test --quick` leaves out: those that need the local AWS, found in the sources.

A test needs it if its class names `LocalAws` or `Emulator`, or another class of the tests that does. So the selection
needs no list and no annotation, and a new test is sorted by itself.
"""

import re

from launcher.settings import ROOT

EMULATOR = {"LocalAws", "Emulator", "LocalAwsExtension"}
EXCLUDES = ROOT / ".local" / "quick-excludes.txt"
WORD = re.compile(r"\b[A-Z]\w+")
NOT_CODE = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"", re.DOTALL)
MODULES = ["local-aws", "local-aws/tests", "service-defaults", "user-service", "media-service", "notification-service", "gateway"]


def write_excludes():
    """Writes the file for surefire and returns how many test classes stay, and how many are left out."""
    excluded, kept = set(), 0
    for module in MODULES:
        sources = {path.stem: path for path in (ROOT / module / "src" / "test" / "java").rglob("*.java")}
        texts = {name: path.read_text() for name, path in sources.items()}
        slow = set(texts) if module == "local-aws/tests" else needing_emulator(texts)
        tests = {name for name in sources if name.endswith("Tests")}
        excluded |= {f"**/{name}.java" for name in tests & slow}
        kept += len(tests - slow)
    EXCLUDES.parent.mkdir(exist_ok=True)
    EXCLUDES.write_text("".join(f"{pattern}\n" for pattern in sorted(excluded)))
    return kept, len(excluded)


def needing_emulator(sources):
    """The classes, by their simple names, that reference the emulator directly or indirectly."""
    named = {name: set(WORD.findall(NOT_CODE.sub("", text))) - {name} for name, text in sources.items()}
    found = {name for name, words in named.items() if words & EMULATOR}
    while more := {name for name, words in named.items() if name not in found and words & found}:
        found |= more
    return found
