"""The settings of each service: environment variables on a laptop, files of a config tree in containers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Optional

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


@dataclass(frozen=True)
class System:
    """Where the parts of one system are, as its services see it; `public` addresses are those of its clients."""

    outputs: dict[str, str]
    service_urls: dict[str, str]
    public_aws_url: Optional[str]
    """The local AWS; None on AWS itself."""
    public_url: str


def settings_of(service, system, tls, cdn_key):
    outputs, client = system.outputs, CLIENTS[service]
    return {
        **(_cdn(outputs, cdn_key) if service == "media-service" and "CdnUrl" in outputs else {}),
        **({"MADANG_ALLOWED_ORIGINS": outputs.get("AllowedOrigins", "")} if service == "gateway" else {}),
        **(_local_aws(system) if system.public_aws_url else {}),
        "MADANG_SERVICE_CLIENT_ID": outputs[f"{client}Id"],
        "MADANG_SERVICE_CLIENT_SECRET": outputs[f"{client}Secret"],
        "MADANG_ISSUER": outputs["Issuer"],
        "MADANG_JWKS_URI": outputs["JwksUri"],
        "MADANG_TOKEN_URI": outputs["TokenUri"],
        "MADANG_USER_POOL_ID": outputs["UserPoolId"],
        "MADANG_APP_CLIENT_ID": outputs["AppClientId"],
        "MADANG_IDENTITY_POOL_ID": outputs["IdentityPoolId"],
        "MADANG_SERVICE_CLIENT_IDS": ",".join(outputs[f"{each}Id"] for each in CLIENTS.values()),
        "MADANG_PRIVATE_SPACE_BUCKET": outputs["PrivateSpaceBucket"],
        "MADANG_ACCELERATION_STATUS": outputs["AccelerationStatus"],
        "MADANG_RENDITIONS_BUCKET": outputs["RenditionsBucket"],
        "MADANG_EXPORTS_BUCKET": outputs["ExportsBucket"],
        "MADANG_ACCOUNT_EVENTS_TOPIC": outputs["AccountEventsTopicArn"],
        "MADANG_MEDIA_EVENTS_TOPIC": outputs["MediaEventsTopicArn"],
        "MADANG_NOTIFICATION_EVENTS_TOPIC": outputs["NotificationEventsTopicArn"],
        "MADANG_USER_SERVICE_URL": system.service_urls["user-service"],
        "MADANG_MEDIA_SERVICE_URL": system.service_urls["media-service"],
        "MADANG_NOTIFICATION_SERVICE_URL": system.service_urls["notification-service"],
        "MADANG_SHARE_BASE_URL": f"{system.public_url}/v1/shared/",
        "MADANG_TLS_CERTIFICATE": str(Path(tls) / f"{service}.pem"),
        "MADANG_TLS_KEY": str(Path(tls) / f"{service}.key"),
        "MADANG_TLS_CA": str(Path(tls) / "ca.pem"),
    }


def _local_aws(system):
    return {
        "MADANG_S3_PATH_STYLE": "true",
        # All clients have one address, and tests do much as one user.
        "MADANG_CLIENTS_PER_ADDRESS": "1000",
        "MADANG_USER_RATE": "10000/10s",
        "MADANG_PUBLIC_S3_ENDPOINT": system.public_aws_url,
        # On AWS it must be longer than the validity of storage credentials.
        "MADANG_FINAL_SWEEP_DELAY": "10s",
    }


def _cdn(outputs, key):
    return {
        "MADANG_CDN_URL": outputs["CdnUrl"],
        "MADANG_CDN_KEY_PAIR_ID": outputs["CdnKeyPairId"],
        "MADANG_CDN_PRIVATE_KEY": str(key),
        "MADANG_CDN_DISTRIBUTION_ID": outputs["DistributionId"],
    }
