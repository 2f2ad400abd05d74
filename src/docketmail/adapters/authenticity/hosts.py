"""SPF: whether the peer may send for the envelope's sender (RFC 7208).

Security: records and names are strangers'; pyspf counts look-ups (ten, and two that find nothing), the inquiry counts time.
"""

from __future__ import annotations

import warnings
from typing import Any, Final

from docketmail.adapters.authenticity.resolver import Inquiry, UnansweredError
from docketmail.core.authentication import Envelope, Findings, domain_name


with warnings.catch_warnings():
    # An escape in its tests that compilers warn of, where it is not compiled yet.
    warnings.simplefilter("ignore")
    import spf  # type: ignore[import-untyped]


SPF: Final = frozenset({"spf"})
LONGEST: Final = 320
"""Characters of a sender: 64, the @ and 255 (RFC 5321, 4.5.3.1). Macros repeat it."""


def check(envelope: Envelope, inquiry: Inquiry) -> Findings:
    """The domain of MAIL FROM, or of HELO for the null sender, where the peer may send for it."""
    sender = envelope.sender or f"postmaster@{envelope.helo}"
    domain = domain_name(sender.rpartition("@")[2])
    if not domain or len(sender) > LONGEST:
        return Findings()
    try:
        result, _, _ = _Query(envelope.peer, sender, envelope.helo, inquiry).check()
    except Exception:  # noqa: BLE001 - a record that pyspf stumbles over allows nobody anything
        return Findings()
    return {
        "pass": Findings(spf=frozenset({domain})),
        "fail": Findings(failed=SPF),
        "temperror": Findings(faults=SPF),
    }.get(result, Findings())


class _Query(spf.query):  # type: ignore[misc]
    """pyspf, asking our resolver alone: its own look-up is a function of its module, the same for everybody."""

    def __init__(self, peer: str, sender: str, helo: str, inquiry: Inquiry) -> None:
        super().__init__(peer, sender, helo)
        self._inquiry = inquiry

    def dns(
        self,
        name: str,
        qtype: str,
        cnames: object = None,  # noqa: ARG002 - pyspf's own signature
        ignore_void: bool = False,  # noqa: FBT001, FBT002 - the same
    ) -> list[Any]:
        """Records in the form that pyspf's own look-up gives them; aliases were followed."""
        try:
            found = self._found(name, qtype)
        except UnansweredError as error:
            raise spf.TempError(str(error)) from error
        if not found and not ignore_void:
            self.void_lookups += 1
            if self.void_lookups > spf.MAX_VOID_LOOKUPS:
                raise spf.PermError("too many look-ups that find nothing")
        return found

    def _found(self, name: str, kind: str) -> list[Any]:
        if kind == "TXT":
            return [(text,) for text in self._inquiry.texts(name)]
        records = self._inquiry.ask(name, kind)
        if kind == "MX":
            return [(one.preference, one.exchange.to_text(omit_final_dot=True)) for one in records]
        if kind == "PTR":
            return [one.target.to_text(omit_final_dot=True) for one in records]
        return [one.address for one in records]
