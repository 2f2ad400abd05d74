"""What is due is done: claimed first, kept alive, and a defect stops one notice alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from docketmail.core.examination import Labelled
from docketmail.core.label import Label
from docketmail.core.lifecycle import LetterState, NoticeState
from docketmail.core.records import Hold, Letter, LookRecord, NoticeRecord, Paper
from docketmail.core.retrieval import Answer, Get
from docketmail.ledger.leases import Leased
from docketmail.ports import Book, FullError, Outgoing, Refused, Sent, Sink, StoreError
from docketmail.runner import Runner
from fakes import FakeLedger, T
from offices import ANNA, BEN, DESK
from town import FakeCourthouse, FakeLabeller, FakeRelay, Town, body_of, papers_of


class Cursed(FakeLabeller):
    """Meets a defect of its own in the papers of one case."""

    def __init__(self) -> None:
        self.mended = False

    async def label(self, pdf: bytes, label: Label) -> Labelled:
        if "09999" in str(label) and not self.mended:
            raise KeyError("a secret: Marlow v. Ostrander")
        return await super().label(pdf, label)


class Broken(FakeRelay):
    """Fails as a part of ours does, not as a peer does."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    async def send(self, outgoing: Outgoing) -> Sent | Refused:
        raise self.error


class Slow(FakeCourthouse):
    """Answers when it is let."""

    def __init__(self, town: Town) -> None:
        super().__init__(town.clerk, town.clock)
        self.begun = asyncio.Event()
        self.go = asyncio.Event()

    async def get(self, get: Get, sink: Sink) -> Answer:
        self.begun.set()
        await self.go.wait()
        return await super().get(get, sink)


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


def give(town: Town, **parts: object) -> None:
    """Other parts, in the same run."""
    town.world = replace(town.world, **parts)  # type: ignore[arg-type]


def quick(town: Town, lease: float = 0.06) -> None:
    give(town, settings=replace(town.world.settings, lease=timedelta(seconds=lease)))


@asynccontextmanager
async def running(town: Town) -> AsyncIterator[Runner]:
    """The workers as the daemon has them, until the block ends."""
    runner = Runner(town.world, town._report)
    task = asyncio.create_task(runner.run())
    try:
        yield runner
    finally:
        runner.stop()
        async with asyncio.timeout(5):
            await task


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what happens next is the daemon's, which has no event for us
            await asyncio.sleep(0.001)


async def test_the_workers_take_a_notice_all_the_way_and_stop_when_told(town: Town) -> None:
    await town.receive(town.notice(town.file()))
    async with running(town) as runner:
        await until(lambda: len(town.relay.taken) == 4)
        assert runner.turns > 0
    assert {x.state for x in await town.all(Letter)} == {LetterState.SENT}


async def test_who_stirs_the_workers_is_served_at_once(town: Town) -> None:
    async with running(town) as runner:
        await until(lambda: runner.turns > 0)
        await town.receive(town.notice(town.file()))
        runner.stir()
        await until(lambda: len(town.relay.taken) == 4)


async def test_a_defect_holds_its_one_notice_tells_the_desk_and_the_line_goes_on(
    town: Town,
) -> None:
    give(town, labeller=Cursed())
    await town.receive(town.notice(town.file(), number="4:26-cv-09999-JST"))
    await town.receive(town.notice(town.file()), BEN.intake)
    await town.settle()

    [hold] = await town.all(Hold)
    assert (hold.rule, hold.reason) == ("defect", "a defect of docketmail: KeyError")
    cursed, fine = await town.all(NoticeRecord)
    assert (cursed.state, fine.state) == (NoticeState.HELD, NoticeState.SCREENED)
    assert {type(defect) for defect in town.defects} == {KeyError}
    alarm = next(m for m in town.inbox(DESK.email) if "HELD" in m["Subject"])
    assert "Marlow" not in body_of(alarm)
    [letter] = town.inbox(BEN.email)
    assert len(papers_of(letter)) == 1


async def test_what_met_a_defect_is_tried_again_and_goes_when_it_is_mended(town: Town) -> None:
    labeller = Cursed()
    give(town, labeller=labeller)
    await town.receive(town.notice(town.file(), number="4:26-cv-09999-JST"))
    await town.settle()
    assert town.inbox(ANNA.email) == []
    labeller.mended = True
    await town.pass_time(3700, by=300)
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == 1


@pytest.mark.parametrize("error", [StoreError("database"), OSError("disk")])
async def test_a_database_or_spool_that_fails_ends_the_workers(
    town: Town, error: Exception
) -> None:
    give(town, relay=Broken(error))
    await town.receive(town.notice(town.file(), number="4:26-cv-09999-JST"))
    runner = Runner(town.world, town._report)
    async with asyncio.timeout(5):
        with pytest.raises(type(error)):
            await runner.run()
    assert await town.all(Hold) == [], "it is nobody's defect"


async def test_a_full_disk_is_nobody_s_defect_and_the_filing_is_told(town: Town) -> None:
    """The answer found no room: its look may be spent, so it is not opened again, and that is told."""
    await town.receive(town.notice(town.file()))
    town.spool.room = 0  # type: ignore[attr-defined]
    await town.pass_time(120, by=30)
    assert town.defects == []
    assert await town.all(Hold) == []
    assert town.clerk.harms == []
    assert "broke off" in body_of(town.inbox(ANNA.email)[-1])


async def test_a_lease_is_kept_alive_for_work_that_takes_long(town: Town) -> None:
    slow = Slow(town)
    give(town, courthouse=slow)
    quick(town)
    await town.receive(town.notice(town.file()))
    async with running(town):
        await slow.begun.wait()
        [look] = await town.all(LookRecord)
        town.clock.tick(0.05)
        await asyncio.sleep(0.05)
        [kept] = await town.all(LookRecord)
        assert look.leased_until is not None
        assert kept.leased_until is not None
        assert kept.leased_until > look.leased_until
        assert kept.attempts == 1
        slow.go.set()
        await until(lambda: len(town.relay.taken) == 4)
    assert town.clerk.harms == []


class Full(FakeLedger):
    """Has no room for a while."""

    full = 0

    async def write(self, operation: Callable[[Book], T]) -> T:
        if self.full:
            self.full -= 1
            raise FullError("no room")
        return await super().write(operation)


async def test_leases_are_kept_alive_again_when_there_is_room_again() -> None:
    ledger = Full()
    town = Town(ledger=ledger)
    await town.boot()
    slow = Slow(town)
    give(town, courthouse=slow)
    quick(town)
    await town.receive(town.notice(town.file()))
    async with running(town):
        await slow.begun.wait()
        [look] = await town.all(LookRecord)
        ledger.full = 1
        town.clock.tick(0.05)
        await asyncio.sleep(0.1)
        [kept] = await town.all(LookRecord)
        assert (kept.leased_until or town.clock.now()) > (look.leased_until or town.clock.now())
        slow.go.set()
        await until(lambda: len(town.relay.taken) == 4)


async def test_whoever_lost_the_lease_is_stopped_and_writes_nothing(town: Town) -> None:
    slow = Slow(town)
    give(town, courthouse=slow)
    quick(town)
    await town.receive(town.notice(town.file()))
    async with running(town) as runner:
        await slow.begun.wait()
        [look] = await town.all(LookRecord)
        stolen = replace(look, lease="another", attempts=look.attempts + 1)
        await town.ledger.write(lambda book: book.put(stolen))
        await until(lambda: not any(isinstance(w, LookRecord) for w in runner._running.values()))
    [paper] = await town.all(Paper)
    assert paper.ticket is None
    assert await town.all(LookRecord) == [stolen]
    assert town.defects == []


async def test_a_stop_finishes_what_runs_and_begins_nothing_more(town: Town) -> None:
    slow = Slow(town)
    give(town, courthouse=slow)
    await town.receive(town.notice(town.file()))
    runner = Runner(town.world, town._report)
    task = asyncio.create_task(runner.run())
    await slow.begun.wait()
    runner.stop()
    await town.receive(town.notice(town.file()))
    slow.go.set()
    async with asyncio.timeout(5):
        await task
    assert [p.ticket is not None for p in await town.all(Paper)] == [True]
    assert {n.state for n in await town.all(NoticeRecord)} == {
        NoticeState.SCREENED,
        NoticeState.RECEIVED,
    }


async def test_every_piece_of_work_that_ended_is_reported(town: Town) -> None:
    ended: list[tuple[str, bool]] = []

    def report(stage: str, work: Leased, error: Exception | None) -> None:
        ended.append((stage, error is None))

    runner = Runner(town.world, report)
    await town.receive(town.notice(town.file()))
    while works := await runner.claim():
        for work in works:
            await runner.do(work)
    assert [stage for stage, _ in ended] == [
        "notice",
        "notice",
        "look",
        "filing",
        *["letter"] * 4,
    ]
    assert all(well for _, well in ended)
