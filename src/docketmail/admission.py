"""From the final dot to durable: what arrives together is sealed together and committed together.

Promises: `accept` returns after the message's bytes, and then its notices with their first events, are durable.
What goes wrong for one message of a batch goes wrong for that message alone.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from docketmail.core import answering
from docketmail.core.roster import folded
from docketmail.ledger import arrivals
from docketmail.ports import Arrival, FullError, Ticket
from docketmail.world import World


MOST = 500
"""Messages that wait for a commit at the most; the next client is asked to come again (452)."""
BATCH = 50
"""Messages of one commit: what a larger one gains is gone at about twenty (measured, 4 KB and 60 KB)."""
GATHERING = 0.001
"""Seconds that a batch is given to gather where those before were of several: clients that were answered
together send again together, and the first of them would have a commit of its own (measured, 20 connections
and 4 KB: batches of 10 instead of 20, and a quarter more processor time a message)."""


class Admission:
    """The way in behind the listener; `stir` is called when something became due."""

    def __init__(self, world: World, stir: Callable[[], None]) -> None:
        self._world = world
        self._stir = stir
        self._waiting: deque[tuple[Arrival, asyncio.Future[None]]] = deque()
        self._writing: asyncio.Task[None] | None = None
        self._together = 0
        """Messages of the last batches, each counting half of the one after it."""

    async def accept(self, arrival: Arrival) -> None:
        """Return when the message is ours, durably; raises FullError, or whatever went wrong."""
        if len(self._waiting) >= MOST:
            raise FullError
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, kept))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        await kept

    async def _write(self) -> None:
        """Write batch after batch until nobody waits; each batch is what came during the one before."""
        try:
            while self._waiting:
                if self._together > 1:
                    await asyncio.sleep(GATHERING)
                batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
                self._together = max(len(batch), self._together // 2)
                try:
                    await self._settle(batch)
                except BaseException as end:
                    _fail(batch, end)  # the daemon ends: nobody is left waiting for an answer
                    raise
        finally:
            self._writing = None

    async def _settle(self, batch: Sequence[tuple[Arrival, asyncio.Future[None]]]) -> None:
        try:
            await self._keep([arrival for arrival, _ in batch])
        except Exception as error:  # noqa: BLE001 - it is handed to the message that it is about
            if len(batch) > 1:
                for one in batch:
                    await self._settle([one])
            else:
                _fail(batch, error)
            return
        for _, kept in batch:
            if not kept.done():
                kept.set_result(None)
        self._stir()

    async def _keep(self, batch: Sequence[Arrival]) -> None:
        """Seal, then commit; a message that was here before leaves nothing new."""
        world = self._world
        tickets = await world.spool.put([arrival.body for arrival in batch])
        kept = [
            arrivals.Kept(
                arrival,
                ticket.text(),
                world.spool.mark(_identity(arrival)),
                _answers(arrival, world.settings.answers_to),
            )
            for arrival, ticket in zip(batch, tickets, strict=True)
        ]
        again = await world.ledger.write(
            partial(
                arrivals.receive,
                kept=kept,
                roster=world.roster(),
                now=world.clock.now(),
                tell_within=world.settings.tell_within,
            )
        )
        for ticket in again:
            await world.spool.forget(Ticket.parse(ticket))


def _answers(arrival: Arrival, address: str) -> tuple[str, ...] | None:
    """The letters that a mail to the address for answers names."""
    if not address or address not in {folded(one) for one in arrival.recipients}:
        return None
    return tuple(one.receipt for one in answering.named(arrival.body))


def _fail(batch: Sequence[tuple[Arrival, asyncio.Future[None]]], error: BaseException) -> None:
    for _, kept in batch:
        if not kept.done():
            kept.set_exception(error)


def _identity(arrival: Arrival) -> bytes:
    """What makes two arrivals one message: the bytes and the envelope."""
    envelope = "\n".join((arrival.sender, *sorted(arrival.recipients)))
    return envelope.encode("utf-8", "surrogateescape") + b"\n\n" + arrival.body
