"""What is offered to a client, and who is known here: the hooks that aiosmtpd asks for its replies.

Security: nothing is offered that takes a credential; no reply holds a version.
Promises: a recipient is refused for good only where the roster says that it never was one.
"""

from __future__ import annotations

from typing import Final

from aiosmtpd.smtp import SMTP, Envelope, Session

from docketmail.adapters.intake import replies
from docketmail.adapters.intake.reception import Known, Reception


REPLIES: Final = {
    Known.KNOWN: replies.RECIPIENT_TAKEN,
    Known.UNKNOWN: replies.UNKNOWN,
    Known.NO_ROSTER: replies.NO_ROSTER,
}


class Answers:
    """aiosmtpd's handler; names and parameters are given by it."""

    def __init__(self, reception: Reception) -> None:
        """Answer for this reception."""
        self._reception = reception

    async def handle_EHLO(  # noqa: N802
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,
        envelope: Envelope,  # noqa: ARG002
        hostname: str,
        offers: list[str],
    ) -> list[str]:
        """Offer what aiosmtpd does (SIZE, 8BITMIME, SMTPUTF8, STARTTLS), but neither AUTH nor HELP."""
        session.host_name = hostname
        kept = [offer for offer in offers if not offer.startswith(("250-AUTH", "250 HELP"))]
        return ["\r\n".join([*kept, "250-PIPELINING", "250 ENHANCEDSTATUSCODES"])]

    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
        address: str,
        options: list[str],  # noqa: ARG002
    ) -> str:
        """Take a recipient that the roster knows."""
        if len(envelope.rcpt_tos) >= self._reception.limits.recipients:
            return replies.TOO_MANY_RECIPIENTS
        known = self._reception.knows(address)
        if known is Known.KNOWN:
            envelope.rcpt_tos.append(address)
        return REPLIES[known]
