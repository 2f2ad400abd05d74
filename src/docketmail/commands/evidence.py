"""The ledger's own word: whole chains, what stands in them, and what a court answered."""

from __future__ import annotations

import base64
from collections import Counter
from enum import StrEnum
from functools import partial

from docketmail import readings
from docketmail.commands.asking import Answer, AskedWrongError, one
from docketmail.core.answers import starts_as_pdf
from docketmail.core.firm_records import FirmChain
from docketmail.core.records import Attempt, FilingRecord, Letter, LookRecord, NoticeRecord, Paper
from docketmail.core.retrieval import MAX_PAGE
from docketmail.ledger import chain, decisions, holds
from docketmail.ports import Book, KeyDestroyedError, Ticket
from docketmail.world import World


async def verify(world: World, by: str) -> Answer:
    """Every chain, link by link; `faults` names what was changed, dropped or cut off."""
    del by
    notices = await world.ledger.read(lambda book: [n.id for n in book.find(NoticeRecord)])
    firms = await world.ledger.read(lambda book: [one.id for one in book.find(FirmChain)])
    faults: list[str] = []
    # One snapshot each: a long verification must not hold back the writer's log.
    for row in (*notices, *firms):
        faults += await world.ledger.read(partial(_faults, of=row))
    return {"notices": len(notices), "firms": len(firms), "faults": faults}


def _faults(book: Book, of: str) -> list[str]:
    found = [*chain.faults(book, chain.end_of(book, of))]
    return [*found, *decisions.faults(book, of)]


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


async def page(world: World, by: str, attempt: str) -> Answer:
    """What a court answered to one request, where it was no paper; base64, with what `explain page` asks for.

    The link is the look's, as the court mailed it.
    """
    del by
    found, look = await world.ledger.read(partial(_asked_for, attempt=attempt))
    ticket = Ticket.parse(found.ticket)
    try:
        about = await world.spool.completed(ticket)
        if about is None:
            raise AskedWrongError(f"of {attempt} no whole answer is kept: {found.outcome or 'cut'}")
        link, _ = await readings.errand(world, look)
        body = await _body(world, ticket)
    except KeyDestroyedError:
        raise AskedWrongError(
            f"the answer to {attempt} cannot be read any more: it was destroyed"
        ) from None
    if starts_as_pdf(body):
        raise AskedWrongError(f"the answer to {attempt} is a paper: save that by the paper's id")
    return {
        "attempt": found.id,
        "link": link.url,
        "status": int(about["status"]),
        "content_type": about["content_type"],
        "page": base64.b64encode(body).decode(),
    }


def _asked_for(book: Book, attempt: str) -> tuple[Attempt, LookRecord]:
    found = one(book, Attempt, attempt)
    return found, one(book, LookRecord, found.look)


async def _body(world: World, ticket: Ticket) -> bytes:
    """As much of it as a walk reads of a page."""
    body = bytearray()
    async for piece in world.spool.stream(ticket):
        body += piece[: MAX_PAGE - len(body)]
    return bytes(body)
