"""Who sent it: a fact, not a judgement. A mail that nobody vouches for is held, told and not opened.

What was found is in `authentication.Findings`. A listed peer is one whose word about others is believed,
nothing more: mail from it is not the court's mail because it came from there.
"""

from __future__ import annotations

from typing import Final

from docketmail.core.authentication import Findings, author
from docketmail.core.policy.facts import Origin, Sender
from docketmail.core.roster import Firm


COURT_DOMAINS: Final = (
    "uscourts.gov",
    "fedcourts.us",
    "sc-us.gov",
    "txcourts.gov",
    "efilingmail.tylertech.cloud",
    "efilingmail.tylerhost.net",
)
"""The courts' mail domains: of 155 sample mails every genuine one came from below one of the first four. The others
are those that Tyler's e-filing of the states mails from (public code), no more of Tyler's than these."""
AUTHENTICATED: Final = {
    Origin.COURT: "court_domain_authenticated",
    Origin.PERSON: "forwarded_by_person_of_firm",
}
NOT_AUTHENTICATED: Final = {
    Origin.COURT: "court_domain_not_authenticated",
    Origin.PERSON: "person_not_authenticated",
}
NEEDED: Final = {
    # DMARC passes by DKIM or SPF alone (RFC 7489, 4.2): where both are known, its silence changes nothing.
    Origin.COURT: frozenset({"dkim", "spf", "arc"}),
    Origin.PERSON: frozenset({"dkim", "arc"}),
}
"""Checks that could still vouch for who it claims to be."""


def sender(said: Findings | None, from_header: str, firm: Firm) -> Sender:
    """Whose word a mail is, from what a believed server said and what the From header claims."""
    if said is None:
        return Sender(Origin.NOBODY, ("no_believed_results",))
    address, claimed = _claim(from_header, firm)
    if claimed is Origin.NOBODY:
        return _stranger(address)
    return _judged(claimed, address, said, said.dkim | said.spf | said.dmarc)


def checked(found: Findings | None, from_header: str, firm: Firm) -> Sender:
    """The same from our own check; None where there was none. Of a stranger nothing needs to be asked.

    SPF vouches for no person here, nor does DMARC, which may rest on it. A mailbox that forwards (Microsoft 365,
    SRS) puts the firm's own domain into MAIL FROM, whatever the mail's From says: a stranger's forgery of
    Anna that Anna's mailbox forwards would be Anna's.
    """
    address, claimed = _claim(from_header, firm)
    if claimed is Origin.NOBODY:
        return _stranger(address)
    if found is None:
        return Sender(Origin.UNKNOWN, ("not_checked",))
    of_court = claimed is Origin.COURT
    passed = found.dkim | found.spf | found.dmarc if of_court else found.dkim
    judged = _judged(claimed, address, found, passed)
    if judged.origin is Origin.NOBODY and found.faults & NEEDED[claimed]:
        return Sender(Origin.UNKNOWN, ("dns_silent",))
    return judged


def is_court(domain: str) -> bool:
    """Whether a domain, or a host, is a court's."""
    return any(below(domain, court) for court in COURT_DOMAINS)


def below(domain: str, organisation: str) -> bool:
    """Whether a domain is an organisation's: its own, or one below."""
    return domain == organisation or domain.endswith("." + organisation)


def _claim(from_header: str, firm: Firm) -> tuple[str, Origin]:
    """The one author of a mail, and who that would be; empty where it has none, or several."""
    address = author(from_header)
    if is_court(address.rpartition("@")[2]):
        return address, Origin.COURT
    return address, Origin.PERSON if address in firm.by_address else Origin.NOBODY


def _stranger(address: str) -> Sender:
    return Sender(Origin.NOBODY, ("stranger" if address else "no_one_author",))


def _judged(claimed: Origin, address: str, found: Findings, passed: frozenset[str]) -> Sender:
    """Who it claims to be, where a domain that passed is of the same organisation (RFC 7489, 3.1)."""
    domain = address.rpartition("@")[2]
    if any(_aligned(domain, one) for one in passed):
        by_seal = ("believed_seal",) if found.sealed else ()
        return Sender(claimed, (AUTHENTICATED[claimed], *by_seal))
    partly = ("partly_signed",) if any(_aligned(domain, one) for one in found.partly) else ()
    failed = (f"{method}_failed" for method in sorted(found.failed))
    return Sender(Origin.NOBODY, (NOT_AUTHENTICATED[claimed], *partly, *failed))


def _aligned(domain: str, passed: str) -> bool:
    if below(domain, passed) or below(passed, domain):
        return True
    return any(below(domain, court) and below(passed, court) for court in COURT_DOMAINS)
