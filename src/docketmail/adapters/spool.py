"""The spool: messages, papers and evidence as encrypted files under one directory.

A file's name is random; it lies in the subdirectory of its first two characters. A pack holds the
things of one `put` one after another, each a sealed stream of its own (`sealing.py`) under its own
key; any other file is one stream. Until it is durable a file is called `<name>.part`.

Security: plain bytes never touch the disk, and a name says nothing about what it holds. The directory
is its owner's alone.
Promises: what `put` and `Sink.finish` return from is durable under its final name (file, rename,
directory), and nothing half-done ever has a final name. A file goes when the last key that opens it
is destroyed. A `.part` that a crash left is evidence: `leftovers` shows it, nothing sweeps it.
"""

from __future__ import annotations

import asyncio
import hmac
import os
import secrets
import threading
from collections.abc import AsyncIterator, Generator, Sequence
from pathlib import Path
from typing import Final, Protocol

from docketmail.adapters.durable import DurableFile, sync, unfinished
from docketmail.adapters.file_sink import FileSink
from docketmail.adapters.sealing import Sealer, TornError, frames, said, seal
from docketmail.ports import FullError, Sink, Ticket


UNTOLD: Final = 64 << 20
"""Bytes of room for a paper whose size nobody told: a look is not spent on a disk with less. A choice: many
times an ordinary paper, and no more than a small disk has to spare; exhibits are told by their menus."""

_NAME_BYTES: Final = 16


class Keys(Protocol):
    """What the spool needs of the key store."""

    async def create(self, file: str, count: int) -> list[tuple[str, bytes]]: ...

    async def key(self, file: str, key_id: str) -> bytes: ...

    async def copy(self, file: str, key_id: str) -> str: ...

    async def destroy(self, file: str, key_id: str) -> bool: ...


class FileSpool:
    """`ports.Spool` on a local file system."""

    def __init__(self, directory: Path, keys: Keys, mark_key: bytes, reserve: int) -> None:
        """Of the disk's free bytes, `reserve` are left for the ledger and for getting out of trouble."""
        self._directory = directory
        self._keys = keys
        self._mark_key = mark_key
        self._reserve = reserve
        _make_directories(directory)

    async def put(self, things: Sequence[bytes]) -> list[Ticket]:
        """Seal these, each under a key of its own, in one durable file; raises FullError."""
        if not things:
            return []
        self._make_sure_of_room(sum(map(len, things)))
        name = secrets.token_hex(_NAME_BYTES)
        made = await self._keys.create(name, len(things))
        return await asyncio.to_thread(self._pack, name, made, things)

    async def prepare(self, size: int | None = None) -> Ticket:
        """A durable key and a free name for bytes that are to come; raises FullError where they have no room.

        Every answer that comes in at the same time asks for itself: what is promised is not set aside, and
        `Sink.write` may yet find the disk full.
        """
        self._make_sure_of_room(UNTOLD if size is None else size)
        name = secrets.token_hex(_NAME_BYTES)
        [(key_id, _)] = await self._keys.create(name, 1)
        return Ticket(name, key_id)

    async def sink(self, ticket: Ticket) -> Sink:
        """Where a prepared ticket's bytes go; raises FileExistsError where some came before."""
        key = await self._keys.key(ticket.file, ticket.key)
        part = await asyncio.to_thread(DurableFile, self._path(ticket))
        return FileSink(part, Sealer(key, ticket.file), self._make_sure_of_room)

    async def completed(self, ticket: Ticket) -> dict[str, str] | None:
        """What the stream is about, after every frame of it was opened; None where one does not."""
        key = await self._keys.key(ticket.file, ticket.key)
        return await asyncio.to_thread(self._about, ticket, key)

    async def read(self, ticket: Ticket) -> bytes:
        """The plain bytes; raises KeyDestroyedError, or ValueError where they are not what they were."""
        key = await self._keys.key(ticket.file, ticket.key)
        return await asyncio.to_thread(self._read, ticket, key)

    async def stream(self, ticket: Ticket) -> AsyncIterator[bytes]:
        """The plain bytes in pieces of at most a chunk; only its end says that they are whole."""
        key = await self._keys.key(ticket.file, ticket.key)
        reader = _Reader(self._frames(ticket, key))
        try:
            await asyncio.to_thread(reader.next)
            while (piece := await asyncio.to_thread(reader.next)) is not None:
                yield piece
        finally:
            reader.close()

    async def share(self, ticket: Ticket) -> Ticket:
        """A second ticket of the same bytes, with a key of its own to destroy."""
        key_id = await self._keys.copy(ticket.file, ticket.key)
        return Ticket(ticket.file, key_id, ticket.offset, ticket.length)

    async def forget(self, ticket: Ticket) -> None:
        """Destroy the ticket's key, then the file, if no other ticket lives in it."""
        if await self._keys.destroy(ticket.file, ticket.key):
            await asyncio.to_thread(_unlink, self._path(ticket))

    def mark(self, data: bytes) -> str:
        """HMAC-SHA-256 under a key of this installation, in hexadecimal."""
        return hmac.digest(self._mark_key, data, "sha256").hex()

    async def fingerprint(self, ticket: Ticket) -> str:
        """`mark` of the bytes of a ticket, a chunk at a time."""
        key = await self._keys.key(ticket.file, ticket.key)
        return await asyncio.to_thread(self._fingerprint, ticket, key)

    def free(self) -> int:
        """Bytes that may still be written before the reserve is touched."""
        status = os.statvfs(self._directory)
        return max(0, status.f_bavail * status.f_frsize - self._reserve)

    async def leftovers(self) -> list[Path]:
        """Files that a crash left unfinished. Asked before work begins: later some are being written."""
        return await asyncio.to_thread(lambda: sorted(self._directory.glob("??/*.part")))

    def _path(self, ticket: Ticket) -> Path:
        return self._directory / ticket.file[:2] / ticket.file

    def _make_sure_of_room(self, size: int) -> None:
        if self.free() < size:
            raise FullError("The spool's disk is full up to its reserve: make room, or add some.")

    def _pack(
        self, name: str, made: list[tuple[str, bytes]], things: Sequence[bytes]
    ) -> list[Ticket]:
        sealed = [seal(key, name, thing) for (_, key), thing in zip(made, things, strict=True)]
        part = DurableFile(self._directory / name[:2] / name)
        try:
            part.write(b"".join(sealed))
            part.publish()
        finally:
            part.discard()  # nothing, once it is published
        tickets, offset = [], 0
        for (key_id, _), stream in zip(made, sealed, strict=True):
            tickets.append(Ticket(name, key_id, offset, len(stream)))
            offset += len(stream)
        return tickets

    def _frames(self, ticket: Ticket, key: bytes) -> Generator[bytes]:
        try:
            file = self._path(ticket).open("rb")
        except FileNotFoundError:
            raise TornError(f"the file {ticket.file} is not there") from None
        with file:
            file.seek(ticket.offset)
            size = ticket.length
            if size is None:
                size = os.fstat(file.fileno()).st_size - ticket.offset
            yield from frames(file, size, key, ticket.file)

    def _read(self, ticket: Ticket, key: bytes) -> bytes:
        opened = self._frames(ticket, key)
        next(opened)
        return b"".join(opened)

    def _fingerprint(self, ticket: Ticket, key: bytes) -> str:
        opened = self._frames(ticket, key)
        next(opened)
        running = hmac.new(self._mark_key, digestmod="sha256")
        for piece in opened:
            running.update(piece)
        return running.hexdigest()

    def _about(self, ticket: Ticket, key: bytes) -> dict[str, str] | None:
        opened = self._frames(ticket, key)
        try:
            about = next(opened)
            for _ in opened:
                pass
        except TornError:
            return None
        return said(about)


class _Reader:
    """Frames, opened one at a time by threads that may outlive the task that asked."""

    def __init__(self, opened: Generator[bytes]) -> None:
        self._opened = opened
        self._busy = threading.Lock()

    def next(self) -> bytes | None:
        with self._busy:
            return next(self._opened, None)

    def close(self) -> None:
        with self._busy:
            self._opened.close()


def _unlink(path: Path) -> None:
    path.unlink(missing_ok=True)
    unfinished(path).unlink(missing_ok=True)


def _make_directories(directory: Path) -> None:
    # All 256 at once: the hot path then has one directory to sync, never a parent too.
    for byte in range(256):
        (directory / f"{byte:02x}").mkdir(mode=0o700, parents=True, exist_ok=True)
    sync(directory)
