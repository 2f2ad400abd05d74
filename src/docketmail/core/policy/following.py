"""What firms that follow a case may have of another firm's notice: public federal entries alone, where both agreed.

Spreading, so doubt stops: one case of a notice that is not public for the noticed firm keeps all of it back, for the
cases of a notice share subject, title and often text. What the following firm's own records restrict is kept back as
well, by its own telling.
"""

from __future__ import annotations

from typing import Final

from docketmail.core.policy.facts import Origin
from docketmail.core.policy.telling import Known, standings


FEDERAL: Final = frozenset({"cmecf", "acms"})
"""The systems of the federal courts that print who is served; a docket subscription is anybody's to have."""


def open_cases(known: Known) -> frozenset[str]:
    """The cases of a firm's notice that firms which follow them may have; all of its cases, or none."""
    cases = standings(known)
    policy = known.firm.policy
    agreed = policy.following and not policy.soft_mode and known.followed is None
    federal = known.notice.system in FEDERAL and known.notice.state is None
    if not agreed or not federal or known.origin is not Origin.COURT or known.nothing_new:
        return frozenset()
    public = all(one.listed and not one.restriction and not one.sealed for one in cases)
    return (
        frozenset(one.case.number for one in cases) if public and not known.stopped else frozenset()
    )
