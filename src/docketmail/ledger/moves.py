"""The only way a state changes: along `core.lifecycle.TRANSITIONS`, with its event, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from docketmail.core.lifecycle import Event, after
from docketmail.core.records import (
    FilingRecord,
    Hold,
    Letter,
    LookRecord,
    NoticeRecord,
    Paper,
)
from docketmail.ledger import chain
from docketmail.ports import Book


M = TypeVar("M", NoticeRecord, LookRecord, FilingRecord, Paper, Letter, Hold)


def move(
    book: Book,
    thing: M,
    event: Event,
    at: datetime,
    data: dict[str, str] | None = None,
    **changes: Any,
) -> M:
    """Let this happen to a thing: its new state, the changes that go with it, and the event.

    The record is read anew, so that a change made since the caller read it is kept; raises
    IllegalMoveError where the table knows no such move.
    """
    current = fresh(book, thing)
    moved = replace(current, state=after(current.state, event), **changes)
    book.put(moved)
    chain.record(book, chain_of(book, moved), event, moved.id, at, **(data or {}))
    return fresh(book, moved)


def change(book: Book, thing: M, **changes: Any) -> M:
    """Change what is no state: times, counts, people."""
    changed = replace(fresh(book, thing), **changes)
    book.put(changed)
    return changed


def fresh(book: Book, thing: M) -> M:
    """The thing as the ledger has it now."""
    current = book.get(type(thing), thing.id)
    if current is None:
        raise LookupError(f"{thing.id} is not in the ledger")
    return current


def chain_of(
    book: Book, thing: NoticeRecord | LookRecord | FilingRecord | Paper | Letter | Hold
) -> str:
    """The notice under whose row a thing's events are written."""
    if isinstance(thing, NoticeRecord):
        return thing.id
    if isinstance(thing, Paper):
        filing = book.get(FilingRecord, thing.filing)
        if filing is None:
            raise LookupError(f"paper {thing.id} has no filing")
        return filing.notice
    return thing.notice
