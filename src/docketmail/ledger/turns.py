"""Whose turn it is at a court: one request at a time, politely spaced.

A court's turn is a row with a lease. A look whose court is busy is not claimed at all, so it costs nobody an attempt.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from docketmail.core.records import CourtTurn, LookRecord
from docketmail.ledger import leases
from docketmail.ports import Book


def claim(book: Book, *, now: datetime, run: str, until: datetime, limit: int) -> list[LookRecord]:
    """Take due looks of courts whose turn is free, one a court."""
    first: dict[str, LookRecord] = {}
    for look in book.due(LookRecord, now, _LOOKED_AT):
        first.setdefault(look.host, look)
    taken: list[LookRecord] = []
    for host, look in first.items():
        turn = book.get(CourtTurn, host)
        if len(taken) < limit and _free(turn, now):
            held = replace(turn or CourtTurn(id=host), lease=run, leased_until=until)
            (book.put if turn else book.add)(held)
            taken.append(leases.take(book, look, now, run, until))
    return taken


_LOOKED_AT = 500
"""Due looks that one claim looks at, so that a slow court's queue hides no other court's."""


def _free(turn: CourtTurn | None, now: datetime) -> bool:
    if turn is None:
        return True
    leased = turn.leased_until is not None and turn.leased_until > now
    return not leased and (turn.free_from is None or turn.free_from <= now)


def give_back(book: Book, look: LookRecord, now: datetime, spacing: timedelta) -> None:
    """The next request to this court may leave after the polite pause."""
    turn = book.get(CourtTurn, look.host)
    if turn is not None and turn.lease == look.lease:
        book.put(replace(turn, lease=None, leased_until=None, free_from=now + spacing))


def extend(book: Book, look: LookRecord, until: datetime) -> None:
    """Keep look and turn while a long answer comes in."""
    leases.extend(book, look, until)
    turn = book.get(CourtTurn, look.host)
    if turn is not None and turn.lease == look.lease:
        book.put(replace(turn, leased_until=until))
