"""Raw bytes as one mail that can be read: who sent it, its subject, its text with the links.

Nothing is trusted: no bytes raise, and the work grows with their number only. (The standard library's
parser takes a 500 KB `Content-Type` of semicolons apart in quadratic time, and recurses with the nesting.)
A forwarded notice is unwrapped: what was forwarded is what is read.
"""

from __future__ import annotations

import binascii
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.errors import HeaderParseError
from email.header import decode_header
from itertools import islice
from typing import NamedTuple

from docketmail.core.markup import Sheet, folded, from_html, from_plain
from docketmail.core.notice import Unreadable


MAX_DEPTH = 8
"""Parts within parts; a forwarded notice with a logo has three."""
MAX_PARTS = 100
MAX_TEXT = 1 << 19
"""Characters; the largest of 165 public sample notices has 24,000. Half of a text would be half of the truth."""
MAX_LINKS = 20_000
"""Two for each of the 10,000 readers that are listed: mail programs make a link of every address."""
MAX_HEADER = 2_000
"""Characters of a header that are read; RFC 5322 lines end at 998."""

_HEAD_END = re.compile(rb"\n\r?\n")
# It begins with the line end before, for which a search is quickest.
_HEADER = re.compile(
    rb"\n(?=[fscFSC])(from|subject|content-(?:type|transfer-encoding|disposition))[ \t]*:"
    rb"([^\n]*(?:\n[ \t][^\n]*)*)",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r";\s*(boundary|charset)\s*=\s*(?:\"([^\"]*)\"|([^\s;\"]+))", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s<>()\",;:@]{1,64}@[^\s<>()\",;:@]{1,255}")
# Western single-byte charsets; any other name is a mistake or a trick in a court's mail.
_SINGLE_BYTE = re.compile(r"iso-8859-(?:[2-9]|1[013-6])|windows-125\d|cp125\d", re.IGNORECASE)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")

_FORWARD_PREFIX = re.compile(
    r"(?:(?:fwd?|wg|tr|rv|re|aw)\s*:\s*)*(?:fwd?|wg|tr|rv)\s*:\s*", re.IGNORECASE
)
# Outlook in a browser or on a phone quotes the head of what it forwards, and no more.
_FORWARD_BANNER = re.compile(
    r"Begin forwarded message:|- ?Forwarded message ?-|-Original Message-"
    r"|^[ \t\xa0]*From:[^\n]*\n{1,3}[ \t\xa0]*(?:Sent|Date):",
    re.MULTILINE,
)
_MAILER = re.compile(r"(?:mailer-daemon|postmaster)@", re.IGNORECASE)
_GROUPS_FOOTER = re.compile(
    r"\n[ \xa0]*--[ \xa0]*\n\s*You received this message because you are subscribed to the Google Groups"
)
_LONGEST_FOOTER = 1_000
"""Characters; three lines, two with an address. A filer's text cannot hide what is further from the end."""
_INNER_SUBJECT = re.compile(r"^[ \xa0]*Subject:[ \xa0]*(\S[^\n]*)", re.MULTILINE)
_CASE_NUMBER = re.compile(r"\d-\w|MDL No", re.IGNORECASE)


_NO_FILES = (
    "text/calendar",
    "application/ics",  # the same, by Google
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
)

_EMPTY = Sheet()


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, unwrapped and decoded."""

    sender: str = ""
    """The address in From:, in lower case; a claim, not a proof."""
    subject: str = ""
    """Decoded, white space folded, without the prefix of a forward."""
    sheet: Sheet = _EMPTY
    forwarded: bool = False
    calendar: bool = False
    """Whether it carries a calendar entry."""
    files: bool = False
    """Whether files hang on it; pictures, signatures and a calendar entry aside."""
    report: bool = False
    """Whether a mail server wrote it about another mail: a bounce, a receipt."""


class Part(NamedTuple):
    """One part of a mail: the headers that matter here, and its body as sent."""

    headers: dict[str, str]
    type: str
    body: bytes

    @property
    def attached(self) -> bool:
        return self.headers.get("content-disposition", "").strip().lower().startswith("attachment")

    @property
    def is_file(self) -> bool:
        kind = self.type
        if kind.startswith("image/") or kind in _NO_FILES:
            return False
        return self.attached or not kind.startswith(("text/", "multipart/", "message/"))

    def parameter(self, name: str) -> str:
        for found in _PARAMETER.finditer(self.headers.get("content-type", "")):
            if found[1].lower() == name:
                return found[2] or found[3] or ""
        return ""

    def decoded(self) -> bytes:
        encoding = self.headers.get("content-transfer-encoding", "").strip().lower()
        if encoding == "quoted-printable":
            return binascii.a2b_qp(self.body)
        if encoding == "base64":
            return _from_base64(self.body)
        return self.body

    def text(self) -> str:
        return _text(self.decoded(), self.parameter("charset"))


def read(raw: bytes) -> Mail | Unreadable:
    """The mail, or what was forwarded in it; Unreadable where it is wrapped beyond reason."""
    return _read(raw, MAX_DEPTH)


def _read(raw: bytes, depth: int) -> Mail | Unreadable:
    whole = _part(raw)
    subject = _subject(whole.headers.get("subject", ""))
    leaves = list(islice(_leaves(whole, depth), MAX_PARTS + 1))
    if None in leaves or len(leaves) > MAX_PARTS or depth < 0:
        return Unreadable("the mail has too many parts, or parts nested too deeply", subject)
    parts = [part for part in leaves if part is not None]
    enclosed = [part for part in parts if part.type == "message/rfc822"]
    if len(enclosed) > 1:
        return Unreadable(f"{len(enclosed)} mails are attached: send one at a time", subject)
    if enclosed:
        return _as_forwarded(_read(enclosed[0].decoded(), depth - 1))
    sheet = _body(parts)
    if sheet is None:
        return Unreadable(f"its text is longer than {MAX_TEXT} characters", subject)
    if len(sheet.anchors) > MAX_LINKS:
        return Unreadable(f"it has more than {MAX_LINKS} links", subject)
    subject, forwarded = _unwrapped(subject, sheet)
    address = _ADDRESS.search(whole.headers.get("from", "").rpartition("<")[2])
    sender = address[0].lower() if address else ""
    return Mail(
        sender,
        subject,
        sheet,
        forwarded,
        any(part.type == "text/calendar" for part in parts),
        any(part.is_file for part in parts),
        whole.type == "multipart/report" or _MAILER.match(sender) is not None,
    )


def parts(raw: bytes) -> tuple[Part, ...] | None:
    """Its parts that hold no others, bodies and files alike; None where it is wrapped beyond reason."""
    found = list(islice(_leaves(_part(raw), MAX_DEPTH), MAX_PARTS + 1))
    whole = None not in found and len(found) <= MAX_PARTS
    return tuple(part for part in found if part is not None) if whole else None


def _as_forwarded(inner: Mail | Unreadable) -> Mail | Unreadable:
    if isinstance(inner, Unreadable):
        return inner
    return replace(inner, forwarded=True)


def _part(raw: bytes) -> Part:
    end = _HEAD_END.search(raw)
    head, body = (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")
    if raw.startswith((b"\n", b"\r\n")):  # a part may begin with its body
        head, body = b"", raw.lstrip(b"\r\n")
    headers: dict[str, str] = {}
    for name, value in _HEADER.findall(b"\n" + head):
        headers.setdefault(name.decode().lower(), folded(_text(value[:MAX_HEADER], "")))
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    return Part(headers, kind or "text/plain", body)


def _leaves(part: Part, depth: int) -> Iterator[Part | None]:
    """The parts that hold no parts of their own; None where they are nested too deeply."""
    boundary = part.parameter("boundary") if part.type.startswith("multipart/") else ""
    if not boundary:
        yield part
        return
    if depth <= 0:
        yield None
        return
    # A bounce quotes the mail that failed: that is no forward.
    bounce = part.type == "multipart/report"
    for piece in _pieces(part.body, boundary.encode("utf-8", "replace")):
        inner = _part(piece)
        if not (bounce and inner.type == "message/rfc822"):
            yield from _leaves(inner, depth - 1)


def _pieces(body: bytes, boundary: bytes) -> list[bytes]:
    """What stands between the lines of the boundary, up to the closing one."""
    delimiter = b"\n--" + boundary
    pieces: list[bytes] = []
    for piece in (b"\n" + body).split(delimiter, MAX_PARTS + 1)[1:]:
        line, _, rest = piece.partition(b"\n")
        line = line.strip()
        if line == b"--":
            break
        if not line:
            pieces.append(rest)
        elif pieces:  # a longer boundary that begins alike
            pieces[-1] += delimiter + piece
    return pieces


def _body(parts: list[Part]) -> Sheet | None:
    """The html of the mail; its plain text where there is no html; None where it is too long."""
    texts = [part for part in parts if not part.attached]
    html = "<br>".join(part.text() for part in texts if part.type == "text/html")
    plain = "" if html else "\n".join(part.text() for part in texts if part.type == "text/plain")
    if len(html) + len(plain) > MAX_TEXT:
        return None
    return _without_footer(from_html(html) if html else from_plain(plain))


def _without_footer(sheet: Sheet) -> Sheet:
    """The text without what a Google Group writes below it: that would read as people who get the notice."""
    footer = _GROUPS_FOOTER.search(sheet.text, max(0, len(sheet.text) - _LONGEST_FOOTER))
    if footer is None:
        return sheet
    end = footer.start()
    return Sheet(sheet.text[:end], tuple(each for each in sheet.anchors if each.end <= end))


def _text(data: bytes, charset: str) -> str:
    """Courts send UTF-8 and Windows-1252 and declare either, another or none: the bytes decide."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        return data.decode(charset if _SINGLE_BYTE.fullmatch(charset) else "cp1252", "replace")


def _from_base64(data: bytes) -> bytes:
    letters = _NOT_BASE64.sub(b"", data)
    letters = letters[: len(letters) - (len(letters) % 4 == 1)]
    return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


def _subject(header: str) -> str:
    if "=?" not in header:
        return header
    try:
        words = decode_header(header)
    except HeaderParseError:
        return header
    return folded("".join(_text(w, c or "") if isinstance(w, bytes) else w for w, c in words))


def _unwrapped(subject: str, sheet: Sheet) -> tuple[str, bool]:
    """The subject of what was forwarded within the text, and whether anything was."""
    prefix = _FORWARD_PREFIX.match(subject)
    if prefix is None and not _has_forward_banner(sheet.text):
        return subject, False
    subject = subject[prefix.end() :] if prefix else subject
    if _CASE_NUMBER.search(subject) is None:
        inner = _INNER_SUBJECT.search(sheet.text)
        subject = folded(inner[1]) if inner else subject
    return subject, True


def _has_forward_banner(text: str) -> bool:
    if not any(words in text for words in ("orwarded message", "-Original Message-", "From:")):
        return False  # most mails; the pattern begins with no letter that could be searched for
    return _FORWARD_BANNER.search(text) is not None
