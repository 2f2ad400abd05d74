"""Figures for Prometheus: `GET /metrics`, and nothing else.

One answer a connection, by h11 in the daemon's own event loop: prometheus-client's server would be a thread for each
client, without a limit in number or time. Its text format is used, its registry is our own: nothing of the process
(command line, paths, modules) is collected.

Security: listens on loopback or at a Unix socket alone, so that who asks is on this machine; what is answered holds
counts and names of courts, rules and states, no name, address, docket text or link. A client has a few seconds and a
few kilobytes, and there are only so many at a time.
Promises: a figure that cannot be had is answered with 500 and reported; the daemon goes on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import Final

import h11
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric

from docketmail.core.figures import Figure


PREFIX: Final = "docketmail_"
MOST: Final = 8
"""Clients at a time: one Prometheus, its twin, and somebody with curl."""
SECONDS: Final = 10.0
"""For a request and its answer; Prometheus gives up after ten as well (scrape_timeout)."""
HEAD: Final = 8192
"""Bytes of a request's head: Prometheus sends some 300."""

Figures = Callable[[], Awaitable[Sequence[Figure]]]


class MetricsServer:
    """Listens for scrapes."""

    def __init__(
        self, at: tuple[str, int] | Path, figures: Figures, report: Callable[[Exception], None]
    ) -> None:
        """Answer with what `figures` says at that moment; what it raises is reported."""
        self._at = at
        self._figures = figures
        self._report = report
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Listen; the socket of a daemon that died is replaced. Raises OSError where the address is taken."""
        if isinstance(self._at, Path):
            self._at.unlink(missing_ok=True)
            self._server = await asyncio.start_unix_server(self._serve, self._at)
            self._at.chmod(0o660)
        else:
            self._server = await asyncio.start_server(self._serve, *self._at)

    async def close(self) -> None:
        """Stop listening; who waits for an answer has none."""
        if self._server is not None:
            self._server.close()
        if isinstance(self._at, Path):
            self._at.unlink(missing_ok=True)
        for serving in self._open:
            serving.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if len(self._open) >= MOST:
            writer.close()
            return
        serving = asyncio.create_task(self._converse(reader, writer))
        self._open.add(serving)
        serving.add_done_callback(self._open.discard)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError, TimeoutError, h11.ProtocolError):
                async with asyncio.timeout(SECONDS):
                    connection = h11.Connection(h11.SERVER, max_incomplete_event_size=HEAD)
                    request = await _request(connection, reader)
                    if request is not None:
                        writer.write(_said(connection, request, *await self._answer(request)))
                        await writer.drain()
        finally:
            writer.close()

    async def _answer(self, request: h11.Request) -> tuple[HTTPStatus, bytes]:
        if request.target.partition(b"?")[0] != b"/metrics":
            return HTTPStatus.NOT_FOUND, b"The figures are at /metrics.\n"
        if request.method not in {b"GET", b"HEAD"}:
            return HTTPStatus.METHOD_NOT_ALLOWED, b"GET, or HEAD.\n"
        try:
            return HTTPStatus.OK, exposed(await self._figures())
        except Exception as error:  # noqa: BLE001 - figures that fail must not end the daemon
            self._report(error)
            return HTTPStatus.INTERNAL_SERVER_ERROR, b"The daemon's log has the place.\n"


async def _request(connection: h11.Connection, reader: asyncio.StreamReader) -> h11.Request | None:
    """The head of the one request that is read; None where the client left."""
    while (event := connection.next_event()) is h11.NEED_DATA:
        connection.receive_data(await reader.read(HEAD))
    return event if isinstance(event, h11.Request) else None


def _said(
    connection: h11.Connection, request: h11.Request, status: HTTPStatus, body: bytes
) -> bytes:
    """The whole answer, after which the connection ends."""
    headers = [
        ("Content-Type", CONTENT_TYPE_PLAIN_0_0_4),
        ("Content-Length", str(len(body))),
        ("Connection", "close"),
    ]
    head = h11.Response(status_code=status, reason=status.phrase.encode(), headers=headers)
    data = b"" if request.method == b"HEAD" else body
    parts = map(connection.send, (head, h11.Data(data=data), h11.EndOfMessage()))
    return b"".join(part for part in parts if part)


class _Shown:
    """What one scrape is answered, as a collector of prometheus-client's."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._figures = figures

    def collect(self) -> Iterable[Metric]:
        for figure in self._figures:
            family = CounterMetricFamily if figure.counts_up else GaugeMetricFamily
            metric = family(PREFIX + figure.name, figure.meaning, labels=figure.labels)
            for labels, value in sorted(figure.values.items()):
                metric.add_metric(labels, value)
            yield metric


def exposed(figures: Sequence[Figure]) -> bytes:
    """The figures in Prometheus' text format."""
    registry = CollectorRegistry()
    registry.register(_Shown(figures))
    return generate_latest(registry)
