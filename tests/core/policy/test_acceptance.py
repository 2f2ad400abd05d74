from __future__ import annotations

import pytest

from core.policy.notices import case, facts, link, notice
from docketmail.core.notice import Kind, NotANotice, Unreadable
from docketmail.core.policy.acceptance import ACCEPTANCE, objection
from docketmail.core.policy.facts import Origin


def test_a_court_s_own_readable_notice_meets_no_objection() -> None:
    assert objection(facts(notice())) is None


@pytest.mark.parametrize(
    ("reading", "origin", "rule"),
    [
        (notice(), Origin.NOBODY, "suspect"),
        (Unreadable("two systems claim it"), Origin.COURT, "unreadable"),
        (NotANotice(Kind.OTHER, "nothing of a court"), Origin.NOBODY, "spam"),
        (NotANotice(Kind.ANNOUNCEMENT, "an announcement"), Origin.NOBODY, "suspect"),
        (notice(case(links=(link("evil.example"),))), Origin.COURT, "foreign_link"),
        (
            notice(case(links=(link(), link("ecf.ctb.uscourts.gov")))),
            Origin.PERSON,
            "foreign_link",
        ),
    ],
)
def test_what_is_held(reading: object, origin: Origin, rule: str) -> None:
    found = objection(facts(reading, origin))
    assert found is not None
    assert found.rule == rule


@pytest.mark.parametrize("origin", [Origin.COURT, Origin.PERSON])
@pytest.mark.parametrize("kind", Kind)
def test_what_a_court_or_a_person_of_the_firm_sends_beside_notices_is_passed_on(
    kind: Kind, origin: Origin
) -> None:
    assert objection(facts(NotANotice(kind, "no filing", "s", "text"), origin)) is None


@pytest.mark.parametrize("origin", [Origin.PERSON, Origin.NOBODY])
def test_our_own_letter_sent_back_is_worth_no_alarm(origin: Origin) -> None:
    back = "Receipt l7. Not on this team, or\nis anything wrong? Ask the desk."
    for kind in (Kind.OTHER, Kind.INVITATION):
        found = objection(facts(NotANotice(kind, "no filing", "Fwd: s", back), origin))
        assert found is not None
        assert (found.rule, "own letters" in found.reason) == ("spam", True)
    assert objection(facts(NotANotice(Kind.OTHER, "no filing", "s", back), Origin.COURT)) is None


def test_a_waived_rule_leaves_the_others_their_word() -> None:
    foreign = notice(case(links=(link("evil.example"),)))
    found = objection(facts(foreign, Origin.NOBODY), waived=("suspect",))
    assert found is not None
    assert found.rule == "foreign_link"


def test_no_rule_can_say_yes() -> None:
    assert all(rule(facts(notice())) is None for rule in ACCEPTANCE)
