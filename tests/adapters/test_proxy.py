"""Through a CONNECT proxy every check holds that can; what breaks there is told apart as elsewhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

import pytest
import trustme

from docketmail.adapters.fetcher import Fetcher, FetchLimits, ForbiddenUrlError
from docketmail.core.retrieval import Answer, Get
from docketmail.core.yard import Yard
from docketmail.ports import BrokenOffError, UnreachableError
from kept_sink import KeptSink
from rude_court import RudeCourt, page, says, serving, write_ca
from toy_proxy import ToyProxy


HOST = "ecf.vtd.uscourts.gov"
LINK = f"https://{HOST}/doc1/18511111111?caseid=12&de_seq_num=7&magic_num=12345678"
PDF = b"%PDF-1.7\nsmall and whole\n%%EOF\n"
YARD = Yard({HOST})
LIMITS = FetchLimits(connect=10, read=10, total=20)
HANDSHAKE = 500
"""Bytes of a TLS handshake, which has about 1,500, after which a proxy may die."""

Through = Callable[[ToyProxy], Awaitable[Answer]]


@pytest.fixture(scope="session")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
async def court(ca: trustme.CA) -> AsyncGenerator[RudeCourt, None]:
    async with RudeCourt(ca, HOST).open() as court:
        court.manners = says(page(PDF))
        yield court


@pytest.fixture
def sink() -> KeptSink:
    return KeptSink()


@pytest.fixture
def through(ca: trustme.CA, sink: KeptSink, tmp_path: Path) -> Through:
    """One GET by way of a proxy."""

    async def get(proxy: ToyProxy, url: str = LINK) -> Answer:
        async with serving(proxy.serve) as (host, port):
            way = f"http://{host}:{port}"
            fetcher = Fetcher(YARD, ca_file=write_ca(ca, tmp_path), proxy=way, limits=LIMITS)
            try:
                return await fetcher.get(Get(url, None), sink)
            finally:
                await fetcher.aclose()

    return get


async def test_a_proxy_learns_the_court_and_not_the_look(
    court: RudeCourt, through: Through, sink: KeptSink
) -> None:
    proxy = ToyProxy(court.place)
    await through(proxy)
    (heard,) = proxy.heard
    assert heard.startswith(f"CONNECT {HOST}:443 HTTP/1.1\r\n".encode())
    assert b"magic_num" not in heard
    assert bytes(sink.data) == PDF


async def test_no_credential_of_the_environment_reaches_the_proxy_or_the_court(
    court: RudeCourt, through: Through, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text("default login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://me:secret@127.0.0.1:9")
    proxy = ToyProxy(court.place)
    await through(proxy)
    assert len(proxy.heard) == 1
    assert not any(b"uthorization" in heard for heard in [*proxy.heard, *court.asked])


async def test_every_get_has_a_tunnel_of_its_own(
    court: RudeCourt, ca: trustme.CA, tmp_path: Path
) -> None:
    proxy = ToyProxy(court.place)
    async with serving(proxy.serve) as (host, port):
        way = f"http://{host}:{port}"
        fetcher = Fetcher(YARD, ca_file=write_ca(ca, tmp_path), proxy=way, limits=LIMITS)
        for _ in range(3):
            await fetcher.get(Get(LINK, None), KeptSink())
        await fetcher.aclose()
    assert len(proxy.heard) == court.connections == 3


@pytest.mark.parametrize(
    "url",
    [
        LINK.replace(HOST, "ecf.vtd.uscourts.gov.evil.example"),
        LINK.replace("/doc1/18511111111", "/cgi-bin/DktRpt.pl"),
        LINK.replace("https", "http"),
        "https://127.0.0.1/doc1/1?magic_num=1",
    ],
)
async def test_a_url_outside_of_the_yard_is_not_even_told_to_the_proxy(
    court: RudeCourt, through: Callable[[ToyProxy, str], Awaitable[Answer]], url: str
) -> None:
    proxy = ToyProxy(court.place)
    with pytest.raises(ForbiddenUrlError):
        await through(proxy, url)
    assert proxy.heard == []


@pytest.mark.parametrize("name", ["ecf.nysd.uscourts.gov", "*.uscourts.gov", "proxy.example"])
async def test_a_proxy_that_shows_another_name_is_found_out_before_the_request(
    ca: trustme.CA, through: Through, name: str
) -> None:
    async with RudeCourt(ca, name).open() as other:
        with pytest.raises(UnreachableError, match="certificate verify failed"):
            await through(ToyProxy(other.place))
        assert other.asked == []


async def test_a_proxy_that_opens_the_tunnel_with_an_authority_of_its_own_is_found_out(
    through: Through,
) -> None:
    async with RudeCourt(trustme.CA(), HOST).open() as impostor:
        with pytest.raises(UnreachableError, match="certificate verify failed"):
            await through(ToyProxy(impostor.place))
        assert impostor.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno", id="refuses"),
        pytest.param(
            b"HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n",
            id="asks for a password",
        ),
        pytest.param(b"HTTP/1.1 302 Found\r\nLocation: http://a.example/\r\n\r\n", id="redirects"),
        pytest.param(b"HTTP/1.1 502 Bad Gateway\r\n\r\n", id="does not reach the court"),
        pytest.param(b"", id="hangs up"),
        pytest.param(b"rubbish\r\n\r\n", id="is no proxy"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 40_000, id="has too much to say"),
    ],
)
async def test_a_proxy_that_does_not_connect_leaves_the_court_unreached(
    court: RudeCourt, through: Through, sink: KeptSink, answer: bytes
) -> None:
    proxy = ToyProxy(court.place, answer)
    with pytest.raises(UnreachableError):
        await through(proxy)
    assert (len(proxy.heard), court.connections, sink.ended) == (1, 0, "discarded")


@pytest.mark.parametrize("lets_back", [0, HANDSHAKE])
async def test_a_proxy_that_dies_before_the_request_has_sent_nothing(
    court: RudeCourt, through: Through, sink: KeptSink, lets_back: int
) -> None:
    with pytest.raises(UnreachableError):
        await through(ToyProxy(court.place, lets_back=lets_back))
    assert (court.asked, sink.ended) == ([], "discarded")


@pytest.mark.parametrize("said", [b"", page(PDF)[:-20]], ids=["nothing", "a part"])
async def test_a_proxy_that_dies_behind_the_request_may_have_spent_the_look(
    court: RudeCourt, through: Through, sink: KeptSink, said: bytes
) -> None:
    proxy = ToyProxy(court.place)

    async def speak_and_lose_the_proxy(writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        await writer.drain()
        await asyncio.sleep(0.1)
        proxy.die()

    court.manners = speak_and_lose_the_proxy
    with pytest.raises(BrokenOffError):
        await through(proxy)
    assert (len(court.asked), sink.ended) == (1, "discarded")


async def test_the_court_s_own_refusal_is_an_answer_and_no_proxy_s(
    court: RudeCourt, through: Through
) -> None:
    court.manners = says(page(b"no", status=b"407 Who"))
    assert (await through(ToyProxy(court.place))).status == 407


async def test_limits_hold_behind_a_proxy(
    court: RudeCourt, through: Through, sink: KeptSink
) -> None:
    court.manners = says(page(PDF, *[b"X: x"] * 101))
    with pytest.raises(BrokenOffError, match="header"):
        await through(ToyProxy(court.place))


async def test_a_court_is_reached_through_a_proxy_without_a_request(
    court: RudeCourt, ca: trustme.CA, tmp_path: Path
) -> None:
    proxy = ToyProxy(court.place)
    async with serving(proxy.serve) as (host, port):
        way = f"http://{host}:{port}"
        fetcher = Fetcher(YARD, ca_file=write_ca(ca, tmp_path), proxy=way, limits=LIMITS)
        await fetcher.reach(HOST)
        await fetcher.aclose()
    assert (court.connections, court.asked) == (1, [])


def test_a_proxy_and_a_stand_in_court_exclude_each_other() -> None:
    with pytest.raises(ValueError, match="exclude each other"):
        Fetcher(YARD, connect_to={HOST: ("127.0.0.1", 1)}, proxy="http://127.0.0.1:3128")
