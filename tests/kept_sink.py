"""A sink in memory, for what fetches."""

from __future__ import annotations

import asyncio


class KeptSink:
    """A sink in memory that says what happened to it."""

    def __init__(self) -> None:
        self.about: dict[str, str] = {}
        self.data = bytearray()
        self.ended = ""
        self.begun = asyncio.Event()

    async def describe(self, about: dict[str, str]) -> None:
        assert not self.data
        self.about = about

    async def write(self, data: bytes) -> None:
        assert self.about
        self.data += data
        self.begun.set()

    async def finish(self) -> int:
        self.ended = "finished"
        return len(self.data)

    async def discard(self) -> None:
        self.ended = "discarded"
