"""Papers that a person of the firm hands in, where the court did not give them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from docketmail.core.lifecycle import Event, PaperState
from docketmail.core.records import FilingRecord, NoticeRecord, Paper
from docketmail.ledger import filings, leases
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
