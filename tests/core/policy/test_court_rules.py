from __future__ import annotations

import re
from dataclasses import replace

import pytest

from docketmail.core.courts.table import COURTS
from docketmail.core.policy import court_rules
from docketmail.core.policy.court_rules import COURTS_WORDS
from docketmail.core.roster import CourtRule, Firm, FirmPolicy
from offices import QUILL


def firm(unknown: CourtRule = CourtRule.ALLOWED, **courts: CourtRule) -> Firm:
    named = {name.replace("_", "-"): rule for name, rule in courts.items()}
    return replace(QUILL, policy=FirmPolicy(courts=named, unknown_court=unknown))


@pytest.mark.parametrize("court", COURTS_WORDS)
def test_every_word_of_a_court_has_its_citation_and_date(court: str) -> None:
    word = COURTS_WORDS[court]
    assert court in COURTS
    assert len(word.citation) > 10
    assert re.fullmatch(r"(seen )?20\d\d(-\d\d){0,2}", word.dated)


@pytest.mark.parametrize("ours", CourtRule)
@pytest.mark.parametrize("court", COURTS_WORDS)
def test_a_firm_is_stricter_than_a_court_and_never_looser(court: str, ours: CourtRule) -> None:
    strictness = [*CourtRule]
    own = COURTS_WORDS[court].rule or CourtRule.ALLOWED
    found = court_rules.rule(court, firm(**{court: ours}))
    assert strictness.index(found) == max(strictness.index(own), strictness.index(ours))


def test_a_court_that_says_nothing_is_the_firm_s_choice() -> None:
    assert court_rules.rule("cand", firm(CourtRule.FORBIDDEN)) is CourtRule.FORBIDDEN
    assert court_rules.rule("ksb", firm(CourtRule.FORBIDDEN)) is CourtRule.FORBIDDEN
    assert court_rules.rule("cand", QUILL) is CourtRule.ALLOWED
    named = firm(CourtRule.FORBIDDEN, cand=CourtRule.ALLOWED)
    assert court_rules.rule("cand", named) is CourtRule.ALLOWED


def test_the_firm_s_choice_for_unknown_courts_loosens_no_known_one() -> None:
    assert court_rules.rule("nced", firm(CourtRule.ALLOWED)) is CourtRule.MAILBOX_ONLY


def test_a_state_is_refused_as_a_whole_or_court_by_court() -> None:
    whole = replace(QUILL, policy=FirmPolicy(courts={"*.il": CourtRule.FORBIDDEN}))
    assert court_rules.rule("il-cook-county", whole) is CourtRule.FORBIDDEN
    assert court_rules.rule("tx-harris-county", whole) is CourtRule.ALLOWED
    assert court_rules.rule("ilnd", whole) is CourtRule.ALLOWED
    one = firm(il_cook_county=CourtRule.FORBIDDEN)
    assert court_rules.rule("il-cook-county", one) is CourtRule.FORBIDDEN


def test_the_choice_for_unknown_courts_is_about_federal_ones() -> None:
    assert court_rules.rule("il-cook-county", firm(CourtRule.FORBIDDEN)) is CourtRule.ALLOWED


@pytest.mark.parametrize(
    ("court", "of", "left"),
    [
        ("cand", QUILL, True),
        ("ksb", QUILL, True),
        ("nced", QUILL, False),
        ("cand", firm(cand=CourtRule.ALLOWED), False),
        ("il-cook-county", QUILL, False),
        ("", QUILL, False),
    ],
)
def test_the_desk_is_warned_where_the_firm_s_choice_is_all_there_is(
    court: str, of: Firm, *, left: bool
) -> None:
    assert court_rules.is_left_to_firm(court, of) == left


def test_a_warning_names_the_choice_and_what_the_court_cautions() -> None:
    assert "is not known" in court_rules.warning("cand", QUILL)
    assert "Protecting" in court_rules.warning("nynb", QUILL)
    assert "(forbidden)" in court_rules.warning("cand", firm(CourtRule.FORBIDDEN))
