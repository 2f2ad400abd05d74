"""The line's parts, bare: one message taken, one GET over TLS, and for each reader one label and one send."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP as WIRE

from abroad import Court, Mailbox
from aiosmtplib import SMTP

from docketmail.adapters.labeller import PdfLabeller
from docketmail.core.label import Label


class Parts:
    """The line's parts, bare."""

    def __init__(
        self, court: Court, inbox: Mailbox, outbox: Mailbox, to: str, readers: Sequence[str]
    ) -> None:
        self._to = to
        self._readers = readers
        self._court = court
        self._inbox = SMTP(hostname="127.0.0.1", port=inbox.port, start_tls=False)
        self._outbox = SMTP(hostname="127.0.0.1", port=outbox.port, start_tls=False)
        self._trust = ssl.create_default_context(cadata=court.ca_pem.decode())
        self._labeller = PdfLabeller()
        self._label = Label(
            "order.pdf", "Order", "vtd", "1:26-cv-00001", "41", "2026-11-02", "Order"
        )

    async def start(self) -> None:
        await self._labeller.start()
        await self._inbox.connect()
        await self._outbox.connect()

    async def close(self) -> None:
        await self._inbox.quit()
        await self._outbox.quit()
        await self._labeller.close()

    async def sum(self, mail: bytes, link: str) -> float:
        """Milliseconds of all of them, one after the other."""
        began = time.perf_counter()
        await self._inbox.sendmail("ecf@vtd.uscourts.gov", [self._to], mail)
        paper = await self._get(link)
        for reader in self._readers:
            copy = await self._labeller.label(paper, self._label)
            await self._outbox.sendmail("docketmail@example.com", [reader], _letter(copy or b""))
        return (time.perf_counter() - began) * 1000

    async def _get(self, link: str) -> bytes:
        host, _, path = link.removeprefix("https://").partition("/")
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", self._court.port, ssl=self._trust, server_hostname=host
        )
        asked = f"GET /{path}&use_magic=1 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        writer.write(asked.encode())
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        return answer.partition(b"\r\n\r\n")[2]


def _letter(pdf: bytes) -> bytes:
    mail = EmailMessage(policy=WIRE)
    mail["Subject"] = "Order"
    mail.set_content("An order was entered.")
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="order.pdf")
    return mail.as_bytes()
