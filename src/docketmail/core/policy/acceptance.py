"""May this mail be treated as a court's notice? What objects here holds the notice and tells the desk.

Held is only what telling in full would be wrong: suspect mail, and mail that cannot be read. What a court, or a
person of the firm, sends beside notices (announcements, invitations, letters of chambers) is passed on as it came.
A state notice waits, too, until something shows that the firm appeared in its case, and was served.
Each rule can only object.
"""

from __future__ import annotations

from docketmail.core.notice import Kind, NotANotice, Notice, Unreadable
from docketmail.core.policy import appearance, drift, genuine, intake
from docketmail.core.policy.facts import Facts, Objection, Origin
from docketmail.core.words.phrases import ASK


SPAM = "spam"
"""The rule of what waits for the daily list: our addresses are printed in every notice, and will be spammed."""


def worth_an_alarm(facts: Facts) -> Objection | None:
    """Object quietly to a stranger's mail that has nothing of a court's notice, and to our own letters."""
    reading, origin = facts.reading, facts.sender.origin
    if origin is Origin.COURT or not isinstance(reading, NotANotice):
        return None
    # A mailbox that forwards all its mail to us would have its own letters back for ever.
    if ASK in " ".join(reading.text.split()):
        return Objection(SPAM, "one of docketmail's own letters, sent back")
    if origin is Origin.NOBODY and reading.kind is Kind.OTHER:
        return Objection(SPAM, f"a stranger's mail that is no notice: {reading.reason}")
    return None


def legible(facts: Facts) -> Objection | None:
    """Object to a mail that looks like a notice and cannot be read."""
    if isinstance(facts.reading, Unreadable):
        return Objection("unreadable", facts.reading.reason)
    return None


def one_court(facts: Facts) -> Objection | None:
    """Object to look links that lead elsewhere than to one court's exact host."""
    if not isinstance(facts.reading, Notice):
        return None
    hosts = {link.host for link in facts.reading.links}
    if hosts - facts.hosts:
        return Objection("foreign_link", "a link leads to a host that is not a federal court's")
    if len(hosts) > 1:
        return Objection("foreign_link", "the links lead to more than one court")
    return None


ACCEPTANCE = (
    worth_an_alarm,
    genuine.answered,
    genuine.believable,
    legible,
    intake.taken,
    drift.understood,
    one_court,
    drift.whole,
    appearance.shown,
    appearance.served,
)
"""In this order: what nobody vouches for is suspect whatever it says, but for plain spam; and nobody has to look at
what the firm does not take."""


def objection(facts: Facts, waived: tuple[str, ...] = ()) -> Objection | None:
    """The first objection that nobody waived."""
    for rule in ACCEPTANCE:
        found = rule(facts)
        if found is not None and found.rule not in waived:
            return found
    return None
