"""Whose turn it is at a court: one request at a time, politely spaced.

A court's turn is a row with a lease. A look whose court is busy is not claimed at all, so it costs nobody an attempt.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from docketmail.core import backoff
from docketmail.core.records import CourtTurn, LookRecord
from docketmail.ledger import leases
from docketmail.ports import Book


def claim(book: Book, *, now: datetime, run: str, until: datetime, limit: int) -> list[LookRecord]:
    """Take due looks of courts whose turn is free, one a court: orders first, then what ends soonest."""
    first: dict[str, LookRecord] = {}
    for look in sorted(book.due(LookRecord, now, _LOOKED_AT), key=_precedence):
        first.setdefault(look.host, look)
    taken: list[LookRecord] = []
    for host, look in first.items():
        turn = book.get(CourtTurn, host)
        if len(taken) < limit and _free(turn, now):
            held = replace(turn or CourtTurn(id=host), lease=run, leased_until=until)
            (book.put if turn else book.add)(held)
            taken.append(leases.take(book, look, now, run, until))
    return taken


def _precedence(look: LookRecord) -> tuple[bool, datetime]:
    return not look.urgent, look.ends_at


_LOOKED_AT = 500
"""Due looks that one claim looks at, so that a slow court's queue hides no other court's."""


def _free(turn: CourtTurn | None, now: datetime) -> bool:
    if turn is None:
        return True
    leased = turn.leased_until is not None and turn.leased_until > now
    return not leased and (turn.free_from is None or turn.free_from <= now)


def give_back(
    book: Book, look: LookRecord, now: datetime, spacing: timedelta, *, reached: bool = False
) -> None:
    """The next request to this court may leave after the polite pause, or after the one that it asked for."""
    turn = book.get(CourtTurn, look.host)
    if turn is not None and turn.lease == look.lease:
        free_from = max(now + spacing, turn.free_from or now)
        failures = 0 if reached else turn.failures
        book.put(
            replace(turn, lease=None, leased_until=None, free_from=free_from, failures=failures)
        )


def fail(book: Book, look: LookRecord, now: datetime, spacing: timedelta) -> None:
    """The court was not reached: after some times in a row all of its looks rest together."""
    turn = book.get(CourtTurn, look.host)
    if turn is not None and turn.lease == look.lease:
        failures = turn.failures + 1
        pause = backoff.wait(failures, EVENLY) if failures >= TRIPS else spacing
        free_from = max(now + pause, turn.free_from or now)
        book.put(
            replace(turn, lease=None, leased_until=None, free_from=free_from, failures=failures)
        )


TRIPS = 3
"""Failures in a row after which a court is asked by a bare TLS connection first, which costs no look."""
EVENLY = 0.5
"""The jitter that changes nothing: one court's looks wait for the same moment anyway."""


def tripped(book: Book, host: str) -> bool:
    """Whether a court is to be tried without a request first."""
    turn = book.get(CourtTurn, host)
    return turn is not None and turn.failures >= TRIPS


def ask_later(book: Book, look: LookRecord, until: datetime) -> None:
    """The court itself said when it wants to be asked again (RFC 9110, 10.2.3)."""
    turn = book.get(CourtTurn, look.host)
    if turn is not None and turn.lease == look.lease:
        book.put(replace(turn, free_from=until))


def asked_to_wait(book: Book, host: str, now: datetime) -> datetime | None:
    """Until when a court wants to be left alone."""
    turn = book.get(CourtTurn, host)
    return turn.free_from if turn and turn.free_from and turn.free_from > now else None


def extend(book: Book, look: LookRecord, until: datetime) -> None:
    """Keep look and turn while a long answer comes in."""
    leases.extend(book, look, until)
    turn = book.get(CourtTurn, look.host)
    if turn is not None and turn.lease == look.lease:
        book.put(replace(turn, leased_until=until))
