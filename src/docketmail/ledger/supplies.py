"""Papers that a person of the firm hands in, where the court did not give them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from docketmail.core.answering import AMBIGUOUS
from docketmail.core.lifecycle import Event, HoldState, LetterState, NoticeState, PaperState
from docketmail.core.records import (
    FilingRecord,
    Hold,
    Letter,
    Message,
    NoticeRecord,
    Paper,
    Tombstone,
)
from docketmail.ledger import filings, leases, letters
from docketmail.ledger.moves import fresh, move
from docketmail.ports import Book


@dataclass(frozen=True, slots=True)
class Supply:
    """One PDF for one paper, in the spool."""

    paper: str
    """Id of the paper; its copies in other cases of the filing have it too."""
    ticket: str
    digest: str
    """Keyed hash of the bytes."""
    size: int
    document: str
    """Keyed hash of (host, document id); empty where the id is not known."""


class NotSuppliedError(Exception):
    """It is not taken; the text says why, to a person."""


def supply(book: Book, given: Supply, by: str, now: datetime, answer: str = "") -> PaperState:
    """Take what was handed in, for every case that shares the paper; where it stands now.

    What was called back goes no way round: the same bytes are refused, the same document is kept apart.
    """
    paper, filing = _asked(book, given.paper)
    if paper.state is not PaperState.NOT_OBTAINED:
        raise NotSuppliedError(
            f"paper {paper.id} is {paper.state}: only what was not obtained is supplied"
        )
    before = filings.called_back(book, filing.firm, given.digest, given.document)
    if before == "same":
        raise CalledBackError("these very bytes were called back: they are not delivered again")
    event = Event.SET_APART if before else Event.SUPPLIED
    data = {"by": by, "answer": answer} if answer else {"by": by}
    for copy in book.find(Paper, filing=filing.id, look=paper.look, index=paper.index):
        if copy.state is PaperState.NOT_OBTAINED:
            # The reason stays: what the court said of the case is not unsaid by an attorney's own download.
            move(
                book,
                copy,
                event,
                now,
                data,
                ticket=given.ticket,
                digest=given.digest,
                size=given.size,
                listed_size=copy.size,
                supplied_by=by,
            )
    filings.settle(book, filing, now, now)
    return fresh(book, paper).state


class CalledBackError(NotSuppliedError):
    """The same bytes were called back."""


def _asked(book: Book, paper: str) -> tuple[Paper, FilingRecord]:
    found = book.get(Paper, paper)
    filing = book.get(FilingRecord, found.filing) if found else None
    if found is None or filing is None:
        raise NotSuppliedError(f"there is no paper {paper}")
    return found, filing


def answered(
    book: Book, work: NoticeRecord, given: Sequence[Supply], by: str, now: datetime
) -> None:
    """An answer brought papers: they are taken, all or none, and its own bytes are due to go."""
    for one in given:
        supply(book, one, by, now, work.id)
    read(book, work, "supplied", now)


def read(book: Book, work: NoticeRecord, why: str, now: datetime) -> None:
    """An answer is dealt with, and its own bytes are not to stay: they may be a paper's."""
    leases.held(book, work)
    leases.finish(book, move(book, work, Event.READ, now, {"as": why}), due_at=now)


def close(book: Book, work: NoticeRecord, why: str, now: datetime) -> None:
    """Nothing is left to do about an answer."""
    leases.held(book, work)
    leases.finish(book, move(book, work, Event.CLOSED, now, {"as": why}))


def own_bytes(book: Book, answer: NoticeRecord) -> str:
    """The ticket of an answer's message; empty where the message is somebody else's as well."""
    message = book.get(Message, answer.message)
    if message is None:
        raise LookupError(f"notice {answer.id} has no message")
    return message.ticket if len(book.find(NoticeRecord, message=message.id)) == 1 else ""


def are_called_back(book: Book, firm: str, digests: Iterable[str]) -> bool:
    """Whether any of these bytes was called back by the firm."""
    return any(filings.called_back(book, firm, digest, "") == "same" for digest in digests)


def unplaced(book: Book) -> list[NoticeRecord]:
    """Answers whose papers a person had to place, be it done or not."""
    found = {hold.notice: hold for hold in book.find(Hold, rule=AMBIGUOUS)}
    notices = (book.get(NoticeRecord, notice) for notice in found)
    return [notice for notice in notices if notice]


def may_be_of(book: Book, answer: NoticeRecord, receipts: Iterable[str]) -> bool:
    """Whether an answer to one of these letters came before a paper of its filing was called back."""
    message = book.get(Message, answer.message)
    named = (book.get(Letter, receipt) for receipt in receipts)
    about = {letter.filing for letter in named if letter}
    return message is not None and any(
        stone.filing in about and message.received_at <= stone.at
        for stone in book.find(Tombstone, firm=answer.firm)
    )


def call_back(book: Book, answer: NoticeRecord, now: datetime) -> None:
    """It may bring what was called back: nobody is to place it any more, or to be told of it."""
    for hold in book.find(Hold, notice=answer.id):
        if hold.state is not HoldState.ENDED:
            move(book, hold, Event.ENDED, now, {"as": "called_back"}, due_at=None)
    for letter in book.find(Letter, notice=answer.id, state=LetterState.DUE):
        letters.cancel(book, letter, now)
    if fresh(book, answer).state in {NoticeState.HELD, NoticeState.DISMISSED}:
        move(book, answer, Event.CLOSED, now, {"as": "called back"}, due_at=None)
