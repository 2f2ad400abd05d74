from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from core.policy.notices import NUMBER, SEALED, case, notice
from docketmail.core.casefile import CaseFile
from docketmail.core.notice import Kind, Notice, StateFiling
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.telling import SOFT_MODE, Known, Telling, Untold, decide, fates
from docketmail.core.roster import (
    Absence,
    Affiliation,
    Firm,
    FirmPolicy,
    Matter,
    Mode,
    Outsider,
    Wall,
    docket,
)
from offices import ANNA, MATTER, QUILL


TODAY = date(2026, 3, 2)
TWO = "4:26-cv-00999-JST"


def firm(**changes: object) -> Firm:
    return replace(QUILL, **changes)  # type: ignore[arg-type]


def known_of(
    told: Notice,
    of: Firm = QUILL,
    people: tuple[str, ...] = ("anna",),
    matters: tuple[Matter, ...] = (MATTER,),
    **more: object,
) -> Known:
    facts: dict[str, object] = {"origin": Origin.COURT, "today": TODAY}
    numbers = {matter.id: {docket(one.number) for one in matter.cases} for matter in matters}
    files = {
        case.number: CaseFile(
            tuple(one for one in matters if docket(case.number) in numbers[one.id])
        )
        for case in told.cases
    }
    return Known(told, of, people, files=files, **(facts | more))  # type: ignore[arg-type]


def tell(told: Notice, *known: object, **more: object) -> dict[str, Telling]:
    tellings = decide(known_of(told, *known, **more))  # type: ignore[arg-type]
    return {telling.reader: telling for telling in tellings}


def untold(told: Notice, *known: object, **more: object) -> dict[str, str]:
    found = fates(known_of(told, *known, **more))  # type: ignore[arg-type]
    return {one.reader: one.rule for one in found if isinstance(one, Untold)}


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
    assert CO not in tell(notice(), matters=(replace(MATTER, restricted=True),))


def test_an_outside_reader_s_time_ends() -> None:
    assert CO in tell(notice(), today=date(2026, 12, 31))
    assert CO not in tell(notice(), today=date(2027, 1, 1))


def test_each_reader_sees_the_cases_of_their_matters_alone() -> None:
    tellings = tell(notice(case(), case(TWO)))
    assert tellings["pat"].cases == (case().number,)
    assert tellings["anna"].cases == (case().number, TWO)


def test_a_walled_attorney_s_letters_go_to_the_desk() -> None:
    walled = firm(walls=(Wall("anna", MATTER.id),))
    assert "anna" not in tell(notice(), walled)
    assert "desk" in tell(notice(), walled)
    assert "wall" in untold(notice(), walled)["anna"]


def test_a_wall_stands_before_its_matter_alone() -> None:
    tellings = tell(notice(case(), case(TWO)), firm(walls=(Wall("anna", MATTER.id),)))
    assert tellings["anna"].cases == (TWO,)
    assert tellings["desk"].cases == (case().number, TWO)


def test_the_letters_of_a_walled_desk_go_to_the_second_person() -> None:
    walled = firm(walls=(Wall("desk", MATTER.id),))
    tellings = tell(notice(case(), case(TWO)), walled)
    assert tellings["clara"].cases == (case().number,)
    assert tellings["clara"].decides
    assert tellings["desk"].cases == (TWO,)


def test_a_desk_that_is_walled_with_the_second_person_hears_that_something_was_entered() -> None:
    walls = (Wall("desk", MATTER.id), Wall("clara", MATTER.id))
    told = tell(notice(), firm(walls=walls))["desk"]
    assert told.withheld == told.cases
    assert told.masked
    assert not told.papers


@pytest.mark.parametrize("mode", [Mode.NOTIFY_ONLY, Mode.OFF])
def test_no_mute_takes_a_noticed_attorney_s_letter_away(mode: Mode) -> None:
    muted = replace(MATTER, modes={"anna": mode})
    told = tell(notice(), matters=(muted,))["anna"]
    assert told.letter_only == told.cases
    assert not told.papers


def test_a_reader_has_papers_letters_alone_or_nothing() -> None:
    def pat(mode: Mode) -> Telling | None:
        return tell(notice(), matters=(replace(MATTER, modes={"pat": mode}),)).get("pat")

    full, letter = pat(Mode.ON), pat(Mode.NOTIFY_ONLY)
    assert full is not None
    assert full.papers
    assert letter is not None
    assert not letter.papers
    assert pat(Mode.OFF) is None
    off = replace(MATTER, modes={"pat": Mode.OFF})
    assert "turned off" in untold(notice(), matters=(off,))["pat"]


def test_of_two_matters_of_a_case_the_fuller_wish_counts() -> None:
    other = replace(MATTER, id="1047-003", modes={"pat": Mode.OFF})
    assert tell(notice(), matters=(other, MATTER))["pat"].papers


def test_a_delegate_has_the_letters_of_who_is_away_until_the_day() -> None:
    away = firm(absences=(Absence("pat", "ben", TODAY),))
    assert "Pat Lind is away" in tell(notice(), away)["ben"].rule
    assert "ben" not in tell(notice(), away, today=TODAY + timedelta(days=1))


def test_the_delegate_of_an_attorney_decides_as_the_attorney_does() -> None:
    away = firm(absences=(Absence("anna", "ben", TODAY),))
    assert tell(notice(), away)["ben"].decides


def test_no_letter_of_a_walled_matter_comes_by_way_of_an_absence() -> None:
    away = (Absence("pat", "ben", TODAY), Absence("ben", "clara", TODAY))
    walled = firm(absences=away, walls=(Wall("ben", MATTER.id),))
    assert {"ben", "clara"}.isdisjoint(tell(notice(), walled))
    assert "wall" in untold(notice(), walled)["ben"]


def test_delegates_who_are_away_for_one_another_end_somewhere() -> None:
    away = (
        Absence("pat", "ben", TODAY),
        Absence("ben", "clara", TODAY),
        Absence("clara", "pat", TODAY),
    )
    assert {"pat", "ben", "clara"} <= set(tell(notice(), firm(absences=away)))


def test_delegates_for_one_another_behind_who_is_away_end_too() -> None:
    away = (
        Absence("pat", "ben", TODAY),
        Absence("ben", "clara", TODAY),
        Absence("clara", "ben", TODAY),
    )
    assert {"pat", "ben", "clara"} <= set(tell(notice(), firm(absences=away)))


def test_a_desk_behind_a_wall_passes_nothing_on() -> None:
    walls = (Wall("desk", MATTER.id), Wall("clara", MATTER.id))
    away = firm(walls=walls, absences=(Absence("desk", "ben", TODAY),))
    assert "ben" not in tell(notice(), away)


@pytest.mark.parametrize("soft", [True, False])
def test_a_paper_that_the_court_refused_is_not_known_to_be_public(*, soft: bool) -> None:
    of = firm(policy=FirmPolicy(soft_mode=soft))
    assert CO not in tell(notice(), of, stopped=frozenset({NUMBER}))
    assert "anna" in tell(notice(), of, stopped=frozenset({NUMBER}))


def test_what_is_withheld_goes_to_no_delegate() -> None:
    away = firm(absences=(Absence("anna", "ben", TODAY),))
    assert "ben" not in tell(notice(case(text="MOTION to Seal"), listed=("x@y.example",)), away)


def test_cases_without_a_matter_are_told_to_the_orphans_reader_too() -> None:
    office = firm(orphans="ben")
    assert tell(notice(case(), case(TWO)), office)["ben"].cases == (TWO,)
    assert "ben" not in tell(notice(), office)


AFFILIATED = Affiliation("ben", (MATTER.id,), date(2026, 1, 1), date(2026, 3, 31))


@pytest.mark.parametrize(
    ("today", "number", "told"),
    [
        (date(2025, 12, 31), NUMBER, False),
        (date(2026, 1, 1), NUMBER, True),
        (date(2026, 3, 31), NUMBER, True),
        (date(2026, 4, 1), NUMBER, False),
        (date(2026, 2, 1), TWO, False),
    ],
)
def test_the_affiliated_are_told_of_their_matters_in_their_time(
    today: date, number: str, *, told: bool
) -> None:
    office = firm(affiliations=(AFFILIATED,))
    tellings = tell(notice(case(number)), office, ("ben",), today=today)
    assert ("ben" in tellings) == told
    assert "desk" in tellings


@pytest.mark.parametrize("role", ["desk", "orphans", "delegate"])
def test_the_affiliated_do_no_work_of_the_firm_s_desk(role: str) -> None:
    away = (Absence("pat", "ben", TODAY),) if role == "delegate" else ()
    roles = {role: "ben"} if role != "delegate" else {}
    office = firm(affiliations=(AFFILIATED,), absences=away, **roles)
    told = notice(case(TWO)) if role == "orphans" else notice()
    tellings = tell(told, office, people=("anna",))
    assert "ben" not in tellings
    assert {"desk", "clara"} & set(tellings)


def test_an_outside_reader_s_sponsor_has_to_be_able_to_read_the_matter() -> None:
    assert CO not in tell(notice(), firm(walls=(Wall("anna", MATTER.id),)))
    gone = replace(MATTER, outside=(Outsider("Co", "co@elsewhere.example", "gone", TODAY),))
    assert CO not in tell(notice(), matters=(gone,))


def test_a_wall_stands_before_a_mailbox_under_whatever_name() -> None:
    own = Outsider("A. Q.", ANNA.court_addresses[0].upper(), "pat", TODAY)
    alias = replace(ANNA, id="quill", court_addresses=(), intake="")
    walled = firm(walls=(Wall("anna", MATTER.id),), people=(*QUILL.people, alias))
    matter = replace(MATTER, readers=("quill", "pat"), outside=(own,))
    assert set(tell(notice(), walled, matters=(matter,))) == {"desk", "pat"}


def test_soft_mode_is_for_attorney_and_desk_and_says_so_of_the_others() -> None:
    soft = firm(policy=FirmPolicy(soft_mode=True), absences=(Absence("anna", "ben", TODAY),))
    assert set(tell(notice(), soft)) == {"anna", "desk"}
    assert set(untold(notice(), soft).values()) == {SOFT_MODE}


def test_a_state_filing_goes_to_nobody_outside_the_firm() -> None:
    state = replace(notice(), state=StateFiling(envelope="120519758", filing_attorney=ANNA.name))
    assert set(tell(state)) == {"anna", "desk", "pat"}


def test_everybody_who_is_named_has_a_fate() -> None:
    """Nobody is dropped without a rule that says why."""
    office = firm(
        walls=(Wall("pat", MATTER.id),), orphans="ben", absences=(Absence("anna", "gone", TODAY),)
    )
    found = fates(known_of(notice(), office, ("anna", "lost")))
    assert {one.reader for one in found} == {"anna", "desk", "pat", CO, "gone", "lost"}
    assert all(one.rule for one in found)
    assert len({one.reader for one in found}) == len(found)


IDS = st.sampled_from([*(person.id for person in QUILL.people), "gone", "lost"])
DAYS = st.sampled_from([date(2026, 3, 1), TODAY, date(2026, 3, 3)])


@st.composite
def offices(draw: st.DrawFn) -> tuple[Firm, Matter]:
    """Any firm, mistakes of its roster and all: ids that nobody has, a desk that is walled or nobody."""
    few = {"max_size": 3}
    matter = replace(
        MATTER,
        readers=tuple(draw(st.lists(IDS, **few))),  # type: ignore[arg-type]
        modes=draw(st.dictionaries(IDS, st.sampled_from(Mode), **few)),  # type: ignore[arg-type]
        restricted=draw(st.booleans()),
    )
    matters = st.sampled_from([MATTER.id, "9999-999"])
    return firm(
        desk=draw(IDS),
        second=draw(IDS),
        orphans=draw(st.sampled_from(["", "ben", "gone"])),
        walls=tuple(draw(st.lists(st.builds(Wall, IDS, matters), max_size=5))),
        absences=tuple(draw(st.lists(st.builds(Absence, IDS, IDS, DAYS), **few))),  # type: ignore[arg-type]
        affiliations=tuple(
            draw(st.lists(st.builds(Affiliation, IDS, st.tuples(matters), DAYS, DAYS), **few))  # type: ignore[arg-type]
        ),
        policy=FirmPolicy(soft_mode=draw(st.booleans())),
    ), matter


@given(
    office=offices(),
    listed=st.sampled_from([("aquill@quillhart.example",), ("x@y.example",), ()]),
    text=st.sampled_from(["ORDER", "SEALED ORDER", "Redacted exhibit"]),
    people=st.sets(IDS, max_size=3),
    sealed=st.booleans(),
    kind=st.sampled_from([Kind.FILING, Kind.REGENERATED]),
    numbers=st.sampled_from([(NUMBER,), (TWO,), (NUMBER, TWO)]),
)
@settings(max_examples=400)
def test_nothing_takes_both_the_noticed_attorney_and_the_desk_away(
    *,
    office: tuple[Firm, Matter],
    listed: tuple[str, ...],
    text: str,
    people: set[str],
    sealed: bool,
    kind: Kind,
    numbers: tuple[str, ...],
) -> None:
    """And nobody is told of a matter that a wall keeps from them, but the last one left, without a word of it."""
    of, matter = office
    marks = SEALED if sealed else frozenset()
    told = replace(notice(*(case(n, text) for n in numbers), listed=listed, marks=marks), kind=kind)
    same = {"earlier": (told,), "same_papers": True}
    known = known_of(told, of, tuple(sorted(people)), (matter,), **same)
    tellings = decide(known)
    on_duty = {*people, of.desk, of.second}
    for number in numbers:
        assert any(one.reader in on_duty and number in one.cases for one in tellings)
        for one in tellings:
            walled = one.reader in known.of(number).behind and number in one.cases
            assert not walled or (number in one.withheld and one.reader in {of.desk, of.second})


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
    assert set(tell(told, **more)) == {"anna", "desk", "pat", CO}


def test_what_an_entry_was_restricted_by_keeps_its_edit_inside_the_firm() -> None:
    tellings = tell(made_again(), earlier=(notice(case(text="MOTION to Seal")),))
    assert set(tellings) == {"anna", "desk", "pat"}
    assert all(telling.masked for telling in tellings.values())


def test_a_mail_of_no_case_is_for_attorney_and_desk_alone() -> None:
    tellings = tell(Notice(system="", kind=Kind.ANNOUNCEMENT, court="cand"))
    assert set(tellings) == {"anna", "desk"}
    assert tellings["anna"].rule == "it was sent to your intake address"
