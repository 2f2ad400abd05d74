"""The spool in memory, for stories: the same promises, no disk, no cipher."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from docketmail.ports import FullError, KeyDestroyedError, Sink, Ticket


PIECE = 64 * 1024


@dataclass
class Stored:
    """One file: what it is about, and its bytes."""

    about: dict[str, str]
    data: bytes


@dataclass
class FakeSpool:
    """Files and keys as dictionaries; `room` is what `free` says, `torn` are damaged files' names."""

    room: int = 1 << 40
    files: dict[str, Stored] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    torn: set[str] = field(default_factory=set)
    numbers: count[int] = field(default_factory=lambda: count(1))

    async def put(self, things: Sequence[bytes]) -> list[Ticket]:
        self.take(sum(map(len, things)))
        name = self._name()
        self.files[name] = Stored({}, b"".join(things))
        tickets, offset = [], 0
        for thing in things:
            tickets.append(Ticket(name, self._key(name), offset, len(thing)))
            offset += len(thing)
        return tickets

    async def prepare(self, size: int | None = None) -> Ticket:
        if (size or 0) > self.room:
            raise FullError("the fake disk is full")
        name = self._name()
        return Ticket(name, self._key(name))

    async def sink(self, ticket: Ticket) -> Sink:
        self._check(ticket)
        if ticket.file in self.files:
            raise FileExistsError(ticket.file)
        return FakeSink(self, ticket)

    async def completed(self, ticket: Ticket) -> dict[str, str] | None:
        self._check(ticket)
        stored = self.files.get(ticket.file)
        return None if stored is None or ticket.file in self.torn else stored.about

    async def read(self, ticket: Ticket) -> bytes:
        self._check(ticket)
        if ticket.file not in self.files or ticket.file in self.torn:
            raise ValueError(f"{ticket.file} is torn or not there")
        end = None if ticket.length is None else ticket.offset + ticket.length
        return self.files[ticket.file].data[ticket.offset : end]

    async def stream(self, ticket: Ticket) -> AsyncIterator[bytes]:
        data = await self.read(ticket)
        for start in range(0, len(data), PIECE):
            yield data[start : start + PIECE]

    async def share(self, ticket: Ticket) -> Ticket:
        self._check(ticket)
        return Ticket(ticket.file, self._key(ticket.file), ticket.offset, ticket.length)

    async def forget(self, ticket: Ticket) -> None:
        self.keys.pop(ticket.key, None)
        if ticket.file not in self.keys.values():
            self.files.pop(ticket.file, None)

    def mark(self, data: bytes) -> str:
        return hashlib.sha256(b"fake mark" + data).hexdigest()

    async def fingerprint(self, ticket: Ticket) -> str:
        return self.mark(await self.read(ticket))

    def free(self) -> int:
        return self.room

    def take(self, size: int) -> None:
        """Use up room."""
        if size > self.room:
            raise FullError("the fake disk is full")
        self.room -= size

    def _name(self) -> str:
        return f"file{next(self.numbers)}"

    def _key(self, name: str) -> str:
        key = f"key{next(self.numbers)}"
        self.keys[key] = name
        return key

    def _check(self, ticket: Ticket) -> None:
        if ticket.key not in self.keys:
            raise KeyDestroyedError(ticket.key)


@dataclass
class FakeSink:
    """Bytes that are not there before `finish`."""

    spool: FakeSpool
    ticket: Ticket
    about: dict[str, str] | None = None
    data: bytearray = field(default_factory=bytearray)

    async def describe(self, about: dict[str, str]) -> None:
        if self.about is not None:
            raise RuntimeError("a sink is described once, before its first byte")
        self.about = about

    async def write(self, data: bytes) -> None:
        self.about = self.about or {}
        self.spool.take(len(data))
        self.data += data

    async def finish(self) -> int:
        self.spool.files[self.ticket.file] = Stored(self.about or {}, bytes(self.data))
        return len(self.data)

    async def discard(self) -> None:
        self.data.clear()
