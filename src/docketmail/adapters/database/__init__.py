"""Databases: functions over a SQLAlchemy `Connection`, run in transactions.

Who has tables of its own (the ledger, the keys) writes plain functions; how they are run, together on
SQLite or side by side on PostgreSQL, stands here once.

Security: values stay out of error texts (`hide_parameters`). A SQLite file is its owner's alone, and
what is deleted in it is overwritten (`secure_delete`); `Database.shred` says what that leaves.
Promises: `write` returns after its operation is durable; one that raises changed nothing. Where nobody
can tell whether a commit became durable, `failed` is resolved and every later call raises: the daemon
exits, and the next one reads from the disk what is true.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import make_url

from docketmail.adapters.database.postgres import PostgresDatabase
from docketmail.adapters.database.protocol import Database, Operation
from docketmail.adapters.database.sqlite import SqliteDatabase


__all__ = [
    "Database",
    "Operation",
    "PostgresDatabase",
    "SqliteDatabase",
    "open_database",
]


def open_database(url: str) -> Database:
    """The database of this URL, for the running event loop.

    `sqlite:////var/lib/docketmail/ledger.db` or `postgresql://user@host/name`; ValueError for others.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        return SqliteDatabase(Path(parsed.database))
    if parsed.get_backend_name() == "postgresql":
        return PostgresDatabase(parsed)
    raise ValueError(
        f"{parsed.drivername} is no database for this: "
        "give sqlite:////path/of/ledger.db or postgresql://user@host/name."
    )
