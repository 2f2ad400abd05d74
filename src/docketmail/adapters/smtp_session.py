"""One connection to the relay: what goes over it, and what its answers mean for a letter.

| what the relay says | outcome | because |
|---|---|---|
| 4xx | Deferred | |
| 5xx to MAIL FROM | Deferred; 552 Refused | it refuses us, not the reader; a mail that is too large stays so |
| 530, 534, 535, 538 or X.7.X to RCPT TO | Deferred | not logged in, or not allowed to relay (RFC 4954, 6; RFC 3463, 3.8): every reader would be refused alike, and a letter once refused does not go when that is repaired |
| any other 5xx | Refused | this reader's address, or this mail |

Security: addresses are checked here, by RFC 5321's strict form, because aiosmtplib passes them through
`email.utils.parseaddr`, which made another address of a wrong one.
Promises: one recipient a mail; a mail leaves with CRLF line ends and doubled dots, and otherwise as it was given.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiosmtplib import (
    SMTP,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from docketmail.ports import Deferred, Outgoing, Refused, Sent


MAILS = 100  # a connection; servers cut off those that never leave
AGE = timedelta(minutes=5)  # of a connection; as long as a server waits (RFC 5321, 4.5.3.2.7)
COURTESY_SECONDS = 5.0  # for RSET and QUIT, which only spare a connection or are polite
MAX_LOCAL_PART = 64  # octets; RFC 5321, 4.5.3.1.1
MAX_ADDRESS = 254  # octets; a path has 256 with its brackets (4.5.3.1.3)
BAD_ADDRESS = 553  # RFC 5321, 4.2.3, as are the next two
TOO_LARGE = 552
GO_AHEAD = 354
TAKEN = range(200, 300)
NOT_LOGGED_IN = frozenset({530, 534, 535, 538})  # RFC 4954, 6

_LETTER = r"A-Za-z0-9\x80-\U0010ffff"  # of a host name
_ATOM = rf"[{_LETTER}!#$%&'*+/=?^_`{{|}}~-]+"
_LABEL = rf"[{_LETTER}](?:[{_LETTER}-]{{0,61}}[{_LETTER}])?"
_MAILBOX = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@{_LABEL}(?:\.{_LABEL})*")


def is_mailbox(address: str) -> bool:
    """Is it an address to the letter: dot-string @ domain, no quotes, no comments, no address literal?

    RFC 5321, 4.1.2, with its lengths (4.5.3.1, in octets) and RFC 6531's letters beyond ASCII.
    """
    found = _MAILBOX.fullmatch(address)
    if not found or not address.isprintable():
        return False
    return len(found[1].encode()) <= MAX_LOCAL_PART and len(address.encode()) <= MAX_ADDRESS


def canonical(mail: bytes) -> bytes:
    """The mail with CRLF at the end of every line, and nothing else changed."""
    if not mail.count(b"\n") == mail.count(b"\r") == mail.count(b"\r\n"):
        mail = mail.replace(b"\r\n", b"\n").replace(b"\r", b"\n").replace(b"\n", b"\r\n")
    return mail if mail.endswith(b"\r\n") else mail + b"\r\n"


def stuffed(mail: bytes) -> bytes:
    """A canonical mail as DATA takes it: dots at the beginning of a line doubled, a lone dot at the end."""
    doubled = mail.replace(b"\r\n.", b"\r\n..")
    return (b"." if mail.startswith(b".") else b"") + doubled + b".\r\n"


@dataclass(slots=True)
class Session:
    """A connection that is greeted, encrypted and logged in."""

    client: SMTP
    good_until: datetime
    mails: int = 0

    def is_worn(self, now: datetime) -> bool:
        return self.mails >= MAILS or now >= self.good_until

    async def still_serves(self) -> bool:
        """Reset it; one that does not answer is closed."""
        try:
            async with asyncio.timeout(COURTESY_SECONDS):
                await self.client.rset()
        except BaseException as error:
            self.client.close()
            if isinstance(error, SMTPException | OSError):
                return False
            raise
        return True

    async def leave(self) -> None:
        with suppress(SMTPException, OSError):
            async with asyncio.timeout(COURTESY_SECONDS):
                await self.client.quit()
        self.client.close()

    async def deliver(self, outgoing: Outgoing) -> Sent | Deferred | Refused:
        """One transaction; aiosmtplib's errors come out where no answer did."""
        self.mails += 1
        beyond_ascii = not outgoing.recipient.isascii()
        if beyond_ascii and not self.client.supports_extension("smtputf8"):
            return Refused(BAD_ADDRESS)
        mail = canonical(outgoing.mail)
        options = self._options(mail, smtputf8=beyond_ascii)
        try:
            await self.client.mail(outgoing.sender, options=options)
            await self.client.rcpt(outgoing.recipient, encoding="utf-8")
            answer = await self.client.execute_command(b"DATA")
            if answer.code != GO_AHEAD:
                return _refusal(answer.code, ours=False)
        except SMTPSenderRefused as refusal:
            return _refusal(refusal.code, ours=refusal.code != TOO_LARGE)
        except SMTPRecipientRefused as refusal:
            policy = refusal.message.startswith("5.7.")
            return _refusal(refusal.code, ours=policy or refusal.code in NOT_LOGGED_IN)
        code = await self._transfer(stuffed(mail))
        return Sent(code) if code in TAKEN else _refusal(code, ours=False)

    def _options(self, mail: bytes, *, smtputf8: bool) -> list[str]:
        options = [f"SIZE={len(mail)}"] if self.client.supports_extension("size") else []
        if not mail.isascii() and self.client.supports_extension("8bitmime"):
            options.append("BODY=8BITMIME")
        return [*options, "SMTPUTF8"] if smtputf8 else options

    async def _transfer(self, wire: bytes) -> int:
        """Send what follows 354 and return the code of the answer.

        Not by `SMTP.data`: its regular expressions hold the daemon for half a second a 20 MB mail.
        """
        protocol = self.client.protocol
        if protocol is None:
            raise SMTPServerDisconnected("Connection lost")
        # No await between these two: an answer that comes before it is awaited would be dropped.
        protocol.write(wire)
        return (await protocol.read_response()).code


def _refusal(code: int, *, ours: bool) -> Deferred | Refused:
    """What a code that is no success means; `ours`: what it refuses is us, which can be repaired."""
    match code // 100:
        case 4:
            return Deferred(code)
        case 5:
            return Deferred(code) if ours else Refused(code)
        case _:
            raise SMTPResponseException(code, "out of place")
