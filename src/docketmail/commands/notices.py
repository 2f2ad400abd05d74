"""What became of every notice: delivered, held or dismissed, and why."""

from __future__ import annotations

from functools import partial

from docketmail.commands.asking import Answer, one
from docketmail.core.lifecycle import LetterState, NoticeState, PaperState
from docketmail.core.notice import BESIDE_NOTICES
from docketmail.core.records import FilingRecord, Hold, Letter, NoticeRecord, Paper
from docketmail.ledger import chain
from docketmail.ports import Book
from docketmail.world import World


async def every(world: World, by: str, limit: int = 50) -> Answer:
    """The newest notices, oldest of them first."""
    del by
    return {"notices": await world.ledger.read(partial(_newest, limit=limit))}


def _newest(book: Book, limit: int) -> list[Answer]:
    return [_told(book, notice) for notice in book.find(NoticeRecord)[-limit:]]


def _told(book: Book, notice: NoticeRecord) -> Answer:
    papers = book.find(Paper, filing=notice.filing) if notice.filing else []
    letters = book.find(Letter, filing=notice.filing) if notice.filing else []
    filing = book.get(FilingRecord, notice.filing) if notice.filing else None
    holds = book.find(Hold, notice=notice.id)
    letters += [letter for letter in book.find(Letter, notice=notice.id) if letter.filing is None]
    return {
        "id": notice.id,
        "firm": notice.firm,
        "state": notice.state.value,
        "court": notice.court,
        "kind": notice.kind,
        "fate": _fate(notice),
        "filing": notice.filing,
        "joined": filing is not None and filing.notice != notice.id,
        "papers": len({(p.look or p.id, p.index) for p in papers if p.state is PaperState.HERE}),
        "awaited": sum(paper.state is PaperState.AWAITED for paper in papers),
        "missing": [paper.reason for paper in papers if paper.state is PaperState.NOT_OBTAINED],
        "sent": sum(letter.state is LetterState.SENT for letter in letters),
        "due": sum(letter.state is LetterState.DUE for letter in letters),
        "hold": {"id": holds[-1].id, "rule": holds[-1].rule, "reason": holds[-1].reason}
        if holds
        else None,
    }


def _fate(notice: NoticeRecord) -> str:
    """What is done with it: told, passed on as it came, held, dismissed; or still to be read."""
    if notice.state in {NoticeState.READ, NoticeState.SCREENED}:
        return "passed_on" if notice.kind in BESIDE_NOTICES else "told"
    return notice.state.value


async def show(world: World, by: str, notice: str) -> Answer:
    """One notice: its papers and its chain of events."""
    del by
    return await world.ledger.read(partial(_whole, notice=notice))


def _whole(book: Book, notice: str) -> Answer:
    found = one(book, NoticeRecord, notice)
    papers = book.find(Paper, filing=found.filing) if found.filing else []
    return _told(book, found) | {
        "pages": [
            {
                "id": p.id,
                "case": p.case,
                "index": p.index,
                "state": p.state.value,
                "reason": p.reason,
            }
            for p in papers
        ],
        "events": [
            {"at": e.at.isoformat(), "event": e.event, "subject": e.subject, **e.data}
            for e in chain.events(book, found.id)
        ],
    }
