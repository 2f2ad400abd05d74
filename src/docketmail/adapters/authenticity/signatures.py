"""DKIM: whose signatures hold, and what they cover."""

from __future__ import annotations

from typing import Any, Final

from dkim.canonicalization import CanonicalizationPolicy  # type: ignore[import-untyped]

from docketmail.adapters.authenticity import verifier
from docketmail.adapters.authenticity.message import Signed
from docketmail.adapters.authenticity.resolver import Inquiry, UnansweredError
from docketmail.core.authentication import Findings, domain_name, together


MOST: Final = 5
"""Signatures of a mail that are looked at, from the top; of 82 samples none has more than two."""
DKIM: Final = frozenset({"dkim"})


def check(mail: Signed, inquiry: Inquiry) -> Findings:
    """Verify each signature by itself: one that fails takes nothing from another."""
    fields = mail.named(b"dkim-signature")[:MOST]
    return together(
        _one(mail, index, inquiry)
        for index, field in enumerate(fields)
        if len(field) <= verifier.LONGEST
    )


def _one(mail: Signed, index: int, inquiry: Inquiry) -> Findings:
    signature = verifier.of(verifier.Signature, mail)
    try:
        holds = signature.verify(index, inquiry.key)
        domain = domain_name(signature.domain.decode("ascii"))
    except UnansweredError:
        return Findings(faults=DKIM)
    except verifier.TestingKeyError:
        return Findings()
    except Exception:  # noqa: BLE001 - dkimpy has no one error for what is no signature
        return Findings(failed=DKIM)
    if not holds or not domain:
        return Findings(failed=DKIM)
    whole = _covers(signature, mail)
    return Findings(dkim=frozenset({domain})) if whole else Findings(partly=frozenset({domain}))


def _covers(signature: Any, mail: Signed) -> bool:
    """Whether what is signed is all that a reader sees. From is signed, or it would not hold.

    A length (`l=`) must reach the body's end; and where anything could ever have been hung on, the Content-Type must not
    be anybody's.
    """
    tags: dict[bytes, bytes] = signature.signature_fields
    if mail.named(b"subject") and b"subject" not in signature.include_headers:
        return False
    if b"l" not in tags:
        return True
    form = CanonicalizationPolicy.from_c_value(tags.get(b"c"))
    length = len(form.canonicalize_body(signature.body))
    return int(tags[b"l"]) >= length and b"content-type" in signature.include_headers
