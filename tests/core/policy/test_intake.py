from __future__ import annotations

from dataclasses import replace

import pytest

from core.policy.notices import facts, notice
from docketmail.core.notice import Kind, Notice, StateFiling
from docketmail.core.policy.intake import RULE, taken
from docketmail.core.roster import CourtRule, FirmPolicy
from offices import QUILL


COURT = "il-wren-county-chancery"
SERVED: Notice = replace(
    notice(), court=COURT, kind=Kind.SERVED, state=StateFiling(envelope="300123")
)


@pytest.mark.parametrize(
    ("policy", "takes"),
    [
        (FirmPolicy(), True),
        (FirmPolicy(courts={COURT: CourtRule.FORBIDDEN}), False),
        (FirmPolicy(courts={"*.il": CourtRule.FORBIDDEN}), False),
        (FirmPolicy(courts={"*.tx": CourtRule.FORBIDDEN}), True),
        (FirmPolicy(courts={COURT: CourtRule.MAILBOX_ONLY}), True),
        (FirmPolicy(unknown_court=CourtRule.FORBIDDEN), True),
        (FirmPolicy(refused_kinds={COURT: (Kind.SERVED,)}), False),
        (FirmPolicy(refused_kinds={"*.il": (Kind.RETURNED, Kind.SERVED)}), False),
        (FirmPolicy(refused_kinds={COURT: (Kind.RETURNED,)}), True),
        (FirmPolicy(refused_kinds={"*.tx": (Kind.SERVED,)}), True),
    ],
    ids=str,
)
def test_a_firm_takes_what_it_did_not_refuse(policy: FirmPolicy, *, takes: bool) -> None:
    found = taken(facts(SERVED, firm=replace(QUILL, policy=policy)))
    assert (found is None) is takes
    assert found is None or found.rule == RULE


def test_of_federal_notices_the_firm_refuses_links_alone() -> None:
    forbids = replace(QUILL, policy=FirmPolicy(courts={"cand": CourtRule.FORBIDDEN}))
    assert taken(facts(notice(), firm=forbids)) is None
