"""Two people release what is restricted, where the firm wants it so: one asks, another confirms or declines.

Promises: nothing is released by asking; who asked cannot confirm; a request that nobody answered lapses after a day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from docketmail.core.firm_records import ReleaseRequest
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import Event
from docketmail.core.records import Letter
from docketmail.ledger import chain
from docketmail.ledger.letters import write
from docketmail.ports import Book


LAPSES: Final = timedelta(days=1)
"""After which a request counts no more: by then somebody should look at the matter anew."""
CONFIRMED: Final = "confirmed"
DECLINED: Final = "declined"


class NotAnsweredError(Exception):
    """A request cannot be answered by this person, or by nobody any more; the text says why."""


def waiting(book: Book, now: datetime) -> list[ReleaseRequest]:
    """The requests that may still be answered, the oldest first."""
    return [one for one in book.find(ReleaseRequest, answered_at=None) if now < one.expires_at]


def ask(book: Book, request: ReleaseRequest, tell: Iterable[str]) -> ReleaseRequest:
    """Write a request down and tell these readers; one that asks for the same and waits is returned instead."""
    for one in waiting(book, request.asked_at):
        if (one.notice, one.hold, one.papers) == (request.notice, request.hold, request.papers):
            return one
    book.add(request)
    data = {"by": request.by, "waives": request.waives, "of": _subject(request)}
    chain.record(book, request.notice, Event.ASKED, request.id, request.asked_at, **data)
    _tell(book, request, tell, request.asked_at)
    return request


def answer(
    book: Book, request: ReleaseRequest, by: str, now: datetime, what: str, tell: Iterable[str] = ()
) -> None:
    """A second person's answer; raises NotAnsweredError. What was confirmed is released by whoever calls this."""
    if request.answered_at is not None:
        raise NotAnsweredError(f"request {request.id} was {request.answer} already")
    if now >= request.expires_at:
        raise NotAnsweredError(f"request {request.id} has lapsed: ask for the release again")
    if what == CONFIRMED and by == request.by:
        raise NotAnsweredError(f"you asked for it yourself ({by}): another person confirms it")
    book.put(replace(request, answered_at=now, answered_by=by, answer=what))
    event = Event.CONFIRMED if what == CONFIRMED else Event.DECLINED
    chain.record(
        book,
        request.notice,
        event,
        request.id,
        now,
        by=by,
        asked_by=request.by,
        of=_subject(request),
    )
    if what == DECLINED:
        _tell(book, request, tell, now, declined="yes")


def _subject(request: ReleaseRequest) -> str:
    return request.hold or "\n".join(request.papers)


def _tell(
    book: Book, request: ReleaseRequest, readers: Iterable[str], now: datetime, **facts: str
) -> None:
    for reader in dict.fromkeys(readers):
        kind = LetterKind.RELEASE_ASKED
        had = book.find(Letter, notice=request.notice, reader=reader, kind=kind.value)
        write(
            book,
            Letter(
                id=book.new_id("l"),
                due_at=now,
                firm=request.firm,
                filing=None,
                notice=request.notice,
                reader=reader,
                kind=kind,
                revision=len(had),
                rule="the firm wants two people to release what is restricted",
                facts={"request": request.id, **facts},
                written_at=now,
            ),
        )
