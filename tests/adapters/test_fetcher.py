"""The fetcher against a real TLS server that is as rude as a test wants."""

from __future__ import annotations

import asyncio
import gzip
import ssl
import tracemalloc
from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from pathlib import Path

import httpcore
import pytest
import trustme

from docketmail.adapters import fetcher as fetcher_module
from docketmail.adapters.address_guard import ForbiddenAddressError, public_addresses
from docketmail.adapters.fetcher import Fetcher, FetchLimits, ForbiddenUrlError
from docketmail.core.answers import answer_of
from docketmail.core.retrieval import MAX_PAGE, Get
from docketmail.core.yard import Yard
from docketmail.ports import BrokenOffError, TooLargeError, UnreachableError
from kept_sink import KeptSink
from rude_court import RudeCourt, drips, page, says, serving, write_ca


HOST = "ecf.vtd.uscourts.gov"
PATH = "/doc1/18511111111?caseid=12&de_seq_num=7&magic_num=12345678"
LINK = f"https://{HOST}{PATH}"
PDF = b"%PDF-1.7\nsmall and whole\n%%EOF\n"
YARD = Yard({HOST})
LIMITS = FetchLimits(connect=10, read=10, total=20, paper=1 << 20)
"""So long that a busy machine fails no test."""
SHORT = FetchLimits(connect=0.3, read=0.3, total=0.6)


class CountingSink(KeptSink):
    """Keeps nothing, so that what the fetcher itself keeps can be seen."""

    async def write(self, data: bytes) -> None:
        self.data[:] = b""


class FailingSink(KeptSink):
    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    async def write(self, data: bytes) -> None:
        raise self._error


@pytest.fixture(scope="session")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
async def court(ca: trustme.CA) -> AsyncGenerator[RudeCourt, None]:
    async with RudeCourt(ca, HOST).open() as court:
        yield court


@pytest.fixture
def sink() -> KeptSink:
    return KeptSink()


@pytest.fixture
async def fetcher(
    court: RudeCourt, ca: trustme.CA, tmp_path: Path
) -> AsyncGenerator[Fetcher, None]:
    fetcher = Fetcher(
        YARD, connect_to={HOST: court.place}, ca_file=write_ca(ca, tmp_path), limits=LIMITS
    )
    yield fetcher
    await fetcher.aclose()


@pytest.fixture
async def hasty(court: RudeCourt, ca: trustme.CA, tmp_path: Path) -> AsyncGenerator[Fetcher, None]:
    """A fetcher that waits for nothing long."""
    fetcher = Fetcher(
        YARD, connect_to={HOST: court.place}, ca_file=write_ca(ca, tmp_path), limits=SHORT
    )
    yield fetcher
    await fetcher.aclose()


def look(url: str = LINK) -> Get:
    return Get(url, None)


# What is asked


async def test_one_get_says_no_more_than_a_stranger_would(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    await fetcher.get(look(), sink)
    (request,) = court.asked
    line, *headers = request.decode().rstrip().split("\r\n")
    assert line == f"GET {PATH} HTTP/1.1"
    names = {header.split(":")[0].lower() for header in headers}
    assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert f"Host: {HOST}" in headers
    assert "Accept-Encoding: identity" in headers
    assert any(header.startswith("User-Agent: docketmail/") for header in headers)


async def test_a_cookie_is_never_sent_back(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = says(page(b"<p>", b"Set-Cookie: PacerSession=abc; Path=/; Secure"))
    await fetcher.get(look(), sink)
    await fetcher.get(look(), KeptSink())
    assert len(court.asked) == 2
    assert not any(b"ookie" in request for request in court.asked)


async def test_each_get_has_a_connection_of_its_own(court: RudeCourt, fetcher: Fetcher) -> None:
    for _ in range(3):
        await fetcher.get(look(), KeptSink())
    assert court.connections == 3


async def test_the_environment_adds_no_proxy_and_no_login(
    court: RudeCourt,
    ca: trustme.CA,
    sink: KeptSink,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    netrc = tmp_path / ".netrc"
    netrc.write_text(f"machine {HOST} login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(netrc))
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    fetcher = Fetcher(YARD, connect_to={HOST: court.place}, ca_file=write_ca(ca, tmp_path))
    await fetcher.get(look(), sink)
    assert b"uthorization" not in court.asked[0]
    await fetcher.aclose()


@pytest.mark.parametrize(
    "url",
    [
        LINK.replace("https", "http"),
        LINK.replace("https", "ftp"),
        f"file://{HOST}/doc1/1",
        f"https://me:secret@{HOST}/doc1/1",
        f"https://me@{HOST}/doc1/1",
        f"https://{HOST}:8443/doc1/1",
        f"https://{HOST}:80/doc1/1",
        f"https://{HOST}./doc1/1",
        f"https://{HOST}.evil.example/doc1/1",
        f"https://evil.example/doc1/1?{LINK}",
        f"https://evil.example#{LINK}",
        f"https://{HOST}\\@evil.example/doc1/1",
        f"https://evil.example\\@{HOST}/doc1/1",
        "https://ecf.vtd.uscourts.g\u043ev/doc1/1",
        "https://ecf.vtd.uscourts\u3002gov/doc1/1",
        "https://xn--ecf-vtd.uscourts.gov/doc1/1",
        f"https://{HOST}/doc1/../cgi-bin/login.pl",
        f"https://{HOST}/doc1/1\r\nCookie: a=b",
        f"https://{HOST}",
        f"//{HOST}/doc1/1",
        "https:///doc1/1",
        "https://127.0.0.1/doc1/1",
        "https://[::1]/doc1/1",
        "https://[::1/doc1/1",
        "",
    ],
)
async def test_a_url_that_is_not_plainly_the_court_s_is_refused(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink, url: str
) -> None:
    with pytest.raises(ForbiddenUrlError):
        await fetcher.get(look(url), sink)
    assert court.connections == 0
    assert sink.ended == "discarded"


# What comes back


async def test_a_paper_goes_to_the_sink_and_not_into_the_answer(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = says(page(PDF, b"Content-Type: text/plain"))
    answer = await fetcher.get(look(), sink)
    assert answer.is_pdf
    assert (answer.body, answer.size, answer.url) == (b"", len(PDF), LINK)
    assert (bytes(sink.data), sink.ended) == (PDF, "finished")


async def test_a_page_goes_into_both(court: RudeCourt, fetcher: Fetcher, sink: KeptSink) -> None:
    court.manners = says(page(b"<html>menu</html>", b"Content-Type: application/pdf"))
    answer = await fetcher.get(look(), sink)
    assert not answer.is_pdf
    assert answer.body == bytes(sink.data) == b"<html>menu</html>"
    assert answer.content_type == "application/pdf"


@pytest.mark.parametrize("body", [PDF, b"<html>menu</html>", b""])
async def test_the_same_answer_can_be_told_from_the_sink(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink, body: bytes
) -> None:
    court.manners = says(page(body, b"Location: /elsewhere", status=b"404 Not Found"))
    answer = await fetcher.get(look(), sink)
    assert answer_of(sink.about, bytes(sink.data), len(sink.data)) == answer


@pytest.mark.parametrize(
    "target",
    [
        "https://pacer.login.uscourts.gov/csologin/login.jsf",
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1/",
        "file:///etc/passwd",
        PATH,
    ],
)
async def test_a_redirect_is_an_answer_and_is_not_followed(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink, target: str
) -> None:
    court.manners = says(page(b"", f"Location: {target}".encode(), status=b"302 Found"))
    answer = await fetcher.get(look(), sink)
    assert (answer.status, answer.location) == (302, target)
    assert len(court.asked) == 1


@pytest.mark.parametrize("status", [b"401 No", b"403 No", b"404 No", b"407 No", b"503 No"])
async def test_a_refusal_is_an_answer(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink, status: bytes
) -> None:
    court.manners = says(page(b"no", status=status))
    answer = await fetcher.get(look(), sink)
    assert answer.status == int(status[:3])
    assert len(court.asked) == 1


async def test_a_compressed_body_is_kept_as_it_came_and_is_no_paper(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    bomb = gzip.compress(PDF + bytes(50 << 20))
    court.manners = says(page(bomb, b"Content-Encoding: gzip", b"Content-Type: application/pdf"))
    answer = await fetcher.get(look(), sink)
    assert not answer.is_pdf
    assert bytes(sink.data) == bomb == answer.body


async def test_a_page_without_end_is_kept_up_to_what_is_read(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = drips(0, b"<" * 65537)
    answer = await fetcher.get(look(), sink)
    assert len(answer.body) == len(sink.data) == answer.size == MAX_PAGE
    assert sink.ended == "finished"


async def test_a_long_paper_is_never_held_in_memory(
    court: RudeCourt, ca: trustme.CA, tmp_path: Path
) -> None:
    megabytes = 64
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%%PDF-" % ((megabytes << 20) + 10)
    court.manners = says(head, *[bytes(1 << 20)] * megabytes, b"%%EOF")
    fetcher = Fetcher(YARD, connect_to={HOST: court.place}, ca_file=write_ca(ca, tmp_path))
    tracemalloc.start()
    answer = await fetcher.get(look(), CountingSink())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.size == (megabytes << 20) + 10
    assert peak < 16 << 20  # 5 MB seen, with the server's share
    await fetcher.aclose()


async def test_a_paper_of_unsaid_length_needs_its_own_end(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = says(b"HTTP/1.1 200 OK\r\n\r\n", PDF)
    assert (await fetcher.get(look(), KeptSink())).is_pdf
    court.manners = says(b"HTTP/1.1 200 OK\r\n\r\n", PDF[:-8])
    with pytest.raises(BrokenOffError):
        await fetcher.get(look(), sink)
    assert sink.ended == "discarded"


async def test_a_paper_without_any_end_was_longer_than_its_said_length(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = says(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n", PDF)
    with pytest.raises(BrokenOffError):
        await fetcher.get(look(), sink)
    assert sink.ended == "discarded"
    court.manners = says(page(PDF + b"rubbish" * 9000))
    assert (await fetcher.get(look(), KeptSink())).is_pdf


async def test_the_end_of_an_earlier_version_is_no_end_of_a_paper(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = says(page(PDF + b"a page of an exhibit" * 4000))
    with pytest.raises(BrokenOffError, match="less than its length"):
        await fetcher.get(look(), sink)
    assert sink.ended == "discarded"


# What breaks off


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"HTTP/1.1 200", id="half a status line"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-", id="half a header"),
        pytest.param(b"220 mail.example ESMTP\r\n", id="another protocol"),
        pytest.param(b"\x00" * 400, id="binary rubbish"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000, id="a huge header"),
        pytest.param(b"HTTP/1.1 200 OK\r\n" + b"X: x\r\n" * 40_000, id="many headers"),
        pytest.param(page(PDF, *[b"X: x"] * 100), id="more fields than any court's"),
        pytest.param(page(PDF, *[b"X: " + b"x" * 9000] * 8), id="more header than any court's"),
        pytest.param(b"HTTP/1.1 200 OK\r\nNo colon\r\n\r\n", id="a bad header"),
        pytest.param(page(PDF)[:-5], id="shorter than announced"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\n%PDF-1.7",
            id="two lengths",
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", id="a negative length"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\n%PDF-1.7\n\r\n",
            id="no last chunk",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", id="a bad chunk"
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            id="an unknown coding",
        ),
    ],
)
async def test_an_answer_that_is_not_whole_has_broken_off(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink, answer: bytes
) -> None:
    court.manners = says(answer)
    with pytest.raises(BrokenOffError) as raised:
        await fetcher.get(look(), sink)
    assert sink.ended == "discarded"
    assert len(court.asked) == 1
    assert "magic_num" not in str(raised.value)


async def test_a_connection_reset_in_the_middle_has_broken_off(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    async def reset(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n%PDF-1.7")
        await writer.drain()
        writer.transport.abort()

    court.manners = reset
    with pytest.raises(BrokenOffError):
        await fetcher.get(look(), sink)


async def test_silence_after_the_request_has_broken_off(
    court: RudeCourt, hasty: Fetcher, sink: KeptSink
) -> None:
    async def wait(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    court.manners = wait
    with pytest.raises(BrokenOffError, match="ReadTimeout"):
        await hasty.get(look(), sink)


async def test_a_drip_ends_at_the_deadline(
    court: RudeCourt, hasty: Fetcher, sink: KeptSink
) -> None:
    court.manners = drips(0.05)
    with pytest.raises(BrokenOffError, match=r"within 0\.6 seconds"):
        await hasty.get(look(), sink)
    assert sink.ended == "discarded"


async def test_provisional_answers_without_end_end_at_the_deadline(
    court: RudeCourt, hasty: Fetcher, sink: KeptSink
) -> None:
    async def promise(writer: asyncio.StreamWriter) -> None:
        while True:
            writer.write(b"HTTP/1.1 102 Processing\r\n\r\n")
            await writer.drain()
            await asyncio.sleep(0.02)

    court.manners = promise
    with pytest.raises(BrokenOffError):
        await hasty.get(look(), sink)


async def test_a_paper_without_end_is_broken_off(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = drips(0, b"%PDF-" + bytes(65536))
    with pytest.raises(TooLargeError, match="larger than 1048576 bytes"):
        await fetcher.get(look(), sink)


async def test_a_paper_that_is_announced_too_large_is_given_up_at_its_first_bytes(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = says(b"HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n", PDF)
    with pytest.raises(TooLargeError):
        await fetcher.get(look(), sink)
    assert (bytes(sink.data), sink.ended) == (b"", "discarded")


async def test_a_paper_of_the_largest_size_is_fetched(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = says(page(b"%PDF-".ljust((1 << 20) - 5) + b"%%EOF"))
    assert (await fetcher.get(look(), sink)).size == 1 << 20


async def test_every_field_that_a_court_may_send_is_taken(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = says(page(PDF, *[b"X: " + b"x" * 600] * 99))
    assert (await fetcher.get(look(), sink)).is_pdf


async def test_httpx_connects_by_our_streams_alone(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one private name of httpx that we use is still the right one."""
    monkeypatch.delattr(httpcore.AnyIOBackend, "connect_tcp")
    await fetcher.get(look(), sink)
    assert court.connections == 1


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), TimeoutError(110, "The disk is far away")]
)
async def test_a_failing_disk_is_not_the_court_s_fault(
    court: RudeCourt, fetcher: Fetcher, error: OSError
) -> None:
    court.manners = says(page(PDF))
    sink = FailingSink(error)
    with pytest.raises(OSError) as raised:  # noqa: PT011 - it must be this very one
        await fetcher.get(look(), sink)
    assert raised.value is error
    assert sink.ended == "discarded"


async def test_a_cancelled_get_leaves_nothing_behind(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    court.manners = drips(0.01)
    task = asyncio.create_task(fetcher.get(look(), sink))
    await asyncio.wait_for(sink.begun.wait(), 5)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert sink.ended == "discarded"


# What is not reached


async def test_a_closed_port_is_unreachable(ca: trustme.CA, sink: KeptSink, tmp_path: Path) -> None:
    async with RudeCourt(ca, HOST).open() as court:
        place = court.place
    with pytest.raises(UnreachableError):
        await _get_at(place, write_ca(ca, tmp_path), sink)
    assert (sink.about, sink.ended) == ({}, "discarded")


@pytest.mark.parametrize("name", ["ecf.nysd.uscourts.gov", "*.uscourts.gov", "127.0.0.1"])
async def test_a_certificate_of_another_name_is_unreachable(
    ca: trustme.CA, sink: KeptSink, tmp_path: Path, name: str
) -> None:
    async with RudeCourt(ca, name).open() as court:
        with pytest.raises(UnreachableError, match="certificate verify failed"):
            await _get_at(court.place, write_ca(ca, tmp_path), sink)
        assert court.asked == []


async def test_an_unknown_authority_is_unreachable(
    court: RudeCourt, sink: KeptSink, tmp_path: Path
) -> None:
    with pytest.raises(UnreachableError, match="certificate verify failed"):
        await _get_at(court.place, write_ca(trustme.CA(), tmp_path), sink)
    assert court.asked == []


async def test_only_ca_file_adds_an_authority_not_the_environment(
    court: RudeCourt,
    ca: trustme.CA,
    sink: KeptSink,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(write_ca(ca, tmp_path)))
    with pytest.raises(UnreachableError, match="certificate verify failed"):
        await _get_at(court.place, None, sink)


async def test_an_expired_certificate_is_unreachable(
    ca: trustme.CA, court: RudeCourt, sink: KeptSink, tmp_path: Path
) -> None:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    ca.issue_cert(HOST, not_before=past, not_after=past.replace(year=2021)).configure_cert(
        court.context
    )
    with pytest.raises(UnreachableError, match="certificate verify failed"):
        await _get_at(court.place, write_ca(ca, tmp_path), sink)


@pytest.mark.parametrize("greeting", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n"])
async def test_a_server_without_tls_is_unreachable(
    ca: trustme.CA, sink: KeptSink, tmp_path: Path, greeting: bytes
) -> None:
    heard = bytearray()

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        while part := await reader.read(4096):
            heard.extend(part)

    async with serving(listen) as place:
        with pytest.raises(UnreachableError):
            await _get_at(place, write_ca(ca, tmp_path), sink)
    assert b"magic_num" not in heard


async def test_a_name_that_leads_home_is_refused_before_any_connection(
    court: RudeCourt, sink: KeptSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetcher_module, "HTTPS", court.place[1])

    async def home(host: str, *rest: object) -> list[str]:
        return await public_addresses("localhost", 443)

    monkeypatch.setattr(fetcher_module, "public_addresses", home)
    with pytest.raises(ForbiddenAddressError):
        await Fetcher(YARD).get(look(), sink)
    assert court.connections == 0


async def test_the_next_address_is_tried_and_the_name_is_asked_once(
    court: RudeCourt,
    ca: trustme.CA,
    sink: KeptSink,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    async def addresses(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["::1", "127.0.0.1"]

    monkeypatch.setattr(fetcher_module, "HTTPS", court.place[1])
    monkeypatch.setattr(fetcher_module, "public_addresses", addresses)
    fetcher = Fetcher(YARD, ca_file=write_ca(ca, tmp_path), limits=SHORT)
    assert (await fetcher.get(look(), sink)).status == 200
    assert asked == [HOST]
    await fetcher.aclose()


async def test_a_name_server_that_does_not_answer_is_unreachable(
    sink: KeptSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def addresses(host: str, port: int) -> list[str]:
        await asyncio.sleep(5)
        return []

    monkeypatch.setattr(fetcher_module, "public_addresses", addresses)
    with pytest.raises(UnreachableError):
        await Fetcher(YARD, limits=SHORT).get(look(), sink)


async def _get_at(place: tuple[str, int], ca_file: Path | None, sink: KeptSink) -> None:
    fetcher = Fetcher(YARD, connect_to={HOST: place}, ca_file=ca_file, limits=SHORT)
    try:
        await fetcher.get(look(), sink)
    finally:
        await fetcher.aclose()


async def test_a_server_that_wants_a_certificate_of_ours_has_broken_off(
    court: RudeCourt, fetcher: Fetcher, sink: KeptSink
) -> None:
    # In TLS 1.3 the request has left before the server objects.
    court.context.verify_mode = ssl.CERT_REQUIRED
    with pytest.raises(BrokenOffError):
        await fetcher.get(look(), sink)
