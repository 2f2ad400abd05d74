"""What a database promises to those who have tables in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from docketmail.ports import StoreError


T = TypeVar("T")
Operation = Callable[[Connection], T]


class Database(Protocol):
    """Runs operations. They may run more than once before they are committed."""

    failed: asyncio.Future[StoreError]
    """Resolved when the database can be trusted no more: the daemon's reason to exit."""

    async def write(self, operation: Operation[T]) -> T:
        """Run it in a transaction, alone; raises FullError where there is no room, StoreError."""

    async def read(self, operation: Operation[T]) -> T:
        """Run it on a snapshot; the database refuses changes."""

    async def shred(self, *tables: str) -> None:
        """Overwrite what was deleted from these tables, or from all, in the database's own files.

        Copies elsewhere stay: backups, replicas, archived WAL, what a flash drive keeps behind its
        file system. Raises TimeoutError where readers were in the way; then ask again.
        """

    async def close(self) -> None: ...
