from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from docketmail.core.casefile import EMPTY, Appearance, CaseFile, Classification
from offices import MATTER


MARKED = replace(MATTER, id="2000-001", restricted=True)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 1, 4), False),
        (date(2026, 1, 5), True),
        (date(2026, 1, 31), True),
        (date(2026, 2, 1), False),
    ],
)
def test_an_appearance_holds_from_its_first_day_until_the_withdrawal(
    day: date, *, holds: bool
) -> None:
    appeared = Appearance("anna", date(2026, 1, 5), "answer", withdrawn=date(2026, 2, 1))
    assert appeared.holds(day) is holds


@pytest.mark.parametrize(
    "file",
    [
        CaseFile((MATTER, MARKED)),
        CaseFile((MATTER,), newer=(MARKED,)),
        CaseFile((MATTER,), classification=Classification.RESTRICTED),
        CaseFile((MATTER,), classification=Classification.OPEN, related_restricted=True),
    ],
)
def test_a_case_is_restricted_whoever_says_so(file: CaseFile) -> None:
    assert file.restricted


def test_a_case_is_not_restricted_where_nobody_says_so() -> None:
    assert not EMPTY.restricted
    assert not CaseFile((MATTER,), classification=Classification.OPEN, newer=(MATTER,)).restricted


def test_the_walls_of_a_newer_case_stand_before_this_one() -> None:
    assert CaseFile((MATTER,), newer=(MARKED,)).walled_by == {"1047-002", "2000-001"}
