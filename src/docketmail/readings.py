"""What a notice's message says, read anew from its sealed bytes whenever a stage needs it.

The ledger holds no docket text and no link, and a better reader after an upgrade reads better. What the same bytes
said a moment ago is remembered, since each stage of a notice asks; the bytes come from the spool each time, so that
nothing is read whose key was destroyed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from functools import lru_cache, partial
from typing import TypeVar

from docketmail.core import authentication, courts
from docketmail.core.lifecycle import PaperState
from docketmail.core.notice import Case, Kind, Link, NotANotice, Notice, Reading
from docketmail.core.original import neutralised
from docketmail.core.policy import listing, senders, telling
from docketmail.core.policy.facts import Facts
from docketmail.core.records import (
    FilingCase,
    FilingRecord,
    LookRecord,
    Message,
    NoticeRecord,
    Paper,
)
from docketmail.core.roster import Firm, docket
from docketmail.ledger import filings
from docketmail.ports import Book, Ticket
from docketmail.world import World


@dataclass(frozen=True, slots=True)
class Known:
    """A notice, its message and what both tell the rules."""

    record: NoticeRecord
    message: Message
    raw: bytes
    facts: Facts


class StrangerError(Exception):
    """The roster in force no longer knows the firm of a notice."""


async def of(world: World, record: NoticeRecord) -> Known:
    """Read a notice's message, and say who sent it."""
    message = await world.ledger.read(lambda book: _known(book.get(Message, record.message)))
    return await _read(world, record, message)


async def of_id(world: World, notice_id: str) -> Known:
    """The same of a notice by its id."""
    return await _read(world, *await world.ledger.read(partial(_with_message, notice_id=notice_id)))


def _with_message(book: Book, notice_id: str) -> tuple[NoticeRecord, Message]:
    record = _known(book.get(NoticeRecord, notice_id))
    return record, _known(book.get(Message, record.message))


async def _read(world: World, record: NoticeRecord, message: Message) -> Known:
    raw = await world.spool.read(Ticket.parse(message.ticket))
    firm = firm_of(world, record.firm)
    return Known(record, message, raw, facts(world, raw, message.peer, firm, record.people))


def facts(world: World, raw: bytes, peer: str, firm: Firm, people: tuple[str, ...]) -> Facts:
    """What a mail's bytes and its peer tell the rules."""
    authserv_id = world.believes(peer)
    said = _said_again(raw) if len(raw) <= REMEMBERED_BYTES else _said(raw)
    vouch = authentication.vouched(said.results, authserv_id) if authserv_id else None
    sender = senders.sender(vouch, said.author, firm)
    return Facts(said.reading, sender, firm, people, world.settings.hosts)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a mail's bytes say, whoever it is for."""

    reading: Reading
    results: str | None
    """Of the topmost Authentication-Results."""
    author: str
    """From:, as it stands."""


def _said(raw: bytes) -> _Said:
    headers = BytesHeaderParser().parsebytes(raw[:HEAD])
    results = headers.get("Authentication-Results")
    return _Said(courts.read(raw), results, str(headers.get("From", "")))


REMEMBERED = 64
"""Mails whose reading is remembered: twice what the workers have in hand at a time."""
REMEMBERED_BYTES = 64 * 1024
"""Of one mail, so that mails, readings and copies together stay under 20 MB; the largest of 165 sample notices was 24 KB."""
_said_again = lru_cache(maxsize=REMEMBERED)(_said)
_copied_again = lru_cache(maxsize=REMEMBERED)(neutralised)


def copied(raw: bytes) -> bytes | None:
    """The court's mail as a reader may have it, harmless; every reader of a filing has the same."""
    return _copied_again(raw) if len(raw) <= REMEMBERED_BYTES else neutralised(raw)


HEAD = 1 << 16
"""Bytes that are searched for a mail's own headers: 10 MB of headers take the standard library five seconds. The
believed server writes its word on top, and a From that is further down is nobody's."""


def firm_of(world: World, firm: str) -> Firm:
    """The firm by its id."""
    found = world.roster().by_id.get(firm)
    if found is None:
        raise StrangerError(firm)
    return found


def told(known: Known) -> Notice:
    """What is to be told: the notice, or a mail that a person released although it is none, as it came."""
    reading = known.facts.reading
    if isinstance(reading, Notice):
        return reading
    kind = reading.kind if isinstance(reading, NotANotice) else Kind.OTHER
    # The message's id makes it a filing of its own: nothing else tells it from another such mail.
    text = (
        "docketmail could not read this mail as a notice, and a person released it. Read it in the mailbox "
        f"that the court sent it to as well (here it is message {known.message.id})."
    )
    case = Case(number="no case number", name=reading.subject, docket_text=text)
    return Notice(system="", kind=kind, court="", subject=reading.subject, cases=(case,))


def marks(world: World, notice: Notice) -> filings.Marks:
    """The keyed hashes by which its filing, looks and documents are known."""
    mark = world.spool.mark
    return filings.Marks(
        filing=mark(filings.identity(notice).encode()),
        looks=tuple(mark(look_identity(link)) for link in notice.links),
    )


def look_identity(link: Link) -> bytes:
    """What makes two links one look: host, document id, magic number."""
    return f"look\n{link.host}\n{link.document_id}\n{link.magic}".encode()


def document_identity(host: str, document_id: str) -> bytes:
    """What makes two papers one document of a court."""
    return f"document\n{host}\n{filings.document(document_id)}".encode()


async def link(world: World, look: LookRecord) -> Link:
    """The link of a look, from the message that carried it first."""
    known = await of_id(world, look.notice)
    return told(known).links[look.position]


async def of_filing(world: World, filing: FilingRecord) -> telling.Known:
    """What is known when a filing's readers are decided."""
    return await known_of(world, filing, await of_id(world, filing.notice))


async def known_of(world: World, filing: FilingRecord, known: Known) -> telling.Known:
    """The same, where the filing's first notice was read already."""
    told_notice = told(known)
    people = (*filing.people, *listing.in_list(told_notice, known.facts.firm))
    return telling.Known(
        notice=told_notice,
        firm=known.facts.firm,
        people=tuple(dict.fromkeys(people)),
        origin=known.facts.sender.origin,
        today=world.clock.now().date(),
        marked=await world.ledger.read(lambda book: _marked(book, filing)),
        menu=await world.ledger.read(lambda book: _menu(book, filing)),
    )


def _marked(book: Book, filing: FilingRecord) -> frozenset[str]:
    """The filing's cases that the court once denied by nature of suit: restricted for every entry.

    Whichever firm it said so to, and whichever judge's initials the number had then.
    """
    numbers = [case.number for case in book.find(FilingCase, filing=filing.id)]
    ours = {docket(number) for number in numbers}
    denied = [
        *book.find(Paper, state=PaperState.NOT_OBTAINED, reason="nature_of_suit"),
        *_supplied(book, filing.firm, filing.court, numbers),
    ]
    alike = [paper for paper in denied if docket(paper.case) in ours]
    found = {docket(p.case) for p in alike if _court(book, p) == filing.court}
    return frozenset(number for number in numbers if docket(number) in found)


def _supplied(book: Book, firm: str, court: str, numbers: Iterable[str]) -> list[Paper]:
    """What was denied by nature of suit in these cases, and an attorney supplied."""
    return [
        paper
        for number in numbers
        for case in book.find(FilingCase, firm=firm, court=court, number=number)
        for paper in book.find(Paper, filing=case.filing)
        if paper.reason == "nature_of_suit"
    ]


def _court(book: Book, paper: Paper) -> str:
    filing = book.get(FilingRecord, paper.filing)
    return filing.court if filing else ""


def _menu(book: Book, filing: FilingRecord) -> tuple[tuple[str, str], ...]:
    """What the filing's papers are called by now: a menu may have told more than the notice."""
    return tuple((paper.case, paper.description) for paper in book.find(Paper, filing=filing.id))


T = TypeVar("T")


def _known(thing: T | None) -> T:
    if thing is None:
        raise LookupError("the ledger names a record that it does not have")
    return thing
