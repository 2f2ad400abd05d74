"""A toy court: CM/ECF district, bankruptcy and appellate hosts and ACMS, over real TLS on loopback.

Its authority is made when it starts and signs any host that a client names. Clients reach it as curl
would by --connect-to and --cacert. `python -m docketmail.demo.court` serves one as a process of its own.
"""

from __future__ import annotations

import asyncio
import json
import ssl
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from http import HTTPStatus

import h11
import trustme

from docketmail.demo.court_clerk import Clerk
from docketmail.demo.court_filings import Filing, Grant, Paper
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_referee import Asked, Harm, Referee
from docketmail.demo.court_replies import Reply
from docketmail.demo.court_states import StateCounter
from docketmail.demo.pdfs import make_pdf


HURRY = 0.2
"""Seconds that a client has to close its half of the TLS connection."""
COOKIE = "PacerSession=unvalidated; Path=/; Secure"
"""Real courts send it to strangers too; who sends it back does harm."""


class ToyCourt:
    """One server for all hosts. `requests`, `harms` and `referee` are the record."""

    def __init__(self) -> None:
        self._clerk = Clerk()
        self._authority = trustme.CA()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._visits: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._server: asyncio.Server | None = None

    @property
    def requests(self) -> list[Asked]:
        """Every request, in the order of arrival."""
        return self._clerk.requests

    @property
    def harms(self) -> list[Harm]:
        """What a careful client never does, each with its request and its cost."""
        return self._clerk.harms

    def referee(self) -> Referee:
        """The tally up to now."""
        return self._clerk.referee()

    @property
    def ca_pem(self) -> bytes:
        """The authority's certificate."""
        return self._authority.cert_pem.bytes()

    @property
    def port(self) -> int:
        """The port on 127.0.0.1."""
        if self._server is None:
            raise RuntimeError("the court is not open: await start() first")
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def start(self, port: int = 0) -> None:
        """Open; port 0 takes a free one."""
        self._server = await asyncio.start_server(
            self._visit, "127.0.0.1", port, ssl=self._context(), ssl_shutdown_timeout=HURRY
        )

    async def close(self) -> None:
        """Close, and leave nobody waiting."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
        for writer in self._visits.values():
            writer.transport.abort()
        await asyncio.gather(*self._visits)

    def file(self, host: str, papers: Sequence[Paper]) -> Filing:
        """Docket papers as one entry, the main document first; the host decides the system."""
        return self._clerk.file(host, papers)

    def grant(self, filing: Filing, manner: Manner | None = None) -> Grant:
        """Grant a notice's looks; every further call is another address's, with its own magic number."""
        return self._clerk.grant(filing, manner)

    @property
    def states(self) -> StateCounter:
        """The counter of the states' e-filing: envelopes and their landing pages."""
        return self._clerk.states

    def spend(self, grant: Grant) -> None:
        """Somebody else opens these looks."""
        self._clerk.spend(grant)

    def _context(self) -> ssl.SSLContext:
        """A context that takes the named host's certificate, made at first sight."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert("localhost").configure_cert(context)
        context.sni_callback = self._choose_certificate
        return context

    def _choose_certificate(
        self, connection: ssl.SSLSocket | ssl.SSLObject, host: str | None, _: ssl.SSLContext
    ) -> None:
        if host is None:
            return
        if host not in self._contexts:
            self._contexts[host] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._authority.issue_cert(host).configure_cert(self._contexts[host])
        connection.context = self._contexts[host]

    async def _visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection, which is one request."""
        visit = asyncio.current_task()
        if visit is not None:
            self._visits[visit] = writer
            visit.add_done_callback(self._visits.pop)
        wire = h11.Connection(h11.SERVER)
        try:
            with suppress(ConnectionError, h11.ProtocolError):
                asked = await _hear(wire, reader)
                if asked is not None:
                    await _say(writer, self._clerk.answer(asked))
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


async def _hear(wire: h11.Connection, reader: asyncio.StreamReader) -> Asked | None:
    """One request, and what a form sends with it; None where it is none."""
    request: h11.Request | None = None
    body = bytearray()
    while True:
        event = wire.next_event()
        if isinstance(event, h11.Request):
            request = event
        elif isinstance(event, h11.Data):
            body += event.data
        elif event is h11.NEED_DATA:
            wire.receive_data(await reader.read(65536))
        else:
            return _asked(request, bytes(body)) if request else None


def _asked(request: h11.Request, body: bytes) -> Asked:
    headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in request.headers}
    return Asked(
        asyncio.get_running_loop().time(),
        headers.get("host", ""),
        request.method.decode(),
        request.target.decode("latin-1"),
        headers,
        body,
    )


async def _say(writer: asyncio.StreamWriter, reply: Reply) -> None:
    """Write a reply as it is: h11 would not let the head lie about the body."""
    headers = {**reply.headers, "Set-Cookie": COOKIE, "Connection": "close"}
    lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    writer.write("\r\n".join([*lines, "\r\n"]).encode("latin-1"))
    for number, piece in enumerate(reply.pieces):
        if reply.pause and number:
            await asyncio.sleep(reply.pause)
        writer.write(piece)
        await writer.drain()
        # Where the client closed first, drain returns at once (CPython 3.11): without a rest nobody would ever
        # hear that the connection is lost, and what has no end would be sent for ever.
        await asyncio.sleep(0)
    if reply.cut:
        writer.transport.abort()
        return
    reply.sent()


async def _serve_looks(count: int) -> None:
    """Grant looks at papers of a page, say where as a line of JSON, and serve until input ends.

    The last line tells how often each was asked for and every harm.
    """
    court = ToyCourt()
    await court.start()
    with tempfile.NamedTemporaryFile(suffix=".pem") as authority:
        authority.write(court.ca_pem)
        authority.flush()
        pdf = make_pdf("A toy court's paper")
        filings = [court.file("ecf.vtd.uscourts.gov", [Paper(pdf)]) for _ in range(count)]
        links = [court.grant(filing).links[0] for filing in filings]
        _tell({"port": court.port, "ca_file": authority.name, "links": links})
        await asyncio.to_thread(sys.stdin.read)
    _tell({"requests": len(court.requests), "harms": [str(harm) for harm in court.harms]})
    await court.close()


def _tell(value: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(_serve_looks(int(sys.argv[1])))
