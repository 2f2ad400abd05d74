"""Finds what is due and does it: claims with a lease, runs the stage, keeps long leases alive, catches defects once.

Promises: work is claimed durably before it begins; a defect holds its one notice and the daemon goes on; a failing
database or spool is not caught, so that the service ends and lost leases apply.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from docketmail import answering, pipeline, vigil
from docketmail.core.answering import ANSWER
from docketmail.core.records import (
    FilingRecord,
    Hold,
    Letter,
    LookRecord,
    LookWatch,
    NoticeRecord,
)
from docketmail.ledger import holds, leases, turns
from docketmail.ledger.leases import Leased
from docketmail.ports import Book, FullError, StoreError
from docketmail.world import World


Report = Callable[[str, Leased, Exception | None], None]
"""Told of every piece of work that ended: stage, work, and the exception of a defect."""


async def _on_notice(world: World, notice: NoticeRecord) -> None:
    stages = answering.ON_ANSWER if notice.kind == ANSWER else pipeline.ON_NOTICE
    await stages[notice.state](world, notice)


STAGES: dict[type[Leased], Callable[..., Awaitable[None]]] = {
    # Telling first: a letter that is due is nearest to its two minutes.
    Letter: pipeline.deliver,
    FilingRecord: pipeline.decide,
    NoticeRecord: _on_notice,
    LookRecord: pipeline.open_look,
    LookWatch: vigil.watch_look,
    Hold: vigil.escalate,
}
AT_ONCE = {Letter: 8, FilingRecord: 8, NoticeRecord: 8, LookRecord: 16, LookWatch: 2, Hold: 2}
"""Pieces of work of a kind that run at a time: small, since two cores label and seal for all of them."""
IDLE = 5.0
"""Seconds between two looks at the ledger where nothing stirs; another node may have left something due."""
SHORTEST = 0.05
"""Seconds between two looks where something is due and cannot be had yet (a busy court)."""
GRACE = 45.0
"""Seconds that work under way has at the end; with the intake's 30 it is less than systemd's 90."""
AGAIN = 0.5
"""Seconds to rest where the disk is full."""


@dataclass
class Runner:
    """One daemon's workers."""

    world: World
    report: Report
    _running: dict[asyncio.Task[None], Leased] = field(default_factory=dict)
    _stir: asyncio.Event = field(default_factory=asyncio.Event)
    _stopping: bool = False
    _soonest: datetime | None = None
    failed: BaseException | None = None
    turns: int = 0
    """Counts the looks at the ledger: a watchdog sees progress by it."""

    def stir(self) -> None:
        """Something became due: look at once."""
        self._stir.set()

    async def run(self) -> None:
        """Work until `stop`; raises what ends the daemon."""
        keeper = asyncio.create_task(self._keep_leases())
        try:
            while not self._stopping:
                self._stir.clear()
                pause = await self._turn()
                self.turns += 1
                if self.failed is not None:
                    raise self.failed
                await self._rest(pause)
            await self._finish()
        finally:
            for task in (keeper, *self._running):
                task.cancel()
            await asyncio.gather(keeper, *self._running, return_exceptions=True)

    def stop(self) -> None:
        """Begin nothing more; what runs is finished."""
        self._stopping = True
        self._stir.set()

    def fail(self, error: Exception) -> None:
        """The database or the spool can be trusted no more: end."""
        self.failed = error
        self._stir.set()

    async def claim(self) -> list[Leased]:
        """Claim what is due and there is room for."""
        claimed, self._soonest = await self.world.ledger.write(
            partial(self._claim, room=self._room())
        )
        return claimed

    def _room(self) -> dict[type[Leased], int]:
        room = dict(AT_ONCE)
        for work in self._running.values():
            room[type(work)] -= 1
        return room

    async def _turn(self) -> float:
        """Begin what is due; seconds until something may be due again."""
        try:
            claimed = await self.claim()
        except (FullError, TimeoutError):
            return AGAIN
        for work in claimed:
            task = asyncio.create_task(self.do(work))
            self._running[task] = work
            task.add_done_callback(self._done)
        soonest = self._soonest
        if soonest is None:
            return IDLE
        return min(IDLE, max(SHORTEST, (soonest - self.world.clock.now()).total_seconds()))

    def _claim(
        self, book: Book, room: dict[type[Leased], int]
    ) -> tuple[list[Leased], datetime | None]:
        now = self.world.clock.now()
        claimed: list[Leased] = []
        times: list[datetime] = []
        for kind in STAGES:
            if room[kind] < 1:
                continue
            claimed += self._claim_of(book, kind, now, room[kind])
            soonest = book.soonest(kind)
            if soonest is not None:
                times.append(soonest)
        return claimed, min(times, default=None)

    def _claim_of(self, book: Book, kind: type[Leased], now: datetime, limit: int) -> list[Leased]:
        until, run = now + self.world.settings.lease, self.world.run
        if kind is LookRecord:
            return list(turns.claim(book, now=now, run=run, until=until, limit=limit))
        return leases.claim(book, kind, now=now, run=run, until=until, limit=limit)

    async def do(self, work: Leased) -> None:
        """Do one piece of claimed work; a defect holds its notice."""
        stage = STAGES[type(work)]
        try:
            await stage(self.world, work)
        except leases.LeaseLostError:
            return
        except (FullError, TimeoutError):
            # No room, or too many hands at one row: the lease ends by itself, and it is due again.
            await asyncio.sleep(AGAIN)
        except (StoreError, OSError) as error:
            self.fail(error)
        except Exception as defect:  # noqa: BLE001 - the one place where a defect is caught
            self.report(_name(work), work, defect)
            await self._hold(work, defect)
        else:
            self.report(_name(work), work, None)

    async def _hold(self, work: Leased, defect: Exception) -> None:
        """A defect stops the work on one notice: it is held and told, the daemon goes on."""
        try:
            await self.world.ledger.write(
                partial(
                    holds.stop_for_defect,
                    work=work,
                    kind=type(defect).__name__,
                    desk=vigil.desk_of(self.world),
                    now=self.world.clock.now(),
                    patience=self.world.settings.second_person,
                )
            )
        except leases.LeaseLostError:
            return
        except (StoreError, OSError) as error:
            self.fail(error)
        except Exception as second:  # noqa: BLE001 - the hold met a defect too: it is said, and due again
            self.report(_name(work), work, second)

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._running[task]
        self._stir.set()

    async def _rest(self, pause: float) -> None:
        try:
            async with asyncio.timeout(pause):
                await self._stir.wait()
        except TimeoutError:
            return

    async def _keep_leases(self) -> None:
        """Long work keeps its lease as long as it runs."""
        while True:
            await asyncio.sleep(self.world.settings.lease.total_seconds() / 3)
            for task, work in list(self._running.items()):
                try:
                    await self.world.ledger.write(partial(self._extend, work=work))
                except leases.LeaseLostError:
                    task.cancel()
                except (FullError, TimeoutError):
                    continue  # there may be room before the lease ends
                except StoreError as error:
                    self.fail(error)

    def _extend(self, book: Book, work: Leased) -> None:
        until = self.world.clock.now() + self.world.settings.lease
        if isinstance(work, LookRecord):
            turns.extend(book, work, until)
        else:
            leases.extend(book, work, until)

    async def _finish(self) -> None:
        """Let what runs come to its end; what does not in time is found by its lease, as after a crash."""
        if self._running:
            await asyncio.wait(self._running, timeout=GRACE)


def _name(work: Leased) -> str:
    return type(work).__name__.removesuffix("Record").lower()
