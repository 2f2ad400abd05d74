"""May this mail be treated as a court's notice? What objects here holds the notice and tells the desk.

Held is only what telling in full would be wrong: suspect mail, mail that is no notice, mail that cannot be
read. Each rule can only object.
"""

from __future__ import annotations

from docketmail.core.notice import Kind, NotANotice, Notice, Unreadable
from docketmail.core.policy.facts import Facts, Objection, Origin


SPAM = "spam"
"""The rule of what waits for the daily list: our addresses are printed in every notice, and will be spammed."""


def worth_an_alarm(facts: Facts) -> Objection | None:
    """Object quietly to a stranger's mail that has nothing of a court's notice."""
    reading = facts.reading
    if facts.sender.origin is not Origin.NOBODY or not isinstance(reading, NotANotice):
        return None
    return (
        Objection(SPAM, "a stranger's mail that is no notice")
        if reading.kind is Kind.OTHER
        else None
    )


def authenticated(facts: Facts) -> Objection | None:
    """Object to mail that nobody vouches for: whoever knows the address can write to it."""
    if facts.sender.origin is not Origin.NOBODY:
        return None
    return Objection(
        "suspect", "; ".join(_SAID.get(reason, reason) for reason in facts.sender.reasons)
    )


_SAID = {
    "no_believed_results": "no mail server that is believed has checked who sent it",
    "court_domain_not_authenticated": "it claims to be a court's, and the check did not confirm it",
    "stranger": "it comes from neither a court nor a person of the firm",
}
"""The sender's reasons (`senders`), in words for the desk."""


def legible(facts: Facts) -> Objection | None:
    """Object to a mail that looks like a notice and cannot be read."""
    if isinstance(facts.reading, Unreadable):
        return Objection("unreadable", facts.reading.reason)
    return None


def tells_of_a_filing(facts: Facts) -> Objection | None:
    """Object to a mail that is no notice: a person decides what becomes of it."""
    if isinstance(facts.reading, NotANotice):
        return Objection("not_a_notice", f"it tells of no filing: {facts.reading.reason}")
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


ACCEPTANCE = (worth_an_alarm, authenticated, legible, tells_of_a_filing, one_court)
"""In this order: what nobody vouches for is suspect whatever it says, but for plain spam."""


def objection(facts: Facts, waived: tuple[str, ...] = ()) -> Objection | None:
    """The first objection that nobody waived."""
    for rule in ACCEPTANCE:
        found = rule(facts)
        if found is not None and found.rule not in waived:
            return found
    return None
