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
"""The gateway has none: it calls nothing of AWS."""
CLIENTS = {
    "gateway": "GatewayClient",
    "user-service": "UserServiceClient",
    "media-service": "MediaServiceClient",
    "notification-service": "NotificationServiceClient",
}
"""With which each calls other services."""

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
    made = local_aws.outputs()
    client = CLIENTS.get(service)
    return local_aws.clean_environment(
        {
            **(local_aws.credentials(ROLES[service]) if service in ROLES else {}),
            **(_client(made, client) if client else {}),
            **(_cdn(made) if service == "media-service" else {}),
            "AWS_ENDPOINT_URL": local_aws_url(),
            "MADANG_S3_PATH_STYLE": "true",
            "MADANG_ISSUER": made["Issuer"],
            "MADANG_JWKS_URI": made["JwksUri"],
            "MADANG_TOKEN_URI": made["TokenUri"],
            "MADANG_USER_POOL_ID": made["UserPoolId"],
            "MADANG_APP_CLIENT_ID": made["AppClientId"],
            "MADANG_IDENTITY_POOL_ID": made["IdentityPoolId"],
            "MADANG_SERVICE_CLIENT_IDS": ",".join(made[f"{each}Id"] for each in CLIENTS.values()),
            "MADANG_PUBLIC_S3_ENDPOINT": local_aws_url(),
            "MADANG_PRIVATE_SPACE_BUCKET": made["PrivateSpaceBucket"],
            "MADANG_ACCELERATION_STATUS": made["AccelerationStatus"],
            "MADANG_RENDITIONS_BUCKET": made["RenditionsBucket"],
            "MADANG_EXPORTS_BUCKET": made["ExportsBucket"],
            "MADANG_ACCOUNT_EVENTS_TOPIC": made["AccountEventsTopicArn"],
            "MADANG_MEDIA_EVENTS_TOPIC": made["MediaEventsTopicArn"],
            "MADANG_NOTIFICATION_EVENTS_TOPIC": made["NotificationEventsTopicArn"],
            "MADANG_USER_SERVICE_URL": service_url("user-service"),
            "MADANG_MEDIA_SERVICE_URL": service_url("media-service"),
            "MADANG_NOTIFICATION_SERVICE_URL": service_url("notification-service"),
            "MADANG_SHARE_LINK": f"{service_url('gateway')}/v1/shared/",
            # On AWS an hour and more: until the last credentials have ended.
            "USER_CLOSURE_SWEEPAFTER": "10s",
            "MADANG_TLS_CERTIFICATE": str(TLS / f"{service}.pem"),
            "MADANG_TLS_KEY": str(TLS / f"{service}.key"),
            "MADANG_TLS_CA": str(TLS / "ca.pem"),
            "MADANG_LIBVIPS": str(LIBVIPS),
            "SERVER_ADDRESS": "127.0.0.1",
            "SERVER_PORT": str(port(service)),
            "MANAGEMENT_SERVER_PORT": str(management_port(service)),
        }
    )


def _cdn(made):
    return {
        "MADANG_CDN_URL": made["CdnUrl"],
        "MADANG_CDN_KEY_PAIR_ID": made["CdnKeyPairId"],
        "MADANG_CDN_PRIVATE_KEY": str(CDN / "cdn.key"),
        "MADANG_DISTRIBUTION": made["DistributionId"],
    }


def _client(made, client):
    return {
        "MADANG_SERVICE_CLIENT_ID": made[f"{client}Id"],
        "MADANG_SERVICE_CLIENT_SECRET": made[f"{client}Secret"],
    }


def start_all(services, progress):
    """Starts them side by side and waits until each is ready; says which was not, and its last words."""
    waiting, failed = {}, {}
    for service in services:
        progress.begin(service, "starting")
        try:
            waiting[service] = start(service)
        except Unusable as trouble:
            failed[service] = str(trouble)
            progress.fail(service, "not started")
    while waiting:
        for service, running in list(waiting.items()):
            if is_ready(service):
                progress.end(service, "ready")
            elif not running.is_alive():
                failed[service] = _last_words(service, "ended")
                progress.fail(service, "ended")
            elif progress.seconds(service) > READY_WITHIN:
                failed[service] = _last_words(service, f"is not ready after {READY_WITHIN} s")
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


def _last_words(service, what):
    lines = "".join(f"\n    {text}" for text in logs.last(service, 8))
    return f"{what}; all of it in {shown(processes.log(service))}:{lines}"
