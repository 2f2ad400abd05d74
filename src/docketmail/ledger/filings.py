"""A filing is what one firm is told of once: copies of a notice join it, its looks are opened once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from docketmail.core import court_looks
from docketmail.core.lifecycle import Event, FilingState, LookState, PaperState
from docketmail.core.notice import Case, Link, Mark, Notice
from docketmail.core.records import (
    FilingCase,
    FilingRecord,
    LookRecord,
    NoticeRecord,
    Paper,
    Tombstone,
)
from docketmail.core.texts import storable
from docketmail.ledger import cases, chain, envelopes, leases, retold, spares
from docketmail.ledger.moves import change, fresh, move
from docketmail.ports import Book


@dataclass(frozen=True, slots=True)
class Marks:
    """Keyed hashes that the operations need and only the spool can make."""

    filing: str
    looks: tuple[str, ...] = ()
    """One a link, in the order of `Notice.links`."""
    documents: tuple[str, ...] = ()
    """Of (host, document id), one a link."""
    envelope: str = ""
    """Of a state's e-filing, where its number is known."""
    first: tuple[str, ...] = ()
    """Of a notice that was made again: the filing, as the first notice of the entry would have made it."""


def join(
    book: Book, work: NoticeRecord, notice: Notice, marks: Marks, now: datetime
) -> FilingRecord:
    """The notice is read: it joins its filing, or begins one."""
    leases.held(book, work)
    filings = book.find(FilingRecord, firm=work.firm, key=marks.filing)
    filing = filings[0] if filings else _begin(book, work, notice, marks)
    if not filings:
        cases.met(book, filing, [case.number for case in notice.cases], now)
    if filings:
        people = tuple(dict.fromkeys((*filing.people, *work.people)))
        filing = change(book, filing, people=people)
        chain.record(book, filing.notice, Event.JOINED, filing.id, now, notice=work.id)
    _looks(book, work, notice, marks, now)
    if not filings:
        book.add(*_papers(book, filing, notice, marks))
    read = move(
        book,
        work,
        Event.READ,
        now,
        {"filing": filing.id},
        filing=filing.id,
        court=notice.court,
        kind=notice.kind.value,
    )
    leases.finish(book, read, due_at=now)
    return filing


def _begin(book: Book, work: NoticeRecord, notice: Notice, marks: Marks) -> FilingRecord:
    filing = FilingRecord(
        id=book.new_id("f"),
        firm=work.firm,
        key=marks.filing,
        court=notice.court,
        kind=notice.kind.value,
        notice=work.id,
        people=work.people,
        earlier=retold.before(book, work.firm, notice, marks.first, marks.envelope),
        tell_by=work.tell_by,
    )
    told_of = [
        FilingCase(
            id=book.new_id("c"),
            filing=filing.id,
            firm=work.firm,
            court=notice.court,
            number=case.number,
            document_number=case.document_number,
        )
        for case in notice.cases
    ]
    book.add(filing, *told_of)
    if marks.envelope:
        envelopes.add(book, filing, marks.envelope)
    return filing


def _looks(book: Book, work: NoticeRecord, notice: Notice, marks: Marks, now: datetime) -> None:
    """The notice's looks, each once in the whole ledger; unopened and not due: screening decides."""
    announced = any(document.index for document in notice.documents)
    case_of = {link: case for case in reversed(notice.cases) for link in case.links}
    for position, link in enumerate(notice.links):
        if not book.find(LookRecord, key=marks.looks[position]):
            case = case_of[link]
            look = LookRecord(
                id=book.new_id("k"),
                key=marks.looks[position],
                host=link.host,
                notice=work.id,
                position=position,
                system=notice.system,
                announced=announced,
                document=marks.documents[position],
                ends_at=court_looks.ends_at(notice, case, now),
                urgent=court_looks.is_order(notice, case),
            )
            book.add(look)


def _papers(book: Book, filing: FilingRecord, notice: Notice, marks: Marks) -> Iterator[Paper]:
    """One paper for each case and link, and one for each attachment that the notice announces behind it."""
    alone = len(set(marks.looks)) == 1
    for case, link, key in _of_cases(notice, marks):
        look = book.find(LookRecord, key=key)[0]
        documents = [d for d in notice.documents if d.case in {case.number, ""}]
        titles = {d.index: d.description for d in documents}
        behind = [index for index in titles if index] if alone else []
        for index in (link.document_index, *behind):
            yield Paper(
                id=book.new_id("p"),
                filing=filing.id,
                look=look.id,
                case=case.number,
                index=index,
                document_id=link.document_id if index == link.document_index else "",
                description=storable(titles.get(index, "")),
            )


def _of_cases(notice: Notice, marks: Marks) -> Iterator[tuple[Case, Link, str]]:
    """Each case with each of its looks, once: cases may share a look, whatever else their links say."""
    keys = dict(zip(notice.links, marks.looks, strict=True))
    told: set[tuple[str, str]] = set()
    for case in notice.cases:
        for link in case.links or _shared(notice, case):
            if (case.number, keys[link]) not in told:
                told.add((case.number, keys[link]))
                yield case, link, keys[link]


def _shared(notice: Notice, case: Case) -> tuple[Link, ...]:
    """The one look of an entry in several cases, for a case whose own link holds a word for the magic number.

    In the multidistrict panel's notices one case has the magic number and the others MAGIC (juriscraper's
    samples of jpml); the paper is the same. Beside a sealing word a placeholder may be the court's own no.
    """
    if Mark.PLACEHOLDER_LINK not in notice.marks or Mark.SEAL in notice.marks:
        return ()
    same = [other for other in notice.cases if other.docket_text == case.docket_text]
    links = {link: None for other in same for link in other.links}
    return tuple(links) if len(links) == 1 else ()


def screened(
    book: Book,
    work: NoticeRecord,
    refused: dict[int, str],
    now: datetime,
    decide_by: Callable[[FilingRecord], datetime],
) -> None:
    """The notice is screened: its looks are due, or refused by a rule; a later copy's looks are spares."""
    leases.held(book, work)
    filing = fresh(book, _filing(book, work))
    if filing.notice == work.id:
        for paper in book.find(Paper, filing=filing.id):
            _screen(book, paper, refused, now)
    else:
        spares.close(book, work, refused)
    leases.finish(book, move(book, work, Event.SCREENED, now), due_at=None)
    spares.fall_back(book, filing, now)
    settle(book, filing, now, decide_by(filing))


def _screen(book: Book, paper: Paper, refused: dict[int, str], now: datetime) -> None:
    look = book.get(LookRecord, paper.look or "")
    if look is None or paper.state is not PaperState.AWAITED:
        return
    if look.position in refused:
        move(
            book,
            paper,
            Event.NOT_OBTAINED,
            now,
            {"rule": refused[look.position]},
            reason=refused[look.position],
        )
    elif look.state is LookState.UNOPENED:
        change(book, look, due_at=look.due_at or now)
    elif look.state is not LookState.OPENING:
        # Another firm's copy of the same message came first, and its look is over.
        change(book, look, due_at=now)


def settle(book: Book, filing: FilingRecord, now: datetime, decide_by: datetime) -> None:
    """Something about a filing changed: when is it to be decided? At once, where nothing is awaited."""
    current = fresh(book, filing)
    awaited = any(p.state is PaperState.AWAITED for p in book.find(Paper, filing=filing.id))
    if current.state is FilingState.COMPLETE:
        current = move(book, current, Event.REOPENED, now)
    change(book, current, due_at=decide_by if awaited and decide_by > now else now)


def _filing(book: Book, work: NoticeRecord) -> FilingRecord:
    filing = book.get(FilingRecord, work.filing or "")
    if filing is None:
        raise LookupError(f"notice {work.id} has no filing")
    return filing


def called_back(book: Book, firm: str, digest: str, document: str) -> str:
    """Whether a paper was called back before: `same` bytes, the same `document`, or neither."""
    if any(stone.firm == firm for stone in book.find(Tombstone, digest=digest)):
        return "same"
    if any(stone.firm == firm for stone in book.find(Tombstone, document=document)):
        return "document"
    return ""
