"""A walk that a crash interrupts goes on where it was, and asks for nothing twice."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import pytest

from crash import Pulled
from docketmail import clawback
from docketmail.core.lifecycle import LookState, PaperState
from docketmail.core.records import Attempt, LookRecord, Paper
from docketmail.core.retrieval import Answer, Get
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import Book, Sink, Ticket
from offices import ANNA
from town import FakeCourthouse, Town, body_of, papers_of


PDFS = [make_pdf(name) for name in ("Motion", "A", "B")]


class Outage(FakeCourthouse):
    """The power goes while the answer to one request comes in, or just after."""

    def __init__(self, town: Town, at: int, *, after: bool) -> None:
        super().__init__(town.clerk, town.clock)
        self.at = at
        self.after = after

    async def get(self, get: Get, sink: Sink) -> Answer:
        self.at -= 1
        if self.at == 0 and not self.after:
            await super().get(get, Nowhere())
            raise Pulled("while it came in")
        answer = await super().get(get, sink)
        if self.at == 0:
            raise Pulled("just after")
        return answer


class Nowhere:
    """Takes bytes that are lost with the power."""

    async def describe(self, about: dict[str, str]) -> None: ...

    async def write(self, data: bytes) -> None: ...

    async def finish(self) -> int:
        return 0

    async def discard(self) -> None: ...


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


def filed(town: Town, manner: Manner = Manner.PAPER) -> bytes:
    titles = ("Motion", "Exhibit A", "Exhibit B")
    papers = [Filed(pdf, name, manner=manner) for pdf, name in zip(PDFS, titles, strict=True)]
    return town.notice(town.file(*papers))


async def interrupted(town: Town, outage: Outage) -> None:
    """The line up to the crash; then a new life of the daemon before the old court."""
    town.world = town.build(courthouse=outage)
    await town.boot()
    with suppress(Pulled):
        await town.settle()
    town.courthouse.asked = list(outage.asked)
    town.world = town.build()
    await town.boot()


@pytest.mark.parametrize("manner", [Manner.PAPER, Manner.FRAME])
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, 8))
async def test_a_new_life_adopts_what_is_whole_and_never_asks_again(
    town: Town, at: int, *, after: bool, manner: Manner
) -> None:
    await town.receive(filed(town, manner))
    await interrupted(town, Outage(town, at, after=after))
    await town.pass_time(150, by=10)

    assert town.clerk.harms == []
    looked = [url for url in town.courthouse.asked if "/show_temp.pl" not in url]
    assert len(looked) == len(set(looked)), "a frame's file alone is asked for again"
    assert town.defects == []
    papers = await town.all(Paper)
    assert all(p.state in {PaperState.HERE, PaperState.NOT_OBTAINED} for p in papers)
    for paper in papers:
        if paper.ticket is not None:
            data = await town.world.spool.read(Ticket.parse(paper.ticket))
            assert data == PDFS[paper.index], "each under its own name"
    if after:
        assert len(papers_of(town.inbox(ANNA.email)[0])) == len(PDFS)


async def test_the_request_that_was_out_is_told_as_broken_off(town: Town) -> None:
    await town.receive(filed(town))
    await interrupted(town, Outage(town, 3, after=False))
    await town.settle()
    states = {p.index: p.reason for p in await town.all(Paper)}
    assert sorted(states.values()) == ["", "", "cut"]
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == 2
    assert "broke off" in body_of(letter)


async def test_an_answer_of_another_request_never_becomes_a_paper(town: Town) -> None:
    """As after an upgrade whose walk takes other steps."""
    await town.receive(filed(town))
    await interrupted(town, Outage(town, 4, after=True))
    attempts = await town.all(Attempt)
    second, third = attempts[2:]
    swapped = [replace(second, ticket=third.ticket), replace(third, ticket=second.ticket)]

    def swap(book: Book) -> None:
        for attempt in swapped:
            book.put(attempt)

    await town.ledger.write(swap)
    await town.settle()
    papers = {p.index: p for p in await town.all(Paper)}
    for index, paper in papers.items():
        if paper.ticket is not None:
            assert await town.world.spool.read(Ticket.parse(paper.ticket)) == PDFS[index]
    assert town.clerk.harms == []


async def test_a_call_back_in_the_middle_of_a_walk_harms_neither_paper_nor_look(
    town: Town,
) -> None:
    await town.receive(filed(town))
    await interrupted(town, Outage(town, 3, after=True))
    main = next(p for p in await town.all(Paper) if p.index == 0)
    assert main.state is PaperState.HERE
    await clawback.call_back(town.world, [main], "uid:7", "privileged")
    await town.settle()
    states = {p.index: p.state for p in await town.all(Paper)}
    assert states[0] is PaperState.DESTROYED
    assert (town.clerk.harms, town.defects) == ([], [])
    assert len(town.courthouse.asked) == len(set(town.courthouse.asked))
    [letter] = town.inbox(ANNA.email)
    assert "called back" in body_of(letter)


async def test_a_court_that_goes_away_in_the_middle_is_asked_for_the_rest_later(
    town: Town,
) -> None:
    class Away(FakeCourthouse):
        async def get(self, get: Get, sink: Sink) -> Answer:
            if len(self.asked) == 2 and not self.away:
                self.away = self.unreachable = 1
            return await super().get(get, sink)

        away = 0

    court = Away(town.clerk, town.clock)
    town.world = town.build(courthouse=court)
    await town.boot()
    await town.receive(filed(town))
    await town.settle()
    [look] = await town.all(LookRecord)
    assert look.state is LookState.OPENING
    await town.pass_time(60)
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == len(PDFS)
    assert len(court.asked) == len(set(court.asked)) == 4
    assert town.clerk.harms == []


async def test_after_a_crash_the_court_s_turn_is_not_waited_for(town: Town) -> None:
    await town.receive(filed(town))
    await interrupted(town, Outage(town, 1, after=True))
    await town.settle()
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == len(PDFS)
