"""What was decided of each reader of a filing, and when: written with the letters, where it is another than before.

The decisions of one moment are one event of the notice's chain, with their hash: it holds no reader, and proves all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from docketmail.core.firm_records import Decision
from docketmail.core.lifecycle import Event
from docketmail.core.policy.given import fate
from docketmail.core.policy.telling import Telling, Untold
from docketmail.core.records import FilingRecord
from docketmail.ledger import chain
from docketmail.ports import Book


def record(
    book: Book, filing: FilingRecord, fates: Iterable[Telling | Untold], now: datetime
) -> None:
    """Write down what is decided of each reader now, where it differs from what was decided last."""
    last = {one.reader: one for one in book.find(Decision, filing=filing.id)}
    made = [
        Decision(
            id=book.new_id("d"),
            filing=filing.id,
            reader=one.reader,
            fate=fate(one).value,
            cases=one.cases if isinstance(one, Telling) else (),
            rule=one.rule,
            at=now,
        )
        for one in fates
    ]
    new = [one for one in made if _said(last.get(one.reader)) != _said(one)]
    if not new:
        return
    book.add(*new)
    ids = "\n".join(one.id for one in new)
    chain.record(
        book,
        filing.notice,
        Event.DECIDED,
        filing.id,
        now,
        decisions=ids,
        digest=_digest(new),
    )


def _said(one: Decision | None) -> tuple[object, ...]:
    return (one.fate, one.cases, one.rule) if one else ()


def _digest(decisions: Iterable[Decision]) -> str:
    said = [
        (one.id, one.filing, one.reader, *_said(one), one.at.astimezone(UTC).isoformat())
        for one in decisions
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def of_reader(book: Book, filing: str, readers: Iterable[str]) -> list[Decision]:
    """What was decided of somebody, who may be known by several ids, in the order of time."""
    known = {*readers}
    return [one for one in book.find(Decision, filing=filing) if one.reader in known]


def faults(book: Book, notice: str) -> Iterator[str]:
    """Which decisions of a notice's chain are not as they were written."""
    for event in chain.events(book, notice):
        if event.event != Event.DECIDED:
            continue
        found = [book.get(Decision, one) for one in event.data["decisions"].split("\n")]
        whole = [one for one in found if one]
        if len(whole) < len(found) or _digest(whole) != event.data["digest"]:
            yield f"{notice}: what was decided in event {event.place} was changed"
