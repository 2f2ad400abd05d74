"""What courts say of their looks, and what follows for a notice's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from core.policy.notices import case, notice
from docketmail.core import court_looks
from docketmail.core.courts.table import COURTS
from docketmail.core.notice import StateFiling


NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EASTERN = timezone(timedelta(hours=-5))


def test_every_court_of_the_table_is_one_and_has_its_source() -> None:
    assert set(court_looks.RULES) <= set(COURTS)
    assert all(rule.source for rule in court_looks.RULES.values())


def test_a_court_that_says_nothing_may_count_all_addresses_as_one() -> None:
    assert court_looks.rule("cand").own is None
    assert court_looks.rule("kyeb").own is False
    assert court_looks.rule("nmb").own is True


@pytest.mark.parametrize(
    ("entered", "begins"),
    [
        (datetime(2026, 3, 1, 19, 0, tzinfo=EASTERN), datetime(2026, 3, 2, 0, 0, tzinfo=UTC)),
        (datetime(2026, 3, 1, 19, 0), datetime(2026, 3, 1, 19, 0, tzinfo=UTC)),  # noqa: DTZ001
        (None, NOON),
        (NOON + timedelta(days=300), NOON),
    ],
    ids=["as printed", "no zone: rather too early", "not printed", "in the future: a misprint"],
)
def test_a_look_ends_two_weeks_after_it_was_entered(
    entered: datetime | None, begins: datetime
) -> None:
    told = notice(case(), entered_at=entered)
    assert court_looks.ends_at(told, told.cases[0], NOON) == begins + timedelta(days=14)


def test_a_court_may_give_longer() -> None:
    told = replace(notice(case(), entered_at=None), court="gand")
    assert court_looks.ends_at(told, told.cases[0], NOON) == NOON + timedelta(days=30)


@pytest.mark.parametrize(
    ("said", "is_order"),
    [
        ("Order on Motion to Compel", True),
        ("Order", True),
        ("Memorandum Opinion", True),
        ("Judgment", True),
        ("Proposed Order", False),
        ("Motion for Summary Judgment", False),
        ("Letter", False),
    ],
)
def test_what_the_court_itself_says_goes_first(said: str, *, is_order: bool) -> None:
    told = notice(case(), short_description=said)
    assert court_looks.is_order(told, told.cases[0]) is is_order


def test_a_state_s_links_are_active_as_long_as_the_mail_says() -> None:
    told = replace(notice(case()), state=StateFiling("118400001", link_days=548))
    assert court_looks.ends_at(told, told.cases[0], NOON) == NOON + timedelta(days=548)
    silent = replace(notice(case()), state=StateFiling("118400001"))
    assert court_looks.ends_at(silent, silent.cases[0], NOON) == NOON + court_looks.LASTS
