"""A mail's body as one reads it: lines of text, and where the links stand in them.

Notices of every court are flat: labels and values in document order, in tables, paragraphs or plain
text, inside whatever a mail client wrapped around them. So html is read as a stream of tags and no
tree is built of it. A tree would also be a stranger's weapon: html's repair rules let a 36 KB mail
of unclosed `<b id=n>` grow to 1.5 GB and 100,000 open `<div>` take 12 s (Lexbor, measured). Here each
character is looked at once, whatever the mail holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import NamedTuple


# Possessive quantifiers, and an end of text that closes whatever is open: no way to backtrack. Most tags are a
# name and nothing else. Of an `<a ...>` the whole is captured, of any other tag its name.
_ATTRIBUTES = r"[^>\"'=]*+(?:(?:=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])[^>\"'=]*+)*+"
_TAG = re.compile(
    rf"<(?:([aA](?![a-zA-Z0-9:]){_ATTRIBUTES}"
    r"|(?![sStT](?i:tyle|cript|itle)\b)/?[a-zA-Z][a-zA-Z0-9:]*+)"
    rf"(?:>|{_ATTRIBUTES}>?+)"
    r"|!--.*?(?:-->|\Z)"
    r"|[!?][^>]*+(?:>|\Z)"
    r"|(?i:style|script|title)\b.*?(?:</(?i:style|script|title)\s*>|\Z))",
    re.DOTALL,
)
MAX_URL = 2_000
"""Characters of a link that is one; the longest in public samples has 300 (a tracking pixel)."""
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
# In an attribute an entity ends with a semicolon: `&copy=1` is a parameter of a query.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_BLOCKS = "p div br table tbody thead tr td th li ul ol dl dt dd h1 h2 h3 h4 h5 h6 hr pre center blockquote"
_INLINE_NAMES = "b i u em strong font span tab o:p"
_LINK = "\0"
"""Stands on both sides of a link's address where the link begins, twice where it ends: in no mail's own text."""


_NOT_NAME = re.compile(r"[^a-zA-Z0-9:/]")


class _Signs(dict[str | None, str]):
    """What a tag becomes in the text; what is no tag (a comment, a script) becomes nothing."""

    def __missing__(self, tag: str) -> str:
        if tag[0] in "aA" and (url := _href(tag)):
            return f"{_LINK}{url}{_LINK}"
        return self.get(_NOT_NAME.split(tag, 1)[0].lower(), "")


_SIGNS = _Signs({None: "", "a": _LINK * 2, "/a": _LINK * 2})
_SIGNS |= {f"{slash}{name}": "\n" for name in _BLOCKS.split() for slash in ("", "/")}
_SIGNS |= {f"{slash}{name}": "" for name in _INLINE_NAMES.split() for slash in ("", "/")}
_SIGNS |= {tag.upper(): sign for tag, sign in _SIGNS.items() if tag}

_HTML_IN_PLAIN = re.compile(r"<(?:html|body|table|a\s[^>]{0,20}href)\b", re.IGNORECASE)
# Plain notices of the district courts keep the filer's italics as tags.
_INLINE = re.compile(r"</?(?:i|b|u|em|strong|font|span|p|br)\b[^<>]{0,200}>", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
# A mail program broke a link at its line's end: what follows alone in the next line belongs to it if it is
# digits, has the signs of a query, or ends the angle brackets.
_BROKEN_URL = re.compile(
    r"(https?://[^\s\"'<>]++)"
    r"((?: ?\n[ \t]{0,3}(?:[\w%.~+/-]*[=&?][^\s\"'<>]*|\d+|[^\s\"'<>]+(?=>))(?:(?=>)|(?=[ \t]*(?:\n|\Z))))*+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_QUOTED_NOTICE = re.compile(r"^>[> ]*\*?Case Name:", re.MULTILINE)
# Gmail writes what is bold between stars.
_STARRED_NOTICE = re.compile(r"^\*Case Name:\*", re.MULTILINE)
_STARRED = re.compile(r"(?<![*\w])\*(?=\S)([^*]{1,5000}+)\*(?!\*)")


class Anchor(NamedTuple):
    """A link: where it leads, and from where to where it stands in the text."""

    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Text whose line ends are the reader's (html's own line ends are blanks), with its links.

    A line end stands before every line, the first too: what begins a line is searched for by it.
    """

    text: str = ""
    anchors: tuple[Anchor, ...] = ()


def folded(text: str) -> str:
    """The text with every run of white space as one blank, none at its ends."""
    return " ".join(text.split())


def lines(text: str) -> str:
    """The text's lines, each folded, without the empty ones."""
    return "\n".join(filter(None, map(folded, text.split("\n"))))


def unescaped(text: str) -> str:
    """The text with its entities decoded, if they end with a semicolon."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    """The character of a whole entity: `&notify;` is none, though `&not` begins one."""
    said = entity[0]
    return unescape(said) if said[1] == "#" else html5.get(said[1:], said)


def from_html(html: str) -> Sheet:
    """Read html, however broken. What stands in a style, script, title or comment is not text."""
    for blank in ("\n", "\r", "\t", "&nbsp;"):
        html = html.replace(blank, " ")
    if _LINK in html:
        html = html.replace(_LINK, "")
    pieces = _TAG.split(html)
    pieces[1::2] = map(_SIGNS.__getitem__, pieces[1::2])
    first, *rest = "".join(pieces).split(_LINK)
    texts = ["\n" + unescape(first)]
    length = len(texts[0])
    anchors: list[Anchor] = []
    for url, escaped in zip(rest[::2], rest[1::2], strict=True):
        text = unescape(escaped)
        start, length = length, length + len(text)
        texts.append(text)
        if url:
            anchors.append(Anchor(url, start, length))
    return Sheet("".join(texts), tuple(anchors))


def from_plain(plain: str) -> Sheet:
    """Read plain text: its own line ends, its written-out URLs. Html that calls itself plain is html."""
    if _HTML_IN_PLAIN.search(plain):
        return from_html(plain)
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    if _QUOTED_NOTICE.search(plain):
        plain = _unquoted(plain)
    if _STARRED_NOTICE.search(plain):
        plain = _STARRED.sub(r"\1", plain)
    text = "\n" + _BROKEN_URL.sub(_rejoined, _INLINE.sub("", unescaped(plain)))
    return Sheet(
        text, tuple(Anchor(m[0], *m.span()) for m in _URL.finditer(text) if len(m[0]) <= MAX_URL)
    )


def _unquoted(plain: str) -> str:
    """What is quoted, and what stands above it: below it the forwarder speaks again."""
    said = plain.split("\n")
    last = max(place for place, line in enumerate(said) if line.startswith(">"))
    return _QUOTED.sub("", "\n".join(said[: last + 1]) + "\n")


def _rejoined(broken: re.Match[str]) -> str:
    return broken[1] + "".join(broken[2].split())


def _href(attributes: str) -> str:
    """A link's address: entities decoded, and the line ends of a wrapped attribute removed."""
    found = _HREF.search(attributes)
    if found is None:
        return ""
    url = "".join(unescaped(found[1] or found[2] or found[3] or "").split())
    return url if len(url) <= MAX_URL else ""
