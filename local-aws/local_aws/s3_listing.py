"""S3's lists: versions with the newest first, paged, and no empty folders."""

import base64
import bisect
import threading

from moto.s3.exceptions import InvalidContinuationToken
from moto.s3.models import FakeKey, S3Backend
from moto.s3.utils import _VersionedKeyStore

from local_aws.patching import patches

LAST = chr(0x10FFFF)
"""Behind every name that begins as a folder does."""

_lock = threading.RLock()


def _names(keys):
    """The names of all objects, in order: made by the first list, kept by each write."""
    with _lock:
        if keys.names is None:
            keys.names = sorted(dict.keys(keys))
        return keys.names


_VersionedKeyStore.names = None


@patches(_VersionedKeyStore)
def __setitem__(original, keys, name, version):
    with _lock:
        _add(keys, name)
        original(keys, name, version)


@patches(_VersionedKeyStore)
def setlist(original, keys, name, versions):
    with _lock:
        _add(keys, name)
        original(keys, name, versions)


@patches(_VersionedKeyStore)
def pop(original, keys, name):
    with _lock:
        original(keys, name)
        if keys.names is not None:
            position = bisect.bisect_left(keys.names, name)
            if keys.names[position : position + 1] == [name]:
                # A copy: a list may be reading the names.
                keys.names = keys.names[:position] + keys.names[position + 1 :]


def _add(keys, name):
    if keys.names is not None and name not in keys:
        position = bisect.bisect_left(keys.names, name)
        keys.names = [*keys.names[:position], name, *keys.names[position:]]


@patches(S3Backend)
def list_objects(_original, backend, bucket, prefix, delimiter, marker, max_keys):
    """Reads what it returns, objects and folders together; moto reads and sorts the whole bucket."""
    entries, is_truncated = _page(bucket.keys, prefix or "", delimiter, marker or "", max_keys)
    last = _name(entries[-1]) if is_truncated and delimiter else None
    objects = [entry for entry in entries if isinstance(entry, FakeKey)]
    return objects, [entry for entry in entries if isinstance(entry, str)], is_truncated, last


@patches(S3Backend)
def list_objects_v2(_original, backend, bucket, prefix, delimiter, continuation_token, start_after, max_keys):
    """The token is the last name; moto keeps every token that it ever gave."""
    after = _decoded(continuation_token) if continuation_token else start_after or ""
    entries, is_truncated = _page(bucket.keys, prefix or "", delimiter, after, max_keys)
    token = base64.urlsafe_b64encode(_name(entries[-1]).encode()).decode() if is_truncated else None
    return entries, is_truncated, token


def _decoded(token):
    try:
        return base64.urlsafe_b64decode(token).decode()
    except ValueError:
        raise InvalidContinuationToken() from None


def _page(keys, prefix, delimiter, after, limit):
    """Omits a folder whose objects are all deleted."""
    entries = []
    for names, folder in _groups(keys, prefix, delimiter, after + chr(0) if after else ""):
        objects = (key for key in (keys.get(name) for name in names) if isinstance(key, FakeKey))
        found = next(objects, None)
        if found is not None:
            entries.append(folder or found)
        if limit is not None and len(entries) > limit:
            break
    is_truncated = bool(limit) and len(entries) > limit
    return entries if limit is None else entries[:limit], is_truncated


def _name(entry):
    return entry if isinstance(entry, str) else entry.name


def _groups(keys, prefix, delimiter, start):
    """The names from `start` on, each alone or those of a folder together, with the folder. Not a folder that is `start`."""
    names = _names(keys)
    known = _folder(start, prefix, delimiter) if start.startswith(prefix) else None
    if known and start.rstrip(chr(0)) == known:
        start = known + LAST
    position = bisect.bisect_left(names, max(prefix, start))
    while position < len(names) and names[position].startswith(prefix):
        folder = _folder(names[position], prefix, delimiter)
        end = bisect.bisect_left(names, folder + LAST, position) if folder else position + 1
        yield names[position:end], folder
        position = end


@patches(S3Backend)
def list_object_versions(
    original,
    backend,
    bucket_name,
    delimiter=None,
    key_marker=None,
    max_keys=1000,
    prefix="",
    version_id_marker=None,
):
    """A page begins after its marker, even if the marker's version was deleted; moto's page is then empty."""
    keys = backend.get_bucket(bucket_name).keys
    entries = []
    for names, folder in _groups(keys, prefix, delimiter, key_marker or ""):
        if folder:
            entries.append(folder)
        else:
            versions = _newest_first(keys.getlist(names[0], []))
            entries.extend(_after_marker(versions, names[0], key_marker, version_id_marker))
        if len(entries) > max_keys:
            break
    page = entries[:max_keys]
    folders = [entry for entry in page if isinstance(entry, str)]
    versions = [entry for entry in page if not isinstance(entry, str)]
    next_key, next_version = _marker(page) if len(entries) > max_keys else (None, None)
    return (
        [version for version in versions if isinstance(version, FakeKey)],
        folders,
        [version for version in versions if not isinstance(version, FakeKey)],
        next_key,
        next_version,
    )


def _folder(name, prefix, delimiter):
    head, found, _ = name[len(prefix) :].partition(delimiter) if delimiter else ("", "", "")
    return prefix + head + found if found else None


def _newest_first(versions):
    newest_first = list(reversed(versions))
    for version in newest_first:
        version.is_latest = version is newest_first[0]
    return newest_first


def _after_marker(versions, name, key_marker, version_id_marker):
    if name != key_marker:
        return versions
    if not version_id_marker:
        return []
    ids = [str(version.version_id) for version in versions]
    # A deleted marker was the last of an earlier page, so all remaining versions come after it.
    return versions[ids.index(version_id_marker) + 1 :] if version_id_marker in ids else versions


def _marker(page):
    last = page[-1] if page else None
    return (last, None) if last is None or isinstance(last, str) else (last.name, last.version_id)
