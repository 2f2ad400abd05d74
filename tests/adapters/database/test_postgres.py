from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from adapters.database.contract_database import (
    THINGS,
    DatabaseContract,
    add,
    count,
    numbers,
    run,
)
from docketmail.adapters.database import Database, open_database
from docketmail.ports import FullError, StoreError


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[Database]:
    database = open_database(postgres_url)
    await run(database, THINGS)
    yield database
    await database.close()


class TestPostgresDatabase(DatabaseContract):
    pass


def raising(state: str) -> str:
    return f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}'; END $$"


async def test_an_error_that_was_swallowed_does_not_pass_for_done(database: Database) -> None:
    def careless(connection: Connection) -> None:
        add(1, connection)
        with suppress(DBAPIError):
            add(1, connection)

    with pytest.raises(DBAPIError):
        await database.write(careless)

    assert await numbers(database) == []


async def test_one_that_was_undone_in_time_does(database: Database) -> None:
    def careful(connection: Connection) -> None:
        add(1, connection)
        with suppress(DBAPIError), connection.begin_nested():
            add(1, connection)

    await database.write(careful)

    assert await numbers(database) == [1]


@pytest.mark.parametrize("clash", ["40001", "40P01"])
async def test_what_clashes_is_run_again(database: Database, clash: str) -> None:
    runs: list[int] = []

    def clashes_twice(connection: Connection) -> None:
        runs.append(len(runs))
        add(len(runs), connection)
        if len(runs) < 3:
            connection.exec_driver_sql(raising(clash))

    await database.write(clashes_twice)

    assert await numbers(database) == [3]


async def test_what_clashes_for_ever_is_given_up(database: Database) -> None:
    with pytest.raises(TimeoutError, match="clashed"):
        await run(database, raising("40001"))

    assert not database.failed.done()


async def test_a_full_disk_is_told_and_the_work_goes_on(database: Database) -> None:
    with pytest.raises(FullError):
        await run(database, raising("53100"))

    await database.write(partial(add, 1))
    assert await numbers(database) == [1]


async def test_a_connection_that_breaks_off_fails_the_database(database: Database) -> None:
    with pytest.raises(StoreError):
        await run(database, "SELECT pg_terminate_backend(pg_backend_pid())")

    assert isinstance(database.failed.result(), StoreError)
    with pytest.raises(StoreError):
        await database.read(count)


async def test_a_server_that_is_not_there_is_a_failed_database(tmp_path: Path) -> None:
    database = open_database(f"postgresql://postgres@/ledger?host={tmp_path}")

    with pytest.raises(StoreError):
        await database.write(partial(add, 1))

    assert database.failed.done()


async def test_shredded_bytes_are_not_in_the_tables_file(database: Database) -> None:
    async def on_disk() -> bool:
        await database.write(lambda connection: connection.exec_driver_sql("CHECKPOINT").close())
        file = "pg_read_binary_file(pg_relation_filepath('things'))"
        ((found,),) = await run(database, f"SELECT position('a wrapped key'::bytea IN {file})")
        return bool(found)

    await database.write(partial(add, 1))
    await run(database, "INSERT INTO things VALUES (2, 'a wrapped key')")
    await run(database, "DELETE FROM things WHERE number = 2")
    assert await on_disk(), "else this test proves nothing"

    await database.shred("things")

    assert not await on_disk()
