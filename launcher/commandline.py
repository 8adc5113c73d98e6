"""Runs a command of a test stage; its output goes to a log, whose end is shown when it fails."""

import subprocess

from launcher import logs, processes
from launcher.settings import LOGS, ROOT, Unusable, shown


def run(name, command, env=None, timeout=None):
    with open(log(name), "w") as output:
        try:
            ended = subprocess.run(
                [str(word) for word in command],
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=timeout,
            )
        except subprocess.TimeoutExpired:
            raise Unusable(f"{name} has not ended after {timeout} s") from None
    if ended.returncode:
        raise Unusable("\n".join([*logs.last(name, 40), f"Full log: {shown(log(name))}"]))


def log(name):
    LOGS.mkdir(parents=True, exist_ok=True)
    return processes.log(name)
