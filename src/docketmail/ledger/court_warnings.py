"""That nobody knows a court's own rule on second addresses is told to a firm's desk once for each court."""

from __future__ import annotations

from datetime import datetime

from docketmail.core.firm_records import CourtWarning
from docketmail.core.records import FilingRecord
from docketmail.ports import Book


def warn_once(book: Book, filing: FilingRecord, now: datetime) -> None:
    """The desk's first letter about this filing warns of its court, unless another filing's did."""
    if not book.find(CourtWarning, firm=filing.firm, court=filing.court):
        warning = CourtWarning(
            id=book.new_id("y"),
            firm=filing.firm,
            court=filing.court,
            filing=filing.id,
            at=now,
        )
        book.add(warning)


def warns(book: Book, filing: FilingRecord) -> bool:
    """Whether this filing's letter to the desk is the one that warns."""
    found = book.find(CourtWarning, firm=filing.firm, court=filing.court)
    return any(one.filing == filing.id for one in found)
