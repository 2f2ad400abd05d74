"""What is said to clients, on one page.

Security: fixed texts; none holds an exception, a version or a name, and all but the first table are
temporary wherever the fault may be ours.
Promises: enhanced status codes (RFC 3463) on every reply that RFC 2034 wants them on.
"""

from __future__ import annotations

from typing import Final


GREETING: Final = "220 {hostname} ESMTP"
GOOD_BYE: Final = "221 2.0.0 Bye"
STORED: Final = "250 2.0.0 OK"
RECIPIENT_TAKEN: Final = "250 2.1.5 OK"
SEND_DATA: Final = "354 End data with <CR><LF>.<CR><LF>"

CLOSING: Final = "421 4.3.2 Closing, come again"
WAITED: Final = "421 4.4.2 Waited too long, come again"
TOO_MANY_CONNECTIONS: Final = "421 4.7.0 Too many connections, come again"
TOO_MANY_MESSAGES: Final = "421 4.7.0 Enough for one connection, open another"
TOO_MANY_COMMANDS: Final = "421 4.7.0 Too many commands without a message"
TOO_MANY_FAULTS: Final = "421 4.7.0 Too many mistakes"

FAULT: Final = "451 4.3.0 The message cannot be taken just now, come again"
NO_ROSTER: Final = "451 4.3.0 The list of addresses is not here yet, come again"
FULL: Final = "452 4.3.1 No room for more just now, come again"
NO_ROOM: Final = "452 4.3.1 No room for a message of this size just now, come again"
TOO_MANY_RECIPIENTS: Final = "452 4.5.3 Too many recipients, send the others next"

NO_COMMAND: Final = "500 5.5.2 Command not recognized"
COMMAND_TOO_LONG: Final = "500 5.5.2 Command line too long"
NO_ARGUMENT: Final = "501 5.5.4 DATA takes no argument"
NO_RECIPIENT: Final = "503 5.5.1 No recipient yet"
IN_TLS: Final = "503 5.5.1 TLS is in use"
UNKNOWN: Final = "550 5.1.1 No such address here"
TOO_BIG: Final = "552 5.3.4 The message is too big"

CLASSES: Final = ("2.", "4.", "5.")
CODES: Final = {
    "220 ": "2.0.0 ",
    "250 ": "2.0.0 ",
    "252 ": "2.5.0 ",
    "454 ": "4.7.0 ",
    "500 ": "5.5.2 ",
    "501 ": "5.5.4 ",
    "503 ": "5.5.1 ",
    "552 ": "5.3.4 ",
    "555 ": "5.5.4 ",
}
"""For the replies that aiosmtpd makes itself, without enhanced codes."""


def enhanced(reply: str) -> str:
    """Add a status code where there is none; EHLO's reply, of several lines, stays as it is."""
    if reply[4:6] in CLASSES or reply[:4] not in CODES:
        return reply
    return reply[:4] + CODES[reply[:4]] + reply[4:]


def is_mistake(reply: str) -> bool:
    """Does this reply count against the client? An unknown recipient does not: lists grow old."""
    return reply.startswith("5") and reply != UNKNOWN


def is_last(reply: str) -> bool:
    """Does the connection end after this reply?"""
    return reply.startswith(("421", "221"))
