"""A mail as its signatures see it, where every program sees the same mail.

Security: a signature speaks for bytes, the rules act on what a reader makes of them. Where the two could differ (a second
Subject, of which a signature covers the lower and the reader takes the upper; a bare CR that ends a line for one of them;
a line that is no header) a genuine court mail could be dressed up with another's words. Such a mail has no `Signed` form,
and nothing passes for it. Lines that end in a bare LF are no such case: both read them as CRLF, as RFC 6376, 5.3 says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import dkim  # type: ignore[import-untyped]


HEAD: Final = 1 << 16
"""Octets of a header section that is looked at, as much as is read of it; the longest of 82 samples has 11 KB."""
FIELDS: Final = 500
"""Header fields of a mail; of 82 samples the most is 60."""
ONCE: Final = frozenset(
    name.encode()
    for name in (
        "from",
        "sender",
        "reply-to",
        "to",
        "cc",
        "date",
        "subject",
        "message-id",
        "mime-version",
        "content-type",
        "content-transfer-encoding",
    )
)
"""What a mail has once (RFC 5322, 3.6; RFC 2045, 3). None of 82 samples has one twice."""

_FIELD = re.compile(rb"[!-9;-~]+:")
_END = re.compile(rb"\r?\n\r?\n")
_BARE_CR = re.compile(rb"\r(?!\n)")
_NEWLINE = re.compile(rb"\r?\n")
_LAST_NEWLINE = re.compile(rb"\r?\n\Z")


@dataclass(frozen=True, slots=True)
class Signed:
    """Header fields from the top (name, value with its CRLF), and the body with every line ended by CRLF."""

    headers: list[tuple[bytes, bytes]]
    body: bytes

    def named(self, name: bytes) -> list[bytes]:
        """The values of all fields of a name, in lower case, from the top."""
        return [value for field, value in self.headers if field.lower() == name]


def signed(raw: bytes) -> Signed | None:
    """The mail, or None where it can be read in more than one way."""
    end = _END.search(raw[:HEAD])
    if end is None and len(raw) > HEAD:
        return None
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")
    if not _plain(head):
        return None
    headers, _ = dkim.rfc822_parse(head)
    once = [name.lower() for name, _ in headers if name.lower() in ONCE]
    if len(headers) > FIELDS or len(once) != len(set(once)) or b"from" not in once:
        return None
    return Signed([(name, value) for name, value in headers], _NEWLINE.sub(b"\r\n", body))


def _plain(head: bytes) -> bool:
    """Whether every line of a header section begins a field or goes on with one, for every reader."""
    first, *others = _NEWLINE.split(_LAST_NEWLINE.sub(b"", head))
    return (
        _BARE_CR.search(head) is None
        and _FIELD.match(first) is not None
        and all(_FIELD.match(line) or line[:1] in (b" ", b"\t") for line in others)
    )
