"""What a letter tells of hearings and deadlines, and what it keeps out of calendars."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest
from icalendar import Calendar

from offices import ANNA, DESK, PARALEGAL
from town import Town, body_of


SET = "CLERK'S NOTICE setting hearing. Motion Hearing as to 12 set for 2/4/2027 02:00 PM in Oakmere, Courtroom 6."
RESET = "The Motion Hearing as to 12 set for 2/4/2027 is VACATED and RESET for 3/4/2027 at 10:00 AM in Courtroom 6."
SEALED = "ORDER on the sealed motion. Motion Hearing as to 12 set for 2/4/2027 at 02:00 PM in Courtroom 6."


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


def events(letter: EmailMessage) -> list[Any]:
    """Every event of the letter's calendar files."""
    return [
        event
        for part in letter.iter_attachments()
        if part.get_content_type() == "text/calendar"
        for event in Calendar.from_ical(str(part.get_content())).walk("VEVENT")
    ]


async def told(town: Town, text: str, reader: str) -> EmailMessage:
    """The last letter to this reader, once the court has noticed an entry with this text."""
    await town.receive(town.notice(town.file(), text=text))
    await town.settle()
    return town.inbox(reader)[-1]


async def test_a_reset_hearing_moves_the_entry_in_everybodys_calendar(town: Town) -> None:
    before = events(await told(town, SET, PARALEGAL.email))
    await town.pass_time(3600)
    after = events(await told(town, RESET, PARALEGAL.email))
    (first,), (second,) = before, after
    assert first["uid"] == second["uid"]
    assert second["sequence"] >= first["sequence"] + 59
    assert first.start == datetime(2027, 2, 4, 22, 0, tzinfo=UTC)
    assert second.start == datetime(2027, 3, 4, 18, 0, tzinfo=UTC)
    assert events(town.inbox(ANNA.email)[-1])[0]["uid"] == second["uid"]
    assert "Dates in this entry, as printed" in body_of(town.inbox(DESK.email)[-1])


async def test_a_restricted_entry_is_told_and_kept_out_of_every_calendar(town: Town) -> None:
    letter = await told(town, SEALED, ANNA.email)
    assert "February 4, 2027 at 2:00 PM" in body_of(letter)
    for outgoing in town.relay.taken:
        assert b"text/calendar" not in outgoing.mail
        assert b".ics" not in outgoing.mail


async def test_what_is_withheld_has_no_dates(town: Town) -> None:
    await town.receive(
        town.notice(town.file(), text=SEALED, recipients=("rival@otherside.example",))
    )
    await town.settle()
    for reader in (ANNA.email, DESK.email):
        [letter] = town.inbox(reader)
        assert "its text is not passed on" in body_of(letter)
        assert "2027" not in body_of(letter)
        assert events(letter) == []
