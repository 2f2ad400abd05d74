"""What is known of a filing when its readers are decided: its notice, what came before it, what the court said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from docketmail import casefiles, readings
from docketmail.core.lifecycle import PaperState
from docketmail.core.notice import Notice
from docketmail.core.policy import listing, telling
from docketmail.core.policy.facts import Facts
from docketmail.core.policy.following import open_cases
from docketmail.core.records import FilingCase, FilingRecord, NoticeRecord, Paper
from docketmail.core.retrieval import Refusal
from docketmail.core.roster import Firm, docket
from docketmail.ledger import followings, retold
from docketmail.ports import Book
from docketmail.world import World


async def of_filing(world: World, filing: FilingRecord) -> telling.Known:
    """What is known when a filing's readers are decided."""
    return await known_of(world, filing, (await readings.of_id(world, filing.notice)).facts)


async def of_mail(world: World, facts: Facts) -> telling.Known:
    """What would be known if a mail, of which nothing is kept, arrived now."""
    notice, now = readings.told(facts), world.clock.now()
    if not notice.cases:
        return await known_of(world, _of_nobody(facts, notice, now), facts)
    marks = readings.marks_of(world, notice)

    def begun(book: Book) -> FilingRecord:
        there = book.find(FilingRecord, firm=facts.firm.id, key=marks.filing)
        before = retold.before(book, facts.firm.id, notice, marks.first, marks.envelope)
        new = replace(_of_nobody(facts, notice, now), earlier=before)
        return replace(there[0], people=(*there[0].people, *facts.people)) if there else new

    return await known_of(world, await world.ledger.read(begun), facts)


def _of_nobody(facts: Facts, notice: Notice, now: datetime) -> FilingRecord:
    """A filing that no ledger has."""
    return FilingRecord(
        id="",
        firm=facts.firm.id,
        key="",
        court=notice.court,
        kind=notice.kind.value,
        notice="",
        people=facts.people,
        tell_by=now,
    )


async def known_of(world: World, filing: FilingRecord, facts: Facts) -> telling.Known:
    """The same, where the filing's first notice was read already."""
    notice, firm = readings.told(facts), facts.firm
    before = await earlier(world, filing)
    filings = (filing.id, *(one.record.id for one in before))
    papers = await world.ledger.read(lambda book: _papers(book, *filings))
    return telling.Known(
        notice=notice,
        firm=firm,
        people=_noticed(filing, notice, firm, before),
        origin=facts.sender.origin,
        today=world.clock.now().date(),
        files=await casefiles.of(world, firm, notice),
        marked=await marked(world, firm, notice),
        menu=_menu(papers),
        earlier=tuple(one.notice for one in before),
        waived=await world.ledger.read(lambda book: _waived(book, filing)) if notice.state else (),
        stopped=_stopped(papers),
        followed=await _followed(world, filing),
        same_papers=bool(before)
        and await world.ledger.read(lambda book: retold.same_papers(book, filing)),
    )


def _noticed(
    filing: FilingRecord, notice: Notice, firm: Firm, before: Iterable[Earlier]
) -> tuple[str, ...]:
    """Whoever was told of an entry is told that it changed, whether or not the court lists them again."""
    told = (
        person
        for one in before
        for person in (*one.record.people, *listing.in_list(one.notice, firm))
    )
    return tuple(dict.fromkeys((*filing.people, *listing.in_list(notice, firm), *told)))


def _waived(book: Book, filing: FilingRecord) -> tuple[str, ...]:
    """The rules that a person waived for its first notice; none for a mail that has not arrived."""
    first = book.get(NoticeRecord, filing.notice)
    return first.waived if first else ()


async def _followed(world: World, filing: FilingRecord) -> frozenset[str] | None:
    """Of a filing that the firm has from another's notice: what is public for that firm by now; nothing of what came itself."""
    theirs = await world.ledger.read(lambda book: followings.followed(book, filing.id))
    if theirs is None:
        return None
    own = {"firm": filing.firm, "key": theirs.key}
    if await world.ledger.read(lambda book: book.find(FilingRecord, **own)):
        return frozenset()
    return open_cases(await of_filing(world, theirs))


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


async def marked(world: World, firm: Firm, notice: Notice) -> frozenset[str]:
    """The notice's cases that the court once denied by nature of suit: restricted for every entry."""
    return await world.ledger.read(partial(_marked, firm=firm.id, notice=notice))


def _marked(book: Book, firm: str, notice: Notice) -> frozenset[str]:
    """By number, as the notice has it.

    Whichever firm it said so to, and whichever judge's initials the number had then.
    """
    numbers = [case.number for case in notice.cases]
    ours = {docket(number) for number in numbers}
    denied = [
        *book.find(Paper, state=PaperState.NOT_OBTAINED, reason="nature_of_suit"),
        *_supplied(book, firm, notice.court, numbers),
    ]
    alike = [paper for paper in denied if docket(paper.case) in ours]
    found = {docket(p.case) for p in alike if _court(book, p) == notice.court}
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


INSTEAD = frozenset(
    {
        Refusal.LOGIN,
        Refusal.RECEIPT,
        Refusal.CONFIRMATION,
        Refusal.RESTRICTED,
        Refusal.UNAVAILABLE,
        Refusal.EMAIL_GATE,
        Refusal.CHALLENGE,
        Refusal.UNKNOWN,
    }
)
"""What a court answers in place of a paper."""


def _papers(book: Book, *filings: str) -> list[Paper]:
    """The papers of an entry, by whichever of its filings."""
    return [paper for filing in filings for paper in book.find(Paper, filing=filing)]


def _stopped(papers: Iterable[Paper]) -> frozenset[str]:
    """The cases of which a paper was answered otherwise; that an attorney supplied it does not unsay it."""
    return frozenset(paper.case for paper in papers if paper.reason in INSTEAD)


def _menu(papers: Iterable[Paper]) -> tuple[tuple[str, str], ...]:
    """What the papers of the entry are called by now: a menu may have told more than the notice."""
    return tuple((paper.case, paper.description) for paper in papers)
