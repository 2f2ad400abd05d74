"""The clause of a docket text in which a date stands: where it begins and ends, and what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docketmail.core.court_dates.printed import WEEKDAY, Printed, printed_dates


_LEAD: Final = 320
"""Characters of a clause before its date that are read; the longest clause of 86 sample texts has 177 in all."""
_TAIL: Final = 240
"""And behind it: the longest courtroom, address and judge there have 60."""

_STOP: Final = re.compile(
    r"""[.!?]["')\]]{0,3}\s{1,4}(?=["'(\[*]{0,2}[A-Z]|341\b)|(?<=[\d)])\.(?=[A-Z][a-z])|;\s"""
)
_BEFORE_STOP: Final = re.compile(r"([a-z]*)\s?([^\s(\[]{0,24})$", re.IGNORECASE)
_HALF_OF_DAY: Final = re.compile(r"[ap]\.?m", re.IGNORECASE)
_LETTERED: Final = frozenset(("courtroom", "room", "suite", "part", "exhibit", "crtrm", "ctrm"))
"""What a single letter may name: behind any other word it is an initial."""
# fmt: off
_SHORTENED: Final = frozenset((
    "adv", "app", "atty", "ave", "bankr", "bldg", "blvd", "ch", "civ", "co", "conf", "corp", "cr", "crim", "ct",
    "ctrm", "dept", "dist", "div", "dkt", "doc", "dr", "evid", "ex", "exh", "fed", "hon", "inc", "jr", "ltd", "mag",
    "mot", "mr", "mrs", "ms", "no", "nos", "par", "pt", "rd", "rm", "sec", "sr", "st", "ste", "supp", "vs", "wm",
))
# fmt: on
_LETTERS: Final = re.compile(r"(?:[a-z]\.)+[a-z]", re.IGNORECASE)
_BEGINS: Final = re.compile(
    r"(?:The|This|That|Any|All|On|By|Counsel|Parties|Plaintiffs?|Defendants?|Debtors?|Appell\w+|Motion|Hearing|Telephon\w+"
    r"|Status|Respons\w+|Repl\w+|Objections?|Answers?|Brief\w*|Discovery)\b"
)
"""Words that begin a sentence even behind `Inc.`"""
_ASIDE: Final = re.compile(r"\s(?=\((?!check\b|via\b|by\b|\d))|\s\[|:\s(?=[A-Z])", re.IGNORECASE)
"""What follows on a clause without a full stop: the clerk's initials, the next heading."""
_OFF_HEADING: Final = re.compile(r"\b(?:vacated|cancell?ed|terminated?)\b", re.IGNORECASE)
"""A heading that is part of what its clause says: `VACATED: Status Conference set for`."""

_PLACE: Final = re.compile(
    r"\s?[,-]?\s?\(?((?:in|at|before|by|via|through|with|courtroom|room|judge|remotely|telephonically"
    r"|check\swith)\b.*|(?<=[,-]\s)(?-i:[A-Z]).*)",
    re.IGNORECASE | re.DOTALL,
)
_NO_PLACE: Final = re.compile(
    r"\b(?:set|due|scheduled|deadlines?|is|are|was|shall|will|must|motions?|filed)\b", re.IGNORECASE
)
_WEEKDAY_LAST: Final = re.compile(rf"{WEEKDAY}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """One printed date, and the words around it that belong to it."""

    text: str
    """All of the docket text."""
    printed: Printed
    start: int
    lead: str
    """What stands before the date, and before a time that stands before it; without its weekday."""
    end: int
    joined: bool
    """Whether the sentence is that of the date before."""

    @property
    def tail(self) -> str:
        return self.text[self.printed.end : self.end]

    @property
    def place(self) -> str:
        """Courtroom, judge or video behind the date; empty where what stands there is something else."""
        found = _PLACE.match(self.tail)
        if found is None or _NO_PLACE.search(found[1]):
            return ""
        return found[1].rstrip(" ,") if "(" in found[1] else found[1].rstrip(" ,)")


def clauses(text: str) -> Iterator[Clause]:
    """The clause of each date; two dates of one sentence share its words between them."""
    dates = list(printed_dates(text))
    ends = [0, *(one.end for one in dates)]
    starts = [*(one.start for one in dates[1:]), len(text)]
    for before, one, after in zip(ends, dates, starts, strict=False):
        upto = one.start if one.timed_from is None else max(one.timed_from, before)
        begin = _begin(text, upto, before)
        words = text[begin:upto]
        start = upto - len(words.lstrip(" \n\t,.;:)]*-"))
        lead = _WEEKDAY_LAST.sub("", text[start:upto]).rstrip()
        end = _end(text, one.end, max(after, one.end))
        yield Clause(text, one, start, lead, end, joined=begin == before > 0)


def _begin(text: str, position: int, earliest: int) -> int:
    begin = max(earliest, position - _LEAD)
    stops = [stop.end() for stop in _STOP.finditer(text, begin, position) if _ends(text, stop)]
    begin = stops[-1] if stops else begin
    return max(begin, _opened(text, begin, position), _headed(text, begin, position))


def _end(text: str, position: int, latest: int) -> int:
    limit = min(latest, position + _TAIL)
    # Four more for the look-ahead of a full stop.
    stops = (stop for stop in _STOP.finditer(text, position, limit + 4) if _ends(text, stop))
    stop = next(stops, None)
    limit = min(stop.start(), limit) if stop else limit
    aside = _ASIDE.search(text, position, limit)
    words = text[position : aside.start() if aside else limit]
    return position + len(words.rstrip(" \n\t,.;:-"))


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Whether it ends a sentence: a full stop behind an abbreviation or an initial does not."""
    if stop[0][0] != ".":
        return True
    found = _BEFORE_STOP.search(text, max(0, stop.start() - 40), stop.start())
    before, word = found.groups() if found else ("", "")
    if _HALF_OF_DAY.fullmatch(word) or _BEGINS.match(text, stop.end()):
        return True
    initial = len(word) == 1 and word.isalpha() and before.lower() not in _LETTERED
    return not (initial or _LETTERS.fullmatch(word) or word.lower() in _SHORTENED)


def _opened(text: str, begin: int, position: int) -> int:
    """Behind the last bracket that is still open."""
    closed = 0
    for place in range(position - 1, begin - 1, -1):
        if text[place] in ")]":
            closed += 1
        elif text[place] in "([":
            if closed == 0:
                return place + 1
            closed -= 1
    return begin


def _headed(text: str, begin: int, position: int) -> int:
    """Behind the last heading; the colon of `Due Date: 3/1/2027` heads nothing."""
    place = text.rfind(": ", begin, max(begin, position - 2))
    heads = place >= 0 and text[place + 2 : position].strip()
    return place + 2 if heads and not _OFF_HEADING.search(text, begin, place) else begin
