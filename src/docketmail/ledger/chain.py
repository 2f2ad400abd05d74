"""Evidence: events, each with the hash of the one before, written under the row of what they are about.

That is a notice, or a chain of a firm's own (`of_policy`).

Promises: an event that was changed, dropped or put between others is found by `faults`; so is an end that
was cut off, since the row itself carries the length and the last hash. Data holds ids and keyed
hashes, never a name, an address, a text or a link.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from docketmail.core.firm_records import FirmChain
from docketmail.core.lifecycle import Event
from docketmail.core.records import EventRecord, NoticeRecord
from docketmail.ports import Book


Chained = NoticeRecord | FirmChain
"""What carries the length and the last hash of its chain."""
_OF_FIRM = "/"
"""Stands in the name of a firm's own chain, and in no id."""


def of_policy(firm: str) -> str:
    """The chain of what became of a firm's policy."""
    return f"{firm}{_OF_FIRM}policy"


def of_cases(firm: str) -> str:
    """The chain of what a firm recorded of its cases."""
    return f"{firm}{_OF_FIRM}cases"


def record(
    book: Book, chain: str, event: Event, subject: str, at: datetime, **data: str
) -> EventRecord:
    """Append what happened to the chain of a notice, or of a firm."""
    row = end_of(book, chain)
    link = forged(book.new_id("e"), row, event, subject, at, data)
    book.add(link)
    book.put(replace(row, chain_length=link.place, chain_head=link.digest))
    return link


def end_of(book: Book, chain: str) -> Chained:
    """The row that carries a chain's end; a firm's own begins when something is to be written."""
    if _OF_FIRM in chain:
        found = book.get(FirmChain, chain)
        if found is None:
            found = FirmChain(id=chain)
            book.add(found)
        return found
    notice = book.get(NoticeRecord, chain)
    if notice is None:
        raise LookupError(f"no notice {chain} to write an event under")
    return notice


def forged(
    event_id: str,
    row: Chained,
    event: Event,
    subject: str,
    at: datetime,
    data: dict[str, str],
) -> EventRecord:
    """The next link of a chain, not yet written."""
    place = row.chain_length + 1
    return EventRecord(
        id=event_id,
        chain=row.id,
        place=place,
        at=at,
        event=event,
        subject=subject,
        data=data,
        before=row.chain_head,
        digest=_digest(row.id, place, at, event, subject, data, row.chain_head),
    )


def _digest(chain: str, place: int, at: datetime, *rest: object) -> str:
    said = json.dumps([chain, place, at.astimezone(UTC).isoformat(), *rest], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def events(book: Book, chain: str) -> list[EventRecord]:
    """A chain's events in their order."""
    return sorted(book.find(EventRecord, chain=chain), key=lambda event: event.place)


def faults(book: Book, row: Chained) -> Iterator[str]:
    """What is wrong with a chain, in words; nothing where it is whole."""
    before, place = "", 0
    for event in events(book, row.id):
        place += 1
        if event.place != place:
            yield f"{row.id}: event {place} is missing"
            return
        said = _digest(
            row.id, place, event.at, event.event, event.subject, event.data, event.before
        )
        if event.before != before or event.digest != said:
            yield f"{row.id}: event {place} was changed"
            return
        before = event.digest
    if (place, before) != (row.chain_length, row.chain_head):
        yield f"{row.id}: the chain ends at {place}, its own row says {row.chain_length}"
