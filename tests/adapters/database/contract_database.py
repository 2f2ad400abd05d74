"""What every database keeps: run on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection, column, insert, table
from sqlalchemy.exc import DBAPIError, IntegrityError

from docketmail.adapters.database import Database


THINGS = "CREATE TABLE things (number INTEGER PRIMARY KEY, secret TEXT)"


async def run(database: Database, statement: str) -> list[Any]:
    def operation(connection: Connection) -> list[Any]:
        result = connection.exec_driver_sql(statement)
        return [tuple(row) for row in result] if result.returns_rows else []

    return await database.write(operation)


def add(number: int, connection: Connection) -> None:
    connection.exec_driver_sql(f"INSERT INTO things (number) VALUES ({number})")  # noqa: S608


def count(connection: Connection) -> int:
    found: int = connection.exec_driver_sql("SELECT count(*) FROM things").scalar_one()
    return found


async def numbers(database: Database) -> list[int]:
    return [
        number for (number,) in await run(database, "SELECT number FROM things ORDER BY number")
    ]


class DatabaseContract:
    async def test_an_operation_that_raises_changes_nothing(self, database: Database) -> None:
        def broken(connection: Connection) -> None:
            add(1, connection)
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            await database.write(broken)

        assert await numbers(database) == []

    async def test_a_wrong_statement_is_its_callers_fault(self, database: Database) -> None:
        with pytest.raises(DBAPIError):
            await run(database, "INSERT INTO nothing VALUES (1)")

        await database.write(partial(add, 1))
        assert await numbers(database) == [1]
        assert not database.failed.done()

    async def test_an_error_text_holds_no_value(self, database: Database) -> None:
        things = table("things", column("number"), column("secret"))

        def twice(connection: Connection) -> None:
            connection.execute(insert(things).values(number=1, secret="a name"))
            connection.execute(insert(things).values(number=1, secret="a name"))

        with pytest.raises(IntegrityError) as raised:
            await database.write(twice)

        assert "a name" not in str(raised.value)

    async def test_a_read_changes_nothing(self, database: Database) -> None:
        with pytest.raises(DBAPIError):
            await database.read(partial(add, 1))

        assert await numbers(database) == []
        assert not database.failed.done()

    async def test_a_read_sees_what_was_written_before(self, database: Database) -> None:
        for written in range(1, 6):
            await database.write(partial(add, written))

            assert await database.read(count) == written

    async def test_who_stops_waiting_stops_nobody(self, database: Database) -> None:
        waiting = asyncio.create_task(database.write(partial(add, 1)))
        await asyncio.sleep(0)
        waiting.cancel()

        await database.write(partial(add, 2))

        assert 2 in await numbers(database)
