from __future__ import annotations

from dataclasses import replace

import pytest

from core.policy.notices import TITLE, case, facts, notice
from docketmail.core import courts
from docketmail.core.habits import Habit
from docketmail.core.notice import Kind, NotANotice, Reading, Unreadable
from docketmail.core.policy import acceptance, drift
from docketmail.core.policy.facts import Facts, Origin


ALIKE = NotANotice(Kind.OTHER, "no court system wrote it", "Activity", like_a_notice=True)
BARE = notice(recipients_printed=False)
KNOWN = Habit(known=True)


def of(reading: object, origin: Origin = Origin.COURT, habit: Habit = KNOWN) -> Facts:
    return replace(facts(reading, origin), court="cand", habit=habit)


def test_a_court_s_mail_that_looks_like_a_notice_and_is_not_understood_is_held() -> None:
    found = drift.understood(of(ALIKE))
    assert found is not None
    assert found.rule == "drift"
    assert found.reason.startswith("cand sent")
    unknown = drift.understood(facts(ALIKE))
    assert unknown is not None
    assert unknown.reason.startswith("a court sent")


@pytest.mark.parametrize(
    "told",
    [
        of(ALIKE, Origin.PERSON),
        of(ALIKE, Origin.NOBODY),
        of(replace(ALIKE, like_a_notice=False)),
        of(notice()),
    ],
)
def test_nothing_else_is_taken_for_a_notice_that_is_not_understood(told: Facts) -> None:
    assert drift.understood(told) is None


def test_it_speaks_before_what_becomes_of_other_mail_of_a_court() -> None:
    found = acceptance.objection(of(ALIKE))
    assert found is not None
    assert found.rule == "drift"


def test_a_field_that_such_notices_always_have_is_missed_by_court_and_name() -> None:
    known = of(replace(BARE, documents=(TITLE,)))
    found = drift.whole(known)
    assert found is not None
    assert found.rule == "lost_field"
    assert "cand" in found.reason
    assert "no list of recipients" in found.reason


def test_a_reason_says_nothing_of_what_the_mail_says() -> None:
    bare = notice(case(text="", name="Marlow v. Ostrander"), recipients_printed=False)
    found = drift.whole(of(bare))
    assert found is not None
    assert "Marlow" not in found.reason
    assert "00771" not in found.reason


@pytest.mark.parametrize("origin", [Origin.PERSON, Origin.NOBODY])
def test_what_a_person_forwarded_may_have_lost_something_on_its_way(origin: Origin) -> None:
    assert drift.whole(of(BARE, origin)) is None


def test_what_the_court_was_known_to_do_without_is_not_missed() -> None:
    every = frozenset({"list_of_recipients"})
    assert drift.whole(of(BARE, habit=Habit(lacked=every))) is None


@pytest.mark.parametrize(
    ("words", "alike"),
    [
        ("U.S. District Court\n\nNotice of Electronic Service\n\nMarlow v. Ostrander", True),
        ("NOTICE  OF\nDOCKET ACTIVITY FOLLOWS", True),
        ("** Docket Activity **\nhttps://www.zoomgov.com/j/1234567", True),
        ("Open https://ecf.vtd.uscourts.gov/doc1/18512345678?caseid=1&magic_num=4711", True),
        (
            "https://ca9-showdoc.azurewebsites.us/NDA/11111111-2222-3333-4444-555555555555",
            True,
        ),
        ("https://ecf.vtd.uscourts.gov.example/doc1/18512345678?magic_num=4711", False),
        ("As in the Notice of Electronic Filing of May 2, you may use\nanother form.", False),
        ("Our site is https://ecf.vtd.uscourts.gov/, or call the clerk.", False),
        ("Who plans to attend on January 12? It is in person only.", False),
    ],
)
def test_a_title_or_a_look_is_what_makes_a_mail_look_like_a_notice(
    words: str, *, alike: bool
) -> None:
    reading: Reading = courts.read(f"Subject: Hello\n\n{words}\n".encode())
    assert isinstance(reading, NotANotice)
    assert reading.like_a_notice is alike


def test_what_may_be_read_anew_is_held_by_a_rule_that_there_is() -> None:
    spoken = {
        found.rule
        for rule in acceptance.ACCEPTANCE
        for reading in (ALIKE, BARE, Unreadable("two systems claim it"))
        if (found := rule(of(reading)))
    }
    assert spoken >= drift.OF_LAYOUT
