from __future__ import annotations

from dataclasses import replace

import pytest

from core.policy.notices import case, facts, link, notice
from docketmail.core.casefile import CaseFile, Classification
from docketmail.core.notice import Level, StateFiling
from docketmail.core.policy.opening import refused
from docketmail.core.roster import CourtRule, Firm, FirmPolicy
from offices import ANNA, QUILL


def firm(**changes: object) -> Firm:
    return replace(QUILL, **changes)  # type: ignore[arg-type]


def test_a_public_entry_s_look_may_be_opened() -> None:
    assert refused(notice(), facts(notice())) == {}


def test_a_restricted_entry_is_opened_for_a_listed_firm_alone() -> None:
    listed = notice(case(text="MOTION to Seal"))
    stranger = notice(case(text="MOTION to Seal"), listed=("x@y.example",))
    assert refused(listed, facts(listed)) == {}
    assert refused(stranger, facts(stranger)) == {0: "restricted_not_listed"}


def test_the_strictest_holds_case_by_case() -> None:
    open_one = case("1:26-cv-1", links=(link(magic="1"),))
    shut_one = case("1:26-cv-2", "SEALED ORDER", links=(link(magic="2"),))
    told = notice(open_one, shut_one, listed=("x@y.example",))
    assert refused(told, facts(told)) == {1: "restricted_not_listed"}


@pytest.mark.parametrize(
    ("rule", "listed", "expected"),
    [
        (CourtRule.ALLOWED, ANNA.intake, {}),
        (CourtRule.FORBIDDEN, ANNA.email, {0: "court_forbids"}),
        (CourtRule.MAILBOX_ONLY, ANNA.email, {}),
        (CourtRule.MAILBOX_ONLY, ANNA.intake, {0: "mailbox_only"}),
    ],
)
def test_a_court_s_rule(rule: CourtRule, listed: str, expected: dict[int, str]) -> None:
    told = notice(listed=(listed,))
    assert (
        refused(told, facts(told, firm=firm(policy=FirmPolicy(courts={"cand": rule})))) == expected
    )


def test_a_waived_rule_is_not_asked() -> None:
    told = notice()
    forbidden = facts(told, firm=firm(policy=FirmPolicy(courts={"cand": CourtRule.FORBIDDEN})))
    assert refused(told, forbidden, waived=("court_forbids",)) == {}


def test_the_look_of_an_edit_is_as_restricted_as_the_entry_was() -> None:
    strangers = ("x@y.example",)
    edit = notice(case(text="Modified Date Filed."), listed=strangers)
    sealed = notice(case(text="MOTION to Seal"), listed=strangers)
    assert refused(edit, facts(edit)) == {}
    assert refused(edit, facts(edit), earlier=(sealed,)) == {0: "restricted_not_listed"}


@pytest.mark.parametrize("marked", [True, False])
def test_a_restricted_case_is_opened_for_a_listed_firm_alone(*, marked: bool) -> None:
    """By the desk's word, or by the court's own answer to an earlier look."""
    stranger = notice(listed=("x@y.example",))
    number = stranger.cases[0].number
    more = (
        {"marked": frozenset({number})}
        if marked
        else {"files": {number: CaseFile(classification=Classification.RESTRICTED)}}
    )
    assert refused(stranger, replace(facts(stranger), **more)) == {0: "restricted_not_listed"}
    assert refused(notice(), replace(facts(notice()), **more)) == {}


STATE = StateFiling(envelope="120519758")


@pytest.mark.parametrize("level", Level)
def test_a_state_paper_that_is_flagged_stays_where_it_is(level: Level) -> None:
    marked = replace(STATE, security=(level.value,) if level is not Level.PUBLIC else ())
    told = replace(notice(listed=("x@y.example",)), state=marked, level=level)
    expected = {} if level is Level.PUBLIC else {0: "flagged"}
    assert refused(told, facts(told)) == expected


def test_a_state_paper_that_a_word_flags_stays_where_it_is_for_the_firm_of_record_too() -> None:
    told = replace(notice(case(text="Redacted Brief")), state=STATE)
    assert refused(told, facts(told)) == {0: "flagged"}
