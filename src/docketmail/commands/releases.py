"""Releases that need two people: asked for by one, confirmed or declined by another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from docketmail import particulars, readings
from docketmail.commands.asking import Answer, AskedWrongError, one
from docketmail.core.firm_records import ReleaseRequest
from docketmail.core.lifecycle import Event, HoldState, PaperState
from docketmail.core.notice import Notice
from docketmail.core.policy import readers, telling
from docketmail.core.records import FilingRecord, Hold, NoticeRecord, Paper
from docketmail.ledger import filings, holds, releases
from docketmail.ledger.holds import DEFECT
from docketmail.ledger.moves import move
from docketmail.ports import Book
from docketmail.world import World


async def every(world: World, by: str) -> Answer:
    """The requests that wait for a second person."""
    del by
    now = world.clock.now()
    waiting = await world.ledger.read(lambda book: releases.waiting(book, now))
    return {"requests": [said(request) for request in waiting]}


def said(request: ReleaseRequest) -> Answer:
    """A request, for whoever is to answer it."""
    return {
        "id": request.id,
        "firm": request.firm,
        "notice": request.notice,
        "hold": request.hold,
        "papers": list(request.papers),
        "waives": request.waives,
        "by": request.by,
        "why": request.why,
        "until": request.expires_at.isoformat(),
    }


async def hold_needs_two(world: World, hold: Hold) -> bool:
    """Whether a hold is of a restricted case or entry, and its firm wants two people for that.

    A mail that tells of no case goes to noticed attorney and desk alone, whoever releases it. A defect of ours is no
    rule that anybody waives: its notice begins again under all of them, and may not be read here before.
    """
    two = readings.firm_of(world, hold.firm).policy.two_person_release
    if not two or hold.rule == DEFECT:
        return False
    record = await world.ledger.read(lambda book: one(book, NoticeRecord, hold.notice))
    facts = await readings.with_records(world, (await readings.of(world, record)).facts)
    if not isinstance(facts.reading, Notice):
        return False
    return any(map(_restricted, telling.standings(await particulars.of_mail(world, facts))))


async def papers_need_two(world: World, papers: list[Paper]) -> bool:
    """Whether one of these papers is of a restricted entry, and its firm wants two people for that."""
    for paper in papers:
        filing = await world.ledger.read(partial(one, kind=FilingRecord, key=paper.filing))
        if readings.firm_of(world, filing.firm).policy.two_person_release:
            cases = telling.standings(await particulars.of_filing(world, filing))
            if any(_restricted(each) for each in cases if each.case.number == paper.case):
                return True
    return False


def _restricted(standing: telling.Standing) -> bool:
    return standing.restriction is not None or standing.sealed


async def ask(world: World, notice: str, request: Callable[[Book], ReleaseRequest]) -> Answer:
    """Write the request down and tell desk and second person; nothing is released."""
    told = await _offices(world, notice)
    asked = await world.ledger.write(lambda book: releases.ask(book, request(book), told))
    return {"asked": said(asked)}


async def _offices(world: World, notice: str) -> list[str]:
    """Desk and second person, but for whom a wall keeps from the case: even the asker's reason may tell of it."""
    record = await world.ledger.read(partial(one, kind=NoticeRecord, key=notice))
    facts = await readings.with_records(world, (await readings.of(world, record)).facts)
    cases = [facts.of(case) for case in facts.files]
    both = (facts.firm.desk, facts.firm.second)
    fit = [who for who in both if all(case.is_office(who) for case in cases)]
    return fit or [readers.alarmed(facts.firm, cases)]


async def confirm(world: World, by: str, request: str) -> Answer:
    """Release what another person asked for."""
    now = world.clock.now()
    tell_by = now + world.settings.tell_within

    def operation(book: Book) -> Answer:
        asked = one(book, ReleaseRequest, request)
        _answer(book, asked, by, releases.CONFIRMED, now)
        both = f"{asked.by}, {by}"
        if asked.hold:
            hold = one(book, Hold, asked.hold)
            if hold.state is HoldState.ENDED:
                raise AskedWrongError(f"hold {hold.id} has ended already")
            holds.release(book, hold, both, asked.why, now, tell_by)
        else:
            release_papers(world, book, asked.papers, both, asked.why)
        return {"confirmed": said(asked)}

    return await world.ledger.write(operation)


def release_papers(
    world: World, book: Book, papers: tuple[str, ...], by: str, why: str
) -> list[Paper]:
    """What was kept apart goes to its readers, as a supplement."""
    now = world.clock.now()
    found = kept_apart(book, papers)
    for paper in found:
        move(book, paper, Event.RELEASED, now, {"by": by}, reason=why)
    for filing in dict.fromkeys(paper.filing for paper in found):
        filings.settle(book, one(book, FilingRecord, filing), now, now)
    return found


def kept_apart(book: Book, papers: tuple[str, ...]) -> list[Paper]:
    """These papers; raises AskedWrongError where one is not kept apart."""
    found = [one(book, Paper, paper) for paper in papers]
    for paper in found:
        if paper.state is not PaperState.APART:
            raise AskedWrongError(f"paper {paper.id} is {paper.state}: it is not kept apart")
    return found


async def decline(world: World, by: str, request: str) -> Answer:
    """Nothing is released; who asked may take back their own request this way, too."""
    now = world.clock.now()
    found = await world.ledger.read(partial(one, kind=ReleaseRequest, key=request))
    told = await _offices(world, found.notice)

    def operation(book: Book) -> Answer:
        asked = one(book, ReleaseRequest, request)
        _answer(book, asked, by, releases.DECLINED, now, told)
        return {"declined": said(asked)}

    return await world.ledger.write(operation)


def _answer(
    book: Book,
    asked: ReleaseRequest,
    by: str,
    what: str,
    now: datetime,
    tell: Iterable[str] = (),
) -> None:
    try:
        releases.answer(book, asked, by, now, what, tell)
    except releases.NotAnsweredError as refused:
        raise AskedWrongError(str(refused)) from refused
