"""The court's notice as a reader may have it: its words and tables, without anything that opens.

It is not the court's mail with pieces cut out, which would be as safe as the list of pieces. It is
written anew: text, and tags without a single attribute, so that no link, image, pixel, form or
style of the court's (or of whoever forwarded it) can be in it. The spool keeps the true bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from html import escape
from itertools import groupby
from typing import Final
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from docketmail.core.headers import WIRE, text_header
from docketmail.core.looks import REMOVED, tells, without_looks
from docketmail.core.naming import printable


LARGEST: Final = 1 << 20
"""Bytes of a notice that is written anew; of 165 sample notices the largest was 24 KB."""
LARGEST_HEAD: Final = 64 << 10
"""Bytes of headers: long parameters cost the standard library time that grows with their square."""
_INTRODUCTION: Final = "Copy of the court's mail. Its links were taken out: a look opens once."
_ELSEWHERE: Final = "[link removed]"
_HEADERS: Final = ("From", "To", "Subject", "Date", "Message-ID")

# fmt: off
_KEPT: Final = frozenset((
    "b", "blockquote", "br", "center", "div", "em", "h1", "h2", "h3", "h4", "hr", "i", "li", "ol", "p", "pre",
    "strong", "table", "td", "th", "tr", "u", "ul",
))
_DROPPED: Final = frozenset((
    "head", "iframe", "math", "noscript", "object", "script", "style", "svg", "template",
    "textarea", "title", "xml",
))
"""Tags whose text is not the notice's."""
# fmt: on
_VOID: Final = frozenset({"br", "hr"})

_URL: Final = re.compile(r"(?:https?:|ftp:|www\.)\S+", re.IGNORECASE)
# Up to the path; what could be somebody's name and password before the host is not taken for it.
_HOST: Final = re.compile(
    r"(?:\w+://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?=(?::\d+)?(?:[/?#]|[.,;:!)\]>\"']*$))",
    re.IGNORECASE,
)
_SECRET: Final = re.compile(r"(?:magic(?:_|-5F)num=|uid=|/NDA/)([\w-]{5,})", re.IGNORECASE)


def neutralised(raw: bytes) -> bytes | None:
    """The notice without links, as a mail of its own; None where that cannot be done safely.

    Meant for a notice of one case whose reader may see all of it: nothing is masked here.
    """
    head = raw[: LARGEST_HEAD + 1].replace(b"\r\n", b"\n")
    if len(raw) > LARGEST or (len(raw) > LARGEST_HEAD and b"\n\n" not in head):
        return None
    try:
        return _neutralised(message_from_bytes(raw))
    except RecursionError:  # the standard library walks nested parts by recursion
        return None


def _neutralised(notice: Message) -> bytes | None:
    body = next(_texts(notice, "html"), None) or next(_texts(notice, "plain"), None)
    if body is None:
        return None
    kind, text = body
    pieces = list(_html_pieces(text)) if kind == "html" else [(True, _spoken(text))]
    headers = {name: _header(notice, name) for name in _HEADERS if name in notice}
    said = "".join([*headers.values(), *(piece for is_text, piece in pieces if is_text)])
    return None if _leaks(said, text) else _written(headers, kind, pieces)


def _texts(notice: Message, subtype: str) -> Iterator[tuple[str, str]]:
    """The texts of the mail's parts of this type, whatever their charset pretends to be."""
    for part in notice.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() == f"text/{subtype}" and isinstance(payload, bytes):
            try:
                yield subtype, payload.decode(part.get_content_charset("utf-8"))
            except (LookupError, ValueError):
                yield subtype, payload.decode("latin-1")


def _html_pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Pairs (is it text?, piece). Text that only a dropped tag (a, wbr, span) broke is whole again."""
    for is_text, group in groupby(_walked(LexborHTMLParser(text).root), key=lambda pair: pair[0]):
        joined = "".join(piece for _, piece in group)
        yield is_text, _spoken(joined) if is_text else joined


def _walked(root: LexborNode | None) -> Iterator[tuple[bool, str]]:
    """Depth first, without recursion: a hostile mail nests as deep as it likes."""
    waiting: list[LexborNode | tuple[bool, str]] = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            yield node
        elif node.is_text_node:
            yield True, node.text_content or ""
        elif node.tag not in _DROPPED:
            if node.tag in _KEPT:
                yield False, f"<{node.tag}>"
            waiting += _after(node)
            waiting += reversed(list(node.iter(include_text=True)))


def _after(node: LexborNode) -> list[tuple[bool, str]]:
    """What follows on a tag's content: its end, or the word for a look that it led to."""
    if node.tag == "a" and tells(unquote(node.attributes.get("href") or "")):
        return [(True, f" {REMOVED}")]
    return [(False, f"</{node.tag}>")] if node.tag in _KEPT and node.tag not in _VOID else []


def _spoken(text: str) -> str:
    """The text without a single link; a look is named as what it was."""
    legible = "".join(c if c.isprintable() or c in "\n\t" else " " for c in text)
    return without_links(legible)


def without_links(text: str) -> str:
    """The text with its links named by their hosts alone; a look as what it was."""
    return _URL.sub(_host_alone, without_looks(text))


def _host_alone(url: re.Match[str]) -> str:
    host = _HOST.match(url[0])
    return f"[link to {host[1]} removed]" if host else _ELSEWHERE


def _leaks(said: str, text: str) -> bool:
    """Whether a secret, or a piece of a link, is left in what would be sent."""
    squeezed = "".join(said.split())
    secrets = _SECRET.findall(unquote("".join(text.split())))
    return tells(said) or "://" in squeezed or any(secret in squeezed for secret in secrets)


def _header(notice: Message, name: str) -> str:
    value = str(notice[name])
    with suppress(LookupError, ValueError, HeaderParseError):
        value = str(make_header(decode_header(value)))
    return printable(_spoken(value))


def _written(headers: dict[str, str], kind: str, pieces: list[tuple[bool, str]]) -> bytes:
    mail = EmailMessage(policy=WIRE)
    for name, value in headers.items():
        mail[name] = text_header(name, value)
    if kind == "html":
        body = "".join(escape(piece) if is_text else piece for is_text, piece in pieces)
        page = f"<!DOCTYPE html><meta charset=utf-8><p><i>{escape(_INTRODUCTION)}</i></p>{body}\n"
        mail.set_content(page, subtype="html", cte="quoted-printable")
    else:
        mail.set_content(f"{_INTRODUCTION}\n\n{pieces[0][1]}\n", cte="quoted-printable")
    return mail.as_bytes()
