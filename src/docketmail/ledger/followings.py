"""Filings that a firm has from another firm's notice, because both agreed to it and it follows the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from docketmail.core.firm_records import Followed
from docketmail.core.lifecycle import Event, FilingState, NoticeState, PaperState
from docketmail.core.records import FilingCase, FilingRecord, NoticeRecord, Paper
from docketmail.ledger import chain, leases
from docketmail.ledger.moves import fresh
from docketmail.ports import Book


REST = timedelta(minutes=15)
"""Until it is told: the firm's own notice of the entry, which tells more, may be minutes behind."""


def begin(book: Book, filing: FilingRecord, firms: Iterable[str], now: datetime) -> None:
    """The filing is complete: each of these firms is to have it, once, as a filing of its own."""
    if fresh(book, filing).state is not FilingState.COMPLETE:
        return
    begun = {one.firm for one in book.find(Followed, of=filing.id)}
    for firm in firms:
        if firm not in begun and not book.find(FilingRecord, firm=firm, key=filing.key):
            _begin(book, filing, firm, now)


def _begin(book: Book, filing: FilingRecord, firm: str, now: datetime) -> None:
    first = book.get(NoticeRecord, filing.notice)
    if first is None:
        raise LookupError(f"filing {filing.id} has no notice")
    notice = NoticeRecord(
        id=book.new_id("n"),
        message=first.message,
        firm=firm,
        people=(),
        state=NoticeState.SCREENED,
        tell_by=now + REST,
        court=filing.court,
        kind=filing.kind,
    )
    theirs = FilingRecord(
        id=book.new_id("f"),
        firm=firm,
        key=f"followed {filing.id}",
        court=filing.court,
        kind=filing.kind,
        notice=notice.id,
        due_at=now + REST,
        tell_by=now + REST,
    )
    cases = [
        replace(case, id=book.new_id("c"), filing=theirs.id, firm=firm)
        for case in book.find(FilingCase, filing=filing.id)
    ]
    book.add(replace(notice, filing=theirs.id), theirs, *cases)
    book.add(Followed(id=book.new_id("g"), filing=theirs.id, firm=firm, of=filing.id))
    chain.record(book, notice.id, Event.JOINED, theirs.id, now)


def followed(book: Book, filing: str) -> FilingRecord | None:
    """The other firm's filing that this one is from; None for a filing of the firm's own."""
    found = book.find(Followed, filing=filing)
    return book.get(FilingRecord, found[0].of) if found else None


def followers(book: Book, filing: str) -> list[str]:
    """Ids of the filings that other firms have from this one."""
    return [one.filing for one in book.find(Followed, of=filing)]


def to_come(book: Book, filing: FilingRecord) -> list[Paper]:
    """The papers of the other firm's filing that are not in this one yet: what the court itself gave."""
    source = followed(book, filing.id)
    if source is None:
        return []
    had = {(p.case, p.look, p.index) for p in book.find(Paper, filing=filing.id)}
    here = book.find(Paper, filing=source.id, state=PaperState.HERE)
    return [p for p in here if not p.supplied_by and (p.case, p.look, p.index) not in had]


def bring(book: Book, work: FilingRecord, tickets: Mapping[str, str], now: datetime) -> list[str]:
    """The papers are in the filing, each with a key of its own; the tickets of what was called back meanwhile."""
    leases.held(book, work)
    notice, left = work.notice, dict(tickets)
    for paper in to_come(book, work):
        if paper.id in left:
            copy = replace(paper, id=book.new_id("p"), filing=work.id, ticket=left.pop(paper.id))
            book.add(copy)
            chain.record(book, notice, Event.ARRIVED, copy.id, now, digest=copy.digest or "")
    return [*left.values()]
