"""ARC: what the first of a chain of believed sealers found, before others handed the mail on (RFC 8617).

A seal proves who wrote it and nothing else, and anybody can seal: only a chain of which every sealer is named in the
configuration is looked at. Whoever is named there can forge any sender.
"""

from __future__ import annotations

from typing import Final

import dkim  # type: ignore[import-untyped]
from dkim.util import InvalidTagValueList, parse_tag_value  # type: ignore[import-untyped]

from docketmail.adapters.authenticity import verifier
from docketmail.adapters.authenticity.message import Signed
from docketmail.adapters.authenticity.resolver import Inquiry, UnansweredError
from docketmail.core.authentication import Findings, domain_name, sealed, together


MOST: Final = 10
"""Seals of a chain that is looked at: each takes two keys. RFC 8617 allows 50; a forwarder and a gateway make two."""
ARC: Final = frozenset({"arc"})


def check(mail: Signed, sealers: frozenset[str], inquiry: Inquiry) -> Findings:
    """The findings of the chain's first instance, where the whole chain is believed and holds."""
    seals = _domains(mail.named(b"arc-seal"))
    claimed = seals + _domains(mail.named(b"arc-message-signature"))
    if not 0 < len(seals) <= MOST or not sealers.issuperset(claimed):
        return Findings()
    try:
        outcome, instances, _ = verifier.of(verifier.Chain, mail).verify(inquiry.key)
    except UnansweredError:
        return Findings(faults=ARC)
    except verifier.TestingKeyError:
        return Findings()
    except Exception:  # noqa: BLE001 - dkimpy has no one error for what is no chain
        return Findings(failed=ARC)
    if outcome != dkim.CV_Pass:
        return Findings(failed=ARC)
    first = instances[-1]["aar-value"].decode("utf-8", "replace")
    return together([sealed(first), Findings(sealed=frozenset(seals))])


def _domains(fields: list[bytes]) -> list[str]:
    """Whose each seal or signature says it is; nobody's where it cannot be read."""
    return [_domain(field) if len(field) <= verifier.LONGEST else "" for field in fields]


def _domain(field: bytes) -> str:
    try:
        return domain_name(parse_tag_value(field).get(b"d", b"").decode("ascii"))
    except (InvalidTagValueList, UnicodeDecodeError):
        return ""
