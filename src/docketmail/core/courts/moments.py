"""When: the times that courts print; federal ones in the sentence `The following transaction was ...`."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from docketmail.core.court_dates import zones
from docketmail.core.markup import folded


_SENTENCE = re.compile(r"The\s+following\s+transaction\s+was\b")
_LENGTH: Final = 400
"""Characters of the sentence that are read; the longest seen (a party's name in it) has under 200."""

# `at` is missing in plain notices, seconds are printed by the appellate courts and in regenerated
# notices, and one bankruptcy court prints the first hour of the day as 00:20 AM.
_CLOCK = (
    r"(\d{1,2})/(\d{1,2})/(\d{4})(?: at)? (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AP])M)?"
    r"(?: ([A-Z][A-Za-z]{1,3}T|[A-Z][a-z]+ (?:Daylight|Standard) Time)\b)?"
)
_ENTERED = re.compile(" on " + _CLOCK)
_PRINTED = re.compile(_CLOCK)
_FILED = re.compile(r" filed on (\d{1,2})/(\d{1,2})/(\d{4})")

_NAMES: Final = {"Eastern": "E", "Central": "C", "Mountain": "M", "Pacific": "P", "Alaskan": "AK", "Alaska": "AK", "Hawaiian": "H"}  # fmt: skip
_ABBREVIATION = re.compile(r"(E|C|M|P|AK|H)([SD])T")
_WORDS = re.compile(r"([A-Z][a-z]+) ([SD])[a-z]+ Time")


def sentences(text: str, begin: int = 0) -> list[int]:
    """Where each transaction's sentence begins, from there on."""
    return [found.start() for found in _SENTENCE.finditer(text, begin)]


def read(sentence: str, zone: str | None) -> tuple[datetime | None, date | None]:
    """When the transaction was entered, and filed; None where it is not printed.

    Args:
        sentence: text that begins with the sentence.
        zone: IANA name of the court's zone, for times printed without one; None if not certain.

    The time is aware where the zone is printed or the court's is certain; else naive, as printed.

    """
    sentence = folded(sentence[:_LENGTH])
    filed = _FILED.search(sentence)
    entered = _ENTERED.search(sentence)
    return entered and _moment(entered, zone), filed and _day(filed)


def printed(text: str, zone: str | None) -> datetime | None:
    """The time that a text begins with: `3/2/2026 4:05 PM CST`; None where it begins with none. See `read`."""
    found = _PRINTED.match(folded(text[:_LENGTH]))
    return found and _moment(found, zone)


def _day(found: re.Match[str]) -> date | None:
    month, day, year = map(int, found.groups()[:3])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moment(found: re.Match[str], zone: str | None) -> datetime | None:
    day = _day(found)
    hour, minute, second = int(found[4]), int(found[5]), int(found[6] or 0)
    if found[7]:
        hour = hour % 12 + (12 if found[7] == "P" else 0)
    if day is None or hour > 23 or minute > 59 or second > 59:  # noqa: PLR2004 - a clock's face
        return None
    printed = datetime(day.year, day.month, day.day, hour, minute, second)  # noqa: DTZ001
    return printed.replace(tzinfo=_named(found[8], printed, zone))


def _named(name: str | None, printed: datetime, zone: str | None) -> tzinfo | None:
    """The offset of the zone that is printed; of one that is not known, the court's if its clock has that name."""
    offset = _offset(name) if name else None
    if offset is not None or zone is None:
        return offset
    local = _local(printed, zone)
    same = local is None or name in {None, printed.replace(tzinfo=ZoneInfo(zone)).tzname()}
    return local if same else None


@cache
def _offset(zone: str) -> tzinfo | None:
    """The offset of a printed zone. None for one that is not known: AST is Atlantic, or Alaska's of old."""
    short, long = _ABBREVIATION.fullmatch(zone), _WORDS.fullmatch(zone)
    letter, light = (short[1], short[2]) if short else ("", "")
    if long:
        letter, light = _NAMES.get(long[1], ""), long[2]
    if letter not in zones.STANDARD:
        return None
    return timezone(timedelta(hours=zones.STANDARD[letter] + (light == "D")))


def _local(printed: datetime, zone: str | None) -> tzinfo | None:
    """The court's offset at that time; None where it is not certain."""
    offset = zones.offset_at(printed, zone) if zone else None
    return None if offset is None else timezone(offset)
