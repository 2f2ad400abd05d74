"""Who sent it: a fact, not a judgement. A mail that nobody vouches for is held, told and not opened.

The first source is an Authentication-Results header (RFC 8601) of a mail server that the configuration
names, in a message that this very server handed over. A listed peer is one whose word about others is
believed, nothing more: mail from it is not the court's mail because it came from there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docketmail.core.policy.facts import Origin, Sender
from docketmail.core.roster import Firm, folded


COURT_DOMAINS = ("uscourts.gov", "fedcourts.us", "sc-us.gov", "txcourts.gov")
"""The courts' mail domains: of 155 sample mails every genuine one came from below one of these four."""


@dataclass(frozen=True, slots=True)
class Vouched:
    """What a believed server found: the domains that passed, by method."""

    dkim: frozenset[str] = frozenset()
    spf: frozenset[str] = frozenset()
    dmarc: frozenset[str] = frozenset()


_PASS = re.compile(r"^(dkim|spf|dmarc)(?:/\d+)?\s*=\s*pass\b", re.IGNORECASE)
# Behind white space alone: a sender chooses the selector, so `header.s=header.d=uscourts.gov` is one value.
_PROPERTY = re.compile(
    r"(?<!\S)(header\.[di]|header\.from|smtp\.mailfrom)\s*=\s*([^\s;]+)", re.IGNORECASE
)
_NAMED = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",), "dmarc": ("header.from",)}


def vouched(header: str | None, authserv_id: str) -> Vouched | None:
    """What one Authentication-Results header says, where it is the named server's; None where it is not."""
    if header is None or len(header) > _LONGEST:
        return None
    name, *results = _bare(header).split(";")
    if folded(name.split()[0] if name.split() else "") != folded(authserv_id):
        return None
    passed: dict[str, set[str]] = {"dkim": set(), "spf": set(), "dmarc": set()}
    for result in results:
        method = _PASS.match(result.strip())
        if method is None:
            continue
        for key in _NAMED[method.group(1).lower()]:
            values = [value for name, value in _PROPERTY.findall(result) if name.lower() == key]
            if len(values) == 1:  # which of several is the server's own, nobody can tell
                passed[method.group(1).lower()].add(
                    values[0].rpartition("@")[2].lower().rstrip(".")
                )
    return Vouched(*(frozenset(passed[method]) for method in ("dkim", "spf", "dmarc")))


def _bare(header: str) -> str:
    """The header without comments (they nest) and without what stands in quotes.

    A sender chooses its own local part: "x; dkim=pass header.d=uscourts.gov"@evil.example must stay one value.
    """
    kept: list[str] = []
    depth, quoted, escaped = 0, False, False
    for character in header:
        if escaped:
            escaped = False
        elif character == "\\" and (quoted or depth):
            escaped = True
        elif quoted or (character == '"' and not depth):
            quoted = not quoted if character == '"' else quoted
        elif character == "(":
            depth += 1
        elif character == ")" and depth:
            depth -= 1
        elif not depth:
            kept.append(character)
    return "".join(kept)


_LONGEST = 16_384
"""Characters of a header that is looked at; the longest of 155 samples has 900."""


def sender(vouch: Vouched | None, from_header: str, firm: Firm) -> Sender:
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
    bare = _bare(from_header[:_LONGEST])
    found = _IN_BRACKETS.findall(bare) or [bare]
    return folded(found[0]) if len(found) == 1 and _ADDRESS.fullmatch(folded(found[0])) else ""


_IN_BRACKETS = re.compile(r"<([^<>]*)>")
_ADDRESS = re.compile(r"[^\s<>,;:@]+@[^\s<>,;:@]+")


def _aligned(domain: str, vouch: Vouched, organisations: tuple[str, ...]) -> bool:
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
