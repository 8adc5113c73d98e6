"""Archives of loaded classes (CDS): with one, a service starts with half the CPU.

A service writes its archive when it stops gracefully after its first start, and again after the second start with
changed jars. A developer who builds before every start never waits for an archive.
"""

import hashlib

from launcher import environment
from launcher.setup import jar
from launcher.settings import HOME, ROOT

ARCHIVES = ROOT / ".local" / "classes"
QUIET = "-Xlog:cds*=off"


def options(service):
    """For the command line of the service."""
    archive, wanted = ARCHIVES / f"{service}.jsa", ARCHIVES / f"{service}.wanted"
    last = ARCHIVES / f"{service}.last"
    jars = _jars(service)
    if archive.exists() and _text(wanted) == jars and archive.stat().st_mtime >= wanted.stat().st_mtime:
        return [f"-XX:SharedArchiveFile={archive}", QUIET]
    if HOME != ROOT / ".local":  # a second system only reads archives
        return []
    worth_it = not archive.exists() or _text(last) == jars
    ARCHIVES.mkdir(exist_ok=True)
    last.write_text(jars)
    if not worth_it:
        return []
    wanted.write_text(jars)
    return [f"-XX:ArchiveClassesAtExit={archive}", QUIET]


def _jars(service):
    """What Java compares too: it ignores an archive of other jars without a message."""
    digest = hashlib.sha256(environment.jdk().encode())
    for each in [jar(service), *sorted((jar(service).parent / "lib").glob("*.jar"))]:
        digest.update(f"{each.name} {each.stat().st_size} {each.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


def _text(path):
    return path.read_text() if path.exists() else None
