"""A notice's evidence: its events, each with the hash of the one before, written under the notice's row.

Promises: an event that was changed, dropped or put between others is found by `faults`; so is an end that
was cut off, since the notice's own row carries the length and the last hash. Data holds ids and keyed
hashes, never a name, an address, a text or a link.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from docketmail.core.lifecycle import Event
from docketmail.core.records import EventRecord, NoticeRecord
from docketmail.ports import Book


def record(
    book: Book, chain: str, event: Event, subject: str, at: datetime, **data: str
) -> EventRecord:
    """Append what happened to the chain of a notice."""
    notice = book.get(NoticeRecord, chain)
    if notice is None:
        raise LookupError(f"no notice {chain} to write an event under")
    link = forged(book.new_id("e"), notice, event, subject, at, data)
    book.add(link)
    book.put(replace(notice, chain_length=link.place, chain_head=link.digest))
    return link


def forged(
    event_id: str,
    notice: NoticeRecord,
    event: Event,
    subject: str,
    at: datetime,
    data: dict[str, str],
) -> EventRecord:
    """The next link of a notice's chain, not yet written."""
    place = notice.chain_length + 1
    return EventRecord(
        id=event_id,
        chain=notice.id,
        place=place,
        at=at,
        event=event,
        subject=subject,
        data=data,
        before=notice.chain_head,
        digest=_digest(notice.id, place, at, event, subject, data, notice.chain_head),
    )


def _digest(chain: str, place: int, at: datetime, *rest: object) -> str:
    said = json.dumps([chain, place, at.astimezone(UTC).isoformat(), *rest], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def events(book: Book, notice: str) -> list[EventRecord]:
    """A notice's events in their order."""
    return sorted(book.find(EventRecord, chain=notice), key=lambda event: event.place)


def faults(book: Book, notice: NoticeRecord) -> Iterator[str]:
    """What is wrong with a notice's chain, in words; nothing where it is whole."""
    before, place = "", 0
    for event in events(book, notice.id):
        place += 1
        if event.place != place:
            yield f"{notice.id}: event {place} is missing"
            return
        said = _digest(
            notice.id, place, event.at, event.event, event.subject, event.data, event.before
        )
        if event.before != before or event.digest != said:
            yield f"{notice.id}: event {place} was changed"
            return
        before = event.digest
    if (place, before) != (notice.chain_length, notice.chain_head):
        yield f"{notice.id}: the chain ends at {place}, the notice says {notice.chain_length}"
