"""S3 events as S3 sends them: ordered, versioned, timed with a zone, and one per completed upload."""

import threading
import time
from datetime import datetime, timezone
from urllib.parse import quote_plus

from moto.s3 import notifications

from local_aws import ACCOUNT
from local_aws.mending import mends

PUT = notifications.S3NotificationEvent.OBJECT_CREATED_PUT_EVENT

_lock = threading.Lock()
_last = 0


def _sequencer():
    """Greater than any before it: of two events of one key, the greater one came later."""
    global _last
    with _lock:
        _last = max(_last + 1, time.time_ns())
        return f"00{_last:016X}"


def _now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@mends(notifications)
def send_event(original, account_id, event_name, bucket, key):
    """A completed multipart upload tells one event; moto tells a Put too."""
    if event_name == PUT and getattr(key, "multipart", None) is not None:
        return
    original(account_id, event_name, bucket, key)


@mends(notifications)
def _get_s3_event(original, event_name, bucket, key, notification_id):
    """An event has a sequencer, and the version where the bucket is versioned; slashes stay slashes."""
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
    return event


@mends(notifications)
def _get_test_event(original, bucket_name):
    """The test event, too, has a time with a zone."""
    return {**original(bucket_name), "Time": _now()}
