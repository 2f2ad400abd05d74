"""A small SMTP client that says exactly what a test tells it to."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


SENDER = "notices@court.test"
RECIPIENT = "intake@firm.test"


class Client:
    """One connection. Replies are returned whole, lines joined by newlines."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def reply(self) -> str:
        """The next reply; raises EOFError where the server closed instead."""
        lines = []
        while True:
            line = await asyncio.wait_for(self._reader.readuntil(b"\r\n"), 20)
            lines.append(line.decode().removesuffix("\r\n"))
            if line[3:4] == b" ":
                return "\n".join(lines)

    async def send(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()

    async def say(self, line: str) -> str:
        await self.send(line.encode() + b"\r\n")
        return await self.reply()

    async def address(self, *recipients: str, sender: str = SENDER) -> None:
        """Go as far as DATA's 354."""
        for line in [f"MAIL FROM:<{sender}>", *(f"RCPT TO:<{to}>" for to in recipients)]:
            reply = await self.say(line)
            assert reply.startswith("250"), reply
        reply = await self.say("DATA")
        assert reply.startswith("354"), reply

    async def mail(self, data: bytes, *recipients: str, sender: str = SENDER) -> str:
        """Send one message, its dots stuffed and its end sent here, and return the last reply."""
        await self.address(*(recipients or (RECIPIENT,)), sender=sender)
        await self.send(data + b".\r\n")
        return await self.reply()

    async def start_tls(self, context: ssl.SSLContext) -> str:
        """Say STARTTLS, shake hands, and return the certificate's serial number."""
        reply = await self.say("STARTTLS")
        assert reply.startswith("220"), reply
        return await self.shake_hands(context)

    async def shake_hands(self, context: ssl.SSLContext) -> str:
        await self._writer.start_tls(context, server_hostname="intake.test")
        certificate: ssl.SSLObject = self._writer.get_extra_info("ssl_object")
        peer = certificate.getpeercert()
        assert peer is not None
        return str(peer["serialNumber"])

    def half_close(self) -> None:
        self._writer.write_eof()

    def vanish(self) -> None:
        """Reset the connection, as a crash does; closing it would end one side in good order first."""
        sock: socket.socket = self._writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def ended(self) -> bool:
        """Wait until the server closed, and tell whether it did so without another word."""
        return await asyncio.wait_for(self._reader.read(), 20) == b""


@asynccontextmanager
async def connected(port: int, hello: str = "EHLO mail.court.test") -> AsyncIterator[Client]:
    """A client that was greeted, and said hello unless that is empty."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    client = Client(reader, writer)
    try:
        assert (await client.reply()).startswith("220")
        if hello:
            assert (await client.say(hello)).startswith("250")
        yield client
    finally:
        writer.transport.abort()
        await asyncio.gather(writer.wait_closed(), return_exceptions=True)
