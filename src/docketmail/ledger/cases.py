"""What the desk decided of cases: restricted or open, and which words restrict nothing in them.

Promises: a decision stays, with who made it, when and why; it is an event of the firm's chain as well. The newest of
those about the same thing is in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from docketmail.core.casefile import Classification, Place, WordException
from docketmail.core.firm_records import CaseDecision, DeskDecision, SeenCase
from docketmail.core.lifecycle import Event
from docketmail.core.records import FilingRecord
from docketmail.ledger import chain
from docketmail.ports import Book


@dataclass(frozen=True, slots=True)
class Said:
    """Who decided, why and when."""

    by: str
    why: str
    at: datetime


_EVENTS = {
    DeskDecision.OPEN: Event.CLASSIFIED,
    DeskDecision.RESTRICTED: Event.CLASSIFIED,
    DeskDecision.EXCEPTED: Event.EXCEPTED,
    DeskDecision.WITHDRAWN: Event.WITHDRAWN,
}


def decide(
    book: Book, place: Place, decision: DeskDecision, said: Said, word: str = ""
) -> CaseDecision:
    """Write down what was decided of a case."""
    record = CaseDecision(
        id=book.new_id("j"),
        **place.key,
        decision=decision,
        word=word,
        by=said.by,
        at=said.at,
        why=said.why,
    )
    book.add(record)
    firms = chain.of_cases(place.firm)
    chain.record(
        book, firms, _EVENTS[decision], record.id, said.at, by=said.by, decision=decision.value
    )
    if _EVENTS[decision] is Event.CLASSIFIED:
        for seen in book.find(SeenCase, **place.key):
            book.put(replace(seen, classified=True))
    return record


def decisions(book: Book, place: Place) -> list[CaseDecision]:
    """All that was decided of a case, the oldest first."""
    return book.find(CaseDecision, **place.key)


def classification(book: Book, place: Place) -> Classification | None:
    """What the desk says of a case; None where nobody has said anything."""
    return classified(decisions(book, place))


def classified(decided: Iterable[CaseDecision]) -> Classification | None:
    """The same of a case whose decisions are at hand."""
    said = [one.decision for one in decided if not one.word]
    return Classification(said[-1]) if said else None


def exceptions(decided: Iterable[CaseDecision]) -> tuple[WordException, ...]:
    """The words that restrict nothing in a case, in the order in which they were granted first."""
    newest = {one.word.casefold(): one for one in decided if one.word}
    return tuple(
        WordException(one.word, one.by, one.why)
        for one in newest.values()
        if one.decision is DeskDecision.EXCEPTED
    )


def met(book: Book, filing: FilingRecord, numbers: Iterable[str], now: datetime) -> None:
    """A filing begins: its cases are seen, each once, whatever initials its number carries."""
    for number in numbers:
        place = Place(filing.firm, filing.court, number)
        if book.find(SeenCase, **place.key):
            continue
        book.add(
            SeenCase(
                id=book.new_id("b"),
                **place.key,
                printed=number,
                filing=filing.id,
                at=now,
                classified=classification(book, place) is not None,
            )
        )


def unclassified(book: Book, firm: str) -> list[SeenCase]:
    """A firm's cases that nobody has classified, the one that was seen first before the others."""
    return book.find(SeenCase, firm=firm, classified=False)


def new_in(book: Book, filing: str) -> frozenset[str]:
    """Numbers of the cases that this filing told of first and that nobody has classified since."""
    return frozenset(one.printed for one in book.find(SeenCase, filing=filing, classified=False))
