"""The status and the logs of a running system."""

import time

from launcher import local_aws, logs, processes
from launcher.console import line
from launcher.settings import PARTS, Unusable, management_port, port, shown


def status():
    print(f"{'':<22}{'pid':>8}{'port':>7}{'health':>8}{'memory':>10}{'up':>12}{'restarts':>10}")
    total = restarts = 0
    for part in PARTS:
        running = processes.find(part)
        if not running:
            print(line(part, "ended by itself" if processes.crashed(part) else "not running"))
            continue
        memory = running.memory() >> 20
        health = "" if part == local_aws.NAME else management_port(part)
        row = f"{part:<22}{running.pid:>8}{port(part):>7}{health:>8}{memory:>7} MB"
        print(f"{row}{_duration(running.uptime()):>12}{running.restarts or '':>10}")
        total += memory
        restarts += running.restarts
    print(f"{total:>52} MB")
    if restarts:
        print(f"Why services were restarted: {shown(processes.log('supervisor'))}")


def follow(service):
    if not processes.log(service).exists():
        raise Unusable(f"{service} has no log yet")
    with open(processes.log(service), errors="replace") as log:
        for text in log.readlines()[-20:]:
            print(logs.readable(text.rstrip()))
        while True:
            for text in log:
                print(logs.readable(text.rstrip()), flush=True)
            time.sleep(0.3)


def _duration(seconds):
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"
