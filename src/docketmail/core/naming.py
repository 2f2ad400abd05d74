"""What a copy is called: file name, metadata and bookmark, from what the notice says of the paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from itertools import count
from typing import Final

from docketmail.core.envelope import STATUS
from docketmail.core.label import Label
from docketmail.core.looks import without_looks
from docketmail.core.notice import Case, Kind, Notice


MAX_NAME: Final = 120
"""Characters of a file name with its `.pdf`; leaves room for a folder on Windows (260 in all)."""
_CAPTION: Final = 48
"""Characters of a caption inside a file name: the description needs the rest."""
_CALENDAR: Final = " dates.ics"
_UNNAMED: Final = frozenset({"", "main document", "n/a"})
"""What CM/ECF calls a document that its filer gave no name."""

_VERSUS: Final = re.compile(r"\s+vs?\.?\s+", re.IGNORECASE)
_TAIL: Final = re.compile(r"\s*(?:[,;(].*|\bet\.? al\b.*)$", re.IGNORECASE | re.DOTALL)
_SPELT: Final = str.maketrans(
    dict.fromkeys("\N{EN DASH}\N{EM DASH}/:\\", "-")
    | dict.fromkeys("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "'")
    | dict.fromkeys('\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"', "'")
    | {
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "§": "Sec. ",
    }
)
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9 ._,'&()\[\]+-]+")


def label(  # six things make a name, and the sixth depends on the other papers of the letter
    notice: Notice,
    case: Case,
    index: int,
    description: str,
    *,
    restricted: bool = False,
    taken: Collection[str] = (),
) -> Label:
    """Name one paper of a case.

    `index` is 0 for the main document and n for the n-th attachment; `taken` holds the file names
    that the letter has already. A restricted paper is named by case and document number alone. What an edit
    brings says so, or in one folder it would take the place of the paper that it corrects, or look like it.
    """
    document = document_label(case.document_number, index)
    corrected = " corrected" if notice.kind is Kind.DOCKET_EDIT else ""
    tag = (document or (f"att {index}" if index else "main")) + corrected
    if restricted:
        stem, title, bookmark = f"{case.number} [{tag}]", f"{case.number} {tag}", tag
    else:
        filed = _filed(notice, case)
        called = _dashed(STATUS.get(notice.kind, ""), described(notice, index, description))
        caption = short_caption(case.name, _CAPTION)
        stem = f"{filed or 'undated'} [{tag}] {_dashed(caption.replace(' v. ', ' v '), called)}"
        bookmark = f"{document}{corrected} {called}".strip()
        title = _dashed(bookmark, caption, case.number)
    return Label(
        file_name=_unique(_safe(stem), {name.lower() for name in taken}),
        title=title,
        court=printable(notice.court_name or notice.court),
        case=printable(case.number),
        document=document,
        date="" if restricted else _filed(notice, case),
        bookmark=bookmark,
    )


def calendar_name(court: str, case: str) -> str:
    """What a letter's calendar file is called: court and case number alone."""
    return f"{_safe(f'{court} {case}')[: MAX_NAME - len(_CALENDAR)]}{_CALENDAR}"


def document_label(number: str | None, index: int) -> str:
    """45 for the main document, 45-2 for its second attachment; empty where the court gives no number."""
    if not number:
        return ""
    return printable(f"{number}-{index}" if index else number)


def described(notice: Notice, index: int, description: str) -> str:
    """What a paper is, in the court's words: its own description, or else what the notice calls the filing."""
    own = re.sub(r"(?i)\.pdf$", "", printable(without_looks(description)))
    if own.lower() not in _UNNAMED:
        return own
    fallback = "Main document" if index == 0 else f"Attachment {index}"
    filing = printable(without_looks(notice.short_description or ""))
    return filing if index == 0 and filing else own or fallback


def short_caption(name: str, width: int) -> str:
    """`Smith v. Acme Corp.` of a caption with all its parties; at most `width` characters."""
    sides = _VERSUS.split(printable(without_looks(name)), maxsplit=1)
    short = [_TAIL.sub("", side) or side for side in sides]
    whole = " v. ".join(short)
    room = (width - len(" v. ")) // 2
    cut = (
        whole
        if len(short) == 1 or len(whole) <= width
        else " v. ".join(shortened(side, room) for side in short)
    )
    return shortened(cut, width)


def shortened(text: str, width: int) -> str:
    """The text, cut at a word where it is too long, with three dots for what is missing."""
    if len(text) <= width:
        return text
    cut = text[: width - 3]
    words = cut.rsplit(" ", 1)[0]
    # A single long word is cut inside: better half a name than none.
    return (words if len(words) > width // 2 else cut).rstrip(" ,;-") + "..."


def _filed(notice: Notice, case: Case) -> str:
    entered = case.entered_at or notice.entered_at
    day: date | None = case.filed_on or notice.filed_on or (entered.date() if entered else None)
    return day.isoformat() if day else ""


def _dashed(*parts: str) -> str:
    return " - ".join(part for part in parts if part)


def printable(text: str) -> str:
    """One line without control or direction characters, which could make a name read as another."""
    seen = (c for c in text if unicodedata.category(c) != "Cf")
    kept = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in seen)
    return " ".join(kept.split())


def _safe(text: str) -> str:
    """ASCII that every file system takes, in words."""
    plain = unicodedata.normalize("NFKD", text.translate(_SPELT))
    ascii_only = plain.encode("ascii", "ignore").decode("ascii")
    return " ".join(_UNSAFE.sub(" ", ascii_only).split()).strip(" .-")


def _unique(stem: str, taken: set[str]) -> str:
    endings = (".pdf" if n == 1 else f" ({n}).pdf" for n in count(1))
    names = ((stem[: MAX_NAME - len(e)].rstrip(" .,-") or "paper") + e for e in endings)
    return next(name for name in names if name.lower() not in taken)
