"""Has a court changed its mails? What it sent and nobody understands, or what lost a field, waits for a person.

Of court's own mail only: what a person forwarded may have lost something on its way.
"""

from __future__ import annotations

from typing import Final

from docketmail.core import habits
from docketmail.core.notice import NotANotice, Notice
from docketmail.core.policy.facts import Facts, Objection, Origin


LOST_FIELD: Final = "lost_field"
"""The rule whose waiver teaches that a court's notices may do without the field."""
OF_LAYOUT: Final = frozenset({"unreadable", "drift", LOST_FIELD})
"""The rules that object to a mail because docketmail does not understand it, or not all of it."""
OF_READING: Final = OF_LAYOUT | {"foreign_link"}
"""The rules that may find nothing to object to once a better reader has read the same mail."""


def understood(facts: Facts) -> Objection | None:
    """Object to a court's mail that looks like a notice, and that no reader takes for one."""
    reading = facts.reading
    if facts.sender.origin is not Origin.COURT or not isinstance(reading, NotANotice):
        return None
    if not reading.like_a_notice:
        return None
    return Objection(
        "drift",
        f"{facts.court or 'a court'} sent what looks like a notice, and no reader understands it",
    )


def whole(facts: Facts) -> Objection | None:
    """Object to a notice without a field that this court's notices of its form always have."""
    if facts.sender.origin is not Origin.COURT or not isinstance(facts.reading, Notice):
        return None
    fields = habits.lost(facts.reading, facts.habit)
    if not fields:
        return None
    words = " and no ".join(field.words for field in fields)
    return Objection(
        LOST_FIELD, f"no {words}, which such notices of {facts.reading.court} always have"
    )
