"""Cases that are told as other ones too: appeals, transfers, new numbers, leads of consolidated cases.

A relation leads from the newer number to the older: what is entered in the newer one is told to the older one's team,
and not the other way round. What restricts either of them restricts both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial

from docketmail.core.firm_records import CaseRelation, Relation
from docketmail.core.roster import CourtCase, docket
from docketmail.ports import Book


@dataclass(frozen=True, slots=True)
class Family:
    """What a case is related to."""

    older: tuple[CourtCase, ...]
    """Cases whose teams have this one's entries, the nearest first."""
    newer: tuple[CourtCase, ...]
    """Cases whose entries this one's team has."""


def of_case(book: Book, firm: str, case: CourtCase) -> Family:
    """The family of a case, over any number of steps: the appeal of a transferred case."""
    start = CourtCase(case.court, docket(case.number))
    return Family(
        _followed(start, partial(_older, book, firm)), _followed(start, partial(_newer, book, firm))
    )


def _followed(
    start: CourtCase, step: Callable[[CourtCase], list[CourtCase]]
) -> tuple[CourtCase, ...]:
    """Everything that is reached; a case that is met twice is gone into once."""
    found = {start: None}
    waiting = [start]
    while waiting:
        for case in step(waiting.pop(0)):
            if case not in found:
                found[case] = None
                waiting.append(case)
    return tuple(found)[1:]


def _older(book: Book, firm: str, case: CourtCase) -> list[CourtCase]:
    rows = book.find(CaseRelation, firm=firm, court=case.court, number=case.number, ended_at=None)
    return [CourtCase(row.of_court, row.of_number) for row in rows]


def _newer(book: Book, firm: str, case: CourtCase) -> list[CourtCase]:
    rows = book.find(
        CaseRelation, firm=firm, of_court=case.court, of_number=case.number, ended_at=None
    )
    return [CourtCase(row.court, row.number) for row in rows]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two cases of a firm, the newer one and the older; numbers as `roster.docket` has them."""

    firm: str
    court: str
    number: str
    of_court: str
    of_number: str


def relate(book: Book, pair: Pair, relation: Relation, by: str, at: datetime) -> CaseRelation:
    """Write down what a case is to an older one; what stands already stays as it is."""
    known = standing(book, pair)
    if known is not None and known.relation is relation:
        return known
    if known is not None:
        part(book, known, by, at)
    new = CaseRelation(id=book.new_id("x"), **asdict(pair), relation=relation, by=by, at=at)
    book.add(new)
    return new


def part(book: Book, relation: CaseRelation, by: str, at: datetime) -> None:
    """End a relation; that it stood stays known."""
    book.put(replace(relation, ended_at=at, ended_by=by))


def standing(book: Book, pair: Pair) -> CaseRelation | None:
    """The relation in force between two cases."""
    rows = book.find(CaseRelation, **asdict(pair), ended_at=None)
    return rows[0] if rows else None
