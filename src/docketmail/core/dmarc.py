"""DMARC (RFC 7489): what a From domain publishes, and whether that which passed belongs to it.

What a domain asks receivers to do with a failure (`p=`) has no part here: a notice is never refused, and what a failure
means is the rules' to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from docketmail.core.authentication import Findings


Organisation = Callable[[str], str | None]
"""A domain's organisational domain by the Public Suffix List; None where the domain is itself a public suffix."""


@dataclass(frozen=True, slots=True)
class Policy:
    """How near to the From domain a passed domain must be: the same name (strict), or the same organisation."""

    strict_dkim: bool = False
    strict_spf: bool = False


def policies(texts: Iterable[bytes]) -> list[Policy]:
    """The DMARC records among the texts at a name. More than one count as none (RFC 7489, 6.6.3)."""
    found = [_tags(text.decode("ascii", "replace")) for text in texts]
    return [
        Policy(strict_dkim=tags.get("adkim") == "s", strict_spf=tags.get("aspf") == "s")
        for tags in found
        if next(iter(tags.items()), None) == ("v", "DMARC1")
    ]


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def places(author: str, organisation: Organisation) -> list[str]:
    """Names to ask for a From domain's record, in order: its own, then its organisation's."""
    owners = (author, organisation(author) or author)
    return [f"_dmarc.{owner}" for owner in dict.fromkeys(owners)]


def passes(policy: Policy, author: str, found: Findings, organisation: Organisation) -> bool:
    """Whether a whole signature or the envelope's sender speaks for the From domain."""

    def aligned(domain: str, *, strict: bool) -> bool:
        if domain == author or strict:
            return domain == author
        ours = organisation(author)
        return ours is not None and ours == organisation(domain)

    return any(aligned(domain, strict=policy.strict_dkim) for domain in found.dkim) or any(
        aligned(domain, strict=policy.strict_spf) for domain in found.spf
    )
