"""SQLite: one thread owns the only writing connection and commits what waits together.

Every commit waits for the disk once (WAL, synchronous=FULL), however many operations are in it. Where
one of them raises they are all run again, each in a savepoint of its own, so that it takes nobody with
it. Readers are connections that
may neither write nor checkpoint: before 3.51.3 two connections that do so at the same moment can
corrupt a WAL database (sqlite.org/wal.html, "WAL-reset bug"), and Debian 12 has 3.40.1. For the same
reason there is one process.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from docketmail.adapters.database.protocol import Operation
from docketmail.ports import FullError, StoreError


T = TypeVar("T")

TOGETHER: Final = 200
"""Operations in one commit. From 100 on a longer batch saves no more (4 KB rows: 5,730 a second with
one in a commit, 36,235 with 20, 45,178 with 100), and the first of it would wait for the last."""
READERS: Final = 2
"""So that a long report does not hold up a short question; more would only queue for the interpreter."""
PATIENCE: Final = 5.0
"""Seconds to wait for a lock of another connection (`busy_timeout`): a backup's, a checkpoint's."""

WRITER: Final = {
    "journal_mode": "WAL",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "secure_delete": "ON",
}
READER: Final = {"query_only": "ON", "wal_autocheckpoint": "0"}

OF_THE_OPERATION: Final = {
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_RANGE,
}
"""Result codes that a wrong statement causes; every other one is the file's or the disk's."""


@dataclass(frozen=True, slots=True)
class _Order:
    operation: Operation[Any]
    future: asyncio.Future[Any]
    alone: bool
    """Outside of any transaction: a checkpoint."""


Outcome = tuple[Any, Exception | None]


class SqliteDatabase:
    """`Database` in one file, opened at once; raises StoreError where that is impossible."""

    def __init__(self, path: Path) -> None:
        self._loop = asyncio.get_running_loop()
        self.failed: asyncio.Future[StoreError] = self._loop.create_future()
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._closed = False
        self._writer = _Writer(path)
        self._snapshots = _engine(path, READER)
        self._readers = ThreadPoolExecutor(READERS, "database-reader")
        # A daemon: an interpreter that ends without `close` ends, and the file stays whole.
        self._thread = Thread(target=self._serve, name="database-writer", daemon=True)
        self._thread.start()

    async def write(self, operation: Operation[T]) -> T:
        return await self._order(operation, alone=False)

    async def read(self, operation: Operation[T]) -> T:
        self._check()
        try:
            return await self._loop.run_in_executor(self._readers, self._snapshot, operation)
        except DBAPIError as error:
            if _is_of_the_disk(error) and _code(error) != sqlite3.SQLITE_READONLY:
                raise self._fail(StoreError(f"The database failed: {error.orig}")) from error
            raise

    async def shred(self, *_tables: str) -> None:
        """Empty the WAL: what `secure_delete` overwrote in the file may still stand there."""
        await self._order(_empty_the_wal, alone=True)

    async def close(self) -> None:
        """Commit what waits, then let go of the file. The writer goes last: it checkpoints."""
        self._closed = True
        await self._loop.run_in_executor(None, self._readers.shutdown)
        self._snapshots.dispose()
        self._orders.put(None)
        await self._loop.run_in_executor(None, self._thread.join)

    def _check(self) -> None:
        if self._closed:
            raise StoreError("The database was closed.")
        if self.failed.done():
            raise StoreError(*self.failed.result().args)

    async def _order(self, operation: Operation[T], *, alone: bool) -> T:
        self._check()
        future: asyncio.Future[T] = self._loop.create_future()
        self._orders.put(_Order(operation, future, alone))
        return await future

    def _snapshot(self, operation: Operation[T]) -> T:
        with self._snapshots.connect() as connection:
            connection.exec_driver_sql("BEGIN")
            try:
                return operation(connection)
            finally:
                connection.exec_driver_sql("ROLLBACK")

    def _serve(self) -> None:
        """The writing thread: take what waits, carry it out, tell the callers."""
        serving = True
        while serving:
            orders = [self._orders.get()]
            while len(orders) < TOGETHER and not self._orders.empty():
                orders.append(self._orders.get())
            serving = None not in orders
            for alone, group in groupby(filter(None, orders), attrgetter("alone")):
                batch = list(group)
                outcomes = self._writer.carry_out(batch, alone=alone)
                self._loop.call_soon_threadsafe(self._tell, batch, outcomes)
        self._writer.close()

    def _fail(self, reason: StoreError) -> StoreError:
        if not self.failed.done():
            self.failed.set_result(reason)
        return reason

    def _tell(self, batch: Sequence[_Order], outcomes: Sequence[Outcome]) -> None:
        for order, (result, error) in zip(batch, outcomes, strict=True):
            if isinstance(error, StoreError):
                self._fail(error)
            if order.future.done():  # its caller waits no more
                continue
            if error is None:
                order.future.set_result(result)
            else:
                order.future.set_exception(error)


class _Writer:
    """The writing thread's side: the connection, and what became of each operation."""

    def __init__(self, path: Path) -> None:
        try:
            path.touch(mode=0o600)
            self._engine = _engine(path, WRITER)
            self._connection = self._engine.connect()
        except (OSError, DBAPIError) as error:
            raise StoreError(f"{path} cannot be opened as a database: {error}") from error
        # SQLAlchemy thinks that this is one long transaction; the real ones are begun by hand.
        self._connection.begin()
        self._driver: Any = self._connection.connection.driver_connection
        self._broken = ""

    def carry_out(self, orders: Sequence[_Order], *, alone: bool) -> Sequence[Outcome]:
        """One outcome an order, durable; or the same error for each, and nothing changed."""
        if self._broken:
            return [(None, StoreError(self._broken)) for _ in orders]
        try:
            return [self._attempt(order) for order in orders] if alone else self._commit(orders)
        except Exception as error:  # noqa: BLE001 - whatever it is, the callers must not wait forever
            return [(None, each) for each in self._give_up(error, len(orders))]

    def close(self) -> None:
        self._connection.close()
        self._engine.dispose()

    def _commit(self, orders: Sequence[_Order]) -> Sequence[Outcome]:
        self._driver.execute("BEGIN IMMEDIATE")
        outcomes = self._together(orders) or [self._apart(order) for order in orders]
        self._driver.execute("COMMIT")
        return outcomes

    def _together(self, orders: Sequence[_Order]) -> Sequence[Outcome] | None:
        """One after the other; None and nothing changed where one raised, which is rare.

        Every statement is a moment at which the event loop may take the interpreter and keep it for
        `sys.getswitchinterval()`: two savepoints an operation would be most of them.
        """
        try:
            return [(order.operation(self._connection), None) for order in orders]
        except Exception as error:
            if _is_of_the_disk(error) or not self._rolled_back():
                raise
            self._driver.execute("BEGIN IMMEDIATE")
            return None

    def _apart(self, order: _Order) -> Outcome:
        """Each in a savepoint, so that the one that raises takes nobody with it."""
        self._driver.execute("SAVEPOINT operation")
        outcome = self._attempt(order)
        if outcome[1] is not None:
            self._driver.execute("ROLLBACK TO operation")
        self._driver.execute("RELEASE operation")
        return outcome

    def _attempt(self, order: _Order) -> Outcome:
        try:
            return order.operation(self._connection), None
        except Exception as error:
            if _is_of_the_disk(error):
                raise
            return None, _as_a_future_takes_it(error)

    def _give_up(self, error: Exception, callers: int) -> list[Exception]:
        """Roll back; a full disk is told and the work goes on, anything else is the end."""
        if _code(error) == sqlite3.SQLITE_FULL and self._rolled_back():
            return [FullError("The disk of the database is full.") for _ in range(callers)]
        self._broken = (
            f"The database failed: {type(error).__name__}: {getattr(error, 'orig', error)}"
        )
        return [StoreError(self._broken) for _ in range(callers)]

    def _rolled_back(self) -> bool:
        if self._driver.in_transaction:
            self._driver.execute("ROLLBACK")
        return not self._driver.in_transaction


def _engine(path: Path, settings: dict[str, str]) -> Engine:
    """Connections with these settings, on which nobody but us begins and ends transactions."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        isolation_level="AUTOCOMMIT",
        hide_parameters=True,
        connect_args={"timeout": PATIENCE},
    )

    @event.listens_for(engine, "connect")
    def set_up(driver: sqlite3.Connection, _: object) -> None:
        for name, value in settings.items():
            driver.execute(f"PRAGMA {name}={value}")

    return engine


def _empty_the_wal(connection: Connection) -> None:
    busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if busy:
        raise TimeoutError("A reader held the ledger; what was deleted is still in its WAL.")


def _code(error: Exception) -> int | None:
    """SQLite's primary result code, where the error is SQLite's."""
    code = getattr(getattr(error, "orig", error), "sqlite_errorcode", None)
    return (
        None if code is None else code & 0xFF
    )  # the rest says more about it (sqlite.org/rescode.html)


def _is_of_the_disk(error: Exception) -> bool:
    code = _code(error)
    return code is not None and code not in OF_THE_OPERATION


def _as_a_future_takes_it(error: Exception) -> Exception:
    """A future refuses StopIteration, which would end the coroutine that awaits it."""
    return (
        RuntimeError("operation raised StopIteration")
        if isinstance(error, StopIteration)
        else error
    )
