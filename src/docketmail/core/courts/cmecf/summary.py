"""Entries without a case table: the list of a daily summary, and the mail about an edited entry.

No public sample of either layout is known; courts' manuals show the summary as blocks of

    1:22-cv-00123-ABC Doe v. Roe
    Motion for Extension of Time 12
    Docket Text: ...

so the reading leans on the links: each block begins with the link to a case.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from docketmail.core.courts.cmecf import links
from docketmail.core.courts.cmecf.transaction import Transaction
from docketmail.core.courts.rewriting import is_rewritten
from docketmail.core.markup import Anchor, Sheet, folded
from docketmail.core.notice import Case, Link, Mark


MAX_ENTRIES: Final = 1_000
"""Of one summary: a clerk who follows every case of a busy court gets some hundreds a day."""
_DOCKET_TEXT: Final = re.compile(r"^[ \xa0]*Docket\s+Text:", re.MULTILINE)
_PRINTED_URL: Final = re.compile(r"<?https?://[^\s<>]+>?")
_END: Final = re.compile(
    r"^[ \xa0]*(?:Notice\s+(?:has|will)\s+|The\s+following\s+document)", re.MULTILINE
)


def read(sheet: Sheet, begin: int) -> list[Transaction]:
    """One transaction for each block that begins with a case's link, and at most one more than is read."""
    anchors = [anchor for anchor in sheet.anchors if anchor.start >= begin]
    cases = (place for place, anchor in enumerate(anchors) if links.is_case(anchor.url))
    heads = list(islice(cases, MAX_ENTRIES + 1))
    ends = [*heads[1:], len(anchors)]
    return [
        _block(sheet, anchors[head:end], _line(sheet, anchors[end : end + 1]))
        for head, end in zip(heads, ends, strict=bool(heads))
    ]


def _line(sheet: Sheet, anchors: list[Anchor]) -> int:
    """Where the line of the next link begins: in plain text the case's number stands before it."""
    return sheet.text.rfind("\n", 0, anchors[0].start) + 1 if anchors else len(sheet.text)


def edited(sheet: Sheet, begin: int, number: str) -> list[Transaction]:
    """The one entry of a mail about an edit, whose case the subject alone names; none without a look."""
    anchors = [anchor for anchor in sheet.anchors if anchor.start >= begin]
    looks = _looks(anchors)
    if not looks:
        return []
    case = Case(
        number=number,
        court_case_id=links.case_id(anchors),
        docket_text=folded(_PRINTED_URL.sub(" ", sheet.text[begin:])),
        links=looks,
    )
    return [_transaction(case, anchors, frozenset())]


def _looks(anchors: list[Anchor]) -> tuple[Link, ...]:
    found = (links.look(anchor.url) for anchor in anchors)
    return tuple(dict.fromkeys(look for look in found if look is not None))


def _transaction(case: Case, anchors: list[Anchor], marks: frozenset[Mark]) -> Transaction:
    return Transaction(
        (case,), tuple(anchors), (), (), recipients_printed=False, not_mailed=(), marks=marks
    )


def _block(sheet: Sheet, anchors: list[Anchor], end: int) -> Transaction:
    text = sheet.text
    head = anchors[0]
    line_end = text.find("\n", head.end, end)
    label = _DOCKET_TEXT.search(text, head.end, end)
    below = _END.search(text, label.end(), end) if label else None
    number = next((a for a in anchors[1:] if links.is_document(a.url)), None)
    case = Case(
        number=_number(text, head),
        name=folded(_PRINTED_URL.sub(" ", text[head.end : line_end if line_end >= 0 else end])),
        court_case_id=links.case_id(anchors),
        document_number=_document_number(text, number) if number else None,
        docket_text=folded(text[label.end() : below.start() if below else end]) if label else "",
        links=_looks(anchors),
    )
    return _transaction(case, anchors, _marks(anchors))


def _marks(anchors: list[Anchor]) -> frozenset[Mark]:
    marks = set()
    if not any(links.is_document(anchor.url) for anchor in anchors):
        marks.add(Mark.TEXT_ONLY)
    if any(links.is_placeholder(anchor.url) for anchor in anchors):
        marks.add(Mark.PLACEHOLDER_LINK)
    if any(is_rewritten(anchor.url) for anchor in anchors):
        marks.add(Mark.REWRITTEN_LINK)
    return frozenset(marks)


def _number(text: str, head: Anchor) -> str:
    """What the link says; in plain text, what stands before it in its line."""
    said = folded(_PRINTED_URL.sub(" ", text[head.start : head.end]))
    return said or folded(text[text.rfind("\n", 0, head.start) + 1 : head.start])


def _document_number(text: str, look: Anchor) -> str | None:
    """What the link says; in plain text, the last word before it in its line. None where it is no number."""
    said = text[look.start : look.end]
    if _PRINTED_URL.match(said):
        said = (text[text.rfind("\n", 0, look.start) + 1 : look.start].split() or [""])[-1]
    said = folded(said)
    return said if said.isascii() and said.isdigit() else None
