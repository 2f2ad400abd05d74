"""Rosters in the ledger: each applied one stays, the newest is in force, and one count is of every change."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from docketmail.core.firm_records import MatterImport, RosterHead
from docketmail.core.records import RosterRecord
from docketmail.ports import Book


_HEAD = "roster"


def head(book: Book) -> RosterHead:
    """What is in force, and after how many changes."""
    return book.get(RosterHead, _HEAD) or RosterHead(id=_HEAD, version=0, document="")


def in_force(book: Book) -> RosterRecord | None:
    """The newest roster that was applied."""
    return book.get(RosterRecord, head(book).document)


def applied(book: Book, document: str, by: str, at: datetime) -> int:
    """A roster is in force from now on; returns the version that this makes."""
    version = head(book).version + 1
    made = RosterRecord(
        id=book.new_id("o"), version=version, applied_at=at, by=by, document=document
    )
    book.add(made)
    _turn(book, replace(head(book), version=version, document=made.id))
    return version


def imported(book: Book, firm: str, matters: int, by: str, at: datetime) -> int:
    """A firm's matters were imported; returns the version that this makes."""
    version = head(book).version + 1
    book.add(
        MatterImport(id=book.new_id("i"), firm=firm, version=version, at=at, by=by, matters=matters)
    )
    _turn(book, replace(head(book), version=version))
    return version


def _turn(book: Book, new: RosterHead) -> None:
    if book.get(RosterHead, _HEAD) is None:
        book.add(new)
    else:
        book.put(new)
