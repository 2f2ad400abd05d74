from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from time import process_time

import pytest
from hypothesis import given, settings, strategies as st

from docketmail.core.court_dates.reading import find
from docketmail.core.court_dates.values import Change, DateKind


TWICE = (
    "Notice of Hearing on Motion to Dismiss. Objections due by 7/30/2027.Hearing scheduled for 8/6/2027 at 01:00 PM at "
    "Courtroom 1 and Zoom; Contact chambers for the code. Objections due by 7/30/2027.Hearing scheduled for 8/6/2027 at "
    "01:00 PM at Courtroom 1 and Zoom; Contact chambers for the code. (Quell, Odile)"
)
PIECES = st.sampled_from(
    ["3/1/2027", "March 1, 2027", "at 9:00 AM", "set for", "due by", "Hearing", "is VACATED", "reset to", "from", "to",
     "shall", "have until", "as to", "[45]", ". ", "; ", ": ", "(", ")", ", ", "on", "Deadline", "on or before", "EST"]
)  # fmt: skip


def test_what_a_court_prints_twice_is_told_once() -> None:
    assert [(one.kind, one.on) for one in find(TWICE)] == [
        (DateKind.DEADLINE, date(2027, 7, 30)),
        (DateKind.HEARING, date(2027, 8, 6)),
    ]


def test_a_time_is_aware_where_the_court_lies_in_one_zone() -> None:
    text = "Status Conference set for 7/1/2027 at 9:30 AM in Courtroom 4."
    (sure,) = find(text, "America/Chicago")
    (unsure,) = find(text)
    assert sure.begins == datetime(2027, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=-5)))
    assert unsure.at == time(9, 30)
    assert unsure.place == "in Courtroom 4"


def test_a_date_without_a_time_begins_as_a_day() -> None:
    (one,) = find("Answer due 12/1/2027.", "America/Chicago")
    assert one.begins == date(2027, 12, 1)


def test_what_is_taken_off_is_told_with_the_words_that_say_so() -> None:
    (one,) = find("The Final Pretrial Conference set for 2/1/2027 at 9:00 AM is CANCELLED. (abc)")
    assert one.change is Change.VACATED
    assert one.quoted.endswith("is CANCELLED")
    assert one.place == ""


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map(" ".join)))
def test_any_text_is_read_and_every_quote_stands_in_it_with_its_date(text: str) -> None:
    for one in find(text, "America/Denver"):
        assert one.quoted in text
        assert str(one.on.day) in one.quoted
        assert str(one.on.year)[2:] in one.quoted
        assert one.what


EVENTS = (
    "Motion Hearing",
    "Status Conference",
    "Jury Trial",
    "Telephonic Case Management Conference",
)
OWED = ("Responses", "Joint Status Report", "Appellant's brief", "Rule 26(f) Report")
DAYS = st.dates(date(2010, 1, 1), date(2060, 12, 31))


@given(
    st.sampled_from(EVENTS),
    DAYS,
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(OWED),
    DAYS,
    st.sampled_from(["%m/%d/%Y", "%B %d, %Y", "%A, %m/%d/%y"]),
)
def test_a_composed_entry_reads_back(
    event: str, on: date, at: time, owed: str, by: date, written: str
) -> None:
    text = (
        f"Set/Reset Hearings as to 45 MOTION to Dismiss : {event} set for {on:{written}} at {at:%I:%M %p} in Courtroom 3 before "
        f"Judge Odile Marsh. {owed} due by {by.month}/{by.day}/{by.year}. (abc) (Entered: 01/02/2010)"
    )
    hearing, deadline = find(text)
    assert (hearing.what, hearing.on, hearing.at, hearing.about) == (event, on, at, ("45",))
    assert hearing.place == "in Courtroom 3 before Judge Odile Marsh"
    assert (deadline.what, deadline.on, deadline.about) == (f"{owed} due", by, ("45",))


@pytest.mark.parametrize(
    "piece",
    [
        "Hearing set for 3/1/2027 at 10:00 AM in x. ",
        "hearing on hearing of " * 12 + "set for 3/1/2027. ",
        "(((((( 3/1/2027",
        "1/1/",
        "March ",
        "is are is are set for 3/1/2027 ",
        "[45] [45] as to [45], 3/1/2027 ",
        "will be held x " * 3 + "3/1/2027",
    ],
)
def test_a_hostile_text_is_read_at_once(piece: str) -> None:
    text = (piece * (500_000 // len(piece) + 1))[:500_000]

    def measured() -> float:
        begun = process_time()
        find(text, "America/Chicago")
        return process_time() - begun

    # Time of our own, the best of three: other tests share the machine.
    assert min(measured() for _ in range(3)) < 0.1
