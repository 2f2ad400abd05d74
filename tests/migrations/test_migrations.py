from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, inspect

from docketmail.adapters import keys, schema
from docketmail.adapters.database import Database, open_database
from docketmail.adapters.tables import METADATA


TABLES: dict[schema.Which, MetaData] = {"ledger": METADATA, "keys": keys.SCHEMA}

both_histories = pytest.mark.parametrize("which", ["ledger", "keys"])


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        folder = tmp_path / "a folder of 100 %"
        folder.mkdir()
        return f"sqlite:///{folder}/ledger.db"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    database = open_database(url)
    yield database
    await database.close()


def spelled_out(index: Any) -> str:
    options = {name: str(value) for name, value in index["dialect_options"].items()}
    return str({**index, "dialect_options": options})


def structure(connection: Connection) -> dict[str, Any]:
    """All that the database itself says about its tables: compare_metadata overlooks some."""
    seen = inspect(connection)
    return {
        table: {
            "columns": [{**column, "type": repr(column["type"])} for column in columns],
            "key": seen.get_pk_constraint(table),
            "unique": sorted(seen.get_unique_constraints(table), key=str),
            "indexes": sorted(map(spelled_out, seen.get_indexes(table))),
        }
        for (_, table), columns in seen.get_multi_columns().items()
        if not table.startswith("alembic_version")
    }


@both_histories
async def test_from_nothing_to_the_head_gives_the_tables_of_the_code(
    url: str, database: Database, which: schema.Which
) -> None:
    await schema.upgrade(url, which)

    def differences(connection: Connection) -> list[Any]:
        options = {"version_table": schema.VERSION_TABLES[which]}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, TABLES[which]))

    assert await database.read(differences) == []


@both_histories
async def test_down_and_made_anew_from_the_code_they_are_the_same_to_the_letter(
    url: str, database: Database, which: schema.Which
) -> None:
    await schema.upgrade(url, which)
    migrated = await database.read(structure)
    assert set(migrated) == set(TABLES[which].tables)

    await schema.downgrade(url, which, "base")
    assert await database.read(structure) == {}
    assert await schema.current(url, which) is None

    await database.write(TABLES[which].create_all)
    assert await database.read(structure) == migrated


async def test_both_histories_live_in_one_database(url: str, database: Database) -> None:
    await schema.upgrade(url, "ledger")
    await schema.upgrade(url, "keys")

    assert await schema.current(url, "ledger") == schema.head("ledger")
    assert await schema.current(url, "keys") == schema.head("keys")
    assert set(await database.read(structure)) == {*METADATA.tables, *keys.SCHEMA.tables}


async def test_what_is_missing_is_said_before_and_nothing_after(url: str) -> None:
    assert await schema.missing(url) == ["0001_ledger"]

    await schema.upgrade(url)
    await schema.upgrade(url)

    assert await schema.missing(url) == []


async def test_an_upgrade_that_fails_half_way_leaves_nothing(url: str, database: Database) -> None:
    await database.write(METADATA.tables["tombstones"].create)

    with pytest.raises(Exception, match="already exists"):
        await schema.upgrade(url)

    assert set(await database.read(structure)) == {"tombstones"}
    assert await schema.current(url) is None


async def test_a_database_newer_than_the_release_is_refused(url: str, database: Database) -> None:
    await schema.upgrade(url)
    newer = "UPDATE alembic_version SET version_num = '9999_later'"
    await database.write(lambda connection: connection.exec_driver_sql(newer).close())

    with pytest.raises(schema.UnknownRevisionError, match="9999_later"):
        await schema.missing(url)
