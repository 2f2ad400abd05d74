"""What was found out about a paper while it was labelled."""

from __future__ import annotations

from datetime import datetime

from docketmail.core.lifecycle import Event
from docketmail.core.records import EventRecord
from docketmail.ledger import chain
from docketmail.ports import Book


def examined(book: Book, notice: str, paper: str, said: dict[str, str], now: datetime) -> None:
    """Write down once what is odd about a paper: each of its readers has a copy that was looked at."""
    known = book.find(EventRecord, subject=paper)
    if not any(one.event == Event.EXAMINED and one.data == said for one in known):
        chain.record(book, notice, Event.EXAMINED, paper, now, **said)
