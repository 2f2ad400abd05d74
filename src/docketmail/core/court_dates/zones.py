"""Which clock a printed time goes by. Not certain is None: then a person confirms it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


ZONE: Final = (
    r"\(?(?P<{name}>(?:E|C|M|P|AK|H|A)[SD]?T\b"
    r"|(?:Eastern|Central|Mountain|Pacific|Alaska|Hawaii|Atlantic)(?:\s(?:Standard|Daylight))?(?:\sTime)?\b)\)?"
)
"""A zone as printed, with the name of its group left open. Letter case counts: `at` is no zone."""

_PRINTED: Final = re.compile(r"(AK|[ECMPHA])[a-z]*\s?([SD]?)")
STANDARD: Final = {"E": -5, "C": -6, "M": -7, "P": -8, "AK": -9, "H": -10, "A": -4}
"""Hours of standard time from UTC, by the first letters of a zone's name."""
_REGIONS: Final = {
    "E": "America/New_York",
    "C": "America/Chicago",
    "M": "America/Denver",
    "P": "America/Los_Angeles",
    "AK": "America/Anchorage",
    "H": "Pacific/Honolulu",
}
"""Where a zone's printed name is meant; AST is Puerto Rico's or was Alaska's, so its court must say."""


def on_the_clock(on: date, at: time, printed: str, court: str | None) -> time:
    """The time with its offset where that is certain, else as it was.

    `court` is the IANA name of the court's zone, None where the court lies in two. A printed zone is
    believed where a clock shows it on that day: EST in July is a slip of the pen, and nobody knows for what.
    """
    naive = datetime.combine(on, at)
    candidates = (court, _REGIONS.get(_letter(printed))) if printed else (court,)
    for zone in candidates:
        offset = offset_at(naive, zone) if zone else None
        if offset is not None and (not printed or _agrees(printed, naive, zone or "", offset)):
            return at.replace(tzinfo=timezone(offset))
    return at


def _agrees(printed: str, naive: datetime, zone: str, offset: timedelta) -> bool:
    letter, light = _letter(printed), _light(printed)
    standard = timedelta(hours=STANDARD[letter])
    if not light:  # PT: the clock of the region, whatever the season
        return offset_at(naive.replace(month=1, day=15), zone) == standard
    return offset == standard + timedelta(hours=light == "D")


def _letter(printed: str) -> str:
    """E of EST, ET and Eastern; AK of Alaska."""
    if printed.startswith("Alaska"):
        return "AK"
    found = _PRINTED.match(printed)
    return found[1] if found else ""


def _light(printed: str) -> str:
    """S or D; empty where neither is printed."""
    if " " in printed:
        word = printed.split()[1]
        return word[0] if word in ("Standard", "Daylight") else ""
    return printed[-2] if re.fullmatch(r"[A-Z]{1,2}[SD]T", printed) else ""


@cache
def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:  # a machine without the tz database
        return None


def offset_at(naive: datetime, name: str) -> timedelta | None:
    """A zone's offset at a time on its clocks; None in the hours that spring leaves out and autumn repeats."""
    zone = _zone(name)
    if zone is None:
        return None
    offset = naive.replace(tzinfo=zone).utcoffset()
    return offset if offset == naive.replace(tzinfo=zone, fold=1).utcoffset() else None
