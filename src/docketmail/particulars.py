"""What is known of a filing when its readers are decided: its notice, what came before it, what the court said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docketmail import readings
from docketmail.core.lifecycle import PaperState
from docketmail.core.notice import Notice
from docketmail.core.policy import listing, telling
from docketmail.core.records import FilingCase, FilingRecord, Paper
from docketmail.core.roster import docket
from docketmail.ledger import retold
from docketmail.ports import Book
from docketmail.world import World


async def of_filing(world: World, filing: FilingRecord) -> telling.Known:
    """What is known when a filing's readers are decided."""
    return await known_of(world, filing, await readings.of_id(world, filing.notice))


async def known_of(world: World, filing: FilingRecord, known: readings.Known) -> telling.Known:
    """The same, where the filing's first notice was read already."""
    notice, firm = readings.told(known.facts), known.facts.firm
    before = await earlier(world, filing)
    noticed = (
        *filing.people,
        *listing.in_list(notice, firm),
        # Whoever was told of the entry is told that it changed, whether or not the court lists them again.
        *(
            person
            for one in before
            for person in (*one.record.people, *listing.in_list(one.notice, firm))
        ),
    )
    return telling.Known(
        notice=notice,
        firm=firm,
        people=tuple(dict.fromkeys(noticed)),
        origin=known.facts.sender.origin,
        today=world.clock.now().date(),
        marked=await world.ledger.read(lambda book: _marked(book, filing)),
        menu=await world.ledger.read(
            lambda book: _menu(book, filing.id, *(one.record.id for one in before))
        ),
        earlier=tuple(one.notice for one in before),
        same_papers=bool(before)
        and await world.ledger.read(lambda book: retold.same_papers(book, filing)),
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """A filing that another corrects or tells anew, and what told of it."""

    record: FilingRecord
    notice: Notice


async def earlier(world: World, filing: FilingRecord) -> list[Earlier]:
    """What this filing corrects or tells anew, the newest first."""
    if filing.earlier is None:
        return []
    found = await world.ledger.read(lambda book: retold.earlier(book, filing))
    return [
        Earlier(one, readings.told((await readings.of_id(world, one.notice)).facts))
        for one in found
    ]


async def earlier_notices(world: World, filing: str | None) -> list[Notice]:
    """The notices of the same, for the rules."""
    record = await world.ledger.read(lambda book: book.get(FilingRecord, filing or ""))
    return [one.notice for one in await earlier(world, record)] if record else []


def _marked(book: Book, filing: FilingRecord) -> frozenset[str]:
    """The filing's cases that the court once denied by nature of suit: restricted for every entry.

    Whichever firm it said so to, and whichever judge's initials the number had then.
    """
    numbers = [case.number for case in book.find(FilingCase, filing=filing.id)]
    ours = {docket(number) for number in numbers}
    denied = [
        *book.find(Paper, state=PaperState.NOT_OBTAINED, reason="nature_of_suit"),
        *_supplied(book, filing.firm, filing.court, numbers),
    ]
    alike = [paper for paper in denied if docket(paper.case) in ours]
    found = {docket(p.case) for p in alike if _court(book, p) == filing.court}
    return frozenset(number for number in numbers if docket(number) in found)


def _supplied(book: Book, firm: str, court: str, numbers: Iterable[str]) -> list[Paper]:
    """What was denied by nature of suit in these cases, and an attorney supplied."""
    return [
        paper
        for number in numbers
        for case in book.find(FilingCase, firm=firm, court=court, number=number)
        for paper in book.find(Paper, filing=case.filing)
        if paper.reason == "nature_of_suit"
    ]


def _court(book: Book, paper: Paper) -> str:
    filing = book.get(FilingRecord, paper.filing)
    return filing.court if filing else ""


def _menu(book: Book, *filings: str) -> tuple[tuple[str, str], ...]:
    """What the papers of the entry are called by now: a menu may have told more than the notice."""
    papers = [paper for filing in filings for paper in book.find(Paper, filing=filing)]
    return tuple((paper.case, paper.description) for paper in papers)
