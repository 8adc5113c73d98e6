"""Restarts a service that ended although nobody stopped it, as Docker does with `restart: unless-stopped`.

A process of its own, which `./run` starts and `./run stop` ends. Each restart is a line in its log and a number in
`./run status`.
"""

import os
import sys
import time
from datetime import datetime

from launcher import logs, processes, services
from launcher.settings import SERVICES, Unusable, exclusive, shown

NAME = "supervisor"
INTERVAL = 0.5
FIRST_DELAY, LONGEST_DELAY = 0.5, 60
STABLE_AFTER = 10
"""In seconds: after so long a run the next restart waits only the first delay again."""


def start():
    """Replaces one that runs: it may be of other sources."""
    stop()
    processes.start(NAME, [sys.executable, "-m", "launcher.supervisor"], os.environ)


def stop():
    processes.stop(list(filter(None, [processes.find(NAME)])), timeout=5)


class Supervisor:
    def __init__(self, clock=time.monotonic):
        self._clock = clock
        self._delays = {}
        self._due = {}

    def check(self):
        """Restarts each service that has crashed and whose delay is over."""
        for service in SERVICES:
            crashed = processes.crashed(service)
            if not crashed:
                self._due.pop(service, None)
            elif service not in self._due:
                self._plan(crashed)
            elif self._clock() >= self._due[service]:
                self._restart(service)

    def _plan(self, crashed):
        service = crashed.name
        stable = crashed.uptime() > STABLE_AFTER
        delay = FIRST_DELAY if stable else min(LONGEST_DELAY, self._delays.get(service, FIRST_DELAY / 2) * 2)
        self._delays[service] = delay
        self._due[service] = self._clock() + delay
        say(f"{service} (pid {crashed.pid}) has ended; its last lines in {shown(processes.log(service))}:")
        for text in logs.last(service, 3):
            say(f"    {text}")

    def _restart(self, service):
        del self._due[service]
        try:
            with exclusive():
                crashed = processes.crashed(service)
                if crashed:  # otherwise somebody has started or stopped it
                    running = services.start(service, crashed.restarts + 1)
                    say(f"{service} restarted, pid {running.pid}, restart {running.restarts}")
        except Unusable as failure:
            say(f"{service} restart failed, retrying: {failure}")


def say(text):
    print(f"{datetime.now():%H:%M:%S} {text}", flush=True)


if __name__ == "__main__":
    watch = Supervisor()
    while True:
        watch.check()
        time.sleep(INTERVAL)
