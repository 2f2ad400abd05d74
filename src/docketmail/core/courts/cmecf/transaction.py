"""One transaction of a CM/ECF notice: its cases, documents and recipients. A daily summary has many."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from docketmail.core import sealing_words
from docketmail.core.courts import people
from docketmail.core.courts.cmecf import documents, links, outline
from docketmail.core.courts.cmecf.outline import Heading, Section, Span, Table
from docketmail.core.courts.rewriting import is_rewritten
from docketmail.core.markup import Anchor, Sheet, folded
from docketmail.core.notice import Case, Document, Link, Mark, Recipient


MAX_CASES: Final = 200
"""Of one transaction; the largest of 165 public sample notices has five."""
MAX_RECIPIENTS: Final = 10_000
"""Over all cases of a transaction; beyond it nobody is listed, and who is not listed is shown nothing."""

_NO_DOCUMENT: Final = "No document attached"
_PRINTED_URL: Final = re.compile(r"<?https?://[^\s<>]+>?")
_CELLS: Final = ("Document Number", "Document(s)", "Claim Number")
# Plain notices print a sentence and the link behind the number.
_DOCUMENT_NUMBER: Final = re.compile(r"(\d{1,6})(?!\d)")


@dataclass(frozen=True, slots=True)
class Transaction:
    """What one transaction's piece of the mail says."""

    cases: tuple[Case, ...]
    anchors: tuple[Anchor, ...]
    """The links of its case tables."""
    documents: tuple[Document, ...]
    recipients: tuple[Recipient, ...]
    recipients_printed: bool
    not_mailed: tuple[str, ...]
    marks: frozenset[Mark]


@dataclass(frozen=True, slots=True)
class _Row:
    """One case, with what only the marks need."""

    case: Case
    anchors: list[Anchor]
    cell: str


def read(sheet: Sheet, span: Span, *, appellate: bool) -> Transaction:
    """The transaction that is printed in that piece of the mail; without cases where there is none."""
    text = sheet.text
    tables = outline.tables(text, span.start, span.end)[: MAX_CASES + 1]
    texts = _docket_texts(text, tables)
    rows = [_row(sheet, table, said) for table, said in zip(tables, texts, strict=True)]
    cases = [row.case for row in rows]
    headings = [
        heading
        for rest in _rests(tables, span.end)
        for heading in outline.headings(text, rest.start, rest.end)
    ]
    mailed = [heading for heading in headings if heading.section is Section.MAILED]
    return Transaction(
        tuple(cases),
        tuple(anchor for row in rows for anchor in row.anchors),
        documents.read("\n".join(_bodies(text, headings, Section.DOCUMENTS)), cases),
        tuple(islice(_recipients(text, mailed, cases, appellate=appellate), MAX_RECIPIENTS)),
        bool(mailed),
        tuple(
            name
            for body in _bodies(text, headings, Section.NOT_MAILED)
            for name in people.others(body)
        ),
        _marks(rows),
    )


def _recipients(
    text: str, mailed: list[Heading], cases: list[Case], *, appellate: bool
) -> Iterator[Recipient]:
    for heading in mailed:
        listed = people.mailed(_body(text, heading), with_roles=appellate)
        for number in _numbers(heading, cases):
            yield from (Recipient(number, name, addresses) for name, addresses in listed)


def _row(sheet: Sheet, table: Table, docket_text: str) -> _Row:
    def value(label: str) -> str:
        span = table.values.get(label)
        return sheet.text[span.start : span.end] if span else ""

    anchors = _within(sheet.anchors, table.start, table.end)
    looks = _looks(anchors)
    cell = folded(_PRINTED_URL.sub(" ", next(filter(None, map(value, _CELLS)), "")))
    number = _DOCUMENT_NUMBER.match(cell)
    case = Case(
        number=_first_line(value("Case Number")),
        name=folded(value("Case Name")),
        court_case_id=next((look.court_case_id for look in looks if look.court_case_id), None)
        or links.case_id(anchors),
        filers=tuple(filter(None, map(folded, value("Filer").split("\n")))),
        closed="WARNING: CASE CLOSED" in table.values,
        document_number=number[1] if number else None,
        docket_text=docket_text,
        links=looks,
    )
    return _Row(case, anchors, cell)


def _within(anchors: tuple[Anchor, ...], start: int, end: int) -> list[Anchor]:
    first = bisect_left(anchors, start, key=lambda anchor: anchor.start)
    last = bisect_left(anchors, end, key=lambda anchor: anchor.start)
    return list(anchors[first:last])


def _looks(anchors: list[Anchor]) -> tuple[Link, ...]:
    found = (links.look(anchor.url) for anchor in anchors)
    return tuple(dict.fromkeys(look for look in found if look is not None))


def _first_line(value: str) -> str:
    lines = (folded(_PRINTED_URL.sub(" ", line)) for line in value.split("\n"))
    return next(filter(None, lines), "")


def _docket_texts(text: str, tables: list[Table]) -> list[str]:
    """Each case's own docket text; else the shared one, which stands below the last of the cases' tables."""
    own = [
        folded(text[t.docket_text.start : t.docket_text.end]) if t.docket_text else ""
        for t in tables
    ]
    below = next((said for said in reversed(own) if said), "")
    texts: list[str] = []
    for table, said in zip(reversed(tables), reversed(own), strict=True):
        below = said if table.docket_text else below
        texts.append(below)
    return texts[::-1]


def _rests(tables: list[Table], end: int) -> list[Span]:
    """What stands between each table, with its docket text, and the next."""
    starts = [table.docket_text.end if table.docket_text else table.end for table in tables]
    ends = [table.start for table in tables[1:]] + [end] * bool(tables)
    return [Span(*rest) for rest in zip(starts, ends, strict=True)]


def _body(text: str, heading: Heading) -> str:
    return text[heading.body.start : heading.body.end]


def _bodies(text: str, headings: list[Heading], section: Section) -> list[str]:
    return [_body(text, heading) for heading in headings if heading.section is section]


def _numbers(heading: Heading, cases: list[Case]) -> list[str]:
    """The cases a list is for: the one before its heading (a defendant's suffix aside), or all of them."""
    if not heading.number:
        return [case.number for case in cases]
    for case in cases:
        if case.number and heading.number.startswith(case.number):
            return [case.number]
    return [heading.number]


def _marks(rows: list[_Row]) -> frozenset[Mark]:
    marks = set()
    anchors = [anchor for row in rows for anchor in row.anchors]
    if any(row.case.closed for row in rows):
        marks.add(Mark.CASE_CLOSED)
    if any(links.is_placeholder(anchor.url) for anchor in anchors):
        marks.add(Mark.PLACEHOLDER_LINK)
    if any(is_rewritten(anchor.url) for anchor in anchors):
        marks.add(Mark.REWRITTEN_LINK)
    if any(sealing_words.says_sealed(row.cell) for row in rows):
        marks.add(Mark.SEALED_ENTRY)
    said = any(_NO_DOCUMENT in row.cell for row in rows)
    if said or not any(links.is_document(anchor.url) for anchor in anchors):
        marks.add(Mark.TEXT_ONLY)
    return frozenset(marks)
