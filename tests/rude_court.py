"""A server over real TLS that says byte for byte what a test tells it, and remembers what it was asked."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import trustme


Place = tuple[str, int]
Manners = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""What the server does after it has read a request."""
Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def says(*parts: bytes) -> Manners:
    """Write these and close."""

    async def speak(writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()

    return speak


def drips(interval: float, piece: bytes = b"<") -> Manners:
    """Begin an answer and go on for ever, a piece at a time."""

    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(interval)

    return drip


def page(body: bytes, *headers: bytes, status: bytes = b"200 OK") -> bytes:
    """A well-formed answer."""
    head = [b"HTTP/1.1 " + status, *headers, b"Content-Length: %d" % len(body)]
    return b"\r\n".join(head) + b"\r\n\r\n" + body


class RudeCourt:
    """One server on loopback. `manners` may be changed between requests."""

    def __init__(self, ca: trustme.CA, name: str) -> None:
        self.manners: Manners = says(page(b""))
        self.asked: list[bytes] = []
        self.connections = 0
        self.place = ("", 0)
        self._name = name
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        ca.issue_cert(name).configure_cert(self.context)

    @asynccontextmanager
    async def open(self) -> AsyncGenerator[RudeCourt, None]:
        async with serving(self._serve, self.context) as self.place:
            yield self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.asked.append(await reader.readuntil(b"\r\n\r\n"))
        await self.manners(writer)


@asynccontextmanager
async def serving(
    handler: Handler, context: ssl.SSLContext | None = None
) -> AsyncGenerator[tuple[str, int], None]:
    """Serve on a free port of loopback; yields the place, and at the end leaves nothing open."""
    tasks: set[asyncio.Task[None]] = set()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await handler(reader, writer)
        writer.close()
        with suppress(OSError, asyncio.CancelledError):
            await writer.wait_closed()

    patience = None if context is None else 0.2
    async with await asyncio.start_server(
        handle, "127.0.0.1", 0, ssl=context, ssl_shutdown_timeout=patience
    ) as server:
        host, port = server.sockets[0].getsockname()
        yield host, port
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks)


def write_ca(ca: trustme.CA, folder: Path) -> Path:
    """The authority's certificate as a file for `ca_file`."""
    file = folder / "ca.pem"
    ca.cert_pem.write_to_path(str(file))
    return file
