"""How mail programs lay out anew what they forward: Word's html, links made of addresses, lines wrapped."""

from __future__ import annotations

import re
from html import escape
from textwrap import wrap
from typing import Final


WIDTH: Final = 76
_ADDRESS: Final = re.compile(r"(?<![\w:/.+-])([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
_URL: Final = re.compile(r"https?://[^\s<>\"]+")
_ANCHOR: Final = re.compile(
    r"<a\s+href\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))\s*>", re.IGNORECASE
)
_FRAME: Final = re.compile(
    r"</?(?:html|head|body)\b[^>]*>|<!DOCTYPE[^>]*>|<meta[^>]*>", re.IGNORECASE
)
_TITLE: Final = re.compile(r"<title>.*?</title>", re.IGNORECASE | re.DOTALL)
_CELL: Final = "<td style='padding:.75pt .75pt .75pt .75pt'><p class=MsoNormal>"
_AS_WORD: Final = (
    (r"\s+", " "),
    (r"<table\b[^>]*>", "<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0>"),
    (r"<p\b[^>]*>", "<p class=MsoNormal>"),
    (r"<td\b[^>]*>", _CELL),
    (r"</td>", "<o:p></o:p></p></td>"),
    (r"<strong>", "<strong><span style='font-family:\"Calibri\",sans-serif'>"),
    (r"</strong>", "</span></strong>"),
    (r"</?(?:font|tab)\b[^>]*>", ""),
    (r"&nbsp ", "&nbsp; "),
)


def as_html(plain: str) -> str:
    """Plain text as a program that writes html forwards it."""
    linked = _URL.sub(
        lambda found: f'<a href="{found[0]}">{found[0]}</a>', escape(plain, quote=False)
    )
    return linked.replace("\n", "<br>\n")


def as_word(html: str) -> str:
    """Html as Word writes it: classes on everything, a paragraph in each cell, lines wrapped even in tags."""
    html = anchored(html)
    for tag, written in _AS_WORD:
        html = re.sub(tag, written, html, flags=re.IGNORECASE)
    return "\n".join(wrapped(linked(html)))


def anchored(html: str, more: str = "") -> str:
    """The html without its frame, its links quoted and with entities, each with `more` attributes."""
    return _ANCHOR.sub(
        lambda found: f'<a href="{_target(found)}"{more}>', _FRAME.sub("", _TITLE.sub("", html))
    )


def linked(html: str) -> str:
    """The html with every e-mail address made a link; not what stands in a tag or a link."""
    pieces = re.split(r"(<a\b.*?</a>|<[^>]*>)", html, flags=re.IGNORECASE | re.DOTALL)
    pieces[::2] = [_ADDRESS.sub(r'<a href="mailto:\1">\1</a>', text) for text in pieces[::2]]
    return "".join(pieces)


def wrapped(line: str) -> list[str]:
    """A line as lines that are not too long, broken between words alone."""
    return wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False) or [""]


def without_tags(html: str) -> str:
    """The plain text that a program sends along with html; nobody reads it."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def _target(link: re.Match[str]) -> str:
    url = (link[1] or link[2] or link[3]).replace("&amp;", "&")
    return escape("".join(url.split()))
