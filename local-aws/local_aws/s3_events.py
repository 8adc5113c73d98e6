"""S3 events as S3 sends them: with sequencer, version and UTC time, and one per completed upload."""

import json
import threading
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import quote_plus

from moto.s3 import notifications
from moto.s3.models import S3Backend
from moto.sns.models import sns_backends

from local_aws import ACCOUNT, REGION
from local_aws.patching import patches

PUT = notifications.S3NotificationEvent.OBJECT_CREATED_PUT_EVENT
DELETE = notifications.S3NotificationEvent.OBJECT_REMOVED_DELETE_EVENT
DELETE_MARKER_CREATED = notifications.S3NotificationEvent.OBJECT_REMOVED_DELETE_MARKER_CREATED_EVENT
EMPTY = "d41d8cd98f00b204e9800998ecf8427e"

_lock = threading.Lock()
_last = 0


def _sequencer():
    """Greater than any earlier sequencer."""
    global _last
    with _lock:
        _last = max(_last + 1, time.time_ns())
        return f"00{_last:016X}"


def _now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass
class Removed:
    """A deleted version, or a new delete marker."""

    name: str
    version_id: str
    etag: str
    size: int = 0


@patches(notifications)
def send_event(original, account_id, event_name, bucket, key):
    """A completed multipart upload sends one event; moto sends a Put too."""
    if event_name == PUT and getattr(key, "multipart", None) is not None:
        return
    # moto's delete events lack data: `delete_object` sends them.
    if event_name == DELETE and not isinstance(key, Removed):
        return
    original(account_id, event_name, bucket, key)


@patches(S3Backend)
def delete_object(original, backend, bucket_name, key_name, version_id=None, bypass=False):
    """Sends an event for a delete marker and for each deleted version; moto sends one only for the last version."""
    bucket = backend.get_bucket(bucket_name)
    versions = {str(version.version_id) for version in bucket.keys.getlist(key_name, [])}
    result = original(backend, bucket_name, key_name, version_id=version_id, bypass=bypass)
    if bucket.is_versioned and version_id is None:
        marker = Removed(key_name, result[1]["version-id"], EMPTY)
        notifications.send_event(ACCOUNT, DELETE_MARKER_CREATED, bucket, marker)
    elif str(version_id or "null") in versions:
        notifications.send_event(ACCOUNT, DELETE, bucket, Removed(key_name, version_id, ""))
    return result


@patches(notifications)
def _get_s3_event(original, event_name, bucket, key, notification_id):
    """Adds the sequencer and the version id, and does not encode slashes in the key."""
    event = original(event_name, bucket, key, notification_id)
    record = event["Records"][0]
    record["eventTime"] = _now()
    record["userIdentity"] = {"principalId": f"AWS:{ACCOUNT}"}
    record["requestParameters"] = {"sourceIPAddress": "127.0.0.1"}
    about = record["s3"]["object"]
    about["key"] = quote_plus(key.name, safe="/")
    about["sequencer"] = _sequencer()
    if key.version_id not in (None, "null"):
        about["versionId"] = key.version_id
    if isinstance(key, Removed):
        del about["size"]
    if not key.etag:
        del about["eTag"]
    return event


@patches(notifications)
def _send_sns_message(original, account_id, event_body, topic_arn, region_name):
    """An event that is sent to a topic has a subject."""
    message = json.dumps(event_body)
    sns_backends[ACCOUNT][REGION].publish(message, arn=topic_arn, subject="Amazon S3 Notification")


@patches(notifications)
def _get_test_event(original, bucket_name):
    """The time of the test event has a time zone."""
    return {**original(bucket_name), "Time": _now()}
