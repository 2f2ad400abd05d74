"""Which state notices a firm takes: it says so by court and by kind (policy.md, state 4).

What it refused is told to the desk by court and case alone, nothing of it is opened, and its bytes go after a day.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docketmail.core.notice import Kind, Notice
from docketmail.core.policy import court_rules
from docketmail.core.policy.facts import Facts, Objection
from docketmail.core.roster import CourtRule, Firm


RULE: Final = "not_taken"
"""The rule of what the firm decided not to take."""


def taken(facts: Facts) -> Objection | None:
    """Object to a state notice of a court, or of a kind, that the firm refused."""
    notice = facts.reading
    if not isinstance(notice, Notice) or notice.state is None:
        return None
    if court_rules.rule(notice.court, facts.firm) is CourtRule.FORBIDDEN:
        return Objection(RULE, "the firm takes no notices of this court")
    if notice.kind in _refused_kinds(notice.court, facts.firm):
        return Objection(RULE, f"the firm takes no such notices ({notice.kind}) of this court")
    return None


def _refused_kinds(court: str, firm: Firm) -> Iterator[Kind]:
    """Those of the court by its own name, and by `*.il` for all of Illinois."""
    for name in court_rules.names(court):
        yield from firm.policy.refused_kinds.get(name, ())
