"""Keeps the state of the local AWS in a folder, so that a restart loses nothing.

`state` is a pickle of moto's backends and of our own collections, as one graph: a stack refers to its queues, a sign-in
to its user. `objects` has a file for the content of each S3 object, which never changes, so that a save writes new
objects only. Loading a pickle can run code, so the folder must belong to the user and is writable for the user only.
"""

import copyreg
import fcntl
import hashlib
import io
import json
import os
import pickle
import secrets
import shutil
import sys
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from importlib.metadata import version
from pathlib import Path

from cryptography.hazmat.bindings._rust import openssl
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key
from joserfc.jwk import RSAKey
from moto.backends import get_backend
from moto.core.base_backend import BackendDict
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import LimitedSizeDict
from moto.dynamodb.models.table import StreamRecord
from moto.s3.models import FakeKey, s3_backends
from moto.s3.utils import _VersionedKeyStore

from local_aws import (
    ACCOUNT,
    cloudfront_cloudformation,
    cognito_identity,
    cognito_sign_in,
    cognito_tokens,
    cognito_totp,
    dynamodb_streams,
    gate,
    ses,
    sts,
)

KIND = {"format": 1, "moto": version("moto")}
"""A state of another kind is not loaded: moto's classes differ between its versions. Increase `format` when ours do."""

COLLECTIONS = {
    "cloudfront.cache_policies": cloudfront_cloudformation.cache_policies,
    "cloudfront.configurations": cloudfront_cloudformation.configurations,
    "cloudfront.functions": cloudfront_cloudformation.functions,
    "cloudfront.response_headers": cloudfront_cloudformation.response_headers,
    "cognito.devices": cognito_totp._devices,
    "cognito.revoked": cognito_tokens._revoked,
    "cognito.rotated": cognito_tokens._rotated,
    "cognito.signed_in_at": cognito_tokens._signed_in_at,
    "cognito.sign_ins": cognito_sign_in._sessions,
    "cognito_identity.identities": cognito_identity._identities,
    "cognito_identity.principal_tags": cognito_identity.principal_tags,
    "cognito_identity.roles": cognito_identity.roles,
    "s3.bucket_accounts": s3_backends.bucket_accounts,
    "ses.sent": ses._sent,
    "sts.sessions": sts._sessions,
}
"""What is kept beside moto's backends. They are filled in place: other modules refer to them."""

CATCH_UP = timedelta(hours=1)
"""In which consumers read the stream records of the last run, however old they are."""

MAX_SHARE = 0.05
"""Of the time in which requests wait: a large state is saved less often than the interval."""


class Unusable(Exception):
    """The folder cannot be used, and why."""


class Content:
    """The content of an S3 object in the folder. It replaces moto's temporary file, and is opened for each read."""

    folder: Path

    def __init__(self, name=None):
        self.name = name
        self._position = 0

    def seek(self, position):
        self._position = position

    def open(self):
        if self.name is None:
            raise ValueError("I/O operation on closed file.")  # as of a temporary file; moto catches it
        return open(self.folder / self.name, "rb")

    def read(self, size=-1):
        with self.open() as file:
            file.seek(self._position)
            block = file.read(size)
        self._position += len(block)
        return block

    def close(self):
        self.name = None


class State:
    """The state folder of this process."""

    def __init__(self, folder):
        self._folder = Path(folder).absolute()
        self._file = self._folder / "state"
        self._objects = Content.folder = self._folder / "objects"
        self._started = datetime.now(timezone.utc).replace(tzinfo=None)
        self._saving = threading.Lock()
        self._unsynced = set()
        self._open_folder()

    def _open_folder(self):
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._folder.stat().st_uid != os.getuid():
            raise Unusable(f"{self._folder} belongs to another user")
        self._folder.chmod(0o700)
        self._objects.mkdir(exist_ok=True)
        self._lock = open(self._folder / "lock", "w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Unusable(f"{self._folder} is in use by another process") from None

    def load(self):
        """Loads the last save, or starts empty. What cannot be read is moved aside, never deleted."""
        try:
            kept = self._read()
        except FileNotFoundError:
            return
        except Exception as error:
            aside = self._folder / f"unreadable-{datetime.now():%Y%m%d-%H%M%S}"
            aside.mkdir()
            for each in (self._file, self._objects):
                each.rename(aside / each.name)
            self._objects.mkdir()
            reason = f"{type(error).__name__}: {error}"
            _log(f"the state cannot be read and was moved to {aside}; starting empty. {reason}")
            return
        for (service, account, region), backend in kept["backends"].items():
            get_backend(service)[account][region] = backend
        for name, collection in COLLECTIONS.items():
            fill = collection.extend if isinstance(collection, list) else collection.update
            fill(kept["collections"].get(name, ()))

    def _read(self):
        began = time.monotonic()
        with open(self._file, "rb") as file:
            header, pickled = json.loads(file.readline()), file.read()
        if header["kind"] != KIND:
            raise ValueError(f"it is of kind {header['kind']}, not {KIND}")
        if hashlib.sha256(pickled).hexdigest() != header["sha256"]:
            raise ValueError("its checksum is wrong")
        kept = pickle.loads(pickled)
        _log(f"loaded {len(pickled) >> 10} KB, saved at {header['saved']}, in {time.monotonic() - began:.2f} s")
        return kept

    def save_regularly(self, interval):
        """Saves in the background, at most once per interval and only after a change."""
        threading.Thread(target=self._save_regularly, args=[interval], daemon=True).start()

    def _save_regularly(self, interval):
        saved, pause = gate.changes, interval
        while True:
            time.sleep(pause)
            if gate.changes == saved:
                continue
            saved = gate.changes
            try:
                pause = max(interval, self.save() / MAX_SHARE)
            except Exception as error:
                saved = None
                _log(f"saving failed, retrying. {type(error).__name__}: {error}")

    def save(self):
        """Returns for how many seconds requests had to wait. They do not wait for the disk."""
        with self._saving:
            self._store_contents()
            with gate.closed(ends_within=2):
                began = time.monotonic()
                pickled, names = self._pickle()
                closed_for = time.monotonic() - began
            self._write(pickled, names)
            return closed_for

    def save_and_exit(self):
        """The gate stays closed: what it answered after the save would be lost."""
        try:
            with self._saving, gate.closed(ends_within=30):
                self._write(*self._pickle())
                os._exit(0)
        except Exception as error:
            _log(f"saving failed; what changed since the last save is lost. {type(error).__name__}: {error}")
            os._exit(1)

    def _store_contents(self):
        """Before the gate closes: copying 200 MB takes up to half a second."""
        for key in _objects():
            if key._etag:  # until it is known, moto reads the content without the lock
                with key.lock, suppress(ValueError):  # deleted meanwhile
                    self._store(key)

    def _store(self, key):
        """Moves the content of an object to the folder."""
        buffer = key._value_buffer
        if isinstance(buffer, Content):
            return
        if buffer.closed:  # the object was deleted, and something still refers to it
            key._value_buffer = Content()
            return
        name = secrets.token_hex(16)
        buffer.seek(0)
        with open(self._objects / name, "xb") as file:
            shutil.copyfileobj(buffer, file, 1 << 20)
        self._unsynced.add(name)
        key._value_buffer = Content(name)
        buffer.close()

    def _pickle(self):
        """The state, and the names of the contents that it refers to."""
        names = set()

        def reduce_key(key):
            self._store(key)
            names.add(key._value_buffer.name)
            return copyreg.__newobj__, (FakeKey,), vars(key), None, None, _set_attributes

        self._trim_streams()
        out = io.BytesIO()
        pickler = pickle.Pickler(out, protocol=5)
        pickler.dispatch_table = copyreg.dispatch_table | REDUCERS | {FakeKey: reduce_key}
        pickler.dump({"backends": _backends(), "collections": COLLECTIONS})
        return out.getbuffer(), names

    def _trim_streams(self):
        """Stream records live for a day."""
        now = datetime.now(timezone.utc).replace(tzinfo=None)
        if now - self._started > CATCH_UP:
            for _, _, backend in dynamodb_backends.iter_backends():
                for table in backend.tables.values():
                    dynamodb_streams.trim(table, now - timedelta(days=1))

    def _write(self, pickled, names):
        for name in self._unsynced & names:
            _sync(self._objects / name)
        self._unsynced.clear()
        _sync(self._objects)
        header = {"kind": KIND, "saved": f"{datetime.now():%Y-%m-%d %H:%M:%S}"}
        header["sha256"] = hashlib.sha256(pickled).hexdigest()
        draft = self._file.with_suffix(".draft")
        with open(draft, "wb") as file:
            file.write(json.dumps(header).encode() + b"\n")
            file.write(pickled)
        _sync(draft)
        draft.replace(self._file)
        _sync(self._folder)
        for content in self._objects.iterdir():
            if content.name not in names:
                content.unlink()


def _objects():
    """Each version of each object, and each part of an upload."""
    for bucket in list(s3_backends[ACCOUNT]["aws"].buckets.values()):
        versions = [version for versions in list(dict.values(bucket.keys)) for version in versions]
        parts = [part for upload in list(bucket.multiparts.values()) for part in list(upload.parts.values())]
        yield from (each for each in versions + parts if isinstance(each, FakeKey))


def _backends():
    return {
        (service.service_name, account, region): backend
        for service in list(BackendDict._instances)
        for account, region, backend in service.iter_backends()
    }


def _new(make):
    return lambda _: (make, ())


def _reduce_dict(mapping):
    """Saves a dictionary whose `items` and `__setitem__` are not those of a dictionary."""
    return copyreg.__newobj__, (type(mapping),), dict(mapping), None, None, dict.update


def _private_key(der):
    return load_der_private_key(der, password=None)


def _set_attributes(target, attributes):
    vars(target).update(attributes)


def _reduce_record(record):
    """A stream record never changes, so it is pickled once, not for each save."""
    if "pickled" not in vars(record):
        record.pickled = pickle.dumps(record.record, protocol=5)
    return _stream_record, (record.pickled,)


def _stream_record(pickled):
    record = object.__new__(StreamRecord)
    record.record, record.pickled = pickle.loads(pickled), pickled
    return record


DER = Encoding.DER, PrivateFormat.PKCS8, NoEncryption()

REDUCERS = {
    # No request is inside, so no lock is held.
    type(threading.Lock()): _new(threading.Lock),
    type(threading.RLock()): _new(threading.RLock),
    threading.Condition: _new(threading.Condition),
    LimitedSizeDict: _reduce_dict,
    _VersionedKeyStore: _reduce_dict,
    StreamRecord: _reduce_record,
    RSAKey: lambda key: (RSAKey.import_key, (key.as_dict(private=True),)),  # signs Cognito's tokens
    openssl.rsa.RSAPrivateKey: lambda key: (_private_key, (key.private_bytes(*DER),)),  # in KMS
}
"""For classes that pickle cannot save, or not right."""


def _sync(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _log(text):
    print(f"local AWS: {text}", file=sys.stderr, flush=True)
