"""Where things stand in a mail of Tyler's: labels and values, in cells of tables or in lines.

Seen in public: eFileIL's `Filing Accepted` with its two tables. An older layout writes `Case Style` and a colon behind
each label. What follows a label that is not listed here is nobody's value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docketmail.core.courts import people
from docketmail.core.markup import folded


_ONE_LINE: Final = {
    "court": "court",
    "case number": "number",
    "case name": "style",
    "case style": "style",
    "date/time submitted": "submitted",
    "date/time accepted": "accepted",
    "filing type": "filing_type",
    "filing description": "description",
    "filing code": "code",
    "filed by": "filed_by",
    "filing attorney": "attorney",
    "lead document": "document",
    # Unverified: no public mail lists more than the lead document.
    "attachment": "document",
    "document security": "security",
    "security": "security",
}
_MORE_LINES: Final = {
    "service contacts": "contacts",
    "accepted comments": "comments",
    # Unverified: no public mail of a return was found; `Rejected` is the vendor's word in its help.
    **dict.fromkeys(("returned comments", "rejected comments", "rejection comments"), "comments"),
    **dict.fromkeys(("returned reason", "rejected reason", "rejection reason"), "comments"),
}
_UNREAD: Final = (
    "envelope number",
    "filing details",
    "document details",
    "lead document page count",
    "file stamped copy",
    "served document",
    "download document",
    "activity requested",
)
FIELDS: Final = {**_ONE_LINE, **_MORE_LINES, **dict.fromkeys(_UNREAD, "")}
MANY: Final = frozenset({"document", "security", "comments"})
"""What may stand in a mail more than once; of all else the first counts."""
_LABEL: Final = re.compile(r"([A-Za-z][A-Za-z/ ]{2,30}?) ?:(?: (.*))?")
# Below the tables the system speaks again.
_END: Final = re.compile(
    r"(?:This link is active|To access this|If the link|If you are|For technical|Please do not reply)\b"
)
_SENSITIVE: Final = re.compile(r"(?:contains|does not contain) sensitive data", re.IGNORECASE)
_CONTACT: Final = re.compile(r"(.*?)[ ,;:(<]*([^\s@()<>]{1,64}@[^\s@()<>]{1,255})[)>]?")
MAX_LINES: Final = people.MAX_LINES


def find(text: str) -> dict[str, list[str]]:
    """Every value by its field; one that is printed empty is an empty text."""
    found: dict[str, list[str]] = {}
    said = text.split("\n", MAX_LINES)[:MAX_LINES]
    lines = [folded(line) for line in said]
    for place, line in enumerate(lines):
        field, value = _label(line)
        if field:
            whole = _value(lines, place + 1, field, value)
            if field in MANY or not any(found.get(field, [])):
                found.setdefault(field, []).append(whole)
        elif _SENSITIVE.fullmatch(line):
            found.setdefault("security", []).append(line)
    return found


def contacts(value: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each service contact's name and addresses. A line that ends with a colon is a heading: a party of theirs."""
    for line in filter(None, value.split("\n")):
        found = _CONTACT.fullmatch(line)
        if found:
            yield found[1], (found[2],)
        elif not line.endswith(":"):
            yield line, ()


def _label(line: str) -> tuple[str | None, str]:
    """The field that a line names, and what stands behind its colon; None where it is no label."""
    found = _LABEL.fullmatch(line)
    if found and (name := found[1].lower()) in FIELDS:
        return FIELDS[name], found[2] or ""
    return FIELDS.get(line.lower()), ""


def _value(lines: list[str], start: int, field: str, value: str) -> str:
    if field in _MORE_LINES.values():
        return "\n".join(filter(None, [value, *_following(lines, start)]))
    if value:
        # A mail program wrapped it: what stands right below belongs to it.
        return folded(" ".join([value, *_wrapped(lines, start)]))
    return next(_following(lines, start), "")


def _following(lines: list[str], start: int) -> Iterator[str]:
    """The lines up to the next label that is known, without the empty ones."""
    for line in lines[start:]:
        if _label(line)[0] is not None or _END.match(line):
            return
        if line:
            yield line


def _wrapped(lines: list[str], start: int) -> Iterator[str]:
    for line in lines[start:]:
        if not line or _LABEL.match(line) or _END.match(line) or _label(line)[0] is not None:
            return
        yield line
