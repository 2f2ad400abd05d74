"""Entries without a case table: the list of a daily summary, and the mail about an edited entry.

No public sample of either layout is known; courts' manuals show the summary as blocks of

    1:22-cv-00123-ABC Doe v. Roe
    Motion for Extension of Time 12
    Docket Text: ...

so the reading leans on the links: each block begins with the link to a case.
"""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.courts.cmecf import links
from docketmail.core.courts.cmecf.transaction import Transaction
from docketmail.core.markup import Anchor, Sheet, folded
from docketmail.core.notice import Case, Mark


_DOCKET_TEXT: Final = re.compile(r"^[ \xa0]*Docket\s+Text:", re.MULTILINE)
_PRINTED_URL: Final = re.compile(r"<?https?://[^\s<>]+>?")
_END: Final = re.compile(
    r"^[ \xa0]*(?:Notice\s+(?:has|will)\s+|The\s+following\s+document)", re.MULTILINE
)


def read(sheet: Sheet, begin: int) -> list[Transaction]:
    """One transaction for each block that begins with a case's link."""
    anchors = [anchor for anchor in sheet.anchors if anchor.start >= begin]
    heads = [place for place, anchor in enumerate(anchors) if links.is_case(anchor.url)]
    ends = [*heads[1:], len(anchors)]
    return [
        _block(
            sheet, anchors[head:end], anchors[end].start if end < len(anchors) else len(sheet.text)
        )
        for head, end in zip(heads, ends, strict=bool(heads))
    ]


def _block(sheet: Sheet, anchors: list[Anchor], end: int) -> Transaction:
    text = sheet.text
    head = anchors[0]
    line_end = text.find("\n", head.end, end)
    label = _DOCKET_TEXT.search(text, head.end, end)
    below = _END.search(text, label.end(), end) if label else None
    looks = tuple(
        dict.fromkeys(look for anchor in anchors if (look := links.look(anchor.url)) is not None)
    )
    number = next((a for a in anchors[1:] if links.is_document(a.url)), None)
    case = Case(
        number=_number(text, head),
        name=folded(_PRINTED_URL.sub(" ", text[head.end : line_end if line_end >= 0 else end])),
        court_case_id=links.case_id(anchors),
        document_number=_digits(text[number.start : number.end]) if number else None,
        docket_text=folded(text[label.end() : below.start() if below else end]) if label else "",
        links=looks,
    )
    marks = frozenset() if number else frozenset({Mark.TEXT_ONLY})
    return Transaction(
        (case,), tuple(anchors), (), (), recipients_printed=False, not_mailed=(), marks=marks
    )


def _number(text: str, head: Anchor) -> str:
    """What the link says; in plain text, what stands before it in its line."""
    said = folded(_PRINTED_URL.sub(" ", text[head.start : head.end]))
    return said or folded(text[text.rfind("\n", 0, head.start) + 1 : head.start])


def _digits(text: str) -> str | None:
    said = folded(text)
    return said if said.isascii() and said.isdigit() else None
