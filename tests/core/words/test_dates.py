from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta, timezone

import pytest

from docketmail.core.court_dates.values import Change, CourtDate, DateKind
from docketmail.core.letter import Entry, LetterKind
from docketmail.core.words.dates import clock_note, date_rows, dated
from docketmail.core.words.filing import filing_sheet
from docketmail.core.words.sheet import Part
from letter_samples import case, filing, letter


PACIFIC = timezone(timedelta(hours=-8))
hearing = CourtDate(
    kind=DateKind.HEARING,
    what="status conference",
    on=date(2026, 3, 18),
    at=time(14, tzinfo=PACIFIC),
    place="in Courtroom 5",
    quoted="The status conference is set for 3/18/2026 at 2:00 PM in Courtroom 5",
)
with_date = replace(case, dates=(hearing,))
content = replace(letter, filing=replace(filing, cases=(with_date,)))


def test_a_row_says_what_when_where_and_the_courts_own_clause() -> None:
    (row,) = date_rows((hearing,))
    assert row.what == "Status conference"
    assert row.when == "March 18, 2026 at 2:00 PM (UTC-08:00)"
    assert (row.place, row.quoted) == (hearing.place, hearing.quoted)


def test_a_time_without_a_certain_zone_is_to_be_confirmed() -> None:
    unsure = replace(hearing, at=time(14))
    (row,) = date_rows((unsure,))
    assert row.when == "March 18, 2026 at 2:00 PM (as printed: confirm the time zone)"
    assert "confirm the time zone" in clock_note(unsure)
    assert clock_note(hearing) == clock_note(replace(hearing, at=None)) == ""


def test_what_changed_is_said_first() -> None:
    reset = replace(hearing, change=Change.RESET, was=date(2026, 3, 11))
    vacated = replace(hearing, change=Change.VACATED, at=None)
    first, second = date_rows((reset, vacated))
    assert first.what == "RESET: Status conference"
    assert first.when.endswith(", before: March 11, 2026")
    assert second.what == "VACATED: Status conference"
    assert second.when == "March 18, 2026"


def test_a_long_sentence_is_shortened_for_its_quote_has_it_all() -> None:
    (row,) = date_rows((replace(hearing, what="counsel shall " + "file and " * 40),))
    assert len(row.what) <= 120


def test_the_dates_stand_with_the_docket_text_they_are_from() -> None:
    (block,) = filing_sheet(content, Part()).blocks
    assert [row.quoted for row in block.dates] == [hearing.quoted]


@pytest.mark.parametrize("kind", LetterKind)
def test_dates_go_into_a_calendar_with_a_letter_that_tells_of_the_filing(kind: LetterKind) -> None:
    telling = kind in {LetterKind.FIRST, LetterKind.CORRECTED, LetterKind.UPDATED}
    assert dated(replace(content, kind=kind)) == ((with_date,) if telling else ())


def test_nothing_restricted_or_sealed_goes_into_a_calendar() -> None:
    sealed = replace(with_date, entry=Entry.SEALED)
    assert dated(replace(content, filing=replace(filing, cases=(sealed,)))) == ()
    restricted = replace(filing, cases=(with_date,), restricted_because="docket text: sealed")
    assert dated(replace(content, filing=restricted)) == ()
    assert dated(replace(content, filing=None)) == ()
    assert dated(letter) == ()
