"""The four services: how each is started, and when it is ready."""

import time
import urllib.error
import urllib.request

from launcher import archives, local_aws, logs, environment, processes
from launcher.setup import jar
from launcher.settings import (
    CDN,
    LIBVIPS,
    SERVICES,
    TLS,
    Unusable,
    local_aws_url,
    management_port,
    port,
    service_url,
    shown,
)

HEAP = {"gateway": "96m", "user-service": "96m", "media-service": "128m", "notification-service": "96m"}
ROLES = {
    "user-service": "UserServiceRoleArn",
    "media-service": "MediaServiceRoleArn",
    "notification-service": "NotificationServiceRoleArn",
}
"""The gateway has none: it does not call AWS."""
CLIENTS = {
    "gateway": "GatewayClient",
    "user-service": "UserServiceClient",
    "media-service": "MediaServiceClient",
    "notification-service": "NotificationServiceClient",
}
"""The app client with which a service calls other services."""

SMALL = [
    "-Xss512k",
    "-XX:+UseSerialGC",
    "-XX:+UseCompactObjectHeaders",
    "-XX:TieredStopAtLevel=1",
    "-XX:+ExitOnOutOfMemoryError",
]
READY_WITHIN = 120
STOPPED_WITHIN = 60


def start(service):
    environment.check_ports(service)
    command = [
        f"{environment.jdk()}/bin/java",
        f"-Xmx{HEAP[service]}",
        *SMALL,
        *archives.options(service),
        "--enable-native-access=ALL-UNNAMED",
        "-jar",
        jar(service),
    ]
    return processes.start(service, command, environment_variables(service))


def environment_variables(service):
    outputs = local_aws.outputs()
    client = CLIENTS.get(service)
    return local_aws.clean_environment(
        {
            **(local_aws.credentials(ROLES[service]) if service in ROLES else {}),
            **(_client(outputs, client) if client else {}),
            **(_cdn(outputs) if service == "media-service" else {}),
            "AWS_ENDPOINT_URL": local_aws_url(),
            "MADANG_S3_PATH_STYLE": "true",
            "MADANG_ISSUER": outputs["Issuer"],
            "MADANG_JWKS_URI": outputs["JwksUri"],
            "MADANG_TOKEN_URI": outputs["TokenUri"],
            "MADANG_USER_POOL_ID": outputs["UserPoolId"],
            "MADANG_APP_CLIENT_ID": outputs["AppClientId"],
            "MADANG_IDENTITY_POOL_ID": outputs["IdentityPoolId"],
            "MADANG_SERVICE_CLIENT_IDS": ",".join(outputs[f"{each}Id"] for each in CLIENTS.values()),
            "MADANG_PUBLIC_S3_ENDPOINT": local_aws_url(),
            "MADANG_PRIVATE_SPACE_BUCKET": outputs["PrivateSpaceBucket"],
            "MADANG_ACCELERATION_STATUS": outputs["AccelerationStatus"],
            "MADANG_RENDITIONS_BUCKET": outputs["RenditionsBucket"],
            "MADANG_EXPORTS_BUCKET": outputs["ExportsBucket"],
            "MADANG_ACCOUNT_EVENTS_TOPIC": outputs["AccountEventsTopicArn"],
            "MADANG_MEDIA_EVENTS_TOPIC": outputs["MediaEventsTopicArn"],
            "MADANG_NOTIFICATION_EVENTS_TOPIC": outputs["NotificationEventsTopicArn"],
            "MADANG_USER_SERVICE_URL": service_url("user-service"),
            "MADANG_MEDIA_SERVICE_URL": service_url("media-service"),
            "MADANG_NOTIFICATION_SERVICE_URL": service_url("notification-service"),
            "MADANG_SHARE_BASE_URL": f"{service_url('gateway')}/v1/shared/",
            # On AWS it must be longer than the validity of storage credentials.
            "MADANG_FINAL_SWEEP_DELAY": "10s",
            "MADANG_TLS_CERTIFICATE": str(TLS / f"{service}.pem"),
            "MADANG_TLS_KEY": str(TLS / f"{service}.key"),
            "MADANG_TLS_CA": str(TLS / "ca.pem"),
            "MADANG_LIBVIPS": str(LIBVIPS),
            "SERVER_ADDRESS": "127.0.0.1",
            "SERVER_PORT": str(port(service)),
            "MANAGEMENT_SERVER_PORT": str(management_port(service)),
        }
    )


def _cdn(outputs):
    return {
        "MADANG_CDN_URL": outputs["CdnUrl"],
        "MADANG_CDN_KEY_PAIR_ID": outputs["CdnKeyPairId"],
        "MADANG_CDN_PRIVATE_KEY": str(CDN / "cdn.key"),
        "MADANG_CDN_DISTRIBUTION_ID": outputs["DistributionId"],
    }


def _client(outputs, client):
    return {
        "MADANG_SERVICE_CLIENT_ID": outputs[f"{client}Id"],
        "MADANG_SERVICE_CLIENT_SECRET": outputs[f"{client}Secret"],
    }


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
