"""./run and its commands."""

import fcntl
import signal
import sys
import time
from contextlib import contextmanager

from launcher import demo, local_aws, machine, preparation, processes, services
from launcher.console import Progress, line
from launcher.settings import (
    DEFAULT_PORTS, HOME, LOGS, PARTS, SERVICES, STATE, Unusable, forget_ports, management_port, port,
    port_variable, ports_have_changed, remember_ports, service_url, shown)

HELP = f"""\
./run                   sets all up that is missing, and starts what does not run
./run demo              plays the main job with a real photo
./run status            what runs, where, with how much memory
./run logs SERVICE      follows a service's log
./run stop [SERVICE]    ends everything, or one service, gracefully
./run start SERVICE     starts one service and waits until it is ready
./run restart SERVICE   both
./run kill SERVICE      ends a service at once, as a crash would
./run build             builds the services if their sources have changed

SERVICE is one of {", ".join(SERVICES)}.

Environment variables:
  JAVA_HOME             the JDK; else one is looked for
  PYTHON                the Python for the local AWS; else one is looked for
  MADANG_HOME           the folder of this system's state (.local); with other ports, a second system runs beside
""" + "\n".join(f"  {port_variable(part):<33} ({default})" for part, default in DEFAULT_PORTS.items()) + """
  A service's health is at its port + 1000.
"""


def main(arguments):
    commands = {"up": up, "demo": demo.play, "status": status, "stop": stop, "start": start, "restart": restart,
                "kill": kill, "logs": logs, "build": build, "help": help_, "-h": help_, "--help": help_}
    name, *rest = arguments or ["up"]
    try:
        if name not in commands:
            raise Unusable(f"there is no ./run {name}: see ./run help")
        else:
            commands[name](*_checked(name, rest))
    except Unusable as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. ./run goes on where it was, ./run stop ends what has started.", file=sys.stderr)
        return 130
    return 0


def _checked(name, rest):
    of_a_service = name in ("stop", "start", "restart", "kill", "logs")
    if of_a_service and not rest and name != "stop":
        raise Unusable(f"which service? ./run {name} {'|'.join(SERVICES)}")
    if rest[1:] or rest and not of_a_service:
        raise Unusable(f"./run {name} takes {'one service' if of_a_service else 'nothing more'}: see ./run help")
    if rest and rest[0] not in SERVICES:
        raise Unusable(f"there is no service {rest[0]}, but {', '.join(SERVICES)}")
    return rest


def up():
    with alone():
        progress = Progress()
        machine.jdk()
        if not preparation.PYTHON.exists():
            machine.check_room()
        _step(progress, "python", "installing the local AWS", preparation.prepare_python)
        _build(progress)
        if ports_have_changed():
            _end([*services.running(), *filter(None, [processes.find(local_aws.NAME)])], ", ports have changed")
        remember_ports()
        _step(progress, "certificates", "checking", preparation.prepare_certificates)
        aws = _local_aws(progress)
        _step(progress, "infra", "applying", lambda: local_aws.apply_infra(aws))
        _start(SERVICES, progress)
        user = demo.ensure_user()
    print(f"""
Madang runs at  {service_url("gateway")}   (its certificate authority: {shown(HOME / "tls" / "ca.pem")})
API pages       {service_url("gateway")}/docs
Demo user       {user.email}   password {user.password}
Logs            {shown(LOGS)}/
Next            ./run demo""")


def start(service):
    with alone():
        if not processes.find(local_aws.NAME):
            raise Unusable("the local AWS does not run: ./run starts everything")
        _start([service], Progress())


def _start(wanted, progress):
    missing = []
    for service in wanted:
        if processes.find(service) and services.is_ready(service):
            progress.say(service, "already runs")
        elif running := processes.find(service):
            processes.stop([running], 5)
            missing.append(service)
        else:
            missing.append(service)
    services.start_all(missing, progress)


def restart(service):
    stop(service)
    start(service)


def stop(service=None):
    with alone():
        _end(_running(SERVICES if service is None else [service]))
        if service is None:
            _end(_running([local_aws.NAME]))
            forget_ports()


def _running(parts):
    """Those of the parts that run; says which does not."""
    found = {part: processes.find(part) for part in parts}
    for part, running in found.items():
        if not running:
            print(line(part, "does not run"))
    return list(filter(None, found.values()))


def kill(service):
    with alone():
        everyone = _running([service])
        processes.stop(everyone, 10, signal.SIGKILL)
        for running in everyone:
            print(line(running.name, "killed"))


def status():
    print(f"{'':<22}{'pid':>8}{'port':>7}{'health':>8}{'memory':>10}{'up':>12}")
    total = 0
    for part in PARTS:
        running = processes.find(part)
        if not running:
            print(line(part, "does not run"))
            continue
        total += running.memory()
        health = "" if part == local_aws.NAME else management_port(part)
        print(f"{part:<22}{running.pid:>8}{port(part):>7}{health:>8}{running.memory() >> 20:>7} MB"
              f"{_duration(running.uptime()):>12}")
    print(f"{'':<22}{total >> 20:>30} MB")


def logs(service):
    """Like tail -f."""
    with open(processes.log(service), errors="replace") as text:
        print("".join(text.readlines()[-20:]), end="")
        while True:
            print(text.read(), end="", flush=True)
            time.sleep(0.3)


def build():
    with alone():
        _step(Progress(), "build", "building", preparation.build)


def help_():
    print(HELP, end="")


def _step(progress, part, doing, work):
    progress.begin(part, doing)
    try:
        work()
    except Unusable:
        progress.fail(part, "failed")
        raise
    progress.end(part, "done")


def _build(progress):
    if preparation.is_built():
        return
    _end(services.running(), ", the sources have changed")
    _step(progress, "build", "building (the first time it downloads a lot)", preparation.build)


def _local_aws(progress):
    running = processes.find(local_aws.NAME)
    if running:
        progress.say(local_aws.NAME, "already runs")
        return running
    _end(services.running(), ", its AWS is gone")
    machine.check_ports(local_aws.NAME)
    progress.begin(local_aws.NAME, "starting")
    running = local_aws.start()
    local_aws.wait(running)
    progress.end(local_aws.NAME, "ready")
    return running


def _end(everyone, why="", patience=services.STOPPED_WITHIN):
    progress = Progress()
    for running in everyone:
        progress.begin(running.name, f"stopping{why}")
    processes.stop(everyone, patience, ended=lambda running: progress.end(running.name, "stopped"))


def _duration(seconds):
    minutes, seconds = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}"


@contextmanager
def alone():
    """Two ./run at once would start everything twice."""
    STATE.mkdir(parents=True, exist_ok=True)
    with open(STATE / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unusable("another ./run is at work on this system: wait for it") from None
        yield
