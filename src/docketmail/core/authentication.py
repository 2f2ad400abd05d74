"""Who sent a mail: what the checks of it found, by a believed server or here. Facts, not a judgement.

The first source is an Authentication-Results header (RFC 8601) of a mail server that the configuration
names, in a message that this very server handed over: the topmost one alone, for whatever stands below came
from outside. Where no such server is, docketmail checks itself (`ports.Authenticator`).
`policy/senders.py` says what follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from docketmail.core.roster import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What SPF needs to know beside the message."""

    peer: str
    """IP address that handed it over."""
    helo: str
    sender: str
    """MAIL FROM; empty for the null sender."""


@dataclass(frozen=True, slots=True)
class Findings:
    """The domains that passed, by method, and what went otherwise. Domains are in lower case, without a last dot."""

    dkim: frozenset[str] = frozenset()
    """Of signatures (`d=`) that verify and cover the whole body, From and Subject."""
    spf: frozenset[str] = frozenset()
    """Of MAIL FROM, or of HELO where the sender is null (RFC 7208, 2.4)."""
    dmarc: frozenset[str] = frozenset()
    """The From domain, where DMARC passes for it."""
    partly: frozenset[str] = frozenset()
    """Of signatures that verify and cover only a part (`l=`, no Subject): what they leave out is anybody's."""
    sealed: frozenset[str] = frozenset()
    """Sealers of the ARC chain, where it holds and the configuration believes them; their word is merged above."""
    failed: frozenset[str] = frozenset()
    """Methods that said no, and by which nothing passed either: dkim, spf, dmarc, arc."""
    faults: frozenset[str] = frozenset()
    """Methods that could not be carried out, for the DNS did not answer: nothing is known, which is no failure."""

    def facts(self) -> dict[str, str]:
        """As the ledger keeps it; never empty, so that what was checked is known from what was not."""
        kept = {one.name: " ".join(sorted(getattr(self, one.name))) for one in fields(self)}
        return {name: value for name, value in kept.items() if value} | {"checked": "here"}

    @classmethod
    def of_facts(cls, facts: dict[str, str]) -> Findings:
        """What `facts` said."""
        names = (one.name for one in fields(cls))
        return cls(**{name: frozenset(facts[name].split()) for name in names if name in facts})


def together(parts: Iterable[Findings]) -> Findings:
    """What several checks found, as one."""
    found = list(parts)
    return Findings(
        **{
            one.name: frozenset[str]().union(*(getattr(part, one.name) for part in found))
            for one in fields(Findings)
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Believed:
    """A mail server whose word about others is believed, and how its word is known from a stranger's."""

    authserv_id: str = ""
    """Name that it gives itself (RFC 8601, 2.2). Microsoft 365 gives none, and is known by the other two."""
    certificate: str = ""
    """Name that its TLS certificate must prove; all customers of Microsoft send with the same one."""
    tenant: str = ""
    """Which customer's mail it must be: `X-MS-Exchange-CrossTenant-Id`, in lower case."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """What servers wrote into a mail's head on its way; of each the topmost, None where there is none."""

    results: str | None = None
    """Authentication-Results."""
    tenant: str | None = None
    """X-MS-Exchange-CrossTenant-Id."""


def word(believed: Believed, stamps: Stamps, certificate: str) -> Findings | None:
    """What a believed server said of a mail that it handed over; None where it said nothing.

    A connector that vouches for no domain at all said nothing: of a firm's own mail Microsoft 365 writes
    `dkim=none; dmarc=none`, and the firm's signature is still there to be checked.
    """
    if believed.authserv_id:
        return vouched(stamps.results, believed.authserv_id)
    if folded(certificate) != folded(believed.certificate):
        return None
    if folded((stamps.tenant or "").strip()) != believed.tenant:
        return None
    said = vouched(stamps.results, "")
    return said if said and (said.dkim or said.spf or said.dmarc) else None


_RESULT = re.compile(r"\s*[a-z0-9-]+(?:/\d+)?\s*=", re.IGNORECASE)
_PASS = re.compile(r"^(dkim|spf|dmarc)(?:/\d+)?\s*=\s*pass\b", re.IGNORECASE)
# Behind white space alone: a sender chooses the selector, so `header.s=header.d=uscourts.gov` is one value.
_PROPERTY = re.compile(
    r"(?<!\S)(header\.[di]|header\.from|smtp\.mailfrom)\s*=\s*([^\s;]+)", re.IGNORECASE
)
_NAMED = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",), "dmarc": ("header.from",)}


def vouched(header: str | None, authserv_id: str) -> Findings | None:
    """What one Authentication-Results header says, where it is the named server's; None where it is not.

    The name is empty where the header must have none, and begin with its first result.
    """
    if header is None or len(header) > LONGEST:
        return None
    first, *results = bare(header).split(";")
    if not authserv_id:
        return _passed([first, *results]) if _RESULT.match(first) else None
    named = (first.split() or [""])[0]
    return _passed(results) if folded(named) == folded(authserv_id) else None


def sealed(header: str) -> Findings:
    """What one ARC-Authentication-Results header says, whose seal is believed (RFC 8617, 4.1.1).

    Its instance comes first, then the name of who wrote it; that proves nothing, the seal does.
    """
    return _passed(bare(header).split(";")[1:]) if len(header) <= LONGEST else Findings()


def _passed(results: list[str]) -> Findings:
    """The domains of the results of an Authentication-Results header that passed."""
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
    return Findings(**{method: frozenset(domains) for method, domains in passed.items()})


def bare(header: str) -> str:
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


def author(from_header: str) -> str:
    """The one address in a From header; empty where there is none, or more than one.

    The standard library's parser recurses with every bracket that a stranger opens.
    """
    text = bare(from_header[:LONGEST])
    found = _IN_BRACKETS.findall(text) or [text]
    beside = _IN_BRACKETS.sub("", text)
    if len(found) != 1 or ("," in beside and "@" in beside):
        return ""
    return folded(found[0]) if _ADDRESS.fullmatch(folded(found[0])) else ""


_IN_BRACKETS = re.compile(r"<([^<>]*)>")
_ADDRESS = re.compile(r"[^\s<>,;:@]+@[^\s<>,;:@]+")


def domain_name(text: str) -> str:
    """A domain as the findings have it; empty where the DNS can have no such name (RFC 1035, 2.3.4; IDN as A-labels)."""
    name = text.lower().removesuffix(".")
    return name if len(name) <= LONGEST_NAME and _DOMAIN.fullmatch(name) else ""


LONGEST_NAME = 253
_DOMAIN = re.compile(r"(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}")


LONGEST = 16_384
"""Characters of a header that is looked at; the longest of 155 samples has 900."""
