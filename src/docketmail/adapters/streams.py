"""TCP and TLS under httpx, over asyncio's own streams: what has come is handed over together.

httpx's own way (AnyIO) hands over a TLS record, 16 KB at most (RFC 8446, 5.1), at a time. That took more
processor time than deciphering, sealing and writing a paper: 2.7 ms for a megabyte, where this takes 1.4
and curl 1.7 (one run on two cores; `benchmarks/looks.py`).

Security: connects where it is told, to addresses, and never resolves or chooses; the TLS context and the
name to prove are the caller's.
Promises: every failure is one of httpcore's errors, which httpx turns into its own.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import httpcore


# ruff: noqa: ARG002, ASYNC109 - the signatures are httpcore's

BUFFERED: Final = 128 * 1024
"""Bytes that wait for us before the court has to; asyncio stops reading at twice as many. With 64 KB, which
httpcore asks for, a megabyte takes 0.2 ms more."""


class Streams(httpcore.AsyncNetworkBackend):
    """Opens connections."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect; nothing asks for an address or options of our own."""
        with _as(httpcore.ConnectTimeout, httpcore.ConnectError):
            async with asyncio.timeout(timeout):
                return Stream(*await asyncio.open_connection(host, port, limit=BUFFERED))


class Stream(httpcore.AsyncNetworkStream):
    """One connection, first in clear, then in TLS."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What has come, be it more than httpcore asks for: h11 takes any amount."""
        with _as(httpcore.ReadTimeout, httpcore.ReadError):
            async with asyncio.timeout(timeout):
                return await self._reader.read(BUFFERED)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        with _as(httpcore.WriteTimeout, httpcore.WriteError):
            async with asyncio.timeout(timeout):
                self._writer.write(buffer)
                await self._writer.drain()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            with _as(httpcore.ConnectTimeout, httpcore.ConnectError):
                async with asyncio.timeout(timeout):
                    await self._writer.start_tls(ssl_context, server_hostname=server_hostname)
        except BaseException:
            await self.aclose()
            raise
        return self

    async def aclose(self) -> None:
        """Hang up at once: a court that does not say goodbye would have us wait."""
        self._writer.transport.abort()
        with suppress(OSError):
            await self._writer.wait_closed()

    def get_extra_info(self, info: str) -> Any:
        return self._writer.get_extra_info(info)


@contextmanager
def _as(late: type[Exception], broken: type[Exception]) -> Iterator[None]:
    """Raise httpcore's errors for the system's; TimeoutError is an OSError too, where the system gives up."""
    try:
        yield
    except TimeoutError as error:
        raise late(str(error)) from error
    except (OSError, EOFError) as error:
        raise broken(str(error)) from error
