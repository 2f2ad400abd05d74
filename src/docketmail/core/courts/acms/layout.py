"""Where things stand in a notice of ACMS: one below the other, in nested spans.

Title, sentence, case, docket text, documents, recipients, those who are not mailed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from docketmail.core.courts import moments
from docketmail.core.markup import Anchor, Sheet, folded


CIRCUIT: Final = re.compile(r"ca(?:\d{1,2}|dc|fc)")
TITLE: Final = re.compile(
    r"^[^\w\n]{0,20}Notice\s+of\s+Docket\s+Activity[ \xa0]*$", re.MULTILINE | re.IGNORECASE
)
_HOST: Final = re.compile(
    r"https://([a-z0-9-]+\.azurewebsites\.us)(?:/|$)", re.IGNORECASE | re.ASCII
)
_LOOK: Final = re.compile(
    r"https://[a-z0-9-]+-showdoc\.azurewebsites\.us"
    r"/NDA/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
    re.IGNORECASE | re.ASCII,
)
_CASE: Final = re.compile(
    r"^[ \xa0]*Case\s+Name:([^\n]*)\n\s*Case\s+Number:[ \xa0]*([^\n]*)", re.MULTILINE
)
_DOCKET_TEXT: Final = re.compile(r"^[ \xa0]*Docket\s+Text:", re.MULTILINE)
_DOCUMENTS: Final = re.compile(r"^[ \xa0]*Document(?:s|\(s\))?:[ \xa0\n]*", re.MULTILINE)
# Alone in its line: a docket text may speak of mailing too.
_MAILED: Final = re.compile(
    r"^[ \xa0]*Notice\s+(?:will\s+be|has\s+been)\s+electronically\s+mailed\s+to:[ \xa0]*$",
    re.MULTILINE,
)
_NOT_MAILED: Final = re.compile(
    r"^[ \xa0]*Case\s+participants\s+listed\s+below[^\n]*", re.MULTILINE
)
# `Name 25-1001 - 049 - Motion for X`, and `Name 25-1001 - Brief Submitted - 490849`, where the number is that
# of the submission: what is not filed yet has no document number.
_EVENT: Final = re.compile(r"\d - (?:(\d+) - )?(\S.*?)(?: - \d+)?$")


@dataclass(frozen=True, slots=True)
class Layout:
    """The pieces of one notice."""

    text: str
    sentence: str
    court_name: str
    cases: tuple[tuple[str, str], ...]
    """Number and name of each."""
    docket_text: str
    documents: tuple[Anchor, ...]
    """The links of the documents' cell, whatever they are."""
    recipients_printed: bool
    mailed: str
    not_mailed: str


def find(sheet: Sheet) -> Layout | None:
    """The pieces of the notice; None where it has no case or no docket text."""
    text = sheet.text
    label = _DOCKET_TEXT.search(text)
    cases = _cases(text, label.start()) if label else ()
    if label is None or not cases:
        return None
    heading = _MAILED.search(text, label.end())
    end = heading.start() if heading else len(text)
    cell = _cell(sheet, label.end(), end)
    below = text[heading.end() :] if heading else ""
    mailed, _, not_mailed = _parted(below)
    return Layout(
        text,
        text[next(iter(moments.sentences(text)), len(text)) :],
        _court_name(text),
        cases,
        folded(text[label.end() : cell.start() if cell else end]),
        tuple(a for a in sheet.anchors if cell and cell.end() <= a.start < end),
        heading is not None,
        mailed,
        not_mailed,
    )


def _cell(sheet: Sheet, start: int, end: int) -> re.Match[str] | None:
    """The label of the documents: the one with a link behind it, whatever the docket text says."""
    labels = list(_DOCUMENTS.finditer(sheet.text, start, end))
    places = {anchor.start for anchor in sheet.anchors}
    return next((label for label in labels if label.end() in places), None)


def host(url: str) -> str:
    """The link's host, if it is one of the system's cloud."""
    found = _HOST.match(url)
    return found[1].lower() if found else ""


def guid(url: str) -> str:
    """The GUID of a look; empty for any other link."""
    found = _LOOK.fullmatch(url)
    return found[1] if found else ""


def event(subject: str) -> tuple[str | None, str | None]:
    """The document number, without leading zeros, and the event that the subject tells."""
    found = _EVENT.search(subject)
    if found is None:
        return None, None
    return (found[1].lstrip("0") or "0") if found[1] else None, found[2]


def _cases(text: str, end: int) -> tuple[tuple[str, str], ...]:
    found = _CASE.finditer(text, 0, end)
    return tuple((folded(case[2]), folded(case[1])) for case in found)


def _parted(below: str) -> tuple[str, str, str]:
    found = _NOT_MAILED.search(below)
    return (below[: found.start()], found[0], below[found.end() :]) if found else (below, "", "")


def _court_name(text: str) -> str:
    """The last line before the title."""
    title = TITLE.search(text)
    lines = text[max(0, title.start() - 400) : title.start()].split("\n") if title else []
    return next(filter(None, map(folded, reversed(lines))), "")
