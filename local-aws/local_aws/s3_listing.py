"""S3's lists: versions with the newest first, paged, and no empty folders."""

import bisect

from moto.s3.models import FakeKey, S3Backend

from local_aws.patching import patches


@patches(S3Backend)
def list_objects(original, backend, bucket, prefix, delimiter, marker, max_keys):
    """Omits a folder whose objects are all deleted; moto counts delete markers, too."""
    objects, folders, is_truncated, next_marker = original(backend, bucket, prefix, delimiter, marker, max_keys)
    start = prefix or ""
    names = [name for name, key in list(bucket.keys.items()) if isinstance(key, FakeKey) and name.startswith(start)]
    held = {_folder(name, start, delimiter) for name in names}
    return objects, [folder for folder in folders if folder in held], is_truncated, next_marker


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
    names = sorted(name for name in list(keys) if name.startswith(prefix))
    start = bisect.bisect_left(names, key_marker) if key_marker else 0
    entries = []
    for name in names[start:]:
        folder = _folder(name, prefix, delimiter)
        if folder:
            if folder != key_marker and folder not in entries[-1:]:
                entries.append(folder)
            continue
        entries.extend(_after_marker(_newest_first(keys.getlist(name)), name, key_marker, version_id_marker))
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
