"""A page that a court's server answered with, laid out flat: stretches of text, cells and a few elements.

A table's row is what stands between one row's start and the next border of a row or table; pages of the
courts need no more. No tree is built of a stranger's page: html's repair rules make a parser need time
and memory that grow with the square of the page (see `markup`). Here each character is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from docketmail.core.markup import folded, unescaped
from docketmail.core.retrieval import Answer


# Possessive quantifiers, and an end of text that closes whatever is open: no way to backtrack.
_TAG: Final = re.compile(
    r"<(?:!--.*?(?:-->|\Z)"
    r"|[!?][^>]*+(?:>|\Z)"
    r"|style\b.*?(?:</style\s*>|\Z)"
    r"|script\b([^>]*+>.*?)(?:</script\s*>|\Z)"
    r"|(/?[a-z][a-z0-9]*+)((?:[^>\"'=]++|=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[\"'=])*+)(?:>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(
    r"([a-z][a-z0-9:_-]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?+",
    re.IGNORECASE,
)
MAX_TAGS: Final = 10_000
"""Of a page that is html; the longest sample menus have some thousands."""
_BORDERS: Final = frozenset({"tr", "/tr", "table", "/table"})
_CELLS: Final = frozenset({"td", "th"})
_KEPT: Final = frozenset({"a", "form", "input", "select", "textarea", "iframe", "embed"})
_HTML_TYPES: Final = frozenset({"", "text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class Element:
    """A link, form, field or frame; attributes by their names in lower case, values as a browser reads them."""

    tag: str
    attributes: dict[str, str]

    def __getitem__(self, name: str) -> str:
        """The attribute's value, empty where there is none."""
        return self.attributes.get(name, "")


@dataclass(slots=True)
class Cell:
    """A table's cell, or the text outside of one."""

    text: str = ""
    """White space folded; a non-breaking space is one."""
    elements: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class Stretch:
    """A table's row, or what stands between two of them."""

    cells: list[Cell] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        for cell in self.cells:
            yield from cell.elements


@dataclass(frozen=True, slots=True)
class WebPage:
    """One page."""

    source: str
    """All of it in lower case, entities decoded: what scripts and attributes say."""
    stretches: tuple[Stretch, ...]
    scripts: tuple[str, ...]
    """What stands in the page's scripts, as it is written."""
    is_html: bool
    """Whether the server said so, or said nothing, and it has no more tags than a page of a court."""

    def elements(self) -> Iterator[Element]:
        for stretch in self.stretches:
            yield from stretch.elements()

    def words(self, without: Collection[int] = ()) -> str:
        """What a reader sees, in lower case, but for the stretches of these places."""
        shown = (s for place, s in enumerate(self.stretches) if place not in without)
        return " ".join(cell.text for s in shown for cell in s.cells if cell.text).lower()


def read_webpage(answer: Answer) -> WebPage:
    """Read an answer's body, whatever its bytes are.

    Courts rarely say the charset, and what they say may be wrong: UTF-8 where it decodes, else Windows-1252.
    """
    try:
        text = answer.body.decode()
    except UnicodeDecodeError:
        text = answer.body.decode("cp1252", "replace")
    tokens = [*_TAG.split(text, MAX_TAGS), "", "", ""]
    return WebPage(
        source=unescaped(text).lower(),
        stretches=_stretches(tokens),
        scripts=tuple(script.partition(">")[2] for script in tokens[1::4] if script),
        is_html=answer.content_type.partition(";")[0].strip().lower() in _HTML_TYPES
        and text.count("<") <= MAX_TAGS,
    )


def _stretches(tokens: Sequence[str]) -> tuple[Stretch, ...]:
    """The page cut at the borders of rows and cells.

    Args:
        tokens: in turn a piece of text, a script, a tag's name and its attributes, as far as there is one.

    """
    cell = Cell()
    stretch = Stretch([cell])
    stretches = [stretch]
    pieces: list[str] = []
    for piece, name, attributes in zip(tokens[::4], tokens[2::4], tokens[3::4], strict=True):
        pieces.append(piece)
        tag = (name or "").lower()
        if tag in _BORDERS or tag in _CELLS:
            cell.text, cell = folded(unescaped(" ".join(pieces))), Cell()
            pieces = []
            if tag in _BORDERS:
                stretch = Stretch()
                stretches.append(stretch)
            stretch.cells.append(cell)
        elif tag in _KEPT:
            cell.elements.append(Element(tag, _attributes(attributes)))
    cell.text = folded(unescaped(" ".join(pieces)))
    return tuple(stretches)


def _attributes(text: str) -> dict[str, str]:
    """The attributes of a tag; of two with one name the first counts, as in a browser."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescaped(double or single or bare))
    return found
