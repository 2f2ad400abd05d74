"""A book on a shelf, and the first steps of a notice, for tests of the operations on the ledger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TypeVar

from core.policy.notices import notice as told_notice
from docketmail.core.notice import Notice
from docketmail.core.policy import duplicate
from docketmail.core.records import (
    Attempt,
    FilingRecord,
    Letter,
    LookRecord,
    NoticeRecord,
    Paper,
    Work,
)
from docketmail.core.retrieval import PaperRef, Walked
from docketmail.core.roster import Roster
from docketmail.core.shelves import RECORDS
from docketmail.ledger import arrivals, filings, leases, looks, turns
from docketmail.ledger.arrivals import Kept
from docketmail.ledger.looks import Arrived
from docketmail.ports import Arrival, Book
from fakes import FakeBook
from offices import ANNA, ROSTER


NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)
TELL_WITHIN = timedelta(minutes=2)
PATIENCE = timedelta(minutes=30)

W = TypeVar("W", bound=Work)


def empty() -> FakeBook:
    return FakeBook({kind: {} for kind in RECORDS}, 0)


def kept(body: bytes = b"a mail", *to: str, digest: str = "") -> Kept:
    arrival = Arrival(
        peer="192.0.2.25",
        helo="mx",
        tls=True,
        sender="ecf@cand.uscourts.gov",
        recipients=to or (ANNA.intake,),
        body=body,
    )
    return Kept(
        arrival,
        f"file-{body.decode()}:key:0:",
        digest or sha256(repr((body, to)).encode()).hexdigest(),
    )


def receive(
    book: Book, *mails: Kept, roster: Roster = ROSTER, now: datetime = NOON
) -> list[NoticeRecord]:
    before = {one.id for one in book.find(NoticeRecord)}
    arrivals.receive(book, mails or (kept(),), roster, now, TELL_WITHIN)
    return [one for one in book.find(NoticeRecord) if one.id not in before]


def claim(book: Book, kind: type[W], now: datetime = NOON, run: str = "r1") -> list[W]:
    if kind is LookRecord:
        return turns.claim(book, now=now, run=run, until=now + LEASE, limit=10)  # type: ignore[return-value]
    return leases.claim(book, kind, now=now, run=run, until=now + LEASE, limit=10)


def marks(notice: Notice) -> filings.Marks:
    return filings.Marks(
        filing=duplicate.identity(notice),
        looks=tuple(f"{link.host} {link.document_id} {link.magic}" for link in notice.links),
        first=tuple(duplicate.first_identities(notice)),
        documents=tuple(f"{link.host} {link.document_id}" for link in notice.links),
    )


def decide_by(filing: FilingRecord) -> datetime:
    return filing.tell_by - timedelta(seconds=30)


def join(book: Book, told: Notice, *mails: Kept, now: datetime = NOON) -> FilingRecord:
    """A mail is received, read and joins its filing; the notice's looks wait for screening."""
    receive(book, *(mails or (kept(repr(told.links).encode()),)), now=now)
    joined = [
        filings.join(book, work, told, marks(told), now) for work in claim(book, NoticeRecord, now)
    ]
    return joined[0]


def screen(book: Book, refused: dict[int, str] | None = None, now: datetime = NOON) -> None:
    for work in claim(book, NoticeRecord, now):
        filings.screened(book, work, refused or {}, now, decide_by)


def screened(book: Book, told: Notice | None = None, *mails: Kept) -> FilingRecord:
    """A mail is received, read and screened, by every firm that it is for."""
    filing = join(book, told or told_notice(), *mails)
    screen(book)
    return filing


def papers(book: Book) -> list[Paper]:
    return book.find(Paper)


def letters(book: Book, *kinds: str) -> list[Letter]:
    return [one for one in book.find(Letter) if not kinds or one.kind in kinds]


MAIN = PaperRef(0, "035122021132")
PAUSE = timedelta(seconds=2)


def opened(book: Book, told: Notice | None = None, *to: str) -> LookRecord:
    """The look of a notice whose first request is on its way."""
    screened(book, told, *([kept(b"mail", *to)] if to else []))
    [look] = claim(book, LookRecord)
    request(book, look)
    return look


def request(book: Book, look: LookRecord, step: int = 0, paper: int | None = 0) -> Attempt:
    return looks.request(book, look, step, paper, f"answer{step}:key:0:", NOON)


def arrived(ref: PaperRef = MAIN, digest: str = "bytes") -> Arrived:
    return Arrived(ref, digest, "document", size=1234)


def end(book: Book, look: LookRecord, walked: Walked) -> None:
    looks.end(book, look, walked, NOON, decide_by, PAUSE)


def the_look(book: Book) -> LookRecord:
    [look] = book.find(LookRecord)
    return look
