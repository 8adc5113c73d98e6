"""Processes that outlive ./run: each has a file with its pid and start time, since a pid may be reused."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

from launcher.settings import LOGS, ROOT, STATE, write_private

LOG_SIZE = 20 << 20
"""In bytes. One older log is kept."""


class Running:
    def __init__(self, name, pid, started, restarts=0):
        self.name, self.pid, self.started, self.restarts = name, pid, started, restarts

    def is_alive(self):
        return _start_of(self.pid) == self.started

    def signal(self, number):
        if self.is_alive():  # a reused pid is another process
            os.kill(self.pid, number)

    def memory(self):
        """Resident, in bytes."""
        return int(_ps(self.pid, "rss") or 0) * 1024

    def uptime(self):
        """In seconds."""
        return time.time() - _file(self.name).stat().st_mtime


def start(name, command, environment, restarts=0):
    LOGS.mkdir(parents=True, exist_ok=True)
    if log(name).exists() and log(name).stat().st_size > LOG_SIZE:
        log(name).replace(log(name).with_suffix(".1.log"))
    with open(log(name), "ab") as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            cwd=ROOT,
            env=environment,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    running = Running(name, process.pid, _start_of(process.pid), restarts)
    write_private(_file(name), json.dumps({key: getattr(running, key) for key in ("pid", "started", "restarts")}))
    return running


def find(name):
    """The running process of that name, or None."""
    last = _last(name)
    return last if last and last.is_alive() else None


def crashed(name):
    """The last process of that name, if it ended although nobody stopped it; otherwise None."""
    last = _last(name)
    return last if last and not last.is_alive() else None


def forget(name):
    """A process that is not wanted any more has not crashed."""
    _file(name).unlink(missing_ok=True)


def _last(name):
    try:
        return Running(name, **json.loads(_file(name).read_text()))
    except FileNotFoundError:
        return None


def stop(everyone, timeout, with_signal=signal.SIGTERM, ended=lambda running, how: None):
    """Sends the signal to all processes and reports how each ended; kills those that still run after `timeout` seconds."""
    for running in everyone:
        running.signal(with_signal)
    left = _wait(everyone, timeout, lambda running: ended(running, "ended"))
    for running in left:
        running.signal(signal.SIGKILL)
    _wait(left, 10, lambda running: ended(running, "killed"))


def _wait(everyone, seconds, ended):
    end = time.monotonic() + seconds
    left = list(everyone)
    while left and time.monotonic() < end:
        for running in [running for running in left if not running.is_alive()]:
            forget(running.name)
            ended(running)
            left.remove(running)
        time.sleep(0.05)
    return left


def log(name):
    return LOGS / f"{name}.log"


def _file(name):
    return STATE / f"{name}.pid"


def _start_of(pid):
    """The start time of the process; None when it has ended."""
    _reap(pid)
    try:
        after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return _ps(pid, "lstart") if not Path("/proc/self").exists() else None
    state, start = after_name[0], after_name[19]
    return None if state == "Z" else start


def _reap(pid):
    try:
        os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        pass  # started by an earlier ./run


def _ps(pid, field):
    if field == "rss" and Path("/proc/self").exists():  # minimal systems have no ps
        status = Path(f"/proc/{pid}/status").read_text()
        return next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    answer = subprocess.run(["ps", "-o", f"{field}=", "-p", str(pid)], capture_output=True, text=True)
    return answer.stdout.strip() or None
