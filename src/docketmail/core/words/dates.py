"""Hearings and deadlines in words: what, when, where, and the court's own clause to check them by."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from docketmail.core.court_dates.values import Change, CourtDate
from docketmail.core.letter import CaseEntry, Entry, LetterContent, LetterKind
from docketmail.core.naming import shortened
from docketmail.core.words.phrases import day, moment
from docketmail.core.words.sheet import DateRow


CALENDAR: Final = (
    "The dates are attached as a calendar file. A reset that the court calls by the same name updates it; "
    "otherwise the old entry is yours to take out."
)

_WIDTH: Final = 120
"""Characters of what is on a date; an order's sentence is longer, and stands in the quote."""
_CHANGED: Final = {Change.SET: "", Change.RESET: "RESET: ", Change.VACATED: "VACATED: "}


_TELLING: Final = frozenset((LetterKind.FIRST, LetterKind.CORRECTED, LetterKind.UPDATED))
"""Letters with a calendar file: another one's dates went with one of these."""


def dated(content: LetterContent) -> tuple[CaseEntry, ...]:
    """The cases whose dates may stand in a calendar: many can see it, so nothing restricted may (policy, federal 5 and 6)."""
    if content.filing is None or content.restricted or content.kind not in _TELLING:
        return ()
    cases = content.filing.cases
    return tuple(case for case in cases if case.dates and case.entry is not Entry.SEALED)


def date_rows(dates: tuple[CourtDate, ...]) -> tuple[DateRow, ...]:
    """A row for each date of a docket text."""
    return tuple(DateRow(called(one), when(one), one.place, one.quoted) for one in dates)


def called(one: CourtDate) -> str:
    """`VACATED: Motion Hearing`."""
    what = shortened(one.what, _WIDTH)
    return _CHANGED[one.change] + what[:1].upper() + what[1:]


def clock_note(one: CourtDate) -> str:
    """What to say of a time that no calendar can place; empty for one whose zone is certain."""
    uncertain = one.at is not None and one.at.tzinfo is None
    return "The time is the court's, as printed: confirm the time zone." if uncertain else ""


def when(one: CourtDate) -> str:
    """`March 4, 2027 at 2:00 PM (UTC-08:00), before: February 1, 2027`."""
    begins = one.begins
    printed = moment(begins) if isinstance(begins, datetime) else day(begins)
    return printed + (f", before: {day(one.was)}" if one.was else "")
