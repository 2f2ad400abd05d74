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


# Possessive quantifiers, and an end of text that closes whatever is open: no way to backtrack.
_TAG = re.compile(
    r"<(?:!--.*?(?:-->|\Z)"
    r"|[!?][^>]*+(?:>|\Z)"
    r"|(?:style|script|title)\b.*?(?:</(?:style|script|title)\s*>|\Z)"
    r"|(/?[a-z][a-z0-9:]*+)((?:[^>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[\"'=])*+)(?:>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
MAX_URL = 2_000
"""Characters of a link that is one; the longest in public samples has 300 (a tracking pixel)."""
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
# In an attribute an entity ends with a semicolon: `&copy=1` is a parameter of a query.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_BLOCKS = "p div br table tbody thead tr td th li ul ol dl dt dd h1 h2 h3 h4 h5 h6 hr pre center blockquote"
_INLINE_NAMES = "b i u em strong font span tab o:p"
_OPENS, _CLOSES, _BREAKS, _NOTHING = range(1, 5)
_ROLES = {
    "a": _OPENS,
    "/a": _CLOSES,
    **{f"{slash}{name}": _BREAKS for name in _BLOCKS.split() for slash in ("", "/")},
    **{f"{slash}{name}": _NOTHING for name in _INLINE_NAMES.split() for slash in ("", "/")},
}
_ROLES |= {name.upper(): role for name, role in _ROLES.items()}

_HTML_IN_PLAIN = re.compile(r"<(?:html|body|table|a\s[^>]{0,20}href)\b", re.IGNORECASE)
# Plain notices of the district courts keep the filer's italics as tags.
_INLINE = re.compile(r"</?(?:i|b|u|em|strong|font|span|p|br)\b[^<>]{0,200}>", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_QUOTED_NOTICE = re.compile(r"^>[> ]*Case Name:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Anchor:
    """A link: where it leads, and from where to where it stands in the text."""

    url: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Text whose line ends are the reader's (html's own line ends are blanks), with its links."""

    text: str = ""
    anchors: tuple[Anchor, ...] = ()


def folded(text: str) -> str:
    """The text with every run of white space as one blank, none at its ends."""
    return " ".join(text.split())


def unescaped(text: str) -> str:
    """The text with its entities decoded, if they end with a semicolon."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    """The character of a whole entity: `&notify;` is none, though `&not` begins one."""
    said = entity[0]
    return unescape(said) if said[1] == "#" else html5.get(said[1:], said)


def from_html(html: str) -> Sheet:
    """Read html, however broken. What stands in a style, script, title or comment is not text."""
    first, *tokens = _TAG.split(folded(html))
    pieces = [unescape(first)]
    length = len(pieces[0])
    anchors: list[Anchor] = []
    url, start = "", 0
    for name, attributes, text in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=True):
        role = _ROLES.get(name) or _role(name)
        if role == _BREAKS:
            pieces.append("\n")
            length += 1
        elif role != _NOTHING:
            if url:
                anchors.append(Anchor(url, start, length))
            url, start = _href(attributes) if role == _OPENS else "", length
        if text:
            piece = unescape(text) if "&" in text else text
            pieces.append(piece)
            length += len(piece)
    if url:
        anchors.append(Anchor(url, start, length))
    return Sheet("".join(pieces), tuple(anchors))


def _role(name: str | None) -> int:
    """What a rare tag does to the text; what is no tag (a comment, a script) does nothing."""
    return _ROLES.get(name.lower(), _NOTHING) if name else _NOTHING


def from_plain(plain: str) -> Sheet:
    """Read plain text: its own line ends, its written-out URLs. Html that calls itself plain is html."""
    if _HTML_IN_PLAIN.search(plain):
        return from_html(plain)
    if _QUOTED_NOTICE.search(plain):
        plain = _QUOTED.sub("", plain)
    text = _INLINE.sub("", unescaped(plain.replace("\r\n", "\n").replace("\r", "\n")))
    return Sheet(
        text, tuple(Anchor(m[0], *m.span()) for m in _URL.finditer(text) if len(m[0]) <= MAX_URL)
    )


def _href(attributes: str) -> str:
    """A link's address: entities decoded, and the line ends of a wrapped attribute removed."""
    found = _HREF.search(attributes)
    if found is None:
        return ""
    url = "".join(unescaped(found[1] or found[2] or found[3] or "").split())
    return url if len(url) <= MAX_URL else ""
