"""The key store: one data key for each thing in the spool, wrapped by the master key.

It has a small database of its own, so that its backups can be few and short-lived while those of the
ledger and the spool are kept: a paper is unreadable once no copy of its wrapped key is left.

Security: data keys are 256 random bits, wrapped with AES-256-GCM; the row's own (file, id) is the
associated data, so that a wrapped key that is put into another row opens nothing, which AES key wrap
(RFC 3394) has no place for. Random nonces allow 2**32 keys under one master key (NIST SP 800-38D,
8.3): 40 years at 300,000 things a day. The wrapping key is derived from the master key, which never
encrypts anything itself.
Promises: a key that `create` or `copy` returned is durable; a key that `destroy` returned from is gone
from the database file and its write-ahead log.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    LargeBinary,
    MetaData,
    String,
    Table,
    and_,
    delete,
    insert,
    select,
)

from docketmail.adapters.durable import sync
from docketmail.ports import KeyDestroyedError


T = TypeVar("T")

KEY_BYTES: Final = 32
_FILE_BYTES: Final = 256
"""More than any master key's file has: base64 of 32 bytes is 44 characters."""
_NONCE_BYTES: Final = 12
_ID_BYTES: Final = 8

SCHEMA: Final = MetaData()
_KEYS: Final = Table(
    "wrapped_keys",
    SCHEMA,
    Column("file", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    # The keys of one pack then lie on one page: one page to write for a batch, not one a key.
    sqlite_with_rowid=False,
)
_CHECK: Final = ("", "check")
"""The row that tells a wrong master key at the start; no file has an empty name."""


class MasterKeyError(Exception):
    """The master key cannot be used; the message says why and what to do."""


class Database(Protocol):
    """What the key store needs of its database."""

    async def write(self, operation: Callable[[Connection], T]) -> T:
        """Run it in one transaction, durable on return; it may run more than once before that."""

    async def read(self, operation: Callable[[Connection], T]) -> T: ...

    async def shred(self, *tables: str) -> None:
        """Overwrite what was deleted from these tables in the database's own files."""


class KeyStore:
    """Wrapped data keys. A key is named by the file that it opens and an id within that file."""

    def __init__(self, database: Database, master: bytes) -> None:
        self._database = database
        self._wrapping = AESGCM(_derived(master, "wrap data keys"))

    @classmethod
    async def open(cls, database: Database, master: bytes) -> KeyStore:
        """Check the master key against the store; raises MasterKeyError where it is another one's."""
        store = cls(database, master)
        await database.write(store._check)
        return store

    async def create(self, file: str, count: int) -> list[tuple[str, bytes]]:
        """`count` new keys of a file in one durable write: (id, data key) each."""
        made = [
            (secrets.token_hex(_ID_BYTES), secrets.token_bytes(KEY_BYTES)) for _ in range(count)
        ]
        rows = [self._row(file, key_id, key) for key_id, key in made]

        def keep(connection: Connection) -> None:
            connection.execute(insert(_KEYS), rows)

        await self._database.write(keep)
        return made

    async def key(self, file: str, key_id: str) -> bytes:
        """The data key; raises KeyDestroyedError where it is gone."""
        return await self._database.read(lambda connection: self._get(connection, file, key_id))

    async def copy(self, file: str, key_id: str) -> str:
        """The id of a second, separately destroyed wrap of the same data key."""
        copy_id = secrets.token_hex(_ID_BYTES)

        def wrap_again(connection: Connection) -> None:
            data_key = self._get(connection, file, key_id)
            connection.execute(insert(_KEYS), [self._row(file, copy_id, data_key)])

        await self._database.write(wrap_again)
        return copy_id

    async def destroy(self, file: str, key_id: str) -> bool:
        """Destroy one key for good, and say whether it was the last one of its file.

        A key that is gone already may be destroyed again: so it is after a crash in between, and where
        TimeoutError says that the database could not overwrite it yet.
        """

        def drop(connection: Connection) -> bool:
            connection.execute(delete(_KEYS).where(_named(file, key_id)))
            others = select(_KEYS.c.id).where(_KEYS.c.file == file).limit(1)
            return connection.execute(others).first() is None

        was_last = await self._database.write(drop)
        await self._database.shred(_KEYS.name)
        return was_last

    def _check(self, connection: Connection) -> None:
        if connection.execute(select(_KEYS.c.id).limit(1)).first() is None:
            row = self._row(*_CHECK, secrets.token_bytes(KEY_BYTES))
            connection.execute(insert(_KEYS), [row])
        try:
            self._get(connection, *_CHECK)
        except (ValueError, KeyDestroyedError):
            raise MasterKeyError(
                "The master key does not fit this key store: nothing in the spool can be read with "
                "it. Put back the master key that this store was made with."
            ) from None

    def _row(self, file: str, key_id: str, data_key: bytes) -> dict[str, str | bytes]:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._wrapping.encrypt(nonce, data_key, _place(file, key_id))
        return {"file": file, "id": key_id, "wrapped": nonce + sealed}

    def _get(self, connection: Connection, file: str, key_id: str) -> bytes:
        found = connection.execute(select(_KEYS.c.wrapped).where(_named(file, key_id))).scalar()
        if found is None:
            raise KeyDestroyedError(f"the key {key_id} of {file} was destroyed")
        wrapped = bytes(found)
        nonce, sealed = wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:]
        try:
            return self._wrapping.decrypt(nonce, sealed, _place(file, key_id))
        except InvalidTag:
            raise ValueError(f"the wrapped key {key_id} of {file} does not open") from None


def master_key(path: Path) -> bytes:
    """The master key of a file: 32 bytes, raw or as base64.

    Raises MasterKeyError where the file is missing, holds something else, or can be read by others.
    """
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            content = file.read(_FILE_BYTES)
    except OSError as error:
        raise MasterKeyError(
            f"The master key {path} cannot be read ({error.strerror}). `docketmail init` makes one."
        ) from None
    if _open_to_others(status):
        raise MasterKeyError(
            f"The master key {path} can be read by others (mode {stat.S_IMODE(status.st_mode):04o}). "
            f"Run: chmod 600 {path}"
        )
    return _decoded(content, path)


def new_master_key(path: Path) -> None:
    """Write a new master key, durable, for its owner's eyes alone; never over one that is there."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise MasterKeyError(
            f"{path} exists already and was left as it is: everything in the spool hangs on it."
        ) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)


def mark_key(master: bytes) -> bytes:
    """The key of the spool's keyed hashes."""
    return _derived(master, "mark")


def _derived(master: bytes, purpose: str) -> bytes:
    # The master key is uniformly random: HKDF's extract step would add nothing (RFC 5869, 3.3).
    return HKDFExpand(SHA256(), KEY_BYTES, f"docketmail {purpose}".encode()).derive(master)


def _open_to_others(status: os.stat_result) -> bool:
    # systemd hands a credential over as root's file, mode 0440, with an ACL for the service's user
    # (systemd.exec(5), LoadCredential=): the group that may read it is root's own.
    roots_own = status.st_uid == 0 and status.st_gid == 0
    return bool(status.st_mode & (0o037 if roots_own else 0o077))


def _decoded(content: bytes, path: Path) -> bytes:
    if len(content) == KEY_BYTES:
        return content
    try:
        key = base64.b64decode(content.strip(), validate=True)
    except binascii.Error:
        key = b""
    if len(key) != KEY_BYTES:
        raise MasterKeyError(
            f"{path} holds no master key: {KEY_BYTES} bytes, raw or as base64, are wanted. "
            "`docketmail init` makes one."
        )
    return key


def _place(file: str, key_id: str) -> bytes:
    return f"{file}:{key_id}".encode()


def _named(file: str, key_id: str) -> ColumnElement[bool]:
    return and_(_KEYS.c.file == file, _KEYS.c.id == key_id)
