"""The plug sweep: pulled before and after every port call of the line, nothing is lost and no look is opened twice."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from crash import Plug, Plugged, Pulled
from docketmail.adapters import schema
from docketmail.adapters.database import open_database
from docketmail.adapters.ledger import SqlLedger
from docketmail.core.records import NoticeRecord
from docketmail.demo.court_filings import Paper
from docketmail.demo.pdfs import make_pdf
from docketmail.ledger import chain
from docketmail.ports import Book, Ledger
from fakes import FakeClock, FakeLedger
from offices import ANNA, BEN, DESK, PARALEGAL
from town import Town, papers_of


READERS = (ANNA.email, BEN.email, DESK.email, PARALEGAL.email)


def plugged(town: Town, plug: Plug) -> None:
    """Put every port of the town behind the plug."""
    town.world = town.build(
        ledger=Plugged(town.ledger, plug, "ledger"),
        spool=Plugged(town.spool, plug, "spool"),
        courthouse=Plugged(town.courthouse, plug, "courthouse"),
        relay=Plugged(town.relay, plug, "relay"),
    )


async def the_line(town: Town) -> None:
    """Two copies of a filing with an attachment, for two attorneys."""
    filing = town.file(Paper(make_pdf("Motion")), Paper(make_pdf("A"), "Exhibit A"))
    both = (ANNA.court_addresses[0], BEN.email)
    entered = town.clock.now()
    mails = [
        (town.notice(filing, recipients=both, entered=entered), to)
        for to in (ANNA.intake, BEN.intake)
    ]
    accepted: list[str] = []
    try:
        await town.boot()
        for mail, to in mails:
            await town.receive(mail, to)
            accepted.append(to)
        await town.settle()
        await town.pass_time(150, by=15)
    except Pulled:
        await after_the_crash(town)
        # The client that heard no 250 sends again; the one that did, does not.
        for mail, to in mails[len(accepted) :]:
            await town.receive(mail, to)
        await town.pass_time(150, by=15)


async def after_the_crash(town: Town) -> None:
    town.world = town.build()
    await town.boot()


async def check(town: Town) -> None:
    """Everybody has the letter; no look was opened twice; what came twice came with one Message-ID."""
    assert town.clerk.harms == []
    assert len(town.courthouse.asked) == len(set(town.courthouse.asked))
    for reader in READERS:
        letters = town.inbox(reader)
        assert letters, f"{reader} is left without"
        by_id = {letter["Message-ID"]: letter for letter in letters}
        firsts = [one for one in by_id.values() if not is_supplement(one)]
        assert len(firsts) == 1, f"{reader} has two different first letters"
    for notice in await town.all(NoticeRecord):
        found = await town.ledger.read(partial(faults, notice=notice))
        assert found == []
    assert town.defects == []


def faults(book: Book, notice: NoticeRecord) -> list[str]:
    return list(chain.faults(book, notice))


def is_supplement(letter: object) -> bool:
    return "upplement" in str(letter)


async def run(ledger: Ledger, plug: Plug) -> Town:
    """One life of the town with a plug; everything that must hold afterwards is checked."""
    town = Town(ledger=ledger)
    plugged(town, plug)
    await the_line(town)
    await check(town)
    return town


async def whole_run() -> int:
    """How many port calls a run without a pulled plug makes."""
    plug = Plug()
    town = await run(FakeLedger(), plug)
    assert all(len(papers_of(town.inbox(reader)[0])) == 2 for reader in READERS)
    return len(plug.calls)


async def sweep(make: Callable[[], AbstractAsyncContextManager[Ledger]], every: int) -> None:
    """Pull the plug before and after every n-th call."""
    for at in range(1, 1 + await whole_run(), every):
        for after in (False, True):
            async with make() as ledger:
                await run(ledger, Plug(at, after=after))


@asynccontextmanager
async def fake() -> AsyncIterator[Ledger]:
    yield FakeLedger()


@pytest.fixture
async def sqlite(tmp_path: Path) -> Callable[[], AbstractAsyncContextManager[Ledger]]:
    """A fresh SQLite ledger each time, copied from one with all tables."""
    template = tmp_path / "template.db"
    await schema.upgrade(f"sqlite:///{template}", "ledger")
    numbers = count()

    @asynccontextmanager
    async def make() -> AsyncIterator[Ledger]:
        path = tmp_path / f"{next(numbers)}.db"
        shutil.copy(template, path)
        database = open_database(f"sqlite:///{path}")
        try:
            yield SqlLedger(database, FakeClock())
        finally:
            await database.close()

    return make


SHORT = 7
"""The short form pulls at every seventh call, a prime, so that every kind of call has its turn."""


async def test_the_plug_is_pulled_at_many_calls_on_the_fake() -> None:
    await sweep(fake, SHORT)


async def test_the_plug_is_pulled_at_many_calls_on_sqlite(
    sqlite: Callable[[], AbstractAsyncContextManager[Ledger]],
) -> None:
    await sweep(sqlite, 2 * SHORT)


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_the_plug_is_pulled_at_every_call_on_the_fake() -> None:
    await sweep(fake, 1)


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_the_plug_is_pulled_at_every_call_on_sqlite(
    sqlite: Callable[[], AbstractAsyncContextManager[Ledger]],
) -> None:
    await sweep(sqlite, 1)
