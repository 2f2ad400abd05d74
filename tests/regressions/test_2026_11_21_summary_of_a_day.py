"""A daily summary had a sealed and a public entry of one case: outside counsel was told of both."""

from __future__ import annotations

from datetime import date

import pytest

from core.policy.notices import case, notice
from docketmail.core.casefile import CaseFile
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.telling import Known, decide
from offices import MATTER, QUILL


@pytest.mark.parametrize("order", [1, -1])
def test_the_strictest_entry_of_a_case_counts_for_all_of_them(order: int) -> None:
    entries = (case(text="ORDER setting a hearing."), case(text="MOTION to Seal"))[::order]
    told = notice(*entries)
    known = Known(
        notice=told,
        firm=QUILL,
        people=("anna",),
        origin=Origin.COURT,
        today=date(2026, 3, 2),
        files={c.number: CaseFile((MATTER,)) for c in told.cases},
    )
    tellings = {telling.reader: telling for telling in decide(known)}
    assert set(tellings) == {"anna", "desk", "pat"}
    assert all(telling.masked for telling in tellings.values())
    assert all(len(telling.cases) == 1 for telling in tellings.values())
