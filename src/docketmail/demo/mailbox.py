"""A toy mailbox: the SMTP server that the firm's mail is handed to. It keeps what it took.

It can be told to be as difficult as real ones: answer one address with any code, say nothing, or close the
connection when the mail is there, with or without having kept it.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, cast

from aiosmtpd.smtp import SMTP, Envelope, Session


SIZE_LIMIT = 33_554_432
"""Bytes of one mail; aiosmtpd's default, 32 MB, between Gmail's 25 MB and Exchange's 36 MB."""


class Mood(StrEnum):
    """What happens when a mail was handed over whole."""

    POLITE = "polite"
    """250, and it is kept."""
    SILENT = "silent"
    """No answer; it is not kept."""
    GONE = "gone"
    """The connection is closed; it is not kept."""
    KEEPS_AND_GONE = "keeps_and_gone"
    """It is kept, and the connection is closed before the 250: the sender cannot know."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """One mail in one recipient's box."""

    sender: str
    recipient: str
    mail: bytes
    """As it was sent, dots unstuffed."""
    at: float
    """Seconds on the event loop's clock."""


class _Connection(SMTP):
    """One client's connection, which says when it is over."""

    def __init__(self, open_ones: set[_Connection], mailbox: ToyMailbox, **settings: Any) -> None:
        super().__init__(mailbox, **settings)
        self._open_ones = open_ones
        self._over = asyncio.Event()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._open_ones.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._open_ones.discard(self)
        self._over.set()

    async def hang_up(self) -> None:
        """Cut the connection and wait until it is over."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()
            await self._over.wait()


class ToyMailbox:
    """One server for all addresses. `delivered` holds what was taken, in order."""

    def __init__(
        self, *, tls_context: ssl.SSLContext | None = None, size_limit: int = SIZE_LIMIT
    ) -> None:
        """Prepare; with a context STARTTLS is offered, the size limit is announced as SIZE."""
        self.mood = Mood.POLITE
        self.delivered: list[Delivered] = []
        self.answers: dict[str, str] = {}
        """Address -> what its RCPT is answered instead of 250: `550 5.1.1 No such user`."""
        self._tls_context = tls_context
        self._size_limit = size_limit
        self._server: asyncio.Server | None = None
        self._connections: set[_Connection] = set()
        self._changed = asyncio.Condition()

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        if self._server is None:
            raise RuntimeError("the mailbox is not open: await start() first")
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def start(self, port: int = 0) -> None:
        """Open; port 0 takes a free one."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(self._connection, "127.0.0.1", port)

    async def close(self) -> None:
        """Close, and hang up on whoever is there."""
        if self._server is not None:
            self._server.close()
        for connection in self._connections.copy():
            await connection.hang_up()
        if self._server is not None:
            await self._server.wait_closed()

    async def arrived(self, count: int) -> list[Delivered]:
        """Wait until this many mails are there."""
        async with self._changed:
            await self._changed.wait_for(lambda: len(self.delivered) >= count)
        return self.delivered

    def write(self, folder: Path) -> list[Path]:
        """Write every mail as `NN-recipient.eml`, in the order of arrival."""
        folder.mkdir(parents=True, exist_ok=True)
        files = []
        for number, delivered in enumerate(self.delivered, start=1):
            name = delivered.recipient.replace("/", "_")
            file = folder / f"{number:02d}-{name}.eml"
            file.write_bytes(delivered.mail)
            files.append(file)
        return files

    # What aiosmtpd calls

    async def handle_RCPT(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.mood in {Mood.POLITE, Mood.KEEPS_AND_GONE}:
            await self._keep(envelope)
        if self.mood in {Mood.GONE, Mood.KEEPS_AND_GONE}:
            cast("asyncio.Transport", server.transport).abort()
        if self.mood is not Mood.POLITE:
            await asyncio.Event().wait()  # aiosmtpd cancels it when the connection ends
        return "250 OK"

    async def _keep(self, envelope: Envelope) -> None:
        now = asyncio.get_running_loop().time()
        async with self._changed:
            self.delivered += [
                Delivered(
                    envelope.mail_from or "", recipient, envelope.original_content or b"", now
                )
                for recipient in envelope.rcpt_tos
            ]
            self._changed.notify_all()

    def _connection(self) -> SMTP:
        return _Connection(
            self._connections,
            self,
            data_size_limit=self._size_limit,
            tls_context=self._tls_context,
            hostname="mailbox.example",
        )
