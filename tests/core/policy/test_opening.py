from __future__ import annotations

import pytest

from core.policy.notices import case, facts, link, notice
from docketmail.core.policy.opening import court_rule, refused
from docketmail.core.roster import CourtRule, Firm
from offices import ANNA, QUILL


def firm(**changes: object) -> Firm:
    fields = {name: getattr(QUILL, name) for name in QUILL.__dataclass_fields__}
    return Firm(**(fields | changes))


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
    assert refused(told, facts(told, firm=firm(courts={"cand": rule}))) == expected


def test_a_firm_may_tighten_a_known_court_and_not_loosen_it() -> None:
    assert court_rule("nced", firm(courts={"nced": CourtRule.ALLOWED})) is CourtRule.MAILBOX_ONLY
    assert court_rule("nced", firm(courts={"nced": CourtRule.FORBIDDEN})) is CourtRule.FORBIDDEN


def test_an_unknown_court_is_the_firm_s_choice() -> None:
    assert court_rule("cand", firm(unknown_court=CourtRule.FORBIDDEN)) is CourtRule.FORBIDDEN
    assert court_rule("cand", QUILL) is CourtRule.ALLOWED


def test_a_waived_rule_is_not_asked() -> None:
    told = notice()
    forbidden = facts(told, firm=firm(courts={"cand": CourtRule.FORBIDDEN}))
    assert refused(told, forbidden, waived=("court_forbids",)) == {}


def test_the_look_of_an_edit_is_as_restricted_as_the_entry_was() -> None:
    strangers = ("x@y.example",)
    edit = notice(case(text="Modified Date Filed."), listed=strangers)
    sealed = notice(case(text="MOTION to Seal"), listed=strangers)
    assert refused(edit, facts(edit)) == {}
    assert refused(edit, facts(edit), earlier=(sealed,)) == {0: "restricted_not_listed"}
