"""Brings a database's tables to the form that this release knows, with Alembic.

There are two sets of tables, each with a history of its own: the ledger, and the small key store that
has its own backups (on SQLite a file of its own; on PostgreSQL both may be in one database). The
histories lie in `migrations/`, inside the wheel as `docketmail/_migrations`.

Promises: an upgrade happens whole or not at all.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal, TypeVar

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, NullPool, create_engine, make_url
from sqlalchemy.ext.asyncio import create_async_engine


T = TypeVar("T")
Which = Literal["ledger", "keys"]

FOLDERS: Final[dict[Which, str]] = {"ledger": "versions", "keys": "keys"}
VERSION_TABLES: Final[dict[Which, str]] = {
    "ledger": "alembic_version",
    "keys": "alembic_version_keys",
}


class UnknownRevisionError(Exception):
    """The database was written by another release, most likely a newer one."""


async def upgrade(url: str, which: Which = "ledger", revision: str = "head") -> None:
    """Create the tables, or bring them to this revision."""
    await _run(url, lambda connection: command.upgrade(_config(which, connection), revision))


async def downgrade(url: str, which: Which, revision: str) -> None:
    """Go back to this revision, or to `base`: no tables, nothing remembered."""
    await _run(url, lambda connection: command.downgrade(_config(which, connection), revision))


async def current(url: str, which: Which = "ledger") -> str | None:
    """The revision that the database is at; None where it has no tables."""

    def look(connection: Connection) -> str | None:
        options = {"version_table": VERSION_TABLES[which]}
        return MigrationContext.configure(connection, opts=options).get_current_revision()

    return await _run(url, look)


def head(which: Which = "ledger") -> str:
    """The revision that this release knows and needs."""
    revision = ScriptDirectory.from_config(_config(which)).get_current_head()
    if revision is None:
        raise LookupError(f"No migrations of the {which} in {_folder()}; reinstall docketmail.")
    return revision


async def missing(url: str, which: Which = "ledger") -> list[str]:
    """Revisions that the database still needs, oldest first; empty where it is as it should be.

    Raises UnknownRevisionError where it is at one that this release does not know.
    """
    at = await current(url, which)
    known = [step.revision for step in ScriptDirectory.from_config(_config(which)).walk_revisions()]
    if at is None:
        return known[::-1]
    if at not in known:
        raise UnknownRevisionError(
            f"The tables of the {which} are at {at}, which this release does not know; "
            "run the release that brought them there, or a newer one."
        )
    return known[: known.index(at)][::-1]


def _folder() -> Path:
    """The histories: in the wheel beside this package, in a checkout at its root."""
    package = Path(__file__).parents[1]
    shipped = package / "_migrations"
    return shipped if shipped.is_dir() else package.parents[1] / "migrations"


def _config(which: Which, connection: Connection | None = None) -> Config:
    config = Config()
    # There is no alembic.ini. A % in a path would be taken for a reference to another setting.
    folder = str(_folder()).replace("%", "%%")
    config.set_main_option("script_location", folder)
    config.set_main_option("version_locations", f"{folder}/{FOLDERS[which]}")
    config.set_main_option("path_separator", "newline")  # a folder's name may hold anything else
    config.attributes.update(connection=connection, version_table=VERSION_TABLES[which])
    return config


async def _run(url: str, operation: Callable[[Connection], T]) -> T:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return await asyncio.to_thread(_run_on_sqlite, parsed, operation)
    engine = create_async_engine(parsed.set(drivername="postgresql+asyncpg"), poolclass=NullPool)
    async with engine.begin() as connection:
        return await connection.run_sync(operation)


def _run_on_sqlite(url: URL, operation: Callable[[Connection], T]) -> T:
    """In a transaction begun by hand: left to itself, the driver commits each CREATE alone."""
    Path(url.database or "").touch(mode=0o600)
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        result = operation(connection)
        connection.exec_driver_sql("COMMIT")
    return result
