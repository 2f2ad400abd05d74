"""PostgreSQL: operations run side by side, and the server says which two could not.

Every write is SERIALIZABLE. The one that PostgreSQL gives up for another's sake is run again, which is
why operations have no effect outside; it cannot be given up for the same reason twice
(postgresql.org/docs/current/transaction-iso.html), so that under load they all get done.
"""

from __future__ import annotations

import asyncio
from typing import Final, TypeVar

from sqlalchemy import URL, Connection, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from docketmail.adapters.database.protocol import Operation
from docketmail.ports import FullError, StoreError


T = TypeVar("T")

CONNECTIONS: Final = 8
"""Side by side. One node's cores are busy with fewer, and more of them only clash more often."""
TRIES: Final = 50
"""Of one operation. Each round at least one of those that clash is done, and CONNECTIONS of some nodes
can clash at once."""
SILENCE: Final = 60.0
"""Seconds after which a server that does not answer has failed."""

CLASHED: Final = {"40001", "40P01"}
"""serialization_failure and deadlock_detected (PostgreSQL's Appendix A)."""
DISK_FULL: Final = "53100"
OF_THE_SERVER: Final = {"08", "53", "57", "58", "F0", "XX"}
"""Classes of SQLSTATE that are no operation's fault: connection, resources, operator, system, defects."""


class PostgresDatabase:
    """`Database` on a server, which several nodes may share."""

    def __init__(self, url: URL) -> None:
        self.failed: asyncio.Future[StoreError] = asyncio.get_running_loop().create_future()
        self._engine = create_async_engine(
            url.set(drivername="postgresql+asyncpg"),
            isolation_level="SERIALIZABLE",
            hide_parameters=True,
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_timeout=SILENCE,
            connect_args={"command_timeout": SILENCE},
        )
        self._snapshots = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        event.listen(self._engine.sync_engine, "handle_error", _note)

    async def write(self, operation: Operation[T]) -> T:
        for _ in range(TRIES):
            try:
                return await self._transact(self._engine, operation)
            except DBAPIError as error:
                if _state(error) not in CLASHED:
                    raise
        raise TimeoutError(f"{TRIES} times this operation clashed with others; try again later.")

    async def read(self, operation: Operation[T]) -> T:
        return await self._transact(self._snapshots, operation)

    async def shred(self, *tables: str) -> None:
        """Rewrite the tables without their dead rows: plain VACUUM leaves the bytes in the pages.

        Nobody else can use a table while it is rewritten: name the small ones that matter.
        """
        names = ", ".join(map(self._engine.dialect.identifier_preparer.quote, tables))
        async with self._engine.connect() as connection:
            plain = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await plain.exec_driver_sql(f"VACUUM (FULL) {names}")

    async def close(self) -> None:
        await self._engine.dispose()

    async def _transact(self, engine: AsyncEngine, operation: Operation[T]) -> T:
        if self.failed.done():
            raise StoreError(*self.failed.result().args)
        try:
            async with engine.begin() as connection:
                return await connection.run_sync(_whole, operation)
        except (OSError, DBAPIError) as error:
            if _state(error) == DISK_FULL:
                raise FullError("The disk of the database is full.") from error
            if _is_of_the_server(error):
                raise self._failed(error) from error
            raise

    def _failed(self, error: Exception) -> StoreError:
        reason = StoreError(f"The database failed: {type(error).__name__}, {_state(error)}.")
        if not self.failed.done():
            self.failed.set_result(reason)
        return reason


def _note(context: ExceptionContext) -> None:
    if context.connection is not None:
        context.connection.info["stumbled"] = True


def _whole(connection: Connection, operation: Operation[T]) -> T:
    """Run it; where it swallowed an error that doomed its transaction, raise.

    PostgreSQL answers the COMMIT of a doomed transaction with ROLLBACK and no error.
    """
    connection.info.pop("stumbled", None)
    result = operation(connection)
    if connection.info.pop("stumbled", False):
        connection.exec_driver_sql("SELECT 1")  # refused where the transaction is doomed
    return result


def _state(error: BaseException) -> str | None:
    return getattr(getattr(error, "orig", None), "sqlstate", None)


def _is_of_the_server(error: OSError | DBAPIError) -> bool:
    state = _state(error)
    if isinstance(error, DBAPIError) and not error.connection_invalidated and state:
        return state[:2] in OF_THE_SERVER
    return isinstance(error, OSError) or error.connection_invalidated
