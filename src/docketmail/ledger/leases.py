"""Work is claimed with a lease and a fencing token; the attempt is counted at the claim, before the work.

The token is (lease, attempts): a worker whose lease ran out and was claimed by another finds it changed and
writes nothing. A lease is the id of the daemon's run; on one machine a new run ends the leases of the run
before it at once, otherwise they end by time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from docketmail.core.lifecycle import Event, LookState
from docketmail.core.records import (
    CourtTurn,
    FilingRecord,
    Hold,
    Letter,
    LookRecord,
    LookWatch,
    NoticeRecord,
    Run,
    W,
)
from docketmail.ledger import chain
from docketmail.ports import Book


class LeaseLostError(Exception):
    """Somebody else has this work now; what we did about it is not written."""


Leased = NoticeRecord | LookRecord | LookWatch | FilingRecord | Letter | Hold
LEASED = (NoticeRecord, LookRecord, LookWatch, FilingRecord, Letter, Hold)


def claim(
    book: Book, kind: type[W], *, now: datetime, run: str, until: datetime, limit: int
) -> list[W]:
    """Take what is due: the lease and the attempt are durable before the work begins."""
    return [take(book, work, now, run, until) for work in book.due(kind, now, limit)]


def take(book: Book, work: W, now: datetime, run: str, until: datetime) -> W:
    """Take one piece of work that is due."""
    if isinstance(work, LookRecord) and work.lease and work.state is LookState.OPENING:
        chain.record(book, work.notice, Event.LEASE_LOST, work.id, now)
    taken = replace(work, lease=run, leased_until=until, attempts=work.attempts + 1)
    book.put(taken)
    return taken


def held(book: Book, work: W) -> W:
    """The work as the ledger has it, where it is still ours; raises LeaseLostError where it is not."""
    current = book.get(type(work), work.id)
    if current is None or (current.lease, current.attempts) != (work.lease, work.attempts):
        raise LeaseLostError(work.id)
    return current


def finish(book: Book, work: W, due_at: datetime | None = None, **changes: Any) -> W:
    """Give the work back: done (no `due_at`) or due again at that time."""
    done = replace(held(book, work), lease=None, leased_until=None, due_at=due_at, **changes)
    book.put(done)
    return done


def extend(book: Book, work: W, until: datetime) -> None:
    """Keep a lease of work that takes long."""
    book.put(replace(held(book, work), leased_until=until))


def begin_run(book: Book, node: str, now: datetime) -> str:
    """Begin a daemon's life on this node; the leases of the lives before it are lost at once."""
    for before in book.find(Run, node=node, ended_at=None):
        for kind in LEASED:
            for work in book.find(kind, lease=before.id):
                book.put(replace(work, leased_until=now))
        for turn in book.find(CourtTurn, lease=before.id):
            book.put(replace(turn, leased_until=now))
        book.put(replace(before, ended_at=now))
    run = Run(id=book.new_id("r"), node=node, started_at=now)
    book.add(run)
    return run.id
