"""A CM/ECF notice cut into its pieces, whatever the markup: a table for each case, docket texts, sections.

Notice of Electronic Filing                        the title
The following transaction was entered on ...       the sentence
Case Name: ... Case Number: ... Document Number:   a table, one for each case
Docket Text: ...                                   for each case, or once below all tables
NUMBER Notice has been electronically mailed to:   sections, in either order
The following document(s) are associated ...
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto


class Section(Enum):
    """What follows the docket text."""

    MAILED = auto()
    NOT_MAILED = auto()
    DOCUMENTS = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the text: from where to where."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """One case's table: where each labelled value stands, and the docket text under it, if any."""

    start: int
    end: int
    values: dict[str, Span]
    docket_text: Span | None


@dataclass(frozen=True, slots=True)
class Heading:
    """A section below the docket texts, with the case number in front of its heading."""

    section: Section
    number: str
    body: Span


_CASE_NAME = re.compile(r"^[ \xa0]*Case\s+Name\s*:", re.MULTILINE)
_CASE_NUMBER = re.compile(r"^[ \xa0]*Case\s+Number\s*:", re.MULTILINE)
_LABEL = re.compile(
    r"^[ \xa0]*(?:(Case\s+Name|Case\s+Number|Filer|Document\s+Number|Document\(s\)|Claim\s+Number"
    r"|Docket\s+Text)\s*:|(WARNING:\s+CASE\s+CLOSED)[^\n]*)",
    re.MULTILINE,
)
# Wordings seen: has been / will be; not in capitals, in <u>, or missing (`delivered by other means`); txnd and
# cand print sentences of their own, cacd `by First Class U. S. Mail ... BY THE FILER to`.
_HEADING = re.compile(
    r"^[ \xa0]*(?:((?:MDL[ \xa0]+No\.[ \xa0]*)?(?=\S{0,60}\d)\S{4,60})[ \xa0]+)?"
    r"(?:(Notice\s+(?:has|will)\s+(?:not\s+)?(?:been|be)\s+(?:electronically\s+)?"
    r"(?:mailed|delivered|sent|stored)\b[^:]{0,160}:+"
    r"|Please\s+see\b[^:\n]{0,160}Notice\s+has\s+not\b[^:]{0,80}:+"
    r"|The\s+CM/ECF\s+system\s+has\s+not\s+delivered\b[^\n]*"
    r"|These\s+participants\s+in\s+a\s+related\s+case\b[^\n]*"
    r"|Case\s+participants\s+listed\s+below\b[^\n]*)"
    r"|(The\s+following\s+document\(s\)\s+are\s+associated\b[^\n]*|(?=Document\s+description:))"
    r"|(Recipients:|This\s+is\s+a\s+re-?generated\s+N(?:EF|DA)\b))",
    re.MULTILINE | re.IGNORECASE,
)
_NOT_MAILED = re.compile(
    r"\b(?:not|by\s+other\s+means|first\s+class|conventional\w*)\b", re.IGNORECASE
)
_MAILED = re.compile(r"electronically\s+mailed", re.IGNORECASE)


def tables(text: str, start: int, end: int) -> list[Table]:
    """The case tables in that piece of the text, in its order."""
    names = [
        found
        for found in _CASE_NAME.finditer(text, start, end)
        if _CASE_NUMBER.search(text, found.end(), min(found.end() + 1000, end))
    ]
    return [_table(text, name.start(), until) for name, until in _to_the_next(names, end)]


def _table(text: str, start: int, end: int) -> Table:
    values: dict[str, Span] = {}
    label, since = "", start
    for found in _LABEL.finditer(text, start, end):
        if label:
            values.setdefault(label, Span(since, found.start()))
        label, since = " ".join((found[1] or found[2]).split()), found.end()
        if label == "Docket Text":
            heading = _HEADING.search(text, since, end)
            return Table(
                start, found.start(), values, Span(since, heading.start() if heading else end)
            )
    heading = _HEADING.search(text, since, end)
    until = heading.start() if heading else end
    values.setdefault(label, Span(since, until))
    return Table(start, until, values, None)


def headings(text: str, start: int, end: int) -> list[Heading]:
    """The sections in that piece of the text, in its order."""
    found = list(_HEADING.finditer(text, start, end))
    return [
        Heading(_section(heading), " ".join((heading[1] or "").split()), Span(heading.end(), until))
        for heading, until in _to_the_next(found, end)
    ]


def _to_the_next(found: list[re.Match[str]], end: int) -> list[tuple[re.Match[str], int]]:
    """Each match with where the next begins."""
    return [
        (match, found[place + 1].start() if place + 1 < len(found) else end)
        for place, match in enumerate(found)
    ]


def _section(heading: re.Match[str]) -> Section:
    if heading[3] is not None:
        return Section.DOCUMENTS
    phrase = heading[2] or ""
    if _NOT_MAILED.search(phrase) or (phrase and "participants" in phrase):
        return Section.NOT_MAILED
    return Section.MAILED if _MAILED.search(phrase) else Section.OTHER
