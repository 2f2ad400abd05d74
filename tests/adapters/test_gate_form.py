"""A gate's form, sent over real TLS: the one POST that there is, to the landing page that shows it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import trustme

from court_visits import walk_of
from docketmail.adapters.fetcher import Fetcher, FetchLimits, ForbiddenUrlError
from docketmail.core.retrieval import Answer, Cut, PaperRef, Submit, Walked
from docketmail.core.yard import Yard
from docketmail.demo.court import ToyCourt
from docketmail.demo.court_filings import Paper
from docketmail.demo.court_states import Envelope, StateManner
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import BrokenOffError, UnreachableError
from kept_sink import KeptSink
from rude_court import RudeCourt, page, says, write_ca


HOST = "illinois.tylertech.cloud"
GUID = "7d0b5d0e-0000-4000-8000-00000000a11c"
PAGE = f"/ViewDocuments.aspx?FID={GUID}"
ADDRESS = "ada.k7q2+x@in.quillfeather.example"
FORM = Submit(
    f"https://{HOST}{PAGE}",
    (("__VIEWSTATE", "/wEP+a=b&c"), ("txtEmail", ADDRESS)),
    PaperRef(0, GUID),
)
LIMITS = FetchLimits(connect=10, read=10, total=20)


@pytest.fixture
def sink() -> KeptSink:
    return KeptSink()


async def sent(court: RudeCourt, ca: Path, sink: KeptSink, form: Submit = FORM) -> Answer:
    fetcher = Fetcher(Yard({HOST}), connect_to={HOST: court.place}, ca_file=ca, limits=LIMITS)
    try:
        return await fetcher.submit(form, sink)
    finally:
        await fetcher.aclose()


@pytest.fixture
async def rude(tmp_path: Path) -> AsyncGenerator[tuple[RudeCourt, Path], None]:
    ca = trustme.CA()
    async with RudeCourt(ca, HOST).open() as court:
        yield court, write_ca(ca, tmp_path)


async def test_a_form_says_its_fields_and_no_more_than_a_stranger_would(
    rude: tuple[RudeCourt, Path], sink: KeptSink
) -> None:
    court, ca = rude
    court.manners = says(page(b"<p>Thank you</p>"))
    answer = await sent(court, ca, sink)
    (request,) = court.asked
    line, *headers = request.decode().rstrip().split("\r\n")
    assert line == f"POST {PAGE} HTTP/1.1"
    told = dict(header.lower().split(": ", 1) for header in headers)
    assert told.keys() == {
        "host",
        "user-agent",
        "accept",
        "accept-encoding",
        "connection",
        "content-type",
        "content-length",
    }
    assert (told["host"], told["content-type"]) == (HOST, "application/x-www-form-urlencoded")
    assert (answer.url, answer.status, sink.ended) == (FORM.url, 200, "finished")


async def test_a_form_is_sent_once_whatever_comes_of_it(
    rude: tuple[RudeCourt, Path], sink: KeptSink
) -> None:
    court, ca = rude

    async def reset(writer: asyncio.StreamWriter) -> None:
        writer.transport.abort()

    court.manners = reset
    with pytest.raises(BrokenOffError):
        await sent(court, ca, sink)
    assert (court.connections, sink.ended) == (1, "discarded")


async def test_where_nobody_is_there_nothing_was_sent(tmp_path: Path, sink: KeptSink) -> None:
    ca = trustme.CA()
    async with RudeCourt(ca, HOST).open() as court:
        pass
    with pytest.raises(UnreachableError):
        await sent(court, write_ca(ca, tmp_path), sink)
    assert sink.ended == "discarded"


@pytest.mark.parametrize(
    "url",
    [
        f"https://{HOST}/DownloadResource.ashx?RID={GUID}",
        f"https://{HOST}/Account/Login",
        f"https://texas.tylertech.cloud{PAGE}",
        f"http://{HOST}{PAGE}",
        "https://ecf.vtd.uscourts.gov/doc1/18511111111?caseid=12&magic_num=12345678",
    ],
)
async def test_no_other_page_is_sent_a_form(
    rude: tuple[RudeCourt, Path], sink: KeptSink, url: str
) -> None:
    court, ca = rude
    with pytest.raises(ForbiddenUrlError):
        await sent(court, ca, sink, Submit(url, FORM.fields, FORM.paper))
    assert (court.connections, sink.ended) == (0, "discarded")


async def walked(court: ToyCourt, envelope: Envelope, folder: Path, address: str) -> Walked:
    """The daemon's own walk, with the daemon's own client."""
    ca = folder / "ca.pem"
    ca.write_bytes(court.ca_pem)
    connect_to = {HOST: ("127.0.0.1", court.port)}
    fetcher = Fetcher(Yard({HOST}), connect_to=connect_to, ca_file=ca, limits=LIMITS)
    steps = walk_of(envelope.accepted, address=address)
    answer: Answer | Cut | None = None
    try:
        while True:
            step = next(steps) if answer is None else steps.send(answer)
            if isinstance(step, Submit):
                answer = await fetcher.submit(step, KeptSink())
            else:
                answer = await fetcher.get(step, KeptSink())
    except StopIteration as end:
        ended: Walked = end.value
        return ended
    finally:
        await fetcher.aclose()


@pytest.mark.parametrize("address", ["", ADDRESS])
async def test_the_toy_court_s_gate_is_passed_with_leave_alone(
    tmp_path: Path, address: str
) -> None:
    court = ToyCourt()
    await court.start()
    try:
        papers = [Paper(make_pdf("Motion"), "Motion.pdf"), Paper(make_pdf("Exhibit"), "A.pdf")]
        envelope = court.states.file(HOST, papers, StateManner.GATE, (ADDRESS,))
        ended = await walked(court, envelope, tmp_path, address)
        assert len(ended.obtained) == (2 if address else 0)
        assert envelope.told == ([ADDRESS] if address else [])
        assert court.harms == []
    finally:
        await court.close()
