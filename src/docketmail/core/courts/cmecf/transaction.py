"""One transaction of a CM/ECF notice: its cases, documents and recipients. A daily summary has many."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from docketmail.core import sealing_words
from docketmail.core.courts import people
from docketmail.core.courts.cmecf import documents, links, outline
from docketmail.core.courts.cmecf.outline import Heading, Landmarks, Section, Span, Table
from docketmail.core.courts.rewriting import is_opaque, is_rewritten
from docketmail.core.markup import Anchor, Sheet, folded
from docketmail.core.notice import Case, Document, Mark, Recipient


MAX_CASES: Final = 200
"""Of one transaction; the largest of 165 public sample notices has five."""
MAX_RECIPIENTS: Final = 10_000
"""Over all cases of a transaction; beyond it nobody is listed, and who is not listed is shown nothing."""

_NO_DOCUMENT: Final = "No document attached"
_PRINTED_URL: Final = re.compile(r"<?https?://[^\s<>]+>?")
_FILER: Final = re.compile(r"\s{0,20}Filer\s*:")
_CELLS: Final = ("document", "papers", "claim")
# Plain notices print a sentence and the link behind the number.
_DOCUMENT_NUMBER: Final = re.compile(r"(\d{1,6})(?!\d)")


class Transaction(NamedTuple):
    """What one transaction's piece of the mail says."""

    cases: tuple[Case, ...]
    anchors: tuple[Anchor, ...]
    """The links of its case tables."""
    documents: tuple[Document, ...]
    recipients: tuple[Recipient, ...]
    recipients_printed: bool
    not_mailed: tuple[str, ...]
    marks: frozenset[Mark]


class _Row(NamedTuple):
    """One case, with what only the marks need."""

    case: Case
    anchors: list[Anchor]
    cell: str
    others: list[Anchor]
    """The links that are no free look."""
    place: Span
    """Of the cell."""


def read(
    sheet: Sheet, landmarks: Landmarks, span: Span, *, appellate: bool, forwarded: bool = False
) -> Transaction:
    """The transaction that is printed in that piece of the mail; without cases where there is none."""
    text = sheet.text
    tables = outline.tables(sheet, landmarks.between(*span), span.end)[: MAX_CASES + 1]
    texts = _docket_texts(text, tables)
    rows = [_row(sheet, table, said) for table, said in zip(tables, texts, strict=True)]
    cases = [row.case for row in rows]
    headings: list[Heading] = []
    for start, end in _rests(tables, span.end):
        headings += outline.headings(landmarks.between(start, end), end)
    if forwarded and headings and headings[-1].section != "documents":
        headings[-1] = _unsigned(text, headings[-1], appellate=appellate)
    mailed = [heading for heading in headings if heading.section == "mailed"]
    return Transaction(
        tuple(cases),
        tuple(anchor for row in rows for anchor in row.anchors),
        documents.read("\n".join(_bodies(text, headings, "documents")), cases),
        tuple(_recipients(text, mailed, cases, appellate=appellate)),
        bool(mailed),
        tuple(
            name for body in _bodies(text, headings, "not mailed") for name in people.others(body)
        ),
        _marks(rows),
    )


def _unsigned(text: str, last: Heading, *, appellate: bool) -> Heading:
    """The last list of a forwarded notice, without what stands below it."""
    own = people.without_sign_off(_body(text, last))
    if not appellate:  # there, people without an address are listed too
        own = people.without_signature(own, addressed=last.section == "mailed")
    return last._replace(body=Span(last.body.start, last.body.start + len(own)))


def _recipients(
    text: str, mailed: list[Heading], cases: list[Case], *, appellate: bool
) -> list[Recipient]:
    told: list[Recipient] = []
    for heading in mailed:
        listed = people.mailed(_body(text, heading), with_roles=appellate)
        for number in _numbers(heading, cases):
            room = MAX_RECIPIENTS - len(told)
            told += [Recipient(number, name, addresses) for name, addresses in listed[:room]]
    return told


def _row(sheet: Sheet, table: Table, docket_text: str) -> _Row:
    def value(label: str) -> str:
        span = table.values.get(label)
        return sheet.text[span.start : span.end].strip() if span else ""

    anchors = _within(sheet.anchors, table.start, table.end)
    looks = [links.look(anchor.url) for anchor in anchors]
    free = tuple(dict.fromkeys(look for look in looks if look is not None))
    label = next(filter(value, _CELLS), "")
    cell = folded(_without_urls(value(label))) if label else ""
    number = _DOCUMENT_NUMBER.match(cell)
    case = Case(
        number=folded(_without_urls(value("number")).lstrip().partition("\n")[0]),
        name=folded(value("name")),
        court_case_id=next((look.court_case_id for look in free if look.court_case_id), None)
        or links.case_id(anchors),
        filers=_filers(value("filer")),
        closed="closed" in table.values,
        document_number=number[1] if number else None,
        docket_text=docket_text,
        links=free,
    )
    others = [anchor for anchor, look in zip(anchors, looks, strict=True) if look is None]
    return _Row(case, anchors, cell, others, table.values.get(label, Span(0, 0)))


def _filers(value: str) -> tuple[str, ...]:
    if "\n" not in value:
        return (folded(value),) if value else ()
    return tuple(filter(None, map(folded, _FILER.sub("\n", value).split("\n"))))


def _without_urls(value: str) -> str:
    return _PRINTED_URL.sub(" ", value) if "://" in value else value


def _within(anchors: tuple[Anchor, ...], start: int, end: int) -> list[Anchor]:
    first = bisect_left(anchors, start, key=lambda anchor: anchor.start)
    last = bisect_left(anchors, end, lo=first, key=lambda anchor: anchor.start)
    return list(anchors[first:last])


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
    return [_body(text, heading) for heading in headings if heading.section == section]


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
    others = [anchor for row in rows for anchor in row.others]
    if any(row.case.closed for row in rows):
        marks.add(Mark.CASE_CLOSED)
    if any(links.is_placeholder(anchor.url) for anchor in others):
        marks.add(Mark.PLACEHOLDER_LINK)
    if any(is_rewritten(anchor.url) for row in rows for anchor in row.anchors):
        marks.add(Mark.REWRITTEN_LINK)
    if any(sealing_words.says_sealed(row.cell) for row in rows):
        marks.add(Mark.SEALED_ENTRY)
    if any(_NO_DOCUMENT in row.cell for row in rows) or not any(map(_has_document, rows)):
        marks.add(Mark.TEXT_ONLY)
    return frozenset(marks)


def _has_document(row: _Row) -> bool:
    """Whether a link leads to a document, or in the cell to what a scanner hides."""
    if row.case.links or any(links.is_document(anchor.url) for anchor in row.others):
        return True
    return any(
        row.place.start <= anchor.start < row.place.end and is_opaque(anchor.url)
        for anchor in row.others
    )
