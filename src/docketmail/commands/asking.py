"""What every command shares: how a wrong request is answered, and how a thing is looked up by its id."""

from __future__ import annotations

from typing import Any, TypeVar

from docketmail.core.records import Record
from docketmail.ports import Book


class AskedWrongError(Exception):
    """The request cannot be done; the text says why and what would be right. Nothing has changed."""


Answer = dict[str, Any]
R = TypeVar("R", bound=Record)


def one(book: Book, kind: type[R], key: str) -> R:
    """The record of this id; raises AskedWrongError where there is none."""
    found = book.get(kind, key)
    if found is None:
        raise AskedWrongError(f"there is no {kind.__name__.removesuffix('Record').lower()} {key}")
    return found
