"""Letters with invented names, for the tests of what a case team finds in its inbox."""

from __future__ import annotations

import email.policy
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from email import message_from_bytes
from email.message import EmailMessage

from docketmail.core.letter import (
    CaseEntry,
    Enclosure,
    FilingFacts,
    Held,
    LetterContent,
    LetterKind,
    Mailbox,
    PaperLine,
    Postmark,
    Standing,
)
from docketmail.core.notice import Kind


PACIFIC = timezone(timedelta(hours=-8))
ARRIVED = datetime(2026, 3, 5, 3, 24, 10, tzinfo=UTC)
CASE = "5:26-cv-00123-MKO"
TEXT = (
    "MOTION to Compel Further Responses, filed by Orchard Valley Growers Cooperative. Responses due "
    "by 3/18/2026. (Attachments: # 1 Exhibit A)(Webb, Thomas) (Filed on 3/4/2026)"
)

postmark = Postmark(
    identity="ab" * 32,
    domain="docketmail.hartwell.example",
    sender=Mailbox("Hartwell Lund docket", "docket@hartwell.example"),
    reader=Mailbox("Ana Ruiz", "ana.ruiz@hartwell.example"),
    written_at=ARRIVED,
)
case = CaseEntry(
    number=CASE,
    caption="Orchard Valley Growers Cooperative v. Brightwater Packaging, Inc., et al.",
    thread="c0ffee" * 5,
    document_number="45",
    filers=("Orchard Valley Growers Cooperative",),
    docket_text=TEXT,
    noticed=("Ana Ruiz", "Thomas Webb"),
    others=("Priya Raman",),
)
filing = FilingFacts(
    kind=Kind.FILING,
    court="cand",
    court_name="California Northern District",
    title="Motion to Compel",
    entered_at=datetime(2026, 3, 4, 19, 23, tzinfo=PACIFIC),
    filed_on=date(2026, 3, 4),
    matter="0042-7",
    cases=(case,),
)
letter = LetterContent(
    kind=LetterKind.FIRST,
    postmark=postmark,
    receipt="R-7H3K-22",
    rule="you are on the team of matter 0042-7",
    desk=Mailbox("the docketing desk", "desk@hartwell.example"),
    filing=filing,
)
held = replace(
    letter,
    kind=LetterKind.HELD,
    filing=None,
    about=Held(
        hold="hold_01",
        reason="the sender is not believed",
        arrived_at=ARRIVED,
        sender="efile_notice@cand.uscourts.gov.docket-view.example",
        court="cand",
        case="5:26-cv-00123",
    ),
)


def paper(index: int, standing: Standing = Standing.ATTACHED, *, why: str = "") -> PaperLine:
    """The main document (0) or an exhibit of the sample filing."""
    document = f"45-{index}" if index else "45"
    return PaperLine(
        paper=f"paper_{index}",
        case=CASE,
        document=document,
        description=f"Exhibit {index}" if index else "Motion to Compel",
        file_name=f"2026-03-04 [{document}] Orchard v Brightwater.pdf",
        pages=2,
        size=120_000,
        standing=standing,
        why=why,
    )


def with_papers(*sizes: int) -> tuple[LetterContent, list[Enclosure]]:
    """The sample letter with one attached paper for each size in bytes."""
    papers = tuple(paper(index) for index in range(len(sizes)))
    pdfs = [
        Enclosure(f"paper_{i}", b"%PDF-" + bytes(i % 251 for i in range(n)))
        for i, n in enumerate(sizes)
    ]
    return replace(letter, papers=papers), pdfs


def opened(mail: bytes) -> EmailMessage:
    """A mail as a reader's program takes it apart."""
    message = message_from_bytes(mail, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def words(mail: bytes, subtype: str) -> str:
    """The `plain` or the `html` part."""
    body = opened(mail).get_body((subtype,))
    assert body is not None
    text = body.get_content()
    assert isinstance(text, str)
    return text.replace("\r\n", "\n")
