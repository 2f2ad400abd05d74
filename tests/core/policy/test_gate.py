from __future__ import annotations

from dataclasses import replace

import pytest

from core.policy.notices import case, notice
from docketmail.core.notice import Mark, Notice, StateFiling
from docketmail.core.policy import gate
from docketmail.core.roster import Firm, FirmPolicy
from offices import ANNA, BEN, QUILL


SERVED = replace(notice(case()), court="il-cook-county-law", state=StateFiling("118400001"))
TO = (ANNA.intake, "rae-9qk2v7x3m@in.nimbus.example")


def asks(*courts: str) -> Firm:
    return replace(QUILL, policy=FirmPolicy(email_gates=courts))


@pytest.mark.parametrize("courts", [("il-cook-county-law",), ("tx-x", "*.il")])
def test_with_the_firm_s_leave_the_notice_s_own_address_is_given(courts: tuple[str, ...]) -> None:
    assert gate.address(SERVED, asks(*courts), TO) == ANNA.intake


def test_another_firm_s_address_is_never_given() -> None:
    assert gate.address(SERVED, asks("*.il"), ("rae@nimbus.example", BEN.intake)) == BEN.intake
    assert gate.address(SERVED, asks("*.il"), ("rae@nimbus.example",)) == ""


@pytest.mark.parametrize(
    ("told", "courts"),
    [
        (SERVED, ()),
        (SERVED, ("il-cook-county", "*.tx", "il", "*")),
        (replace(SERVED, marks=frozenset({Mark.FORWARDED})), ("*.il",)),
        (replace(SERVED, court=""), ("", "*.")),
        (replace(SERVED, state=None, court="cand"), ("cand", "*.cand")),
    ],
    ids=["no leave", "leave for others", "forwarded", "no court", "federal"],
)
def test_else_none_is(told: Notice, courts: tuple[str, ...]) -> None:
    assert gate.address(told, asks(*courts), TO) == ""
