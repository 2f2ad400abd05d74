"""DMARC: whether the From domain's own policy is met, where it publishes one."""

from __future__ import annotations

from typing import Final

from docketmail.adapters.authenticity.message import Signed
from docketmail.adapters.authenticity.resolver import Inquiry, UnansweredError
from docketmail.core import dmarc
from docketmail.core.authentication import Findings, author, domain_name


DMARC: Final = frozenset({"dmarc"})


def check(
    mail: Signed, found: Findings, organisation: dmarc.Organisation, inquiry: Inquiry
) -> Findings:
    """Judge what DKIM and SPF found by the policy of the domain of the one address in From."""
    (header,) = mail.named(b"from")
    address = author(header.decode("ascii", "replace"))
    domain = domain_name(address.rpartition("@")[2])
    if not domain:
        return Findings()
    try:
        policy = _policy(dmarc.places(domain, organisation), inquiry)
    except UnansweredError:
        return Findings(faults=DMARC)
    if policy is None:
        return Findings()
    if dmarc.passes(policy, domain, found, organisation):
        return Findings(dmarc=frozenset({domain}))
    # What the DNS left open might have been what passes.
    return Findings(faults=DMARC) if found.faults else Findings(failed=DMARC)


def _policy(places: list[str], inquiry: Inquiry) -> dmarc.Policy | None:
    """The one record at the first place that has any (RFC 7489, 6.6.3)."""
    for place in places:
        found = dmarc.policies(inquiry.texts(place))
        if found:
            return found[0] if len(found) == 1 else None
    return None
