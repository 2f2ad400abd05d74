"""A docket text's hearings and deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from itertools import zip_longest

from docketmail.core.court_dates.about import about
from docketmail.core.court_dates.clauses import Clause, clauses
from docketmail.core.court_dates.forms import Form, fixed, moved, taken_off
from docketmail.core.court_dates.values import Change, CourtDate, DateKind
from docketmail.core.court_dates.zones import on_the_clock


def find(docket_text: str, zone: str | None = None) -> tuple[CourtDate, ...]:
    """Every hearing and deadline of a docket text, in its order, each once.

    `zone` is the IANA name of the court's zone, for times printed without one; None if not certain.
    Raises nothing, whatever the text, and takes time in proportion to it.
    """
    found: list[CourtDate] = []
    for one in _found(docket_text, zone):
        if not any(_says_again(one, earlier) for earlier in found):
            found.append(one)
    return tuple(found)


def _says_again(one: CourtDate, earlier: CourtDate) -> bool:
    """Whether a date is printed twice, as courts do that repeat the entry's text under a heading."""
    same = (one.kind, one.on, one.at, one.change) == (
        earlier.kind,
        earlier.on,
        earlier.at,
        earlier.change,
    )
    return same and (one.what.lower() == earlier.what.lower() or one.what in earlier.what)


def _found(text: str, zone: str | None) -> Iterator[CourtDate]:
    all_clauses = list(clauses(text))
    told = None
    for clause, following in zip_longest(all_clauses, all_clauses[1:]):
        if clause is told:
            continue
        move = moved(clause, following) if following else None
        if move is not None:
            told = following
            yield _court_date(following, move, zone, start=clause.start, was=clause.printed.on)
        elif form := taken_off(clause) or fixed(clause):
            yield _court_date(clause, form, zone, start=clause.start)


def _court_date(
    clause: Clause, form: Form, zone: str | None, *, start: int, was: date | None = None
) -> CourtDate:
    printed = clause.printed
    hearing = form.kind is DateKind.HEARING and form.change is not Change.VACATED
    place = clause.place if hearing else ""
    end = clause.end if place else printed.end + form.behind
    return CourtDate(
        kind=form.kind,
        what=form.what,
        on=printed.on,
        at=_at(printed.on, printed.at, printed.zone, zone),
        until=_at(printed.on, printed.until, printed.zone, zone),
        zone=printed.zone,
        place=place,
        change=form.change,
        was=was,
        about=about(clause.text, start, clause.text[start : printed.start]),
        quoted=clause.text[start:end],
    )


def _at(on: date, at: time | None, printed: str, court: str | None) -> time | None:
    return None if at is None else on_the_clock(on, at, printed, court)
