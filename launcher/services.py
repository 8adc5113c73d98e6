"""The four services: how each is started, and when it is ready."""

import time
import urllib.error
import urllib.request

from launcher import archives, local_aws, logs, environment, processes
from launcher.service_settings import ROLES, System, settings_of
from launcher.setup import jar
from launcher.settings import (
    CDN,
    LIBVIPS,
    LOOPBACK,
    SERVICES,
    TLS,
    Unusable,
    bind_address,
    gateway_url,
    local_aws_url,
    management_port,
    port,
    public_aws_url,
    service_url,
    shown,
)

HEAP = {"gateway": "96m", "user-service": "96m", "media-service": "128m", "notification-service": "96m"}
SMALL = [
    "-Xss512k",
    "-XX:+UseSerialGC",
    "-XX:+UseCompactObjectHeaders",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
]
# Without sun.misc.Unsafe Netty writes byte by byte; from JDK 24 on it must be allowed.
NETTY = ["--sun-misc-unsafe-memory-access=allow", "-Dio.netty.noUnsafe=false"]
READY_WITHIN = 120
STOPPED_WITHIN = 60


def start(service, restarts=0):
    environment.check_ports(service)
    command = [
        f"{environment.jdk()}/bin/java",
        f"-Xmx{HEAP[service]}",
        *SMALL,
        *archives.options(service),
        "--enable-native-access=ALL-UNNAMED",
        *NETTY,
        "-jar",
        jar(service),
    ]
    return processes.start(service, command, environment_variables(service), restarts)


def environment_variables(service):
    outputs = local_aws.outputs()
    urls = {each: service_url(each) for each in SERVICES}
    system = System(outputs, urls, public_aws_url(), gateway_url())
    return local_aws.clean_environment(
        {
            **(local_aws.credentials(ROLES[service]) if service in ROLES else {}),
            **settings_of(service, system, TLS, CDN / "cdn.key"),
            "AWS_ENDPOINT_URL": local_aws_url(),
            "MADANG_LIBVIPS": str(LIBVIPS),
            "SERVER_ADDRESS": bind_address() if service == "gateway" else LOOPBACK,
            "SERVER_PORT": str(port(service)),
            "MANAGEMENT_SERVER_PORT": str(management_port(service)),
        }
    )


def start_all(services, progress):
    """Starts the services in parallel and waits until each is ready; fails with the end of the logs of those that are not."""
    waiting, failed = {}, {}
    for service in services:
        progress.start(service, "starting")
        try:
            waiting[service] = start(service)
        except Unusable as failure:
            failed[service] = str(failure)
            progress.fail(service, "not started")
    while waiting:
        for service, running in list(waiting.items()):
            if is_ready(service):
                progress.end(service, "ready")
            elif not running.is_alive():
                failed[service] = _end_of_log(service, "ended")
                progress.fail(service, "ended")
            elif progress.seconds(service) > READY_WITHIN:
                failed[service] = _end_of_log(service, f"is not ready after {READY_WITHIN} s")
                progress.fail(service, "not ready")
            else:
                continue
            del waiting[service]
        time.sleep(0.1)
    if failed:
        raise Unusable("\n".join(f"{service} {why}" for service, why in failed.items()))


def is_ready(service):
    try:
        url = f"http://127.0.0.1:{management_port(service)}/actuator/health/readiness"
        with urllib.request.urlopen(url, timeout=2):
            return True
    except (urllib.error.URLError, OSError):
        return False


def running():
    return [found for found in map(processes.find, SERVICES) if found]


def _end_of_log(service, what):
    lines = "".join(f"\n    {text}" for text in logs.last(service, 8))
    return f"{what}; full log: {shown(processes.log(service))}{lines}"
