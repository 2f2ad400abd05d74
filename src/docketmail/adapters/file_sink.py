"""Bytes on their way into one file of the spool, sealed as they come and written a frame at a time.

While a thread writes one frame, the next is filled: the court is not kept waiting for the disk. Sealing takes
less time than handing the bytes to another processor, and is done where they are.

Security: plain bytes never touch the disk, and no plain copy of them is kept.
Promises: memory is flat, two sealed frames; what goes wrong with a frame is raised by the next call;
nothing has its final name before all of it is durable.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from docketmail.adapters.durable import DurableFile
from docketmail.adapters.sealing import Sealer
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
        self._size = 0
        self._writing: asyncio.Future[None] | None = None

    async def describe(self, about: dict[str, str]) -> None:
        """Say what is known before the first byte; a second time is a defect."""
        if self._begun:
            raise RuntimeError("a sink is described once, before its first byte")
        self._begun = True
        self._head = self._sealer.begin(about)

    async def write(self, data: bytes) -> None:
        """Seal it, and have each frame that is full written; raises FullError."""
        await self._begin()
        self._size += len(data)
        rest = memoryview(data)
        while rest:
            rest = rest[self._sealer.add(rest) :]
            if self._sealer.is_full:
                await self._hand_over(self._sealer.frame())

    async def finish(self) -> int:
        """Make it durable under its final name and return the plain size in bytes."""
        await self._begin()
        await self._hand_over(self._sealer.end())
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

    async def _hand_over(self, sealed: bytes | memoryview) -> None:
        """Have it written as soon as the frame before is: the next one goes to that one's memory."""
        await self._written()
        # What the stream is about goes with the first frame: every visit to the disk is a thread's.
        head, self._head = self._head, b""
        loop = asyncio.get_running_loop()
        self._writing = loop.run_in_executor(None, self._write, head, sealed)

    async def _written(self) -> None:
        """Wait for the frame that was handed over; raises what went wrong with it, once."""
        writing, self._writing = self._writing, None
        if writing is not None:
            await writing

    def _write(self, head: bytes, sealed: bytes | memoryview) -> None:
        self._make_sure_of_room(len(head) + len(sealed))
        if head:
            self._part.write(head)
        self._part.write(sealed)
