from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from docketmail.core.announcements import PolicyAnnounced, ReleaseAsked, SettingChange
from docketmail.core.letter import LetterContent, LetterKind
from docketmail.core.roster import FirmPolicy
from docketmail.core.words.announcement import named, valued
from docketmail.core.words.page import sheet
from docketmail.core.words.sheet import Part, Sheet
from letter_samples import ARRIVED, held


CHANGE = SettingChange(
    "following", "", "yes", ARRIVED + timedelta(days=30), at_once=False, withdrawn=False
)
ASKED = ReleaseAsked(
    request="q1",
    hold="h1",
    waives="suspect",
    by="uid:1000",
    why="the clerk confirmed it",
    until=ARRIVED + timedelta(days=1),
)


def policy(*changes: SettingChange, by: str = "uid:1000") -> Sheet:
    about = PolicyAnnounced("Hartwell Lund LLP", by, ARRIVED, changes)
    return sheet(replace(held, kind=LetterKind.POLICY, about=about), Part())


def asked(about: ReleaseAsked) -> Sheet:
    content: LetterContent = replace(held, kind=LetterKind.RELEASE_ASKED, about=about)
    return sheet(content, Part())


@pytest.mark.parametrize("field", fields(FirmPolicy), ids=lambda field: field.name)
def test_every_setting_of_a_policy_has_its_words(field: object) -> None:
    name = field.name  # type: ignore[attr-defined]
    assert named(f"{name}.cand") != f"{name}.cand"


def test_a_change_that_waits_says_from_when_and_how_to_object() -> None:
    told = policy(CHANGE)
    assert told.title == "POLICY CHANGE: Hartwell Lund LLP (1 setting)"
    assert told.headline == "The firm's policy changes"
    [(what, change)] = told.facts
    assert what.startswith("Following")
    assert change == "no -> yes; holds from April 4, 2026 at 3:24 AM (UTC+00:00)"
    assert "before that day" in told.after[-1]
    assert "policy pending" in told.command


def test_a_change_that_holds_says_so() -> None:
    told = policy(replace(CHANGE, setting="courts.cand", after="mailbox_only", at_once=True))
    assert told.headline == "The firm's policy has changed"
    assert told.facts == (
        ("Opening links of cand", "no rule of its own -> mailbox only; holds now"),
    )
    assert "before that day" not in told.after[-1]


def test_a_withdrawn_change_says_what_stays() -> None:
    told = policy(replace(CHANGE, withdrawn=True))
    assert told.facts[0][1] == "no -> yes is withdrawn: it stays no"


def test_what_an_upgrade_brought_is_nobody_s_doing() -> None:
    assert policy(CHANGE, by="").lead[0].startswith("Brought by an upgrade")
    assert "uid:1000" in policy(CHANGE).lead[0]


def test_a_value_is_said_in_words() -> None:
    assert valued("courts.cand", "mailbox_only") == "mailbox only"
    assert valued("shipped.cand", "") == "no rule of its own"
    assert valued("soft_mode", "") == "no"


def test_a_release_that_is_asked_for_names_who_why_and_both_commands() -> None:
    told = asked(ASKED)
    assert told.title == "PLEASE DECIDE: a release, request q1"
    assert dict(told.facts)["Reason"] == "the clerk confirmed it"
    assert "until March 6, 2026" in told.lead[1]
    assert told.command == "docketmail holds confirm q1\ndocketmail holds decline q1"


def test_a_declined_release_asks_for_nothing() -> None:
    told = asked(replace(ASKED, hold="", papers=("p1", "p2"), declined=True))
    assert told.command == ""
    assert dict(told.facts)["What"] == "paper p1 and p2"
