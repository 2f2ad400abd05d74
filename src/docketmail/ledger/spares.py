"""Spare looks: copies of a notice for other attorneys carry looks of their own, kept until one is needed.

A look that was used up or broke off is followed by a copy's, where the court's table says that every address has
a look of its own. Where looks are shared, or nobody knows, nothing is opened in its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from docketmail.core import court_looks
from docketmail.core.lifecycle import Event, LookState, NoticeState, PaperState
from docketmail.core.records import FilingRecord, LookRecord, NoticeRecord, Paper
from docketmail.core.retrieval import Refusal
from docketmail.ledger.moves import change, move
from docketmail.ports import Book


SPENT = frozenset({Refusal.LOGIN.value, Refusal.CUT.value})
"""What another copy's look may answer better. A court that says restricted, or wants money, says so to everybody."""


def close(book: Book, notice: NoticeRecord, refused: dict[int, str]) -> None:
    """What a rule objects to is no spare."""
    for look in book.find(LookRecord, notice=notice.id):
        if look.position in refused:
            change(book, look, closed=refused[look.position])


def fall_back(book: Book, filing: FilingRecord, now: datetime) -> None:
    """Ask for what did not come by a copy's look, where there is one and the court gives each address its own."""
    if not court_looks.rule(filing.court).own:
        return
    for paper in book.find(Paper, filing=filing.id):
        if paper.state is PaperState.NOT_OBTAINED and paper.reason in SPENT:
            spare = _spare(book, filing, paper)
            if spare is not None:
                _ask_again(book, filing, paper.look, spare, now)


def _ask_again(
    book: Book, filing: FilingRecord, spent: str | None, spare: LookRecord, now: datetime
) -> None:
    """Let the spare bring all that the spent look did not: its walk asks for every paper, for whatever reason one is missing.

    What a rule keeps closed stays closed, and what marked a whole case as restricted stays its mark.
    """
    of_walks = {refusal.value for refusal in Refusal}
    for paper in book.find(Paper, filing=filing.id, look=spent, state=PaperState.NOT_OBTAINED):
        if paper.reason in of_walks:
            again = {"look": spare.id, "reason": ""}
            move(book, paper, Event.FALLEN_BACK, now, {"look": spare.id}, **again)
    change(book, spare, due_at=spare.due_at or now)


def _spare(book: Book, filing: FilingRecord, paper: Paper) -> LookRecord | None:
    """The unopened look of a copy at the same document that ends last."""
    spent = book.get(LookRecord, paper.look or "")
    if spent is None:
        return None
    spares = [look for look in unopened(book, filing) if look.document == spent.document]
    return max(spares, key=lambda look: look.ends_at, default=None)


def unopened(book: Book, filing: FilingRecord) -> list[LookRecord]:
    """The looks of the filing's notices that nobody opened and no rule keeps closed."""
    return [
        look
        for notice in _screened(book, filing)
        for look in book.find(LookRecord, notice=notice.id)
        if look.state is LookState.UNOPENED and not look.closed
    ]


def _screened(book: Book, filing: FilingRecord) -> Iterable[NoticeRecord]:
    copies = book.find(NoticeRecord, filing=filing.id)
    return (copy for copy in copies if copy.state is NoticeState.SCREENED)


def noticed(book: Book, filing: str) -> tuple[str, ...]:
    """Ids of the people whose copies of a filing have looks that nobody opened."""
    found = book.get(FilingRecord, filing)
    if found is None:
        return ()
    kept = {look.notice for look in unopened(book, found) if look.due_at is None}
    copies = [one for one in book.find(NoticeRecord, filing=filing) if one.id in kept]
    return tuple(dict.fromkeys(person for copy in copies for person in copy.people))
