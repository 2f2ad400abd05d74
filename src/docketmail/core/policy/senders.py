"""Who sent it: a fact, not a judgement. A mail that nobody vouches for is held, told and not opened.

What was found is in `authentication.Findings`. A listed peer is one whose word about others is believed,
nothing more: mail from it is not the court's mail because it came from there.
"""

from __future__ import annotations

import re

from docketmail.core.authentication import LONGEST, Findings, bare
from docketmail.core.policy.facts import Origin, Sender
from docketmail.core.roster import Firm, folded


COURT_DOMAINS = ("uscourts.gov", "fedcourts.us", "sc-us.gov", "txcourts.gov")
"""The courts' mail domains: of 155 sample mails every genuine one came from below one of these four."""


def sender(vouch: Findings | None, from_header: str, firm: Firm) -> Sender:
    """Whose word a mail is, from what a believed server found and what the From header claims."""
    if vouch is None:
        return Sender(Origin.NOBODY, ("no_believed_results",))
    address = _claimed(from_header)
    domain = address.rpartition("@")[2]
    if _court(domain) and _aligned(domain, vouch, COURT_DOMAINS):
        return Sender(Origin.COURT, ("court_domain_authenticated",))
    person = firm.by_address.get(address)
    if person is not None and _aligned(domain, vouch, (domain,)):
        return Sender(Origin.PERSON, ("forwarded_by_person_of_firm",))
    if _court(domain):
        return Sender(Origin.NOBODY, ("court_domain_not_authenticated",))
    return Sender(Origin.NOBODY, ("stranger",))


def _claimed(from_header: str) -> str:
    """The one address in a From header; empty where there is none, or more than one.

    The standard library's parser recurses with every bracket that a stranger opens.
    """
    text = bare(from_header[:LONGEST])
    found = _IN_BRACKETS.findall(text) or [text]
    return folded(found[0]) if len(found) == 1 and _ADDRESS.fullmatch(folded(found[0])) else ""


_IN_BRACKETS = re.compile(r"<([^<>]*)>")
_ADDRESS = re.compile(r"[^\s<>,;:@]+@[^\s<>,;:@]+")


def _aligned(domain: str, vouch: Findings, organisations: tuple[str, ...]) -> bool:
    """Whether a passed domain belongs to the same organisation as the From domain (RFC 7489, 3.1)."""
    if domain in vouch.dmarc:
        return True
    return any(
        _below(domain, organisation)
        and any(_below(passed, organisation) for passed in vouch.dkim | vouch.spf)
        for organisation in organisations
    )


def _court(domain: str) -> bool:
    return any(_below(domain, court) for court in COURT_DOMAINS)


def _below(domain: str, organisation: str) -> bool:
    return domain == organisation or domain.endswith("." + organisation)
