"""The calendar file of a letter: an event for each hearing, a whole day for each deadline, as printed.

Heavy to import (icalendar, 0.2 s), so `compose` does that for letters with dates alone. An event keeps its UID
when the court moves it, as far as the court's words tell that it is the same:

* the UID is made of firm, court and case (the letter's thread), the kind, the name without what changes from notice to
  notice (`Telephonic`, plurals), and an anchor;
* the anchor is what the court says the date is about: the document number (`as to 45`) or the person (`as to
  Jane Roe (2)`); where it says nothing, nothing for what a civil case has one of (a status conference, discovery), the
  entry's own document number for what belongs to one (a response), and at last the date itself;
* two dates of one letter that still are alike are counted.

So rather two events than one lost: where a court resets a hearing in other words, or without the number it printed at
first, the old event stays and a person takes it out. The letter says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import groupby
from typing import Final

from icalendar import Calendar, Event

from docketmail.core.court_dates.values import Change, CourtDate, DateKind
from docketmail.core.letter import CaseEntry, FilingFacts, LetterContent
from docketmail.core.looks import without_looks
from docketmail.core.naming import printable, short_caption, shortened
from docketmail.core.words.dates import clock_note, dated, when


_PRODUCT: Final = "-//docketmail//court dates as printed//EN"
_MOST: Final = 200
"""Events of one file: more than any order sets, and 0.2 MB at the most."""
_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""SEQUENCE counts minutes from here to the entry: it fits into 31 bits for 4000 years."""
_UID: Final = 40
"""Hex digits of a UID: 160 bits."""

_WORD: Final = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_WAYS: Final = frozenset(
    (
        "by",
        "in-person",
        "remote",
        "telephone",
        "telephonic",
        "the",
        "via",
        "video",
        "videoconference",
        "virtual",
        "zoom",
    )
)
"""Words of a name that change while the hearing stays."""
_ONE_A_CASE: Final = re.compile(
    r"(?:[\w'-]+ ){0,4}(?:conference|trial|sentencing|arraignment|mediation|selection|argument|call)"
    r"|341\w* ?a? ?meeting|(?:initial |first )?meeting of creditor|confirmation hearing"
    r"|.*\b(?:discovery|expert|dispositive motion|pretrial|pleading|joinder|proof of claim|claim)\b.*\b(?:due|deadline|cutoff|cut-off)"
)
"""What a civil case has one of at a time, by its plain name."""
_CRIMINAL: Final = re.compile(r"-(?:cr|mj|po)-", re.IGNORECASE)
"""A case with several defendants has one of everything for each."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date, and the first of the cases whose docket text prints it."""

    case: CaseEntry
    also: int
    """So many other cases share the text."""
    entered: datetime | None
    date: CourtDate

    @property
    def key(self) -> str:
        return f"{self.case.thread}\n{self.date.kind}\n{_plain(self.date.what)}\n{_anchor(self.case, self.date)}"


def calendar_file(content: LetterContent) -> bytes | None:
    """The file, with CRLF and folded lines; None where no date of the letter may or need stand in a calendar."""
    events = _events(content)
    if not events:
        return None
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for told, uid in events:
        calendar.add_component(_event(content, told, uid))
    written: bytes = calendar.to_ical()
    return written


def _events(content: LetterContent) -> list[tuple[_Dated, str]]:
    """Every date that is still to come, with its UID."""
    told = [one for one in _dates(content) if one.date.on >= _day(one, content)]
    # A text that vacates and sets anew under one name moves the event.
    stands = {one.key for one in told if one.date.change is not Change.VACATED}
    kept = [one for one in told if one.date.change is not Change.VACATED or one.key not in stands]
    alike: Counter[str] = Counter()
    events = []
    for one in kept[:_MOST]:
        alike[one.key] += 1
        mark = sha256(f"{one.key}\n{alike[one.key]}".encode()).hexdigest()[:_UID]
        events.append((one, f"{mark}@{content.postmark.domain}"))
    return events


def _dates(content: LetterContent) -> Iterator[_Dated]:
    groups = groupby(dated(content), lambda case: (case.docket_text, case.entered_at))
    for (_, entered), cases in groups:
        first, *others = cases
        for one in first.dates:
            yield _Dated(first, len(others), entered or content.told.entered_at, one)


def _day(one: _Dated, content: LetterContent) -> date:
    """The day of the entry: what lay behind it then is told, and no appointment."""
    filed = content.told.filed_on
    return one.entered.date() if one.entered else filed or content.postmark.written_at.date()


def _plain(name: str) -> str:
    """The name for comparison: `Telephonic Status Conferences` is a status conference."""
    words = [word for word in _WORD.findall(name.lower()) if word not in _WAYS]
    return " ".join(word.removesuffix("s") for word in words)


def _anchor(case: CaseEntry, one: CourtDate) -> str:
    """What tells the date from another of the same name in the case."""
    if one.about:
        return " ".join(one.about).lower()
    if not _CRIMINAL.search(case.number) and _ONE_A_CASE.fullmatch(_plain(one.what)):
        return ""
    return case.document_number or (one.was or one.on).isoformat()


def _event(content: LetterContent, told: _Dated, uid: str) -> Event:
    one, written = told.date, content.postmark.written_at
    entered = told.entered or written
    aware = entered if entered.tzinfo else entered.replace(tzinfo=UTC)
    vacated = one.change is Change.VACATED
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", written.astimezone(UTC))
    event.add("sequence", max(0, (aware - _EPOCH) // timedelta(minutes=1)))
    event.add("status", "CANCELLED" if vacated else "CONFIRMED")
    event.add("organizer", f"mailto:{content.postmark.sender.address}")  # RFC 5546, 3.2.1
    event.add("summary", _summary(told))
    event.add("description", _description(content.told, told))
    if one.kind is DateKind.DEADLINE:
        event.add("transp", "TRANSPARENT")  # nobody is busy all day because a brief is due
    if one.place:
        event.add("location", _line(one.place))
    for name, moment in _times(one):
        event.add(name, moment)
    return event


def _times(one: CourtDate) -> Iterator[tuple[str, date | datetime]]:
    """A deadline is its whole day; a hearing without a certain zone floats, at the court's wall clock."""
    begins = one.begins
    if one.kind is DateKind.DEADLINE or not isinstance(begins, datetime):
        yield "dtstart", one.on
        return
    yield "dtstart", _instant(begins)
    if one.until is not None and one.at is not None and one.until > one.at:
        yield "dtend", _instant(datetime.combine(one.on, one.until))


def _instant(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _summary(told: _Dated) -> str:
    one = told.date
    case = short_caption(told.case.caption, 60) or _line(told.case.number)
    more = f" +{told.also}" if told.also else ""
    hour = f" ({one.at:%I:%M %p})" if one.kind is DateKind.DEADLINE and one.at else ""
    off = "VACATED: " if one.change is Change.VACATED else ""
    return f"{off}{case}{more}: {shortened(_line(one.what), 100)}{hour}"


def _description(filing: FilingFacts, told: _Dated) -> str:
    one = told.date
    lines = (
        "As printed by the court: confirm it before you rely on it.",
        f'"{_line(one.quoted)}"',
        clock_note(one),
        f"{when(one)}." if one.was else "",
        f"{_line(filing.court_name or filing.court)}, {_line(told.case.number)}",
    )
    return "\n".join(filter(None, lines))


def _line(text: str) -> str:
    return printable(without_looks(text))
