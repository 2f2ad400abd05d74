"""The daemon's own client at the toy court's door: every manner over real TLS ends where it should."""

from __future__ import annotations

import asyncio
import ssl
import tracemalloc
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from court_visits import ENDINGS, HOSTS, walk_of
from docketmail.adapters.fetcher import Fetcher, FetchLimits
from docketmail.core.retrieval import Answer, Cut, Get, Refusal, Walked
from docketmail.core.yard import Yard
from docketmail.demo import court_replies
from docketmail.demo.court import ToyCourt
from docketmail.demo.court_filings import Paper, System, manners_of
from docketmail.demo.court_manners import BREAKING, Manner
from docketmail.demo.pdfs import make_pdf, make_recorded_pdf
from docketmail.ports import BrokenOffError, TooLargeError
from fake_spool import FakeSpool


PDF = make_pdf("Motion to Compel")
LIMITS = FetchLimits(paper=4 << 20)
HURRIED = FetchLimits(total=1.0)
EVERY = [(system, manner) for system in System for manner in manners_of(system)]


class Forgetful:
    """A sink that keeps nothing but the size."""

    def __init__(self) -> None:
        self.size = 0

    async def describe(self, about: dict[str, str]) -> None:
        assert about

    async def write(self, data: bytes) -> None:
        self.size += len(data)

    async def finish(self) -> int:
        return self.size

    async def discard(self) -> None:
        return


@pytest.fixture
async def court(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[ToyCourt, None]:
    monkeypatch.setattr(court_replies, "SLOWNESS", 0.1)
    monkeypatch.setattr(court_replies, "DRIP", 0.01)
    court = ToyCourt()
    await court.start()
    yield court
    await court.close()


def client(court: ToyCourt, folder: Path, limits: FetchLimits = LIMITS) -> Fetcher:
    authority = folder / "ca.pem"
    authority.write_bytes(court.ca_pem)
    return Fetcher(
        Yard(frozenset(HOSTS.values())),
        connect_to=dict.fromkeys(HOSTS.values(), ("127.0.0.1", court.port)),
        ca_file=authority,
        limits=limits,
    )


def first(url: str) -> Get:
    """What a walk asks for first."""
    get = next(walk_of(url))
    assert isinstance(get, Get)
    return get


async def walk(fetcher: Fetcher, url: str) -> tuple[Walked, FakeSpool]:
    """The daemon's own walk, with the daemon's own client."""
    spool = FakeSpool()
    steps = walk_of(url)
    answer: Answer | Cut | None = None
    while True:
        try:
            get = next(steps) if answer is None else steps.send(answer)
        except StopIteration as end:
            return end.value, spool
        assert isinstance(get, Get)
        try:
            answer = await fetcher.get(get, await spool.sink(await spool.prepare()))
        except TooLargeError as error:
            answer = Cut(str(error), Refusal.TOO_LARGE)
        except BrokenOffError as error:
            answer = Cut(str(error))


@pytest.mark.parametrize(("system", "manner"), EVERY)
async def test_a_careful_client_ends_as_it_should_and_does_no_harm(
    court: ToyCourt, tmp_path: Path, system: System, manner: Manner
) -> None:
    filing = court.file(HOSTS[system], [Paper(PDF, manner=manner)])
    fetcher = client(court, tmp_path, HURRIED if manner is Manner.DRIP else LIMITS)
    walked, spool = await walk(fetcher, court.grant(filing).links[0])
    ending = walked.missing[0].refusal if walked.missing else None
    assert ending is ENDINGS[manner]
    obtained = [stored.data for stored in spool.files.values() if stored.data == PDF]
    assert len(obtained) == (ending is None)
    assert court.harms == []
    assert court.referee().lost == (manner in BREAKING)


async def test_a_paper_with_a_recording_inside_is_a_paper(court: ToyCourt, tmp_path: Path) -> None:
    recorded = make_recorded_pdf("Hearing")
    grant = court.grant(court.file(HOSTS[System.BANKRUPTCY], [Paper(recorded)]))
    walked, spool = await walk(client(court, tmp_path), grant.links[0])
    assert len(walked.obtained) == 1
    assert recorded in [stored.data for stored in spool.files.values()]


async def test_a_large_paper_is_sent_and_taken_with_flat_memory(
    court: ToyCourt, tmp_path: Path
) -> None:
    paper = Paper(PDF, padding=48 << 20)
    link = court.grant(court.file(HOSTS[System.APPELLATE], [paper])).links[0]
    fetcher = client(court, tmp_path, FetchLimits())
    sink = Forgetful()
    tracemalloc.start()
    try:
        answer = await fetcher.get(first(link), sink)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert answer.is_pdf
    assert sink.size == paper.size
    assert peak < 8 << 20
    assert court.referee().lost == 0


@pytest.mark.timeout(20)
@pytest.mark.parametrize("manner", [Manner.ENDLESS_PAPER, Manner.ENDLESS_PAGE])
async def test_who_is_gone_before_an_endless_answer_does_not_keep_the_court_busy(
    court: ToyCourt, tmp_path: Path, manner: Manner
) -> None:
    host = HOSTS[System.DISTRICT]
    link = court.grant(court.file(host, [Paper(PDF, manner=manner)])).links[0]
    trusting = ssl.create_default_context(cadata=court.ca_pem.decode())
    _, writer = await asyncio.open_connection(
        "127.0.0.1", court.port, ssl=trusting, server_hostname=host
    )
    target = link.removeprefix(f"https://{host}") + "&use_magic=1"
    async with asyncio.timeout(10):
        writer.write(f"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        writer.transport.abort()
        await asyncio.gather(writer.wait_closed(), return_exceptions=True)
        link = court.grant(court.file(host, [Paper(PDF)])).links[0]
        walked, _ = await walk(client(court, tmp_path), link)
    assert len(walked.obtained) == 1
    assert len(court.requests) == 2


async def test_a_bomb_is_a_gigabyte_only_to_who_unpacks_it(court: ToyCourt, tmp_path: Path) -> None:
    paper = Paper(PDF, manner=Manner.ZIP_BOMB)
    link = court.grant(court.file(HOSTS[System.DISTRICT], [paper])).links[0]
    answer = await client(court, tmp_path).get(first(link), Forgetful())
    assert (answer.is_pdf, answer.size < 2 << 20) == (False, True)
