"""Archives of loaded classes: with one, a service starts with half the CPU.

A service writes its archive when it stops gracefully after its first start, and again after the second start with
changed jars. A developer who builds before every start never waits for an archive. The system of ./test always writes
them, because its services restart often.
"""

import hashlib

from launcher import environment
from launcher.setup import jar
from launcher.settings import HOME, ROOT

ARCHIVES = ROOT / ".local" / "classes"
QUIET = "-Xlog:cds*=off"


def options(service):
    """For the command line of the service's JVM."""
    archive, wanted = ARCHIVES / f"{service}.jsa", ARCHIVES / f"{service}.wanted"
    last = ARCHIVES / f"{service}.last"
    jars = _jars(service)
    if _is_current(archive, wanted, jars):
        return [f"-XX:SharedArchiveFile={archive}", QUIET]
    worth_it = not archive.exists() or _text(last) == jars or HOME != ROOT / ".local"
    ARCHIVES.mkdir(exist_ok=True)
    last.write_text(jars)
    if not worth_it:
        return []
    wanted.write_text(jars)
    return [f"-XX:ArchiveClassesAtExit={archive}", QUIET]


def _is_current(archive, wanted, jars):
    return archive.exists() and _text(wanted) == jars and archive.stat().st_mtime >= wanted.stat().st_mtime


def _jars(service):
    """Java compares the same properties: it silently ignores an archive for other jars."""
    digest = hashlib.sha256(environment.jdk().encode())
    for each in [jar(service), *sorted((jar(service).parent / "lib").glob("*.jar"))]:
        digest.update(f"{each.name} {each.stat().st_size} {each.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def _text(path):
    return path.read_text() if path.exists() else None
