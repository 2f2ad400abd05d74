"""Up to the court's door and back, which costs no look; and the pause between two requests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import trustme

from docketmail.adapters.fetcher import Fetcher, FetchLimits, ForbiddenUrlError
from docketmail.core.retrieval import Get
from docketmail.core.yard import Yard
from docketmail.demo.court import ToyCourt
from docketmail.ports import UnreachableError
from kept_sink import KeptSink
from rude_court import Place, RudeCourt, serving, write_ca


HOST = "ecf.vtd.uscourts.gov"
OTHER = "ecf.nysd.uscourts.gov"
LINK = f"https://{HOST}/doc1/18511111111?caseid=12&de_seq_num=7&magic_num=12345678"
YARD = Yard({HOST, OTHER})
AN_HOUR = FetchLimits(connect=10, read=10, total=20, spacing=3600)
A_MOMENT = 0.3
"""Seconds after which something that waits an hour is seen to wait."""


@pytest.fixture(scope="session")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
async def court(ca: trustme.CA) -> AsyncGenerator[RudeCourt, None]:
    async with RudeCourt(ca, HOST).open() as court:
        yield court


async def _reach(
    place: Place, ca_file: Path, host: str = HOST, limits: FetchLimits | None = None
) -> None:
    fetcher = Fetcher(YARD, connect_to={HOST: place}, ca_file=ca_file, limits=limits)
    try:
        await fetcher.reach(host)
    finally:
        await fetcher.aclose()


async def test_the_toy_court_is_reached_and_asked_for_nothing(tmp_path: Path) -> None:
    court = ToyCourt()
    await court.start()
    (tmp_path / "ca.pem").write_bytes(court.ca_pem)
    await _reach(("127.0.0.1", court.port), tmp_path / "ca.pem")
    await court.close()
    assert court.requests == []


async def test_the_connection_stands_and_not_one_byte_of_a_request_comes(
    court: RudeCourt, ca: trustme.CA, tmp_path: Path
) -> None:
    await _reach(court.place, write_ca(ca, tmp_path))
    assert (court.connections, court.asked) == (1, [])


async def test_a_court_of_another_name_is_not_reached(ca: trustme.CA, tmp_path: Path) -> None:
    async with RudeCourt(ca, OTHER).open() as court:
        with pytest.raises(UnreachableError, match="certificate verify failed"):
            await _reach(court.place, write_ca(ca, tmp_path))


async def test_a_closed_port_is_not_reached(ca: trustme.CA, tmp_path: Path) -> None:
    async with RudeCourt(ca, HOST).open() as court:
        place = court.place
    with pytest.raises(UnreachableError):
        await _reach(place, write_ca(ca, tmp_path))


async def test_a_silent_port_is_not_reached_in_time(ca: trustme.CA, tmp_path: Path) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    hasty = FetchLimits(connect=0.2, read=0.2)
    async with serving(silent) as place:
        with pytest.raises(UnreachableError):
            await _reach(place, write_ca(ca, tmp_path), limits=hasty)


@pytest.mark.parametrize(
    "host", ["evil.example", f"{HOST}.evil.example", "127.0.0.1", "ecf.vtd.uscourts.gov:8443", ""]
)
async def test_no_other_door_is_gone_up_to(
    court: RudeCourt, ca: trustme.CA, tmp_path: Path, host: str
) -> None:
    with pytest.raises(ForbiddenUrlError):
        await _reach(court.place, write_ca(ca, tmp_path), host)
    assert court.connections == 0


@pytest.fixture
async def polite(court: RudeCourt, ca: trustme.CA, tmp_path: Path) -> AsyncGenerator[Fetcher, None]:
    """A fetcher that has just asked the court, and is to leave it alone for an hour."""
    fetcher = Fetcher(
        YARD,
        connect_to={HOST: court.place, OTHER: court.place},
        ca_file=write_ca(ca, tmp_path),
        limits=AN_HOUR,
    )
    await fetcher.approach(HOST)
    await fetcher.get(Get(LINK, None), KeptSink())
    yield fetcher
    await fetcher.aclose()


async def test_a_second_request_to_the_same_court_waits(court: RudeCourt, polite: Fetcher) -> None:
    sink = KeptSink()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(A_MOMENT):
            await polite.get(Get(LINK, None), sink)
    assert (court.connections, sink.ended) == (1, "discarded")


async def test_whoever_approaches_waits_before_anything_is_written_down(polite: Fetcher) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(A_MOMENT):
            await polite.approach(HOST)


async def test_a_frame_s_file_does_not_wait_for_it_is_short_lived(
    court: RudeCourt, polite: Fetcher
) -> None:
    hop = Get(f"https://{HOST}/cgi-bin/show_temp.pl?file=1.pdf", None, second_hop=True)
    async with asyncio.timeout(30):
        await polite.get(hop, KeptSink())
    assert court.connections == 2


async def test_another_court_does_not_wait(polite: Fetcher) -> None:
    await polite.approach(OTHER)


async def test_a_court_that_was_not_reached_is_left_alone_as_well(
    court: RudeCourt, polite: Fetcher
) -> None:
    # Its certificate is the first court's.
    with pytest.raises(UnreachableError):
        await polite.get(Get(LINK.replace(HOST, OTHER), None), KeptSink())
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(A_MOMENT):
            await polite.approach(OTHER)


async def test_the_pause_ends(court: RudeCourt, ca: trustme.CA, tmp_path: Path) -> None:
    limits = FetchLimits(spacing=0.2)
    fetcher = Fetcher(
        YARD, connect_to={HOST: court.place}, ca_file=write_ca(ca, tmp_path), limits=limits
    )
    loop = asyncio.get_running_loop()
    await fetcher.get(Get(LINK, None), KeptSink())
    ended = loop.time()
    await fetcher.get(Get(LINK, None), KeptSink())
    assert loop.time() - ended >= 0.19
    assert court.connections == 2
    await fetcher.aclose()
