"""Papers larger than the firm lets docketmail fetch, and disks that have no room for them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from docketmail.core.lifecycle import LookState, PaperState
from docketmail.core.records import CourtTurn, LookRecord, Paper
from docketmail.core.retrieval import Answer, Get
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import FullError, Sink, Ticket, TooLargeError
from fake_spool import FakeSpool
from offices import ANNA
from town import FakeCourthouse, Town, body_of, papers_of


MOTION = make_pdf("Motion")
EXHIBIT = make_pdf("Exhibit " + "x" * 50_000, pages=3)
ORDINARY = len(MOTION) + 1000
"""Bytes: the motion fits, the exhibit does not."""
DAY = 24 * 3600
SHORT_WHILE = timedelta(minutes=5).total_seconds()


def filed(town: Town) -> bytes:
    return town.notice(town.file(Filed(MOTION, "Motion"), Filed(EXHIBIT, "Exhibit A", 3)))


async def small_town(*, courthouse: type[FakeCourthouse] = FakeCourthouse) -> Town:
    """A firm that fetches ordinary papers alone."""
    town = Town()
    town.courthouse = courthouse(town.clerk, town.clock)
    world = town.build()
    town.world = replace(world, settings=replace(world.settings, paper_bytes=ORDINARY))
    await town.boot()
    return town


async def test_what_the_menu_tells_to_be_too_large_is_not_asked_for() -> None:
    town = await small_town()
    await town.receive(filed(town))
    await town.settle()

    papers = {paper.index: paper for paper in await town.all(Paper)}
    assert papers[0].state is PaperState.HERE
    assert (papers[1].state, papers[1].reason) == (PaperState.NOT_OBTAINED, "too_large")
    assert len(town.courthouse.asked) == 2, (
        "the motion and the menu: the exhibit's look is still whole"
    )
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == 1
    assert "larger than the firm lets docketmail fetch" in " ".join(body_of(letter).split())
    assert (town.clerk.harms, town.defects) == ([], [])


class Heavy(FakeCourthouse):
    """Every paper turns out to be too large when it comes."""

    async def get(self, get: Get, sink: Sink) -> Answer:
        answer = await super().get(get, sink)
        if answer.is_pdf:
            raise TooLargeError("the paper is larger than 1000 bytes")
        return answer


async def test_a_paper_that_turns_out_too_large_is_told_so_and_not_as_broken_off() -> None:
    town = await small_town(courthouse=Heavy)
    await town.receive(town.notice(town.file()))
    await town.settle()

    [look] = await town.all(LookRecord)
    assert (look.state, look.refusal) == (LookState.REFUSED, "too_large")
    [letter] = town.inbox(ANNA.email)
    body = " ".join(body_of(letter).split())
    assert "larger than the firm lets docketmail fetch" in body
    assert "broke off" not in body
    assert len(town.courthouse.asked) == 1


class FillingSpool(FakeSpool):
    """Somebody else fills the disk while a paper comes in."""

    others = 1 << 40

    async def sink(self, ticket: Ticket) -> Sink:
        sink = await super().sink(ticket)
        self.room -= self.others
        return sink


async def test_a_disk_that_fills_while_a_paper_comes_in_cuts_it_and_that_is_told() -> None:
    spool = FillingSpool()
    town = Town(spool=spool)
    await town.boot()
    await town.receive(town.notice(town.file()))
    await town.settle()

    [look] = await town.all(LookRecord)
    assert look.state is LookState.CUT
    assert len(town.courthouse.asked) == 1
    [letter] = town.inbox(ANNA.email)
    assert "broke off" in body_of(letter)
    assert town.defects == []


class NarrowSpool(FakeSpool):
    """Has room for no paper until somebody makes some."""

    narrow = True

    async def prepare(self, size: int | None = None) -> Ticket:
        if self.narrow:
            raise FullError
        return await super().prepare(size)


async def test_a_disk_that_is_nearly_full_before_leaves_the_look_whole_and_due() -> None:
    spool = NarrowSpool()
    town = Town(spool=spool)
    await town.boot()
    await town.receive(town.notice(town.file()))
    await town.pass_time(SHORT_WHILE, by=10)
    [look] = await town.all(LookRecord)
    assert (look.state, town.courthouse.asked) == (LookState.UNOPENED, [])
    [letter] = town.inbox(ANNA.email)
    assert papers_of(letter) == {}, "it is told in time, without the paper"

    spool.narrow = False
    await town.pass_time(SHORT_WHILE, by=10)
    [_, supplement] = town.inbox(ANNA.email)
    assert len(papers_of(supplement)) == 1
    assert len(town.courthouse.asked) == 1
    assert town.clerk.harms == []


async def test_a_look_that_finds_no_room_is_due_again_in_seconds() -> None:
    spool = NarrowSpool()
    town = Town(spool=spool)
    await town.boot()
    await town.receive(town.notice(town.file()))
    await town.settle()

    [look] = await town.all(LookRecord)
    assert look.due_at is not None
    assert look.due_at - town.clock.now() < timedelta(seconds=10)
    assert (look.state, look.lease) == (LookState.UNOPENED, None)
    [turn] = await town.all(CourtTurn)
    assert (turn.failures, turn.lease) == (0, None)

    spool.narrow = False
    await town.pass_time(10, by=5)
    assert (await town.all(LookRecord))[0].state is LookState.STORED


async def test_a_disk_that_stays_full_is_told_before_the_look_ends_and_after() -> None:
    town = Town(spool=NarrowSpool())
    await town.boot()
    await town.receive(town.notice(town.file()))
    await town.pass_time(16 * DAY, by=3600)

    [look] = await town.all(LookRecord)
    assert (look.state, town.courthouse.asked) == (LookState.EXPIRED, [])
    _, warning, last = town.inbox(ANNA.email)
    assert "open your own copy" in " ".join(body_of(warning).split())
    assert "could not be fetched before its look ended" in " ".join(body_of(last).split())


async def test_a_size_that_a_menu_told_is_the_room_that_is_asked_for() -> None:
    asked: list[int | None] = []

    class Attentive(FakeSpool):
        async def prepare(self, size: int | None = None) -> Ticket:
            asked.append(size)
            return await super().prepare(size)

    town = Town(spool=Attentive())
    await town.boot()
    await town.receive(filed(town))
    await town.settle()
    *untold, told = asked
    assert untold == [None, None]
    assert told == pytest.approx(len(EXHIBIT), rel=0.01), "menus round"
