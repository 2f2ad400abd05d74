"""A CM/ECF notice cut into its pieces, whatever the markup: a table for each case, docket texts, sections.

Notice of Electronic Filing                        the title
The following transaction was entered on ...       the sentence
Case Name: ... Case Number: ... Document Number:   a table, one for each case
Docket Text: ...                                   for each case, or once below all tables
NUMBER Notice has been electronically mailed to:   sections, in either order
The following document(s) are associated ...

One search finds every label and heading of a mail, the landmarks; all else is said by their order.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, pairwise
from typing import Final, Literal, NamedTuple

from docketmail.core.markup import Sheet, folded


Section = Literal["mailed", "not mailed", "documents", "other"]
"""What follows the docket text."""


class Span(NamedTuple):
    """A piece of the text: from where to where."""

    start: int
    end: int


class Table(NamedTuple):
    """One case's table: where each labelled value stands, and the docket text under it, if any."""

    start: int
    end: int
    values: dict[str, Span]
    """By what the label is called in the pattern of landmarks."""
    docket_text: Span | None


class Heading(NamedTuple):
    """A section below the docket texts, with the case number in front of its heading."""

    section: Section
    number: str
    body: Span


Landmark = re.Match[str]
"""A label or a heading; the name of its last group says which."""

# Wordings of `mailed` seen: has been / will be; not in capitals, in <u>, or missing (`delivered by other means`); txnd
# and cand print sentences of their own, cacd `by First Class U. S. Mail ... BY THE FILER to`.
# Nearly all lines end their search at their first letter, which an empty one does not have.
_LANDMARK: Final = re.compile(
    r"\n[ \t\xa0]*+(?=\S)(?:(?=[CDFW])(?:(?:"
    r"(?P<name>Case\s+Name)|(?P<number>Case\s+Number)|(?P<filer>Filer)|(?P<document>Document\s+Number)"
    r"|(?P<papers>Document\(s\))|(?P<claim>Claim\s+Number)|(?P<text>Docket\s+Text))\s*:"
    r"|(?P<closed>WARNING:\s+CASE\s+CLOSED)[^\n]*)"
    r"|(?:(?P<case>(?:(?i:MDL)[ \xa0]+(?i:No)\.[ \xa0]*)?(?=[^\s\d]{0,60}+\d)\S{4,60}+)[ \xa0]++)?"
    r"(?=[CDNPRTcdnprt])(?i:"
    r"(?P<mailed>Notice\s+(?:has|will)\s+(?:not\s+)?(?:been|be)\s+(?:electronically\s+)?"
    r"(?:mailed|delivered|sent|stored)\b[^:]{0,160}:+"
    r"|Please\s+see\b[^:\n]{0,160}Notice\s+has\s+not\b[^:]{0,80}:+"
    r"|The\s+CM/ECF\s+system\s+has\s+not\s+delivered\b[^\n]*"
    r"|These\s+participants\s+in\s+a\s+related\s+case\b[^\n]*"
    r"|Case\s+participants\s+listed\s+below\b[^\n]*)"
    r"|(?P<block>The\s+following\s+document\(s\)\s+are\s+associated\b[^\n]*|(?=Document\s+description:))"
    r"|(?P<other>Recipients:|This\s+is\s+a\s+re-?generated\s+N(?:EF|DA)\b)))"
)
_HEADINGS: Final = frozenset(("mailed", "block", "other"))
_NOT_MAILED: Final = (
    " not ",
    "by other means",
    "first class",
    "conventional",
    "participants",
)
_LINE_END: Final = re.compile(r"[ \t\xa0]*(?:\n|\Z)")
MAX_TABLES: Final = 1_000
"""Of one transaction; one with so many is not read (`transaction.MAX_CASES`)."""
_TABLE_HEAD: Final = 1000
"""Characters between a case's name and its number, at most."""
_LONGEST_NUMBER: Final = 200
"""Characters of a case number's cell that are searched for its link."""


class Landmarks:
    """Every label and heading of a text from some place on."""

    def __init__(self, text: str, begin: int) -> None:
        self._found = list(_LANDMARK.finditer(text, begin))
        self._starts = [mark.start() for mark in self._found]

    def between(self, start: int, end: int) -> list[Landmark]:
        """Those that begin in that piece of the text, in its order."""
        return self._found[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def tables(sheet: Sheet, marks: list[Landmark], end: int) -> list[Table]:
    """The case tables among those landmarks, in their order.

    The court links each case's number; a filer's words that look like a table do not.
    """
    names, linked = [], []
    for place, mark in enumerate(marks):
        number = _number(marks, place) if mark.lastgroup == "name" else None
        if number is not None:
            names.append(place)
            linked += [place] if _is_linked(sheet, marks[number : number + 2], end) else []
    starts = linked or names
    return [
        _table(sheet.text, marks[place:until], marks[until].start() if until < len(marks) else end)
        for place, until in islice(pairwise([*starts, len(marks)]), MAX_TABLES)
    ]


def _number(marks: list[Landmark], name: int) -> int | None:
    """The place of the number that belongs to a name; None where the next name comes first."""
    for place in range(name + 1, len(marks)):
        mark = marks[place]
        if mark.lastgroup == "name" or mark.end() > marks[name].end() + _TABLE_HEAD:
            break
        if mark.lastgroup == "number":
            return place
    return None


def _is_linked(sheet: Sheet, marks: list[Landmark], end: int) -> bool:
    """Whether a link stands in the cell of a case's number; the second landmark is the next one, if any."""
    number, *after = marks
    end = min(number.end() + _LONGEST_NUMBER, after[0].start() if after else end)
    first = bisect_left(sheet.anchors, number.end(), key=lambda anchor: anchor.start)
    return first < len(sheet.anchors) and sheet.anchors[first].start <= end


def _table(text: str, marks: list[Landmark], end: int) -> Table:
    labels = [mark for mark in marks if mark.lastgroup not in _HEADINGS]
    start = labels[0].start()
    values: dict[str, Span] = {}
    for place, mark in enumerate(labels):
        label = mark.lastgroup or ""
        if label == "text":
            return Table(
                start, mark.start(), values, Span(mark.end(), _text_end(text, mark, marks, end))
            )
        until = (
            labels[place + 1].start() if place + 1 < len(labels) else _end(labels[-1], marks, end)
        )
        if label == "filer" and labels[place - 1].lastgroup == label and label in values:
            values[label] = Span(values[label].start, until)  # one value, in its lines
        else:
            values.setdefault(label, Span(mark.end(), until))
    return Table(start, _end(labels[-1], marks, end), values, None)


def _end(last: Landmark, marks: list[Landmark], end: int) -> int:
    """Where a table without a docket text ends: at the first heading below its last label."""
    below = marks[marks.index(last) + 1 :]
    return below[0].start() if below else end


def _text_end(text: str, label: Landmark, marks: list[Landmark], end: int) -> int:
    """Where a docket text ends. The filer's own words may look like a heading: courts number theirs."""
    found = [one for one in marks[marks.index(label) + 1 :] if one.lastgroup in _HEADINGS]
    sure = [one for one in found if one["case"] or one.lastgroup == "block"]
    if not any(one["case"] for one in sure):  # the appellate courts do not
        sure = [
            one for one in found if one.lastgroup == "block" or _LINE_END.match(text, one.end())
        ]
    return next((one.start() for one in sure or found), end)


def headings(marks: list[Landmark], end: int) -> list[Heading]:
    """The sections among those landmarks, in their order."""
    found = [mark for mark in marks if mark.lastgroup in _HEADINGS]
    ends = [*(mark.start() for mark in found[1:]), end]
    return [
        Heading(_section(mark), folded(mark["case"] or ""), Span(mark.end(), until))
        for mark, until in zip(found, ends, strict=bool(found))
    ]


def _section(heading: Landmark) -> Section:
    if heading.lastgroup == "block":
        return "documents"
    phrase = folded(heading["mailed"] or "").lower()
    if any(words in phrase for words in _NOT_MAILED):
        return "not mailed"
    return "mailed" if "electronically mailed" in phrase else "other"
