"""The life of a system: set up, started, stopped."""

import fcntl
import signal
from contextlib import contextmanager

from launcher import demo, local_aws, environment, setup, processes, services, settings
from launcher.console import Progress, line
from launcher.settings import SERVICES, Unusable


def up():
    with alone():
        progress = Progress()
        environment.jdk()
        if not setup.PYTHON.exists():
            environment.check_disk_space()
        _step(progress, "python", "installing the local AWS", setup.install_python)
        if not setup.is_built():
            _end(services.running(), "stopping, the sources have changed")
            _step(progress, "build", "building, the first time with downloads", setup.build)
        if settings.ports_have_changed():
            _end([*services.running(), *_found([local_aws.NAME])], "stopping, ports have changed")
        settings.remember_ports()
        _step(progress, "certificates", "checking", setup.make_certificates)
        aws = _local_aws(progress)
        _step(progress, "infra", "applying", lambda: local_aws.apply_infra(aws))
        _start(SERVICES, progress)
        user = demo.ensure_user()
    address = settings.service_url("gateway")
    print(f"""
Madang runs at  {address}   (its certificate authority: {settings.shown(settings.TLS / "ca.pem")})
API pages       {address}/docs
Demo user       {user.email}   password {user.password}
Logs            {settings.shown(settings.LOGS)}/
Next            ./run demo""")


def build():
    with alone():
        _step(Progress(), "build", "building", setup.build)


def start(service):
    with alone():
        if not processes.find(local_aws.NAME):
            raise Unusable("the local AWS does not run: ./run starts everything")
        _start([service], Progress())


def restart(service):
    stop(service)
    start(service)


def stop(service):
    with alone():
        _end(_running([service]))


def stop_all():
    with alone():
        _end(_running(SERVICES))
        _end(_running([local_aws.NAME]))
        settings.forget_ports()


def kill(service):
    with alone():
        _end(_running([service]), "killing", signal.SIGKILL)


def _start(wanted, progress):
    missing = []
    for service in wanted:
        running = processes.find(service)
        if running and services.is_ready(service):
            progress.say(service, "already runs")
            continue
        if running:  # one that hangs
            processes.stop([running], patience=5)
        missing.append(service)
    services.start_all(missing, progress)


def _local_aws(progress):
    running = processes.find(local_aws.NAME)
    if running:
        progress.say(local_aws.NAME, "already runs")
        return running
    _end(services.running(), "stopping, its AWS is gone")
    environment.check_ports(local_aws.NAME)
    progress.begin(local_aws.NAME, "starting")
    running = local_aws.start()
    local_aws.wait(running)
    progress.end(local_aws.NAME, "ready")
    return running


def _end(everyone, doing="stopping", with_signal=signal.SIGTERM):
    progress = Progress()
    for running in everyone:
        progress.begin(running.name, doing)
    processes.stop(
        everyone,
        services.STOPPED_WITHIN,
        with_signal,
        ended=lambda running, how: progress.end(running.name, how),
    )


def _running(parts):
    """Those of the parts that run; says which does not."""
    for part in parts:
        if not processes.find(part):
            print(line(part, "does not run"))
    return _found(parts)


def _found(parts):
    return list(filter(None, map(processes.find, parts)))


def _step(progress, part, doing, work):
    progress.begin(part, doing)
    try:
        work()
    except Unusable:
        progress.fail(part, "failed")
        raise
    progress.end(part, "done")


@contextmanager
def alone():
    """Two ./run at once would start everything twice."""
    settings.STATE.mkdir(parents=True, exist_ok=True)
    with open(settings.STATE / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unusable("another ./run is at work on this system: wait for it") from None
        yield
