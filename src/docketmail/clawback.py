"""Story 2: a delivered paper is called back. Its keys go, a tombstone stays, everybody who has it is asked.

Promises: when `call_back` returns, no copy that docketmail holds can be read again; and it stays gone: the same
bytes are not delivered again, the same document is kept apart. Mailboxes and document systems are not ours: the
recall asks. A crash in between is finished by `finish_destroying`, which every start runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from docketmail import readings, supplying
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import Event, LetterState, PaperState
from docketmail.core.records import (
    FilingCase,
    FilingRecord,
    Letter,
    LookRecord,
    Paper,
    Tombstone,
)
from docketmail.core.roster import docket
from docketmail.ledger import enclosed, followings, letters, looks
from docketmail.ledger.moves import change, move
from docketmail.ports import Book, Ticket
from docketmail.world import World


GONE = (PaperState.DESTROYED, PaperState.PURGED)


@dataclass(frozen=True, slots=True)
class CalledBack:
    """What a claw-back did."""

    papers: tuple[str, ...]
    asked: tuple[str, ...]
    """Readers who were sent a recall."""


def entries(book: Book, court: str, case: str, document: str) -> list[FilingCase]:
    """The docket entries of this court, case and document number, whatever the judges' initials."""
    return [
        entry
        for entry in book.find(FilingCase, court=court, document_number=document)
        if docket(entry.number) == docket(case)
    ]


def find(book: Book, entries: Iterable[FilingCase], index: int | None) -> list[Paper]:
    """The papers of these entries that are not gone: all of them, or those of one index."""
    return [
        paper
        for entry in entries
        for paper in _of_case(book.find(Paper, filing=entry.filing), entry.number)
        if index in {None, paper.index} and paper.state not in GONE
    ]


def _of_case(papers: list[Paper], number: str) -> list[Paper]:
    """A filing's papers of one case: its own, or where it has none those that it shares with the others."""
    return [paper for paper in papers if paper.case == number] or papers


async def call_back(world: World, papers: list[Paper], by: str, why: str) -> CalledBack:
    """Destroy these papers, and their firm's copies of them, for good; ask everybody who has them to delete them."""
    asking = await world.ledger.read(lambda book: {_firm(book, paper) for paper in papers})
    papers = await world.ledger.read(partial(_with_copies, papers=papers))
    marks = {paper.id: await _document_mark(world, paper) for paper in papers}
    reason = Reason(by, why, frozenset(asking))
    asked = await world.ledger.write(
        partial(_destroy, papers=papers, marks=marks, reason=reason, now=world.clock.now())
    )
    await finish_destroying(world)
    return CalledBack(tuple(paper.id for paper in papers), asked)


@dataclass(frozen=True, slots=True)
class Reason:
    """Who calls back and why, for the firms that do: others that followed the case learn no more than that."""

    by: str
    why: str
    firms: frozenset[str]

    def told(self, firm: str) -> str:
        """As a firm may know it."""
        return self.why if firm in self.firms else ""


def _with_copies(book: Book, papers: list[Paper]) -> list[Paper]:
    """The papers and the same bytes in other filings of their firms (a notice made again, another case), and of followers."""
    found = {paper.id: paper for paper in papers}
    for paper in papers:
        same = book.find(Paper, digest=paper.digest) if paper.digest else _to_come(book, paper)
        ours = [p for p in same if _firm(book, p) == _firm(book, paper)]
        theirs = {filing for one in ours for filing in followings.followers(book, one.filing)}
        copies = [*ours, *(p for p in same if p.filing in theirs)]
        found |= {copy.id: copy for copy in copies if copy.state not in GONE}
    return list(found.values())


def _to_come(book: Book, paper: Paper) -> list[Paper]:
    """The filing's papers, one a case, that the same answer would bring: they would share one key."""
    ours = book.find(Paper, filing=paper.filing)
    return [p for p in ours if p.look and (p.look, p.index) == (paper.look, paper.index)]


def _firm(book: Book, paper: Paper) -> str:
    filing = book.get(FilingRecord, paper.filing)
    if filing is None:
        raise LookupError(f"paper {paper.id} has no filing")
    return filing.firm


async def _document_mark(world: World, paper: Paper) -> str:
    look = await world.ledger.read(lambda book: book.get(LookRecord, paper.look or ""))
    host = look.host if look else ""
    return world.spool.mark(readings.document_identity(host, paper.document_id))


def _destroy(
    book: Book, papers: list[Paper], marks: dict[str, str], reason: Reason, now: datetime
) -> tuple[str, ...]:
    """In one transaction: undeliverable from now on, remembered by tombstones, recalls due."""
    gone = [_bury(book, paper, marks[paper.id], reason, now) for paper in papers]
    return tuple(
        dict.fromkeys(
            reader
            for filing in dict.fromkeys(paper.filing for paper in gone)
            for reader in _recall(book, filing, {p.id for p in gone}, reason, now)
        )
    )


def _bury(book: Book, paper: Paper, mark: str, reason: Reason, now: datetime) -> Paper:
    filing = book.get(FilingRecord, paper.filing)
    if filing is None:
        raise LookupError(f"paper {paper.id} has no filing")
    by = {"by": reason.by}
    gone = move(book, paper, Event.DESTROYED, now, by, reason="called_back", description="")
    stone = Tombstone(
        id=book.new_id("t"),
        firm=filing.firm,
        paper=gone.id,
        filing=filing.id,
        digest=gone.digest or "",
        document=mark,
        at=now,
        by=reason.by,
        why=reason.told(filing.firm),
    )
    book.add(stone)
    return gone


def _recall(book: Book, filing: str, gone: set[str], reason: Reason, now: datetime) -> list[str]:
    """Ask everybody who has the papers, or may have them; what would tell of nothing else does not go."""
    told: dict[str, list[Letter]] = {}
    for letter in book.find(Letter, filing=filing):
        # A letter that was tried may have arrived, in part or whole, whatever the relay said.
        if letter.state is LetterState.SENT or (
            letter.state is LetterState.DUE and letter.attempts
        ):
            told.setdefault(letter.reader, []).append(letter)
        elif letter.state is LetterState.DUE and letter.kind in LATER and _all_gone(book, letter):
            letters.cancel(book, letter, now)
    return [reader for reader, theirs in told.items() if _ask(book, theirs, gone, reason, now)]


LATER = (LetterKind.SUPPLEMENT, LetterKind.APART)
"""Letters that go for their papers alone: the reader has the filing's first letter."""


def _all_gone(book: Book, letter: Letter) -> bool:
    papers = (book.get(Paper, paper) for paper in letter.papers)
    return all(paper is not None and paper.state in GONE for paper in papers)


def _ask(book: Book, told: list[Letter], gone: set[str], reason: Reason, now: datetime) -> bool:
    """One recall to one reader, for those of the papers that they have; whether there was any."""
    papers = sorted(p for p in gone if any(enclosed.carries(letter, p) for letter in told))
    if not papers:
        return False
    last = told[-1]
    before = [
        letter
        for letter in book.find(Letter, notice=last.notice)
        if (letter.reader, letter.kind) == (last.reader, LetterKind.RECALL)
    ]
    letters.write(
        book,
        Letter(
            id=book.new_id("l"),
            due_at=now,
            firm=last.firm,
            filing=last.filing,
            notice=last.notice,
            reader=last.reader,
            kind=LetterKind.RECALL,
            revision=len(before),
            papers=tuple(papers),
            cases=last.cases,
            rule="you were sent what is called back",
            facts={"why": reason.told(last.firm), "withheld": last.facts.get("withheld", "")},
            written_at=now,
        ),
    )
    return True


async def finish_destroying(world: World) -> int:
    """Destroy the keys of every paper that is to be gone, and of answers that may bring one; how many papers there were.

    Done again, it does nothing.
    """
    await supplying.forget_called_back(world)
    waiting = await world.ledger.read(_still_readable)
    for paper, tickets in waiting:
        for ticket in tickets:
            await world.spool.forget(Ticket.parse(ticket))
        await world.ledger.write(partial(change, thing=paper, ticket=None))
    return len(waiting)


def _still_readable(book: Book) -> list[tuple[Paper, list[str]]]:
    """Destroyed papers whose keys are not: their own, and those of the answers that they came in."""
    return [
        (paper, [paper.ticket, *_answers(book, paper)])
        for paper in book.find(Paper, state=PaperState.DESTROYED)
        if paper.ticket is not None
    ]


def _answers(book: Book, paper: Paper) -> list[str]:
    return looks.unwanted(book, paper.look, paper.index) if paper.look else []
