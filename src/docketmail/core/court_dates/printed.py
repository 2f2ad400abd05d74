"""Dates and times of day as courts print them, wherever they stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from heapq import merge
from itertools import islice
from typing import Final

from docketmail.core.court_dates.zones import ZONE


MOST: Final = 100
"""Dates of one docket text that are looked at; of 86 sample texts none prints more than four."""
LONGEST: Final = 100_000
"""Characters of a docket text that are read; the longest sample has under 2,000."""

# Searched apart: each begins with a character class, which Python's `re` skips to fast.
_FIGURES: Final = re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-]|\.\d)")
_WORDS: Final = re.compile(
    r"[JFMASOND](?i:an(?:uary)?|eb(?:ruary)?|ar(?:ch)?|pr(?:il)?|ay|une?|uly?|ug(?:ust)?|ept?(?:ember)?|ct(?:ober)?"
    r"|ov(?:ember)?|ec(?:ember)?)\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,3}(\d{4})\b"
)
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")  # fmt: skip
_CENTURY: Final = 2000  # two digits of a year: CM/ECF is younger

WEEKDAY: Final = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_TIME: Final = (
    r"(?:(\d{1,2})(?::(\d\d))?\s?([ap])(?:\.\s?m\.?|\s?m)(?!\w)|(?:12(?::00)?\s)?(noon)\b)"
)
_AFTER: Final = re.compile(
    rf"\s?,?\s{{0,3}}-?\s{{0,2}}(?:(?:at|@|by|before|from|(?:beginning|starting|commencing)(?:\sat)?)\s{{0,2}})?"
    rf"{_TIME}(?:\s?(?:-|\u2013|to|until|through)\s?{_TIME})?(?:,?\s{{0,2}}(?-i:{ZONE.format(name='zone')}))?",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"(?:\b(?:at|by|before|(?:not?\slater\s)?than)\s{{1,2}}|@\s?){_TIME}(?:,?\s{{0,2}}(?-i:{ZONE.format(name='zone')}))?,?\s{{1,2}}on\s{{1,2}}{WEEKDAY}$",
    re.IGNORECASE,
)
_BEFORE_LENGTH: Final = 60
"""Characters before a date in which its time may stand: at 12:00 p.m. Eastern Standard Time on Wednesday."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A date in the text, with the time that belongs to it."""

    start: int
    end: int
    on: date
    at: time | None = None
    until: time | None = None
    zone: str = ""
    timed_from: int | None = None
    """Where the time begins, where it stands before the date."""


def printed_dates(text: str) -> Iterator[Printed]:
    """Every date of the text, in its order; none that no calendar has."""
    text = text[:LONGEST]
    found = merge(_FIGURES.finditer(text), _WORDS.finditer(text), key=lambda one: one.start())
    for one in islice(found, MOST):
        day = _day(one)
        if day is not None:
            yield _timed(text, one, day)


def _day(found: re.Match[str]) -> date | None:
    groups = found.groups()
    if len(groups) == 4:  # noqa: PLR2004 - month, separator, day, year
        month, day, year = int(groups[0]), int(groups[2]), int(groups[3])
    else:
        month = _MONTHS.index(found[0][:3].lower()) + 1
        day, year = int(groups[0]), int(groups[1])
    try:
        return date(year + (_CENTURY if len(groups[-1]) == 2 else 0), month, day)  # noqa: PLR2004
    except ValueError:
        return None


def _timed(text: str, found: re.Match[str], day: date) -> Printed:
    start, end = found.span()
    after = _AFTER.match(text, end)
    if after is not None and (at := _clock(*after.groups()[:4])) is not None:
        until = _clock(*after.groups()[4:8])
        return Printed(start, after.end(), day, at, until, after["zone"] or "")
    before = _BEFORE.search(text, max(0, start - _BEFORE_LENGTH), start)
    if before is not None and (at := _clock(*before.groups()[:4])) is not None:
        return Printed(start, end, day, at, zone=before["zone"] or "", timed_from=before.start())
    return Printed(start, end, day)


def _clock(hour: str | None, minute: str | None, half: str | None, noon: str | None) -> time | None:
    """None where no clock shows it: 13:30 PM, or 0:30 AM, may be either half of the day."""
    if noon:
        return time(12)
    if hour is None or half is None or not 1 <= int(hour) <= 12 or int(minute or 0) > 59:  # noqa: PLR2004
        return None
    return time(int(hour) % 12 + (12 if half in "pP" else 0), int(minute or 0))
