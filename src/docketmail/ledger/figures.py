"""What a watcher is shown of the ledger as it is: from rows that wait, which are few, never from all that ever were."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from docketmail.core.figures import Figure
from docketmail.core.lifecycle import LookState
from docketmail.core.records import LookRecord, Message, NoticeRecord, Run
from docketmail.ledger import holds, leases
from docketmail.ledger.leases import Leased
from docketmail.ports import Book


MOST = 1000
"""Rows that are counted of each kind of work, so that a scrape stays cheap when much waits: 1000 is "or more"."""
FAR = timedelta(days=365)
"""Further ahead than anything is put off: looks last 14 days, letters are tried for five."""


def waiting(book: Book, run: str, now: datetime) -> tuple[Figure, ...]:
    """What is due, what is held, how long looks have waited and still last, and since when this run lives."""
    looks = _to_open(book, now)
    return (
        Figure("due", "Pieces of work whose time has come.", ("work",), _due(book, now)),
        Figure("holds", "Notices that wait for a person.", ("rule",), _holds(book)),
        Figure(
            "oldest_unopened_look_seconds",
            "Since the arrival of the oldest notice whose look is still to be opened; 0 where none is.",
            (),
            {(): _oldest(book, looks, now)},
        ),
        Figure(
            "unopened_look_left_seconds",
            "Until the soonest end of the looks that are still to be opened at a court.",
            ("court",),
            _left(book, looks, now),
        ),
        Figure(
            "run_started_timestamp_seconds", "Start of this run.", (), {(): _started(book, run)}
        ),
    )


def _due(book: Book, now: datetime) -> dict[tuple[str, ...], float]:
    return {(_name(kind),): len(book.due(kind, now, MOST)) for kind in leases.LEASED}


def _name(kind: type[Leased]) -> str:
    return kind.__name__.removesuffix("Record").lower()


def _holds(book: Book) -> dict[tuple[str, ...], float]:
    return dict(Counter((hold.rule,) for hold in holds.current(book)))


def _to_open(book: Book, now: datetime) -> list[LookRecord]:
    """Spare looks are not due, and so do not count."""
    looks = book.due(LookRecord, now + FAR, MOST)
    return [look for look in looks if look.state is LookState.UNOPENED]


def _oldest(book: Book, looks: list[LookRecord], now: datetime) -> float:
    """Ids sort by the time of arrival."""
    oldest = min(looks, key=lambda look: look.id, default=None)
    notice = book.get(NoticeRecord, oldest.notice) if oldest else None
    message = book.get(Message, notice.message) if notice else None
    return (now - message.received_at).total_seconds() if message else 0.0


def _left(book: Book, looks: list[LookRecord], now: datetime) -> dict[tuple[str, ...], float]:
    soonest: dict[str, LookRecord] = {}
    for look in sorted(looks, key=lambda look: look.ends_at):
        soonest.setdefault(look.host, look)
    notices = {host: book.get(NoticeRecord, look.notice) for host, look in soonest.items()}
    return {
        (notice.court,): (soonest[host].ends_at - now).total_seconds()
        for host, notice in notices.items()
        if notice
    }


def _started(book: Book, run: str) -> float:
    record = book.get(Run, run)
    return record.started_at.timestamp() if record else 0.0
