from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from docketmail.core.roster import (
    Absence,
    Affiliation,
    CourtCase,
    CourtRule,
    Firm,
    FirmPolicy,
    Matter,
    Mode,
    Outsider,
    Person,
    Roster,
    Wall,
)
from docketmail.core.roster_mistakes import RosterError, is_court, mistakes, unfound, vanished
from offices import ANNA, CLARA, MATTER, OTHER, QUILL, ROSTER


JUNE = date(2026, 6, 1)


def said(firm: Firm = QUILL, *matters: Matter) -> list[str]:
    """Mistakes of a firm among others."""
    rosters = Roster((firm, OTHER))
    return list(mistakes(rosters, {firm.id: matters or (MATTER,), OTHER.id: ()}))


def test_a_roster_that_is_right_has_none() -> None:
    assert said() == []


@pytest.mark.parametrize(
    ("firm", "mistake"),
    [
        (replace(QUILL, desk="dsk"), "desk is 'dsk'"),
        (replace(QUILL, second="zoe"), "second is 'zoe'"),
        (replace(QUILL, second="desk"), "second is the desk itself"),
        (replace(QUILL, orphans="zoe"), "orphans is 'zoe'"),
        (replace(QUILL, administrators=("anna", "zoe")), "administrator is 'zoe'"),
        (replace(QUILL, timezone="Chicago/America"), "timezone 'Chicago/America'"),
        (replace(QUILL, people=(*QUILL.people, CLARA)), "person 'clara' stands 2 times"),
        (
            replace(
                QUILL, people=(*QUILL.people, Person("zoe", "Zoe", "z@x.example", intake="z@x.y"))
            ),
            "person zoe: intake address is easy to guess",
        ),
        (replace(QUILL, walls=(Wall("zoe", "1047-002"),)), "wall before matter 1047-002 is 'zoe'"),
        (
            replace(QUILL, walls=(Wall("ben", "1"), Wall("ben", "1", "again"))),
            "wall 'ben before matter 1' stands 2 times",
        ),
        (
            replace(QUILL, walls=(Wall("desk", "1047-002"), Wall("clara", "1047-002"))),
            "matter 1047-002: desk and second are both walled",
        ),
        (replace(QUILL, absences=(Absence("zoe", "anna", JUNE),)), "absence is 'zoe'"),
        (
            replace(QUILL, absences=(Absence("anna", "zoe", JUNE),)),
            "absence of anna: delegate is 'zoe'",
        ),
        (
            replace(QUILL, absences=(Absence("anna", "anna", JUNE),)),
            "the delegate is the absent person",
        ),
        (
            replace(QUILL, affiliations=(Affiliation("zoe", ("1",), JUNE, JUNE),)),
            "affiliation is 'zoe'",
        ),
        (
            replace(QUILL, affiliations=(Affiliation("ben", ("1",), JUNE, date(2026, 5, 31)),)),
            "affiliation of ben: it ends 2026-05-31",
        ),
        (
            replace(QUILL, policy=FirmPolicy(courts={"cadn": CourtRule.FORBIDDEN})),
            "policy.courts: court 'cadn'",
        ),
        (replace(QUILL, policy=FirmPolicy(refused_kinds={"*": ()})), "policy.refused_kinds"),
        (replace(QUILL, policy=FirmPolicy(email_gates=("cook",))), "policy.email_gates"),
    ],
)
def test_a_mistake_of_a_firm_is_named(firm: Firm, mistake: str) -> None:
    [found] = said(firm)
    assert found.startswith("firm quillhart: ")
    assert mistake in found


def test_a_wall_before_the_desk_alone_is_none() -> None:
    assert said(replace(QUILL, walls=(Wall("desk", "1047-002"), Wall("clara", "2000-001")))) == []


@pytest.mark.parametrize(
    ("matter", "mistake"),
    [
        (replace(MATTER, readers=("ana",)), "reader is 'ana'"),
        (replace(MATTER, modes={"ana": Mode.OFF}), "mode is 'ana'"),
        (replace(MATTER, outside=(Outsider("O", "o@x.example", "zoe", JUNE),)), "sponsor is 'zoe'"),
        (replace(MATTER, cases=(CourtCase("cadn", "4:26-cv-00771"),)), "court 'cadn'"),
        (replace(MATTER, cases=(CourtCase("cand", "Marlow"),)), "'Marlow' is no case number"),
        (replace(MATTER, cases=(CourtCase("cand", "4:26-cv-0*"),)), "is no case number"),
    ],
)
def test_a_mistake_of_a_matter_is_named(matter: Matter, mistake: str) -> None:
    [found] = said(QUILL, matter)
    assert found.startswith("firm quillhart: matter 1047-002: ")
    assert mistake in found


def test_every_mistake_is_named_at_once() -> None:
    wrong = replace(MATTER, readers=("ana",), cases=(CourtCase("cand", "Marlow"),))
    assert len(said(replace(QUILL, desk="dsk"), wrong)) == 3


def test_a_matter_stands_once() -> None:
    assert said(QUILL, MATTER, MATTER) == [
        "firm quillhart: matter '1047-002' stands 2 times: each may stand once"
    ]


def test_one_intake_address_leads_to_one_person() -> None:
    same = replace(CLARA, intake=ANNA.intake.upper())
    [found] = said(replace(QUILL, people=(ANNA, same, QUILL.by_id["desk"])), Matter("1", ""))
    assert found.startswith("intake address 'aquill-")


@pytest.mark.parametrize(
    "court", ["cand", "ca9", "jpml", "scotus", "texcrimapp", "il-cook-county-chancery"]
)
def test_a_court_is_one_that_notices_come_from(court: str) -> None:
    assert is_court(court)


@pytest.mark.parametrize("court", ["CAND", "cadn", "*.il", "il", "il-", ""])
def test_any_other_is_none(court: str) -> None:
    assert not is_court(court)


def test_walls_and_affiliations_name_matters_that_may_have_been_imported() -> None:
    firm = replace(
        QUILL,
        walls=(Wall("ben", "1047-002"), Wall("ben", "9")),
        affiliations=(Affiliation("clara", ("1047-002", "8"), JUNE, JUNE),),
    )
    assert unfound(firm, ["1047-002"]) == [("wall of ben", "9"), ("affiliation of clara", "8")]


def test_an_address_that_was_issued_may_not_vanish() -> None:
    moved = replace(ANNA, intake="aquill-m2p8r45w@dockets.quillhart.example")
    others = QUILL.people[1:]
    [found] = vanished(ROSTER, Roster((replace(QUILL, people=(moved, *others)), OTHER)))
    assert ANNA.intake in found
    kept = replace(moved, retired=(ANNA.intake,))
    assert vanished(ROSTER, Roster((replace(QUILL, people=(kept, *others)), OTHER))) == []


def test_a_firm_may_not_vanish() -> None:
    found = vanished(ROSTER, Roster((QUILL,)))
    assert found[0].startswith("firm nimbus stands in the ledger")


def test_an_error_says_every_mistake() -> None:
    assert str(RosterError(["one", "two"])) == "one\ntwo"
