from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from adapters.database.contract_database import (
    THINGS,
    DatabaseContract,
    add,
    count,
    numbers,
    run,
)
from docketmail.adapters.database import Database, SqliteDatabase, open_database
from docketmail.ports import FullError, StoreError


WRITES_UNTIL_IT_IS_KILLED = """
import asyncio, sys
from functools import partial
from pathlib import Path
from adapters.database.contract_database import add
from docketmail.adapters.database import SqliteDatabase

async def main():
    database = SqliteDatabase(Path(sys.argv[1]))
    async def write(start):
        for number in range(start, 10**6, 5):
            await database.write(partial(add, number))
            print(number, flush=True)
    await asyncio.gather(*(write(start) for start in range(5)))

asyncio.run(main())
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "things.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    database = SqliteDatabase(path)
    await run(database, THINGS)
    yield database
    await database.close()


class TestSqliteDatabase(DatabaseContract):
    pass


class Gate:
    """An operation that keeps the writing thread busy until it is opened."""

    def __init__(self) -> None:
        self.opened = threading.Event()

    def __call__(self, _: Connection) -> None:
        assert self.opened.wait(timeout=10)


async def test_the_url_of_a_file_opens_it(path: Path) -> None:
    for statement in (THINGS, "SELECT * FROM things"):
        database = open_database(f"sqlite:///{path}")
        await run(database, statement)
        await database.close()


def test_another_kind_is_refused_with_what_would_be_right() -> None:
    with pytest.raises(ValueError, match="sqlite:////path"):
        open_database("mysql://host/name")


async def test_a_commit_waits_for_the_disk_and_deleted_bytes_are_overwritten(
    database: Database,
) -> None:
    def settings(connection: Connection) -> list[object]:
        names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        return [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    full = 2
    assert await database.write(settings) == ["wal", full, 1, 1]


def mode(file: Path) -> int:
    return file.stat().st_mode & 0o777


async def test_the_files_are_their_owners_alone(database: Database, path: Path) -> None:
    assert mode(path) == 0o600
    assert mode(path.with_name("things.db-wal")) == 0o600


async def test_what_waits_is_committed_together(database: Database, path: Path) -> None:
    gate = Gate()
    wal_sizes = []

    def add_and_look(number: int, connection: Connection) -> None:
        wal_sizes.append(path.with_name("things.db-wal").stat().st_size)
        add(number, connection)

    writes = [database.write(gate), *(database.write(partial(add_and_look, n)) for n in range(20))]
    tasks = [asyncio.create_task(write) for write in writes]
    await asyncio.sleep(0)
    gate.opened.set()
    await asyncio.gather(*tasks)

    assert len(set(wal_sizes)) == 1, "a commit in between would have lengthened the WAL"
    assert await numbers(database) == list(range(20))


async def test_a_read_sees_one_moment(database: Database) -> None:
    loop = asyncio.get_running_loop()

    def twice(connection: Connection) -> tuple[int, int]:
        before = count(connection)
        asyncio.run_coroutine_threadsafe(database.write(partial(add, 1)), loop).result(10)
        return before, count(connection)

    assert await database.read(twice) == (0, 0)
    assert await database.read(count) == 1


def test_what_was_answered_survives_a_kill(path: Path) -> None:
    async def there() -> set[int]:
        database = SqliteDatabase(path)
        found = set(await numbers(database))
        await database.close()
        return found

    async def prepare() -> None:
        database = SqliteDatabase(path)
        await run(database, THINGS)
        await database.close()

    asyncio.run(prepare())
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WRITES_UNTIL_IT_IS_KILLED, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as child:  # noqa: S603 - our own
        assert child.stdout is not None
        answered = {int(child.stdout.readline()) for _ in range(50)}
        child.kill()
        answered |= {int(line) for line in child.stdout if line.endswith(b"\n")}

    assert answered <= asyncio.run(there())


async def test_a_full_disk_is_told_and_the_work_goes_on(database: Database) -> None:
    (pages,) = (await run(database, "PRAGMA page_count"))[0]
    await run(database, f"PRAGMA max_page_count={pages + 2}")
    large = "INSERT INTO things (number, secret) VALUES (1, hex(zeroblob(10000)))"

    results = await asyncio.gather(
        database.write(partial(add, 2)), run(database, large), return_exceptions=True
    )

    assert [type(result) for result in results] == [FullError, FullError]
    assert await numbers(database) == []
    assert not database.failed.done()
    await database.write(partial(add, 3))
    assert await numbers(database) == [3]


async def test_after_a_failed_commit_nothing_is_promised_any_more(database: Database) -> None:
    await run(database, "CREATE TABLE owners (number INTEGER PRIMARY KEY)")
    await run(
        database,
        "CREATE TABLE owned (owner INTEGER REFERENCES owners DEFERRABLE INITIALLY DEFERRED)",
    )

    # Refused at the COMMIT, as a broken disk would do it.
    results = await asyncio.gather(
        database.write(partial(add, 1)),
        run(database, "INSERT INTO owned VALUES (9)"),
        return_exceptions=True,
    )

    assert [type(result) for result in results] == [StoreError, StoreError]
    assert isinstance(database.failed.result(), StoreError)
    with pytest.raises(StoreError, match="failed"):
        await database.write(partial(add, 2))
    with pytest.raises(StoreError, match="failed"):
        await database.read(count)


def broken(_: Connection) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_READ
    raise OperationalError(None, None, error)


async def test_an_error_of_the_disk_at_a_write_fails_the_database(database: Database) -> None:
    with pytest.raises(StoreError, match="disk I/O error"):
        await database.write(broken)

    assert database.failed.done()


async def test_an_error_of_the_disk_at_a_read_does_too(database: Database) -> None:
    with pytest.raises(StoreError, match="disk I/O error"):
        await database.read(broken)

    assert database.failed.done()


async def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        SqliteDatabase(tmp_path)


async def test_after_closing_all_that_waited_is_there(path: Path) -> None:
    database = SqliteDatabase(path)
    await run(database, THINGS)
    waiting = [asyncio.create_task(database.write(partial(add, number))) for number in range(300)]
    await asyncio.sleep(0)

    await database.close()

    await asyncio.gather(*waiting)
    with pytest.raises(StoreError, match="closed"):
        await database.write(partial(add, 300))
    again = SqliteDatabase(path)
    assert await numbers(again) == list(range(300))
    await again.close()


async def test_shredded_bytes_are_in_no_file(database: Database, path: Path) -> None:
    def on_disk() -> bool:
        return any(b"a wrapped key" in file.read_bytes() for file in path.parent.iterdir())

    await run(database, "INSERT INTO things VALUES (1, 'a wrapped key')")
    await run(database, "DELETE FROM things")
    assert on_disk(), "else this test proves nothing"

    await database.shred("things")

    assert not on_disk()


async def test_shredding_says_when_a_reader_was_in_the_way(database: Database, path: Path) -> None:
    await database.write(partial(add, 1))
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM things").fetchall()
    await run(database, "DELETE FROM things")
    await run(database, "PRAGMA busy_timeout=0")

    with pytest.raises(TimeoutError, match="reader"):
        await database.shred("things")

    reader.close()
    await database.shred("things")
    assert not database.failed.done()
