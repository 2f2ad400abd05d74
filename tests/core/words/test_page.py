from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from docketmail.core.announcements import DayList, DayRow
from docketmail.core.letter import Held, LetterKind
from docketmail.core.words.page import sheet
from docketmail.core.words.sheet import Part
from letter_samples import ARRIVED, held, letter


def test_the_footer_says_why_the_reader_has_it_and_whom_to_ask() -> None:
    rule, receipt = sheet(letter, Part()).footer
    assert rule == "You have this because you are on the team of matter 0042-7."
    assert receipt.startswith("Receipt R-7H3K-22.")
    assert receipt.endswith("Ask the docketing desk <desk@hartwell.example>.")


def test_the_footer_counts_the_parts_and_names_the_notice() -> None:
    part, original, *_ = sheet(letter, Part(1, 3, original=True)).footer
    assert part == "Part 1 of 3; every part says the same."
    assert original.startswith("The court's notice is attached, without its links")


def test_a_hold_says_what_arrived_and_what_to_do() -> None:
    page = sheet(held, Part())
    assert page.badges == ("HELD",)
    assert dict(page.facts) == {
        "Reason": "the sender is not believed",
        "Court": "cand",
        "Case": "5:26-cv-00123",
        "Sender": "efile_notice[@]cand[.]uscourts[.]gov[.]docket-view[.]example",
        "Arrived": "March 5, 2026 at 3:24 AM (UTC+00:00)",
    }
    assert page.command == "docketmail holds show hold_01"
    assert "time may run" in page.lead[-1]


def test_an_escalation_says_that_nobody_answered() -> None:
    page = sheet(replace(held, kind=LetterKind.ESCALATION), Part())
    assert page.badges == ("STILL HELD",)
    assert page.lead[0] == "Nobody has acknowledged it yet."


def test_the_daily_list_names_each_mail_and_no_text_of_it() -> None:
    rows = (
        DayRow(arrived_at=ARRIVED, sender="win@prizes.example", what="spam"),
        DayRow(arrived_at=ARRIVED, sender="", what="announcement"),
    )
    content = replace(held, kind=LetterKind.NOT_A_NOTICE, about=DayList(date(2026, 3, 5), rows))
    page = sheet(content, Part())
    assert [value for _, value in page.facts] == [
        "spam, from win[@]prizes[.]example",
        "announcement, from nobody",
    ]


def test_a_letter_about_nothing_is_a_defect() -> None:
    with pytest.raises(ValueError, match="A first letter needs a filing"):
        sheet(replace(letter, filing=None), Part())


def test_an_alarm_about_an_appearance_has_the_command_that_says_so() -> None:
    assert isinstance(held.about, Held)
    command = "docketmail appearance add --firm hartwell il-wren 2026-CH-1 ana --ground ..."
    page = sheet(replace(held, about=replace(held.about, confirm=command)), Part())
    assert page.command.split("\n") == [command, f"docketmail holds show {held.about.hold}"]
    assert "lets go this notice and all others" in " ".join(page.after)


def test_what_is_not_taken_is_told_by_court_and_case_alone() -> None:
    assert isinstance(held.about, Held)
    about = replace(held.about, sender="", court="il-wren", case="2026-CH-1")
    page = sheet(replace(held, kind=LetterKind.NOT_TAKEN, about=about), Part())
    assert page.title.startswith("NOT TAKEN: il-wren 2026-CH-1 - ")
    assert [name for name, _ in page.facts] == ["Reason", "Court", "Case"]
    assert page.command == f"docketmail holds release {about.hold} --why ..."
