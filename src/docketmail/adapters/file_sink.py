"""Bytes on their way into one file of the spool, sealed a chunk at a time.

While a thread writes one chunk, the next is filled: the court is not kept waiting for the disk. Sealing takes
less time than handing the bytes to another processor, and is done where they are.

Security: plain bytes never touch the disk.
Promises: memory is flat, a chunk and two sealed ones; what goes wrong with a chunk is raised by the next call;
nothing has its final name before all of it is durable.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from docketmail.adapters.durable import DurableFile
from docketmail.adapters.sealing import CHUNK, Sealer
from docketmail.ports import FullError


class FileSink:
    """`ports.Sink` into one file of the spool."""

    def __init__(
        self, part: DurableFile, sealer: Sealer, make_sure_of_room: Callable[[int], None]
    ) -> None:
        self._part = part
        self._sealer = sealer
        self._make_sure_of_room = make_sure_of_room
        self._begun = False
        self._head = b""
        self._chunk = memoryview(bytearray(CHUNK))
        self._filled = 0
        self._size = 0
        self._writing: asyncio.Future[None] | None = None

    async def describe(self, about: dict[str, str]) -> None:
        """Say what is known before the first byte; a second time is a defect."""
        if self._begun:
            raise RuntimeError("a sink is described once, before its first byte")
        self._begun = True
        self._head = self._sealer.begin(about)

    async def write(self, data: bytes) -> None:
        """Keep it, and have what fills a chunk sealed and written; raises FullError."""
        await self._begin()
        self._size += len(data)
        rest = memoryview(data)
        while rest:
            # A chunk stays back although it is full: the last frame is only known at the end.
            if self._filled == CHUNK:
                await self._hand_over()
            taken = rest[: CHUNK - self._filled]
            self._chunk[self._filled : self._filled + len(taken)] = taken
            self._filled += len(taken)
            rest = rest[len(taken) :]

    async def finish(self) -> int:
        """Make it durable under its final name and return the plain size in bytes."""
        await self._begin()
        await self._hand_over(last=True)
        await self._written()
        await asyncio.to_thread(self._part.publish)
        return self._size

    async def discard(self) -> None:
        """Take back what was written; nothing, once it is finished."""
        with suppress(OSError, FullError):  # what went wrong goes with it
            await self._written()
        await asyncio.to_thread(self._part.discard)

    async def _begin(self) -> None:
        if not self._begun:
            await self.describe({})

    async def _hand_over(self, *, last: bool = False) -> None:
        """Seal what is there, and have it written as soon as the chunk before is."""
        sealed = self._sealer.frame(self._chunk[: self._filled], last=last)
        self._filled = 0
        await self._written()
        # What the stream is about goes with the first chunk: every visit to the disk is a thread's.
        head, self._head = self._head, b""
        loop = asyncio.get_running_loop()
        self._writing = loop.run_in_executor(None, self._write, head, sealed)

    async def _written(self) -> None:
        """Wait for the chunk that was handed over; raises what went wrong with it, once."""
        writing, self._writing = self._writing, None
        if writing is not None:
            await writing

    def _write(self, head: bytes, sealed: memoryview) -> None:
        self._make_sure_of_room(len(head) + len(sealed))
        if head:
            self._part.write(head)
        self._part.write(sealed)
