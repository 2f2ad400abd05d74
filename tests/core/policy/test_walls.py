from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from docketmail.core.casefile import CaseFile
from docketmail.core.policy.walls import NOT_AFFILIATED, STRANGER, WALL, CaseOfFirm
from docketmail.core.roster import Affiliation, CourtCase, Wall
from offices import ANNA, MATTER, QUILL


TODAY = date(2026, 3, 2)
APPEAL = replace(MATTER, cases=(*MATTER.cases, CourtCase("ca9", "26-1234")))


def case_of(*walls: Wall, **changes: object) -> CaseOfFirm:
    return CaseOfFirm(
        replace(QUILL, walls=walls, **changes),  # type: ignore[arg-type]
        CaseFile((APPEAL,)),
        TODAY,
    )


def test_a_wall_keeps_a_person_from_every_case_of_its_matter() -> None:
    assert case_of(Wall("pat", MATTER.id)).bar("pat") == WALL
    assert case_of(Wall("pat", "9999-999")).bar("pat") == ""


def test_a_wall_stands_before_a_mailbox() -> None:
    twin = replace(ANNA, id="twin", email=ANNA.email.upper(), court_addresses=())
    of = case_of(Wall("anna", MATTER.id), people=(*QUILL.people, twin))
    assert of.behind == {"anna", "twin"}
    assert of.shuts_out(f" {ANNA.intake.upper()} ")
    assert not of.shuts_out("pat@elsewhere.example")


def test_a_wall_for_nobody_stands_before_nobody() -> None:
    assert case_of(Wall("gone", MATTER.id)).behind == {"gone"}


def test_who_is_not_in_the_roster_has_nothing() -> None:
    assert case_of().bar("gone") == STRANGER


def test_the_affiliated_belong_to_the_firm_in_their_matters_alone() -> None:
    here = Affiliation("ben", (MATTER.id,), TODAY, TODAY)
    there = Affiliation("ben", ("9999-999",), TODAY, TODAY)
    assert case_of(affiliations=(here, there)).bar("ben") == ""
    assert case_of(affiliations=(there,)).bar("ben") == NOT_AFFILIATED


@pytest.mark.parametrize("who", ["ben", "pat", "gone"])
def test_only_the_firm_s_own_people_before_no_wall_stand_in(who: str) -> None:
    here = Affiliation("ben", (MATTER.id,), TODAY, TODAY)
    of = case_of(Wall("pat", MATTER.id), affiliations=(here,))
    assert not of.is_office(who)
    assert of.is_office("clara")
