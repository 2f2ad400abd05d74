"""The ledger's own word: whole chains, and what stands in them."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from functools import partial

from docketmail.commands.asking import Answer
from docketmail.core.records import FilingRecord, Letter, LookRecord, NoticeRecord, Paper
from docketmail.ledger import chain, holds
from docketmail.ports import Book
from docketmail.world import World


async def verify(world: World, by: str) -> Answer:
    """Every notice's chain, link by link; `faults` names what was changed, dropped or cut off."""
    del by
    notices = await world.ledger.read(lambda book: [n.id for n in book.find(NoticeRecord)])
    faults: list[str] = []
    for (
        notice
    ) in notices:  # one snapshot each: a long verification must not hold back the writer's log
        faults += await world.ledger.read(partial(_faults, notice=notice))
    return {"notices": len(notices), "faults": faults}


def _faults(book: Book, notice: str) -> list[str]:
    found = book.get(NoticeRecord, notice)
    return list(chain.faults(book, found)) if found else []


async def status(world: World, by: str) -> Answer:
    """How many of everything there is, by state, and what waits."""
    del by
    return await world.ledger.read(_counts)


def _counts(book: Book) -> Answer:
    kinds: dict[str, list[StrEnum]] = {
        "notices": [one.state for one in book.find(NoticeRecord)],
        "looks": [one.state for one in book.find(LookRecord)],
        "filings": [one.state for one in book.find(FilingRecord)],
        "papers": [one.state for one in book.find(Paper)],
        "letters": [one.state for one in book.find(Letter)],
    }
    counts = {
        name: dict(Counter(state.value for state in states)) for name, states in kinds.items()
    }
    return {**counts, "holds": len(holds.current(book))}
