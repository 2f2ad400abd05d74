from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from docketmail.core.casefile import CaseFile
from docketmail.core.policy import readers
from docketmail.core.policy.readers import Barred, Place, Share
from docketmail.core.policy.walls import WALL, CaseOfFirm
from docketmail.core.roster import Absence, Mode, Wall
from offices import MATTER, QUILL


TODAY = date(2026, 3, 2)
CO = "outside:co@elsewhere.example"


def case_of(**changes: object) -> CaseOfFirm:
    matters = changes.pop("matters", (MATTER,))
    return CaseOfFirm(replace(QUILL, **changes), CaseFile(matters), TODAY)  # type: ignore[arg-type]


def named(places: object) -> dict[str, Place]:
    return {place.reader: place for place in places}  # type: ignore[attr-defined]


def test_the_desk_is_the_desk() -> None:
    assert list(readers.desk(case_of())) == [Share("desk", readers.DESK, decides=True)]


@pytest.mark.parametrize("desk", ["desk", "gone"])
def test_the_second_person_is_behind_a_desk_that_may_not_have_it_or_is_nobody(desk: str) -> None:
    found = named(readers.desk(case_of(desk=desk, walls=(Wall("desk", MATTER.id),))))
    assert found["clara"] == Share("clara", readers.SECOND, decides=True)
    assert isinstance(found[desk], Barred)


def test_the_last_one_hears_that_something_was_entered() -> None:
    walls = (Wall("desk", MATTER.id), Wall("clara", MATTER.id))
    assert list(readers.desk(case_of(walls=walls))) == [
        Barred("desk", WALL),
        Share("desk", readers.NOBODY_ELSE, withheld=True),
    ]


@pytest.mark.parametrize(
    ("public", "state", "today", "why"),
    [
        (True, False, TODAY, None),
        (False, False, TODAY, readers.NOT_PUBLIC),
        (True, True, TODAY, readers.OF_RECORD),
        (True, False, date(2027, 1, 1), readers.TIME_OVER),
    ],
)
def test_a_reader_outside_the_firm_has_public_papers_until_a_date(
    *, public: bool, state: bool, today: date, why: str | None
) -> None:
    of = replace(case_of(), day=today)
    found = named(readers.team(of, public=public, state=state))[CO]
    assert isinstance(found, Share) if why is None else found == Barred(CO, why)


def test_a_sponsor_who_left_sponsors_nobody() -> None:
    of = case_of(people=tuple(one for one in QUILL.people if one.id != "anna"))
    found = named(readers.team(of, public=True, state=False))
    assert found[CO] == Barred(CO, readers.NO_SPONSOR)


def test_a_reader_who_has_turned_a_matter_off_has_nothing() -> None:
    of = case_of(matters=(replace(MATTER, modes={"pat": Mode.OFF}),))
    found = named(readers.team(of, public=True, state=False))
    assert found["pat"] == Barred("pat", readers.TURNED_OFF)


def test_a_delegate_has_no_more_than_who_is_away() -> None:
    of = case_of(absences=(Absence("pat", "ben", TODAY),))
    [found] = readers.delegates(of, [Share("pat", "team", papers=False), Share("anna", "noticed")])
    assert isinstance(found, Share)
    assert (found.reader, found.papers, found.decides) == ("ben", False, False)
