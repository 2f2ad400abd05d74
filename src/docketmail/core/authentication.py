"""Who sent a mail: what the checks of it found, by a believed server or here. Facts, not a judgement.

The first source is an Authentication-Results header (RFC 8601) of a mail server that the configuration
names, in a message that this very server handed over. Where no such server is, docketmail checks itself
(`ports.Authenticator`). `policy/senders.py` says what follows.
"""

from __future__ import annotations

import re
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
    """Of signatures (`d=`) that verify and cover the whole body and the From header."""
    spf: frozenset[str] = frozenset()
    """Of MAIL FROM, or of HELO where the sender is null (RFC 7208, 2.4)."""
    dmarc: frozenset[str] = frozenset()
    """The From domain, where DMARC passes for it."""
    partly: frozenset[str] = frozenset()
    """Of signatures that verify and cover only a part of the body (`l=`): what stands behind it is anybody's."""
    sealed: frozenset[str] = frozenset()
    """Sealers of the ARC chain, where it holds and the configuration believes them; their word is merged above."""
    failed: frozenset[str] = frozenset()
    """Methods that said no: dkim, spf, dmarc, arc."""
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


_PASS = re.compile(r"^(dkim|spf|dmarc)(?:/\d+)?\s*=\s*pass\b", re.IGNORECASE)
# Behind white space alone: a sender chooses the selector, so `header.s=header.d=uscourts.gov` is one value.
_PROPERTY = re.compile(
    r"(?<!\S)(header\.[di]|header\.from|smtp\.mailfrom)\s*=\s*([^\s;]+)", re.IGNORECASE
)
_NAMED = {"dkim": ("header.d", "header.i"), "spf": ("smtp.mailfrom",), "dmarc": ("header.from",)}


def vouched(header: str | None, authserv_id: str) -> Findings | None:
    """What one Authentication-Results header says, where it is the named server's; None where it is not."""
    if header is None or len(header) > LONGEST:
        return None
    name, *results = bare(header).split(";")
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


LONGEST = 16_384
"""Characters of a header that is looked at; the longest of 155 samples has 900."""
