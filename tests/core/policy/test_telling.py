from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from core.policy.notices import SEALED, case, notice
from docketmail.core.notice import Kind, Notice
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.telling import Known, Telling, decide
from docketmail.core.roster import Firm, Person
from offices import MATTER, QUILL


def firm(**changes: object) -> Firm:
    fields = {name: getattr(QUILL, name) for name in QUILL.__dataclass_fields__}
    return Firm(**(fields | changes))


def tell(
    told: Notice, of: Firm = QUILL, people: tuple[str, ...] = ("anna",), **more: object
) -> dict[str, Telling]:
    known = Known(
        notice=told,
        firm=of,
        people=people,
        origin=Origin.COURT,
        today=more.pop("today", date(2026, 3, 2)),  # type: ignore[arg-type]
        **more,  # type: ignore[arg-type]
    )
    return {telling.reader: telling for telling in decide(known)}


CO = "outside:co@elsewhere.example"


def test_a_public_entry_goes_to_the_noticed_the_desk_the_team_and_the_sponsored() -> None:
    tellings = tell(notice())
    assert set(tellings) == {"anna", "desk", "pat", CO}
    assert not any(telling.masked or telling.withheld for telling in tellings.values())


def test_a_restricted_entry_stays_inside_the_firm_and_is_masked() -> None:
    tellings = tell(notice(case(text="MOTION to Seal")))
    assert set(tellings) == {"anna", "desk", "pat"}
    assert all(telling.masked and not telling.withheld for telling in tellings.values())
    assert "docket text: Seal" in tellings["pat"].rule


def test_a_restricted_entry_without_the_firm_in_the_list_is_told_without_its_text() -> None:
    tellings = tell(notice(case(text="MOTION to Seal"), listed=("x@y.example",)))
    assert set(tellings) == {"anna", "desk"}
    assert all(telling.withheld for telling in tellings.values())


def test_a_sealed_entry_is_told_to_a_listed_firm() -> None:
    tellings = tell(notice(case(text="Order", links=()), marks=SEALED))
    assert set(tellings) == {"anna", "desk", "pat"}


def test_a_case_that_the_court_marked_is_restricted_for_every_entry() -> None:
    tellings = tell(notice(), marked=frozenset({case().number}))
    assert CO not in tellings
    assert tellings["pat"].masked


def test_a_matter_that_the_desk_marked_is_restricted() -> None:
    marked = type(MATTER)(
        **({n: getattr(MATTER, n) for n in MATTER.__dataclass_fields__} | {"restricted": True})
    )
    assert CO not in tell(notice(), firm(matters=(marked,)))


def test_an_outside_reader_s_time_ends() -> None:
    assert CO in tell(notice(), today=date(2026, 12, 31))
    assert CO not in tell(notice(), today=date(2027, 1, 1))


def test_each_reader_sees_the_cases_of_their_matters_alone() -> None:
    told = notice(case(), case("4:26-cv-00999-JST"))
    tellings = tell(told)
    assert tellings["pat"].cases == (case().number,)
    assert tellings["anna"].cases == (case().number, "4:26-cv-00999-JST")


def test_a_walled_attorney_s_letters_go_to_the_desk() -> None:
    walled = tuple(
        Person(**(vars(p) | {"walled": True})) if p.id == "anna" else p for p in QUILL.people
    )
    tellings = tell(notice(), firm(people=walled))
    assert "anna" not in tellings
    assert "desk" in tellings


@given(
    listed=st.sampled_from([("aquill@quillhart.example",), ("x@y.example",), ()]),
    text=st.sampled_from(["ORDER", "SEALED ORDER", "Redacted exhibit"]),
    soft=st.booleans(),
    walls=st.sets(st.sampled_from([p.id for p in QUILL.people])),
    people=st.sets(st.sampled_from(["anna", "ben", "gone"])),
    sealed=st.booleans(),
)
def test_nothing_takes_both_the_noticed_attorney_and_the_desk_away(
    *,
    listed: tuple[str, ...],
    text: str,
    soft: bool,
    walls: set[str],
    people: set[str],
    sealed: bool,
) -> None:
    staff = tuple(Person(**(vars(p) | {"walled": p.id in walls})) for p in QUILL.people)
    told = notice(case(text=text), listed=listed, marks=SEALED if sealed else frozenset())
    tellings = tell(told, firm(people=staff, soft_mode=soft), people=tuple(sorted(people)))
    assert "desk" in tellings


@pytest.mark.parametrize("why", ["noticed", "desk", "team", "sponsored"])
def test_every_reader_is_told_under_which_rule(why: str) -> None:
    assert any(why in telling.rule for telling in tell(notice()).values())


def made_again(**changes: object) -> Notice:
    return replace(notice(), kind=Kind.REGENERATED, **changes)  # type: ignore[arg-type]


def test_a_notice_made_again_without_news_goes_to_attorney_and_desk_alone() -> None:
    assert set(tell(made_again(), earlier=(notice(),), same_papers=True)) == {"anna", "desk"}


@pytest.mark.parametrize(
    ("told", "more"),
    [
        (made_again(), {"earlier": (notice(),), "same_papers": False}),
        (made_again(), {"same_papers": True}),
        (
            made_again(cases=(case(text="ORDER denying 12."),)),
            {"earlier": (notice(),), "same_papers": True},
        ),
        (replace(notice(), kind=Kind.DOCKET_EDIT), {"earlier": (notice(),), "same_papers": True}),
    ],
)
def test_with_news_it_goes_to_everybody(told: Notice, more: dict[str, object]) -> None:
    assert set(tell(told, **more)) == {"anna", "desk", "pat", CO}  # type: ignore[arg-type]


def test_what_an_entry_was_restricted_by_keeps_its_edit_inside_the_firm() -> None:
    tellings = tell(made_again(), earlier=(notice(case(text="MOTION to Seal")),))
    assert set(tellings) == {"anna", "desk", "pat"}
    assert all(telling.masked for telling in tellings.values())


def test_a_mail_of_no_case_is_for_attorney_and_desk_alone() -> None:
    tellings = tell(Notice(system="", kind=Kind.ANNOUNCEMENT, court="cand"))
    assert set(tellings) == {"anna", "desk"}
    assert tellings["anna"].rule == "it was sent to your intake address"
