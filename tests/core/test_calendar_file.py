from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from icalendar import Calendar

from docketmail.core.calendar_file import calendar_file
from docketmail.core.court_dates.reading import find
from docketmail.core.letter import CaseEntry, LetterContent
from letter_samples import case, filing, letter


LATER = timedelta(days=1)


def told(
    text: str,
    *,
    zone: str | None = "America/Los_Angeles",
    after: timedelta = timedelta(),
    **of: Any,
) -> LetterContent:
    """A letter about an entry with this docket text, so long after the sample filing."""
    entry = replace(case, docket_text=text, dates=find(text, zone), **of)
    assert filing.entered_at is not None
    about = replace(filing, cases=(entry,), entered_at=filing.entered_at + after)
    return replace(letter, filing=about)


def events(content: LetterContent) -> list[Any]:
    written = calendar_file(content)
    return [] if written is None else list(Calendar.from_ical(written).walk("VEVENT"))


def uids(text: str, **of: Any) -> list[str]:
    return [str(event["uid"]) for event in events(told(text, **of))]


HEARING = "Motion Hearing as to 45 set for 4/1/2026 at 2:00 PM in Courtroom 5. Responses due by 3/18/2026."


def test_a_hearing_is_an_instant_and_a_deadline_a_whole_day() -> None:
    hearing, deadline = events(told(HEARING))
    assert hearing.start == datetime(2026, 4, 1, 21, 0, tzinfo=UTC)
    assert hearing["location"] == "in Courtroom 5"
    assert str(hearing["summary"]).endswith(": Motion Hearing as to 45")
    assert deadline.start == date(2026, 3, 18)
    assert deadline["transp"] == "TRANSPARENT"
    assert str(deadline["summary"]).startswith("Orchard Valley Growers")
    for event in (hearing, deadline):
        assert event["status"] == "CONFIRMED"
        assert "confirm" in event["description"]
        assert case.number in event["description"]
        assert not {"ATTENDEE", "DTEND", "RRULE", "URL"} & set(event)
        assert not event.subcomponents  # no alarm
    assert '"Responses due by 3/18/2026"' in deadline["description"]


def test_a_time_whose_zone_is_not_certain_floats_and_says_so() -> None:
    hearing, _ = events(told(HEARING, zone=None))
    assert hearing.start == datetime(2026, 4, 1, 14, 0)  # noqa: DTZ001 - floating
    assert "confirm the time zone" in hearing["description"]


def test_the_hour_of_a_deadline_stands_in_its_title() -> None:
    (event,) = events(told("Reply due by 3/18/2026 at 5:00 PM."))
    assert event.start == date(2026, 3, 18)
    assert str(event["summary"]).endswith("Reply due (05:00 PM)")


def test_an_end_is_given_where_it_is_printed() -> None:
    (event,) = events(told("Settlement Conference set for 5/1/2026 from 9:00 AM to 11:00 AM."))
    assert event.end - event.start == timedelta(hours=2)


def test_the_file_is_written_by_the_rules_of_rfc_5545() -> None:
    content = told(HEARING + " \N{LATIN SMALL LETTER E WITH ACUTE}" * 200)
    written = calendar_file(content)
    assert written is not None
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", written) is None
    assert max(len(line) for line in written.split(b"\r\n")) <= 75
    whole = Calendar.from_ical(written)
    assert whole["method"] == "PUBLISH"
    assert whole["version"] == "2.0"
    assert written == calendar_file(content)


# Which dates are one

SAME = [
    ("Motion Hearing as to 45 set for 4/1/2026.", "The Motion Hearing as to 45 is reset to 4/8/2026."),
    ("Status Conference set for 4/1/2026 at 9:00 AM.", "Telephonic Status Conference reset for 4/8/2026."),
    ("Discovery due by 4/1/2026.", "Set Deadlines: Discovery due by 5/1/2026."),
    ("Set Deadlines as to 45 MOTION. Responses due by 4/1/2026.", "Reset Deadlines as to 45 MOTION. Response due by 4/8/2026."),
    ("Jury Trial set for 4/1/2026.", "The Jury Trial set for 4/1/2026 is VACATED."),
    ("Hearing set for 4/1/2026.", "The hearing set for 4/1/2026 is RESET for 4/8/2026."),
]  # fmt: skip
APART = [
    ("Motion Hearing as to 45 set for 4/1/2026.", "Motion Hearing as to 52 set for 4/8/2026."),
    ("Status Conference set for 4/1/2026.", "Settlement Conference set for 4/8/2026."),
    ("Responses due by 4/1/2026.", "Replies due by 4/1/2026."),
    ("Status Conference set for 4/1/2026.", "Status Conference statement due by 4/1/2026."),
    ("Sentencing as to Jane Roe set for 4/1/2026.", "Sentencing as to John Doe set for 4/8/2026."),
]  # fmt: skip


@pytest.mark.parametrize(("first", "then"), SAME)
def test_a_reset_updates_the_earlier_entry(first: str, then: str) -> None:
    (before,) = events(told(first, document_number=None))
    (after,) = events(told(then, after=LATER, document_number=None))
    assert before["uid"] == after["uid"]
    assert int(after["sequence"]) == int(before["sequence"]) + 24 * 60


@pytest.mark.parametrize(("first", "then"), APART)
def test_dates_that_the_court_tells_apart_stay_apart(first: str, then: str) -> None:
    assert not {*uids(first)} & {*uids(then)}


def test_a_response_belongs_to_the_document_it_is_printed_with() -> None:
    first, second = uids("Answer due 4/1/2026."), uids("Answer due 4/8/2026.", document_number="46")
    assert first != second
    moved = uids("Set/Reset Deadlines as to 45 Waiver. Answer due 4/8/2026.", document_number="60")
    assert moved == first


def test_what_nothing_tells_apart_is_told_by_its_date() -> None:
    assert uids("Hearing set for 4/1/2026.", document_number=None) != uids(
        "Hearing set for 4/8/2026.", document_number=None
    )


def test_a_criminal_case_has_a_conference_for_each_defendant() -> None:
    of = {"number": "5:26-cr-00123-MKO", "document_number": None}
    one, other = "Status Conference set for 4/1/2026.", "Status Conference set for 4/8/2026."
    assert uids(one, **of) != uids(other, **of)
    assert uids(one) == uids(other)


def test_two_of_one_name_in_one_entry_are_two() -> None:
    text = "Status Conference set for 4/1/2026. Status Conference set for 4/8/2026."
    assert len({*uids(text)}) == 2


def test_a_vacated_hearing_is_cancelled_and_one_set_anew_is_not() -> None:
    (off,) = events(told("The Jury Trial set for 4/1/2026 is VACATED."))
    assert off["status"] == "CANCELLED"
    assert str(off["summary"]).startswith("VACATED: ")
    (anew,) = events(
        told("The Jury Trial set for 4/1/2026 is VACATED. Jury Trial set for 5/4/2026.")
    )
    assert anew["status"] == "CONFIRMED"
    assert anew.start == date(2026, 5, 4)


def test_a_case_and_a_firm_have_their_own() -> None:
    assert uids(HEARING) != uids(HEARING, thread="decade" * 5)


def test_what_lay_behind_the_entry_is_no_appointment() -> None:
    assert events(told("The Status Conference set for 3/3/2026 is VACATED.")) == []
    assert len(events(told("Status Conference set for 3/4/2026."))) == 1


def test_cases_that_share_a_text_share_its_events() -> None:
    content = told(HEARING)
    first = content.told.cases[0]
    second = replace(first, number="5:26-cv-00999-MKO", thread="decade" * 5)
    both = replace(content, filing=replace(content.told, cases=(first, second)))
    assert [event["uid"] for event in events(both)] == uids(HEARING)
    assert "+1: " in events(both)[0]["summary"]


def test_a_letter_without_dates_to_come_has_no_file() -> None:
    assert calendar_file(letter) is None
    assert calendar_file(told("Status Conference set for 1/4/2026.")) is None


def test_a_naive_entry_time_counts_as_it_is_printed() -> None:
    content = told(HEARING)
    naive = replace(content.told, entered_at=datetime(2020, 1, 1, 1, 0))  # noqa: DTZ001 - as printed
    (event, _) = events(replace(content, filing=naive))
    assert event["sequence"] == 60
    undated = replace(content.told, entered_at=None, filed_on=None)
    assert len(events(replace(content, filing=undated))) == 2


@settings(max_examples=60, deadline=None)
@given(st.text(), st.text(), st.text())
def test_no_text_of_a_stranger_adds_a_line_or_a_link(what: str, caption: str, place: str) -> None:
    (date_of,) = find("Motion Hearing set for 4/1/2026 at 2:00 PM.")
    look = "https://ecf.cand.uscourts.gov/doc1/035?magic_num=123456"
    hostile = replace(
        date_of, what=what + "\r\nATTENDEE:x", place=place + look, quoted=f"{look}\nURL:x {what}"
    )
    entry: CaseEntry = replace(case, caption=caption, dates=(hostile,))
    (event,) = events(replace(letter, filing=replace(filing, cases=(entry,))))
    assert not {"ATTENDEE", "URL"} & set(event)
    assert b"magic_num" not in event.to_ical().replace(b"\r\n ", b"")
