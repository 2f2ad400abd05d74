"""The real process: odd papers arrive as the court sent them, and a reader's answer brings what did not come."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from daemon.postroom import TEAM, VERMONT, Postroom, body_of, papers_of
from docketmail.core.words.remarks import ODD
from docketmail.demo import firm
from docketmail.demo.court_filings import Paper
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.demo.rig import Rig
from papers import hostile_papers


ORDER = "ORDER granting 12 Motion to Continue."
ANSWERS = f"answers@{firm.INTAKE_DOMAIN}"
PDF = make_pdf("Downloaded by hand")


@pytest.fixture
def bare_rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path / "rig", settings={"mail": f'answers_to = "{ANSWERS}"'})


def answer(letter: EmailMessage, pdf: bytes) -> bytes:
    mail = EmailMessage(policy=SMTP.clone(max_line_length=900))
    mail["Subject"] = f"Re: {letter['Subject']}"
    mail["From"] = firm.ANNA
    mail["To"] = letter["Reply-To"]
    mail["In-Reply-To"] = letter["Message-ID"]
    mail.set_content("Here it is.")
    mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="order.pdf")
    domain = firm.ANNA.partition("@")[2]
    stamp = f"Authentication-Results: {firm.MX}; dkim=pass header.d={domain}\r\n"
    return stamp.encode() + mail.as_bytes()


async def test_an_answer_with_the_paper_reaches_the_team(rig: Rig, postroom: Postroom) -> None:
    await rig.start()
    filing = postroom.file("Order", manner=Manner.SIGN_ON)
    await rig.send(postroom.notice(ORDER, filing), firm.ANNA_INTAKE)
    await postroom.told(ORDER)
    [letter] = postroom.letters(firm.ANNA)
    await rig.send(answer(letter, PDF), ANSWERS)
    await postroom.told("handed in by Anna Quill")
    for reader in TEAM:
        [paper] = papers_of(postroom.letters(reader, "handed in by Anna Quill")[0]).values()
        assert paper.startswith(PDF)
    assert await rig.stop() == 0


async def test_hostile_papers_arrive_as_the_court_sent_them(rig: Rig, postroom: Postroom) -> None:
    # What has no end was cut short on its way, as far as anybody can tell: the fetcher's matter.
    papers = [
        (pdf, oddity)
        for pdf, oddity in hostile_papers().values()
        if oddity and pdf.rstrip().endswith(b"%%EOF")
    ]
    await rig.start()
    for number, (pdf, _) in enumerate(papers):
        filing = rig.court.file(VERMONT, [Paper(pdf, "Exhibit")])
        await rig.send(postroom.notice(f"EXHIBIT {number} filed.", filing), firm.ANNA_INTAKE)
    for number, (pdf, oddity) in enumerate(papers):
        text = f"EXHIBIT {number} filed."
        await postroom.told(text, [firm.ANNA])
        [letter] = postroom.letters(firm.ANNA, text)
        assert list(papers_of(letter).values()) == [pdf]
        assert all(ODD[one] in body_of(letter) for one in oddity)
    await rig.send(postroom.notice(ORDER, postroom.file("Order")), firm.ANNA_INTAKE)
    await postroom.told(ORDER)
    [paper] = papers_of(postroom.letters(firm.ANNA, ORDER)[0]).values()
    assert paper.startswith(make_pdf("Order"))
    assert len(paper) > len(make_pdf("Order")), "the next paper is labelled"
    assert await rig.stop() == 0
