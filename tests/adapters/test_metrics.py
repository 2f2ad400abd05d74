"""The figures, asked for over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from docketmail.adapters import metrics
from docketmail.adapters.metrics import MetricsServer, exposed
from docketmail.core.figures import Figure
from docketmail.demo.rig import free_port


FIGURES = (
    Figure(
        "notices_total",
        "Mails read.",
        ("court", "outcome"),
        {("cand", "read"): 7, ("unknown", "held_unreadable"): 1},
        counts_up=True,
    ),
    Figure("holds", "What waits.", ("rule",), {}),
    Figure("oldest_unopened_look_seconds", "Seconds.", (), {(): 12.5}),
)
SCRAPE = b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"


@dataclass
class Door:
    """A server, and whoever asks it."""

    at: tuple[str, int] | Path
    figures: Sequence[Figure] = FIGURES
    fault: Exception | None = None
    reported: list[Exception] = field(default_factory=list)

    async def shown(self) -> Sequence[Figure]:
        if self.fault is not None:
            raise self.fault
        return self.figures

    @asynccontextmanager
    async def open(self) -> AsyncIterator[MetricsServer]:
        server = MetricsServer(self.at, self.shown, self.reported.append)
        await server.start()
        try:
            yield server
        finally:
            await server.close()

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if isinstance(self.at, Path):
            return await asyncio.open_unix_connection(self.at)
        return await asyncio.open_connection(*self.at)

    async def ask(self, request: bytes = SCRAPE) -> tuple[int, bytes]:
        """The status and the body, once the server has hung up; status 0 where it said nothing."""
        reader, writer = await self.connect()
        writer.write(request)
        async with asyncio.timeout(10):
            answer = await reader.read()
        writer.close()
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]) if head else 0, body


@pytest.fixture
def door() -> Door:
    return Door(("127.0.0.1", free_port()))


def samples(text: bytes) -> dict[str, float]:
    return {
        f"{sample.name}{dict(sorted(sample.labels.items()))}": sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
    }


async def test_a_scrape_is_answered_in_prometheus_words(door: Door) -> None:
    async with door.open():
        status, body = await door.ask()
    assert status == 200
    assert samples(body) == {
        "docketmail_notices_total{'court': 'cand', 'outcome': 'read'}": 7,
        "docketmail_notices_total{'court': 'unknown', 'outcome': 'held_unreadable'}": 1,
        "docketmail_oldest_unopened_look_seconds{}": 12.5,
    }
    assert b"# HELP docketmail_holds What waits.\n# TYPE docketmail_holds gauge\n" in body


async def test_what_is_shown_is_what_is_so_at_that_moment(door: Door) -> None:
    async with door.open():
        await door.ask()
        door.figures = (Figure("holds", "What waits.", ("rule",), {("drift",): 3}),)
        _, body = await door.ask()
    assert samples(body) == {"docketmail_holds{'rule': 'drift'}": 3}


def test_nothing_of_the_process_is_shown() -> None:
    text = exposed(FIGURES)
    assert b"python" not in text
    assert b"process_" not in text


async def test_a_unix_socket_serves_too_and_is_taken_away_at_the_end(tmp_path: Path) -> None:
    door = Door(tmp_path / "metrics.sock")
    door.at.touch()  # type: ignore[union-attr]  # left behind by a daemon that died
    async with door.open():
        assert (await door.ask())[0] == 200
        assert (tmp_path / "metrics.sock").stat().st_mode & 0o777 == 0o660
    assert not (tmp_path / "metrics.sock").exists()


@pytest.mark.parametrize(
    ("request_line", "status"),
    [
        (b"GET / HTTP/1.1", 404),
        (b"GET /metrics/ HTTP/1.1", 404),
        (b"GET /metrics?name=x HTTP/1.1", 200),
        (b"POST /metrics HTTP/1.1", 405),
        (b"HEAD /metrics HTTP/1.1", 200),
    ],
)
async def test_there_is_one_page_and_one_way_to_ask(
    door: Door, request_line: bytes, status: int
) -> None:
    async with door.open():
        said, body = await door.ask(request_line + b"\r\nHost: localhost\r\n\r\n")
    assert said == status
    assert body or request_line.startswith(b"HEAD")
    assert not (body and request_line.startswith(b"HEAD"))


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"hello\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET /metrics HTTP/1.1\r\n\r\n",
        b"GET /metrics HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 100_000,
    ],
)
async def test_what_is_no_request_is_hung_up_on(door: Door, request_bytes: bytes) -> None:
    async with door.open():
        try:
            status, _ = await door.ask(request_bytes)
        except ConnectionResetError:
            status = 0
        assert status == 0
        assert (await door.ask())[0] == 200
    assert door.reported == []


async def test_who_leaves_in_the_middle_leaves_nothing_behind(door: Door) -> None:
    async with door.open() as server:
        _, writer = await door.connect()
        writer.write(SCRAPE[:20])
        writer.close()
        await writer.wait_closed()
        assert (await door.ask())[0] == 200
        async with asyncio.timeout(5):
            await asyncio.gather(*server._open)
        assert not server._open


async def test_who_says_nothing_is_hung_up_on(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics, "SECONDS", 0.05)
    async with door.open():
        assert await door.ask(b"") == (0, b"")


async def test_more_than_so_many_at_a_time_are_turned_away(door: Door) -> None:
    async with door.open():
        waiting = [await door.connect() for _ in range(metrics.MOST)]
        assert (await door.ask(b""))[0] == 0
        for _, writer in waiting:
            writer.close()
            await writer.wait_closed()
        assert (await door.ask())[0] == 200


async def test_figures_that_cannot_be_had_are_reported_and_the_next_scrape_may_be_better(
    door: Door,
) -> None:
    door.fault = RuntimeError("a secret")
    async with door.open():
        status, body = await door.ask()
        assert status == 500
        assert b"secret" not in body
        assert door.reported == [door.fault]
        door.fault = None
        assert (await door.ask())[0] == 200


async def test_an_address_that_is_taken_is_said_at_the_start(door: Door) -> None:
    async with door.open():
        with pytest.raises(OSError, match="in use"):
            async with door.open():
                pass


async def test_the_end_waits_for_nobody(door: Door) -> None:
    async with door.open():
        reader, writer = await door.connect()
        await asyncio.sleep(0)
    async with asyncio.timeout(5):
        assert await reader.read() == b""
    writer.close()
