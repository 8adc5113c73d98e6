"""Sets up, starts and stops the system."""

import signal

from launcher import demo, local_aws, environment, setup, processes, services, settings, supervisor
from launcher.console import Progress, line
from launcher.settings import SERVICES, Unusable


def up():
    with settings.exclusive():
        progress = Progress()
        environment.jdk()
        if not setup.PYTHON.exists():
            environment.check_disk_space()
        _step(progress, "python", "installing the local AWS", setup.install_python)
        if not setup.is_built():
            _end(services.running(), "stopping: the sources have changed")
            _step(progress, "build", "building; the first build downloads dependencies", setup.build)
        if settings.addresses_have_changed():
            _end([*services.running(), *_found([local_aws.NAME])], "stopping: the host or the ports have changed")
        settings.store_addresses()
        _step(progress, "certificates", "checking", setup.make_certificates)
        aws = _local_aws(progress)
        _step(progress, "infra", "applying", lambda: local_aws.apply_infra(aws))
        _start(SERVICES, progress)
        supervisor.start()
        user = demo.ensure_user()
    sign_in = f"{user.email}   password {user.password}" if user else "changed since; ./run reset makes a new one"
    address = settings.gateway_url()
    print(f"""
Madang runs at  {address}   (its certificate authority: {settings.shown(settings.TLS / "ca.pem")})
API pages       {address}/docs
Demo user       {sign_in}
{_reach()}Logs            {settings.shown(settings.LOGS)}/
Next            ./run demo""")


def _reach():
    """How others reach it, if they may."""
    if settings.host() == settings.LOOPBACK_NAME:
        return ""
    address = settings.bind_address()
    only = "; loopback, so only programs on this machine do" if address.startswith("127.") else ""
    return f"""AWS for clients {settings.public_aws_url()}
Bound to        {address}{only}: see docs/devices.md
"""


def build():
    with settings.exclusive():
        _step(Progress(), "build", "building", setup.build)


def start(service):
    with settings.exclusive():
        if not processes.find(local_aws.NAME):
            raise Unusable("the local AWS is not running: ./run starts everything")
        _start([service], Progress())


def restart(service):
    stop(service)
    start(service)


def stop(service):
    with settings.exclusive():
        _end(_running([service]))


def stop_all():
    with settings.exclusive():
        _stop_all()


def reset():
    with settings.exclusive():
        _stop_all()
        local_aws.delete_state()
        print(line("data", "deleted"))


def _stop_all():
    supervisor.stop()
    _end(_running(SERVICES))
    _end(_running([local_aws.NAME]))
    settings.delete_addresses()


def kill(service):
    with settings.exclusive():
        _end(_running([service]), "killing", signal.SIGKILL)


def _start(wanted, progress):
    missing = []
    for service in wanted:
        running = processes.find(service)
        if running and services.is_ready(service):
            progress.show(service, "already running")
            continue
        if running:  # it hangs
            processes.stop([running], timeout=5)
        missing.append(service)
    services.start_all(missing, progress)


def _local_aws(progress):
    running = processes.find(local_aws.NAME)
    if running:
        progress.show(local_aws.NAME, "already running")
        return running
    _end(services.running(), "stopping: the local AWS has stopped")
    environment.check_ports(local_aws.NAME)
    progress.start(local_aws.NAME, "starting")
    running = local_aws.start()
    local_aws.wait(running)
    progress.end(local_aws.NAME, "ready")
    return running


def _end(everyone, doing="stopping", with_signal=signal.SIGTERM):
    progress = Progress()
    for running in everyone:
        progress.start(running.name, doing)
    processes.stop(
        everyone,
        services.STOPPED_WITHIN,
        with_signal,
        ended=lambda running, how: progress.end(running.name, how),
    )


def _running(parts):
    """Returns the parts that run; prints the others."""
    for part in parts:
        if not processes.find(part):
            processes.forget(part)
            print(line(part, "not running"))
    return _found(parts)


def _found(parts):
    return list(filter(None, map(processes.find, parts)))


def _step(progress, part, doing, work):
    progress.start(part, doing)
    try:
        work()
    except Unusable:
        progress.fail(part, "failed")
        raise
    progress.end(part, "done")
