"""The toy court answers as courts do, and sees every harm."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
import sys
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

import pytest

from docketmail.demo import court_answers, court_replies
from docketmail.demo.court import ToyCourt
from docketmail.demo.court_filings import Paper, System, court_of, system_of
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_referee import Wrong, price
from docketmail.demo.pdfs import make_pdf


DISTRICT = "ecf.vtd.uscourts.gov"
BANKRUPTCY = "ecf.vtb.uscourts.gov"
APPELLATE = "ecf.ca2.uscourts.gov"
ACMS = "ca9-showdoc.azurewebsites.us"
LOGINS = {
    DISTRICT: 'name="GetPass"',
    BANKRUPTCY: "location.assign",
    APPELLATE: 'id="loginForm"',
    ACMS: "SAMLRequest",
}
PDF = make_pdf("Motion to Compel")
EXHIBIT = Paper(make_pdf("Exhibit A", 3), "Exhibit A", 3)


@dataclass(frozen=True)
class Heard:
    status: int
    head: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@pytest.fixture
async def court() -> AsyncGenerator[ToyCourt, None]:
    court = ToyCourt()
    await court.start()
    yield court
    await court.close()


async def ask(
    court: ToyCourt, url: str, method: str = "GET", *headers: str, body: str = ""
) -> Heard:
    """A stranger's request, with whatever headers he likes."""
    _, _, host, target = url.split("/", 3)
    context = ssl.create_default_context(cadata=court.ca_pem.decode())
    reader, writer = await asyncio.open_connection(
        "127.0.0.1", court.port, ssl=context, server_hostname=host
    )
    lines = [f"{method} /{target} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    writer.write(("\r\n".join(lines) + f"\r\n\r\n{body}").encode())
    raw = await reader.read()
    writer.close()
    head, _, said = raw.partition(b"\r\n\r\n")
    return Heard(int(head.split()[1]), head.decode(), said)


def look(court: ToyCourt, host: str, *papers: Paper) -> str:
    """The link of a notice as a careful client sends it."""
    link = court.grant(court.file(host, papers)).links[0]
    return careful(link) if "/doc1/" in link else link


def careful(link: str) -> str:
    return f"{link}&use_magic=1"


@pytest.mark.parametrize("host", [DISTRICT, BANKRUPTCY, APPELLATE, ACMS])
async def test_a_look_shows_its_paper_once_and_then_a_login(court: ToyCourt, host: str) -> None:
    link = look(court, host, Paper(PDF))
    assert (await ask(court, link)).body == PDF
    assert court.harms == []
    again = await ask(court, link)
    assert LOGINS[host] in again.text
    (harm,) = court.harms
    assert str(harm).startswith("a look opened twice: GET https://")
    assert str(harm).endswith("(the look)")


async def test_each_address_has_a_look_of_its_own(court: ToyCourt) -> None:
    filing = court.file(DISTRICT, [Paper(PDF)])
    for _ in range(2):
        assert (await ask(court, careful(court.grant(filing).links[0]))).body == PDF
    assert court.harms == []


async def test_the_fourth_digit_of_a_single_document_does_not_matter(court: ToyCourt) -> None:
    link = look(court, BANKRUPTCY, Paper(PDF))
    assert link.split("/doc1/")[1][3] == "0"
    flipped = re.sub(r"(/doc1/...)0", r"\g<1>1", link)
    assert (await ask(court, flipped)).body == PDF
    await ask(court, link)
    assert len(court.harms) == 1


async def test_a_frame_leads_to_a_short_lived_file(
    court: ToyCourt, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = await ask(court, look(court, DISTRICT, Paper(PDF, manner=Manner.FRAME)))
    found = re.search(r'<iframe src="([^"]+)"', page.text)
    assert found
    source = f"https://{DISTRICT}{unescape(found[1])}"
    assert (await ask(court, source)).body == PDF
    assert (await ask(court, source)).body == PDF
    assert court.harms == []
    monkeypatch.setattr(court_answers, "TEMPORARY_FILE_LIVES", -1)
    assert "not available" in (await ask(court, source)).text


async def test_a_menu_has_a_row_with_the_notice_s_magic_number_for_each_paper(
    court: ToyCourt,
) -> None:
    filing = court.file(DISTRICT, [Paper(PDF), EXHIBIT])
    grant = court.grant(filing)
    menu = (await ask(court, careful(grant.links[0]))).text
    rows = re.findall(r"goDLS\('(/doc1/\d+)','(\d+)','(\d+)','','','','(\d+)','',''\)", menu)
    assert rows == [
        (f"/doc1/{document}", filing.case_id, filing.sequence, grant.magic)
        for document in filing.document_ids
    ]
    bodies = [
        (
            await ask(
                court,
                f"https://{DISTRICT}{path}?caseid={case}&de_seq_num={sequence}"
                f"&magic_num={magic}&use_magic=1",
            )
        ).body
        for path, case, sequence, magic in rows
    ]
    assert bodies == [PDF, EXHIBIT.pdf]
    assert court.harms == []


async def test_in_an_appellate_court_the_main_document_alone_is_free(court: ToyCourt) -> None:
    filing = court.file(APPELLATE, [Paper(PDF), EXHIBIT])
    grant = court.grant(filing)
    assert "2 Documents are attached to this filing" in (await ask(court, grant.links[0])).text
    main, exhibit = (f"https://{APPELLATE}/docs1/{number}" for number in filing.document_ids)
    assert (await ask(court, f"{main}?uid={grant.magic}")).body == PDF
    assert court.harms == []
    await ask(court, exhibit)
    await ask(court, f"{exhibit}?uid={grant.magic}")
    assert [(harm.wrong, harm.cents) for harm in court.harms] == [(Wrong.NO_LOOK, 30)] * 2


async def test_acms_has_a_link_for_each_paper(court: ToyCourt) -> None:
    links = court.grant(court.file(ACMS, [Paper(PDF), EXHIBIT])).links
    assert [(await ask(court, link)).body for link in links] == [PDF, EXHIBIT.pdf]


async def test_without_use_magic_the_court_asks_first_and_uses_nothing_up(
    court: ToyCourt,
) -> None:
    link = court.grant(court.file(DISTRICT, [Paper(PDF)])).links[0]
    assert "one free look" in (await ask(court, link)).text
    assert (await ask(court, careful(link))).body == PDF
    assert court.harms == []


async def test_numbers_of_another_case_show_nothing(court: ToyCourt) -> None:
    link = look(court, DISTRICT, Paper(PDF))
    wrong = re.sub(r"caseid=\d+", "caseid=1", link)
    assert "Cannot locate the case" in (await ask(court, wrong)).text
    assert (await ask(court, link)).body == PDF


async def test_an_outage_passes_and_uses_nothing_up(court: ToyCourt) -> None:
    link = look(court, DISTRICT, Paper(PDF, manner=Manner.OUTAGE))
    assert [(await ask(court, link)).status for _ in range(3)] == [503, 503, 200]
    assert court.harms == []


async def test_a_cut_answer_is_half_there_and_used_up(court: ToyCourt) -> None:
    link = look(court, DISTRICT, Paper(PDF, manner=Manner.CUT))
    assert (await ask(court, link)).body == PDF[: len(PDF) // 2]
    await ask(court, link)
    assert len(court.harms) == 1


async def test_a_slow_answer_is_whole_in_the_end(
    court: ToyCourt, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(court_replies, "SLOWNESS", 0.2)
    loop = asyncio.get_running_loop()
    begun = loop.time()
    assert (await ask(court, look(court, DISTRICT, Paper(PDF, manner=Manner.SLOW)))).body == PDF
    assert loop.time() - begun > 0.15


@pytest.mark.parametrize(
    ("method", "path", "headers", "harm"),
    [
        ("POST", "", (), "another method than GET (the look)"),
        ("HEAD", "", (), "another method than GET (the look)"),
        ("GET", "", ("Cookie: PacerSession=unvalidated",), "sent a cookie ($0.10)"),
        ("GET", "", ("Authorization: Basic bWU6c2VjcmV0",), "sent credentials (a login)"),
        ("GET", "/cgi-bin/DktRpt.pl?40001", (), "a page that wants money ($0.10)"),
        ("GET", "/cgi-bin/iquery.pl", (), "a page that wants money ($0.10)"),
        (
            "GET",
            "/cgi-bin/show_multidocs.pl?caseid=40001",
            (),
            "a page that wants money ($0.40)",
        ),
        ("GET", "/cgi-bin/login.pl", (), "a page that wants a login (a login)"),
        ("GET", "/n/beam/servlet/TransportRoom", (), "a page that wants money ($0.10)"),
        (
            "GET",
            "/cgi-bin/show_temp.pl?file=1.pdf",
            (),
            "a temporary file that was never shown (the court's trust)",
        ),
        ("GET", "/doc1/018100001001", (), "a document asked for without a look ($0.30)"),
        ("GET", "/doc1/018000001001", (), "a document asked for without a look ($0.30)"),
        ("GET", "/doc1/018100001001?got_receipt=1", (), "a receipt accepted ($0.30)"),
        ("GET", "/favicon.ico", (), "a path that no notice leads to (the court's trust)"),
    ],
)
async def test_a_harm_is_written_down_with_its_cost(
    court: ToyCourt, method: str, path: str, headers: tuple[str, ...], harm: str
) -> None:
    filing = court.file(DISTRICT, [Paper(PDF), EXHIBIT])
    single = court.file(BANKRUPTCY, [Paper(PDF)])
    url = f"https://{DISTRICT}{path}" if path else careful(court.grant(single).links[0])
    await ask(court, url, method, *headers)
    assert filing.case_id == "40001"
    wrong, cost = harm.removesuffix(")").split(" (")
    [written] = court.harms
    assert str(written) == f"{wrong}: {method} {url} ({cost})"


def test_a_document_of_more_than_thirty_pages_costs_three_dollars() -> None:
    assert [price(pages) for pages in (1, 30, 31, 500)] == [10, 300, 300, 300]


async def test_whoever_sends_a_cookie_is_asked_for_money(court: ToyCourt) -> None:
    link = look(court, DISTRICT, Paper(PDF))
    heard = await ask(court, link, "GET", "Cookie: PacerSession=unvalidated")
    assert "To accept charges shown below" in heard.text
    assert (await ask(court, link)).body == PDF


async def test_a_submitted_receipt_is_paid(court: ToyCourt) -> None:
    link = look(court, APPELLATE, Paper(PDF, pages=12, manner=Manner.RECEIPT))
    form = (await ask(court, link)).text
    document = re.search(r'name="dls_id" value="(\d+)"', form)
    assert document
    body = f"servlet=ShowDoc&pacer=t&recp=&dls_id={document[1]}"
    room = f"https://{APPELLATE}/n/beam/servlet/TransportRoom"
    await ask(court, room, "POST", f"Content-Length: {len(body)}", body=body)
    referee = court.referee()
    assert (referee.paid, referee.dollars) == (1, Decimal("1.20"))
    assert [harm.wrong for harm in referee.harms] == [Wrong.ACCEPTED]


async def test_every_request_is_counted_with_its_time(court: ToyCourt) -> None:
    links = [look(court, DISTRICT, Paper(PDF)) for _ in range(3)]
    for link in links:
        await ask(court, link)
    assert [f"https://{asked.host}{asked.target}" for asked in court.requests] == links
    times = [asked.at for asked in court.requests]
    assert times == sorted(times)


async def test_strangers_get_a_cookie_all_the_same(court: ToyCourt) -> None:
    assert "PacerSession" in (await ask(court, look(court, DISTRICT, Paper(PDF)))).head


async def test_rubbish_does_not_disturb_the_court(court: ToyCourt) -> None:
    context = ssl.create_default_context(cadata=court.ca_pem.decode())
    _, writer = await asyncio.open_connection(
        "127.0.0.1", court.port, ssl=context, server_hostname=DISTRICT
    )
    writer.write(b"EHLO court\r\n\r\n")
    await writer.drain()
    writer.close()
    assert (await ask(court, look(court, DISTRICT, Paper(PDF)))).body == PDF


@pytest.mark.parametrize(
    ("host", "system"),
    [
        (DISTRICT, System.DISTRICT),
        ("ecf.cand.uscourts.gov", System.DISTRICT),
        ("ecf.jpml.uscourts.gov", System.DISTRICT),
        ("ecf.cacb.uscourts.gov", System.BANKRUPTCY),
        ("ecf.ca11.uscourts.gov", System.APPELLATE),
        ("ecf.cadc.uscourts.gov", System.APPELLATE),
        ("ecf.cafc.uscourts.gov", System.APPELLATE),
        (ACMS, System.ACMS),
    ],
)
def test_a_host_tells_its_system(host: str, system: System) -> None:
    assert system_of(host) is system


def test_a_host_tells_its_court() -> None:
    assert [court_of(host) for host in (DISTRICT, ACMS)] == ["vtd", "ca9"]


async def test_it_can_be_a_process_of_its_own() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "docketmail.demo.court",
        "5",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    told = json.loads(await process.stdout.readline())
    assert len(set(told["links"])) == 5
    out, _ = await process.communicate(b"")
    assert json.loads(out) == {"requests": 0, "harms": []}
    assert process.returncode == 0
