"""The roster that was applied last, in memory."""

from __future__ import annotations

import asyncio
from functools import partial

from docketmail.core.firm_records import PolicyChange
from docketmail.core.records import RosterRecord
from docketmail.core.roster import Roster
from docketmail.core.roster_file import parse
from docketmail.ledger import policies
from docketmail.ledger.rosters import head, in_force
from docketmail.ports import Book, Clock, Ledger


class RosterInForce:
    """The roster that was applied last, in memory: a look-up waits for nothing. Matters stay in the ledger."""

    def __init__(self, ledger: Ledger, clock: Clock) -> None:
        self._ledger = ledger
        self._clock = clock
        self._document = ""
        self._written = Roster()
        self._waiting: list[PolicyChange] = []
        self._roster = Roster()

    def __call__(self) -> Roster:
        """The roster in force."""
        return self._roster

    async def refresh(self) -> None:
        """Take the newest from the ledger; another node, or a command, may have applied one, or a day has come."""
        now = self._clock.now()
        record, waiting = await self._ledger.read(self._newer)
        if any(one.effective_at <= now for one in waiting):
            waiting = await self._ledger.write(partial(policies.take_effect, now=now))
        if record is not None:
            # Thousands of people take seconds to read.
            written = await asyncio.to_thread(parse, record.document)
            self._written, self._document = written.roster, record.id
        if record is not None or waiting != self._waiting:
            self._waiting = waiting
            self._roster = policies.in_force(self._written, waiting)

    def _newer(self, book: Book) -> tuple[RosterRecord | None, list[PolicyChange]]:
        other = head(book).document != self._document
        return in_force(book) if other else None, policies.pending(book)
