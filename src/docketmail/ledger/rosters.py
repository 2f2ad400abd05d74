"""Rosters in the ledger: each applied one stays, the newest is in force."""

from __future__ import annotations

from docketmail.core.records import RosterRecord
from docketmail.ports import Book


def in_force(book: Book) -> RosterRecord | None:
    """The newest roster that was applied."""
    return max(book.find(RosterRecord), key=lambda record: record.version, default=None)
