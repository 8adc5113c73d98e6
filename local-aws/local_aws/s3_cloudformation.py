"""S3 in CloudFormation: the bucket settings that moto drops, and bucket policies."""

import json

from moto.s3.models import FakeBucket, s3_backends

from local_aws import ACCOUNT
from local_aws.cloudformation import properties_of, provides
from local_aws.patching import patches


def _backend():
    return s3_backends[ACCOUNT]["aws"]


@patches(FakeBucket, "create_from_cloudformation_json")
def create_bucket(original, resource_name, cloudformation_json, *args, **kwargs):
    """Versioning, CORS, lifecycle, notifications and access blocks take effect."""
    bucket = original(resource_name, cloudformation_json, *args, **kwargs)
    _configure(bucket.name, properties_of(cloudformation_json))
    return bucket


@patches(FakeBucket, "update_from_cloudformation_json")
def update_bucket(original, original_resource, cloudformation_json, **kwargs):
    """An update takes effect and keeps the objects."""
    _configure(original_resource.name, properties_of(cloudformation_json))
    return original_resource


def _configure(bucket, properties):
    for name, configure in SETTINGS.items():
        if name in properties:
            configure(bucket, properties[name])


def _versioning(bucket, setting):
    _backend().put_bucket_versioning(bucket, setting["Status"])


def _access_block(bucket, setting):
    _backend().put_public_access_block(bucket, setting)


def _ownership(bucket, setting):
    _backend().put_bucket_ownership_controls(bucket, setting["Rules"][0]["ObjectOwnership"])


def _acceleration(bucket, setting):
    _backend().put_bucket_accelerate_configuration(bucket, setting["AccelerationStatus"])


def _cors(bucket, setting):
    _backend().put_bucket_cors(bucket, [_cors_rule(rule) for rule in setting["CorsRules"]])


def _cors_rule(rule):
    names = {
        "AllowedHeaders": "AllowedHeader",
        "AllowedMethods": "AllowedMethod",
        "AllowedOrigins": "AllowedOrigin",
        "ExposedHeaders": "ExposeHeader",
    }
    converted = {api: rule[name] for name, api in names.items() if name in rule}
    if "MaxAge" in rule:
        converted["MaxAgeSeconds"] = str(rule["MaxAge"])
    return converted


def _lifecycle(bucket, setting):
    _backend().put_bucket_lifecycle_configuration(bucket, [_lifecycle_rule(rule) for rule in setting["Rules"]])


def _lifecycle_rule(rule):
    converted = {
        "ID": rule.get("Id"),
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
    }
    if "ExpirationInDays" in rule:
        converted["Expiration"] = {"Days": str(rule["ExpirationInDays"])}
    if "ExpiredObjectDeleteMarker" in rule:
        converted["Expiration"] = {"ExpiredObjectDeleteMarker": str(rule["ExpiredObjectDeleteMarker"]).lower()}
    if "NoncurrentVersionExpiration" in rule:
        days = rule["NoncurrentVersionExpiration"]["NoncurrentDays"]
        converted["NoncurrentVersionExpiration"] = {"NoncurrentDays": str(days)}
    if "AbortIncompleteMultipartUpload" in rule:
        days = rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"]
        converted["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": str(days)}
    return converted


def _notification(bucket, setting):
    converted = {
        f"{kind}Configuration": [_target(kind, target) for target in setting.get(f"{kind}Configurations", [])]
        for kind in ("Queue", "Topic")
    }
    _backend().put_bucket_notification_configuration(bucket, converted)


def _target(kind, target):
    converted = {kind: target[kind], "Event": [target["Event"]]}
    rules = target.get("Filter", {}).get("S3Key", {}).get("Rules")
    if rules:
        by_name = [{"Name": rule["Name"].lower(), "Value": rule["Value"]} for rule in rules]
        converted["Filter"] = {"S3Key": {"FilterRule": by_name}}
    return converted


SETTINGS = {
    "VersioningConfiguration": _versioning,
    "PublicAccessBlockConfiguration": _access_block,
    "OwnershipControls": _ownership,
    "AccelerateConfiguration": _acceleration,
    "CorsConfiguration": _cors,
    "LifecycleConfiguration": _lifecycle,
    "NotificationConfiguration": _notification,
}


def _set_policy(bucket, properties):
    _backend().put_bucket_policy(bucket, json.dumps(properties["PolicyDocument"]).encode())


@provides("AWS::S3::BucketPolicy", update=_set_policy)
def bucket_policy(properties, _name):
    _set_policy(properties["Bucket"], properties)
    return properties["Bucket"], {}
