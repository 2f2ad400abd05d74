from __future__ import annotations

import base64
import os
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from typing import TypeVar

import pytest

from docketmail.adapters.database import Operation, SqliteDatabase
from docketmail.adapters.keys import (
    SCHEMA,
    KeyStore,
    MasterKeyError,
    mark_key,
    master_key,
    new_master_key,
)
from docketmail.ports import KeyDestroyedError


T = TypeVar("T")

MASTER = bytes(range(32))


class CountingDatabase(SqliteDatabase):
    writes = 0

    async def write(self, operation: Operation[T]) -> T:
        self.writes += 1
        return await super().write(operation)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[CountingDatabase]:
    database = CountingDatabase(tmp_path / "keys.sqlite")
    yield database
    await database.close()


@pytest.fixture
async def keys(database: CountingDatabase) -> KeyStore:
    await database.write(SCHEMA.create_all)
    return await KeyStore.open(database, MASTER)


def wrapped(tmp_path: Path) -> list[tuple[str, str, bytes]]:
    connection = sqlite3.connect(tmp_path / "keys.sqlite")
    try:
        return connection.execute("SELECT file, id, wrapped FROM wrapped_keys").fetchall()
    finally:
        connection.close()


def on_disk(tmp_path: Path) -> bytes:
    return b"".join(path.read_bytes() for path in tmp_path.glob("keys.sqlite*"))


async def test_a_batch_of_keys_is_one_durable_write(
    database: CountingDatabase, keys: KeyStore
) -> None:
    before = database.writes
    made = await keys.create("pack", 20)

    assert database.writes == before + 1
    assert len({key for _, key in made}) == 20
    assert {len(key) for _, key in made} == {32}
    assert [await keys.key("pack", key_id) for key_id, _ in made] == [key for _, key in made]


async def test_keys_are_there_after_a_restart(database: CountingDatabase, keys: KeyStore) -> None:
    [(key_id, key)] = await keys.create("file", 1)

    again = await KeyStore.open(database, MASTER)

    assert await again.key("file", key_id) == key


async def test_no_key_stands_in_the_database_unwrapped(tmp_path: Path, keys: KeyStore) -> None:
    made = await keys.create("file", 3)

    assert len(wrapped(tmp_path)) == 4
    assert not [key for _, key in made if key in on_disk(tmp_path)]


async def test_a_copy_is_the_same_key_with_a_life_of_its_own(keys: KeyStore) -> None:
    [(key_id, key)] = await keys.create("file", 1)
    copy = await keys.copy("file", key_id)

    assert await keys.destroy("file", key_id) is False
    assert await keys.key("file", copy) == key
    with pytest.raises(KeyDestroyedError):
        await keys.key("file", key_id)
    assert await keys.destroy("file", copy) is True


async def test_a_destroyed_key_is_not_copied(keys: KeyStore) -> None:
    [(key_id, _)] = await keys.create("file", 1)
    await keys.destroy("file", key_id)

    with pytest.raises(KeyDestroyedError):
        await keys.copy("file", key_id)


async def test_a_destroyed_key_is_gone_from_the_disk(tmp_path: Path, keys: KeyStore) -> None:
    [(key_id, _), (kept, _)] = await keys.create("file", 2)
    [blob] = [blob for _, row, blob in wrapped(tmp_path) if row == key_id]
    assert blob in on_disk(tmp_path)

    await keys.destroy("file", key_id)

    assert blob not in on_disk(tmp_path)
    assert await keys.key("file", kept)


async def test_a_key_that_is_gone_may_be_destroyed_again(keys: KeyStore) -> None:
    [(key_id, _)] = await keys.create("file", 1)

    assert await keys.destroy("file", key_id) is True
    assert await keys.destroy("file", key_id) is True


async def test_the_wrong_master_key_is_told_at_the_start(
    database: CountingDatabase, keys: KeyStore
) -> None:
    with pytest.raises(MasterKeyError, match="does not fit this key store"):
        await KeyStore.open(database, bytes(32))


async def test_a_wrapped_key_moved_to_another_row_opens_nothing(
    tmp_path: Path, keys: KeyStore
) -> None:
    [(first, _), (second, _)] = await keys.create("file", 2)
    connection = sqlite3.connect(tmp_path / "keys.sqlite")
    [(blob,)] = connection.execute("SELECT wrapped FROM wrapped_keys WHERE id = ?", [first])
    connection.execute("UPDATE wrapped_keys SET wrapped = ? WHERE id = ?", [blob, second])
    connection.commit()
    connection.close()

    with pytest.raises(ValueError, match="does not open"):
        await keys.key("file", second)


def test_a_new_master_key_is_its_owners_alone_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    new_master_key(path)
    key = master_key(path)

    assert len(key) == 32
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(MasterKeyError, match="exists already"):
        new_master_key(path)
    assert master_key(path) == key


@pytest.mark.parametrize(
    "content",
    [MASTER, base64.b64encode(MASTER), base64.b64encode(MASTER) + b"\n"],
    ids=["raw", "base64", "base64 with a line end"],
)
def test_a_master_key_is_raw_or_base64(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(content)
    path.chmod(0o400)

    assert master_key(path) == MASTER


@pytest.mark.parametrize(
    "content", [b"", b"short", bytes(31), bytes(33), base64.b64encode(bytes(31)), b"\xff" * 40]
)
def test_what_is_no_master_key_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(content)
    path.chmod(0o600)

    with pytest.raises(MasterKeyError, match="holds no master key"):
        master_key(path)


@pytest.mark.parametrize("mode", [0o604, 0o644, 0o666, 0o602, 0o620])
def test_a_master_key_that_others_can_read_or_change_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(MASTER)
    path.chmod(mode)

    with pytest.raises(MasterKeyError, match="chmod 600"):
        master_key(path)


def test_a_group_reads_no_master_key(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(MASTER)
    if os.geteuid() == 0:
        os.chown(path, 0, 65_534)
    path.chmod(0o440)

    with pytest.raises(MasterKeyError, match="can be read by others"):
        master_key(path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make root's files")
def test_a_credential_as_systemd_hands_it_over_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    path.write_bytes(MASTER)
    os.chown(path, 0, 0)
    path.chmod(0o440)

    assert master_key(path) == MASTER


def test_a_missing_master_key_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(MasterKeyError, match="docketmail init"):
        master_key(tmp_path / "master.key")


def test_marks_have_a_key_of_their_own() -> None:
    assert mark_key(MASTER) != MASTER
    assert mark_key(MASTER) == mark_key(MASTER)
    assert mark_key(MASTER) != mark_key(bytes(32))
