"""Papers: supplied by hand, shown, released, called back."""

from __future__ import annotations

import base64
from functools import partial

from docketmail import clawback, supplying
from docketmail.commands import releases
from docketmail.commands.asking import Answer, AskedWrongError, one
from docketmail.core.answers import starts_as_pdf
from docketmail.core.firm_records import ReleaseRequest
from docketmail.core.lifecycle import PaperState
from docketmail.core.records import FilingRecord, Paper
from docketmail.ledger import supplies
from docketmail.ledger.releases import LAPSES
from docketmail.ledger.supplies import NotSuppliedError
from docketmail.ports import Book, Ticket
from docketmail.world import World


async def supply(world: World, by: str, paper: str, pdf: str) -> Answer:
    """An attorney's own download of a paper that was not obtained; base64 of the PDF."""
    data = base64.b64decode(pdf)
    if not starts_as_pdf(data):
        raise AskedWrongError("that is no PDF: a paper begins with %PDF-")
    found = await world.ledger.read(partial(one, kind=Paper, key=paper))
    [ticket] = await world.spool.put([data])
    given = await supplying.supply_of(world, found, data, ticket)
    try:
        state = await world.ledger.write(
            partial(supplies.supply, given=given, by=by, now=world.clock.now())
        )
    except NotSuppliedError as refused:
        await world.spool.forget(ticket)  # what is not delivered is not kept
        raise AskedWrongError(str(refused)) from refused
    return {"supplied": found.id, "filing": found.filing, "state": state.value}


async def release(world: World, by: str, papers: list[str], why: str) -> Answer:
    """An attorney's word that what was kept apart may go to its readers; of a restricted entry it may take two."""
    said, named = _said(why), tuple(dict.fromkeys(papers))
    found = await world.ledger.read(partial(releases.kept_apart, papers=named))
    if await releases.papers_need_two(world, found):
        filing = await world.ledger.read(partial(_one_filing, papers=found))
        request = partial(_request, world, filing, named, by, said)
        return await releases.ask(world, filing.notice, request)

    def operation(book: Book) -> Answer:
        done = releases.release_papers(world, book, named, by, said)
        return {"released": [paper.id for paper in done]}

    return await world.ledger.write(operation)


def _one_filing(book: Book, papers: list[Paper]) -> FilingRecord:
    filings = {paper.filing for paper in papers}
    if len(filings) > 1:
        raise AskedWrongError(
            "these are papers of several filings: ask for each filing's by itself"
        )
    return one(book, FilingRecord, filings.pop())


def _request(
    world: World, filing: FilingRecord, papers: tuple[str, ...], by: str, why: str, book: Book
) -> ReleaseRequest:
    now = world.clock.now()
    return ReleaseRequest(
        id=book.new_id("q"),
        firm=filing.firm,
        notice=filing.notice,
        papers=papers,
        waives=PaperState.APART.value,
        by=by,
        why=why,
        asked_at=now,
        expires_at=now + LAPSES,
    )


async def show(world: World, by: str, paper: str) -> Answer:
    """The court's own bytes of a paper, for `docketmail show --save`; base64."""
    del by
    found = await world.ledger.read(partial(one, kind=Paper, key=paper))
    if found.ticket is None or found.state is not PaperState.HERE:
        raise AskedWrongError(f"paper {paper} is {found.state}: there is nothing to save")
    data = await world.spool.read(Ticket.parse(found.ticket))
    return {"paper": found.id, "pdf": base64.b64encode(data).decode()}


async def find(
    world: World, by: str, court: str, case: str, document: str, firm: str | None = None
) -> Answer:
    """The papers of one firm's docket entry; `document` as in the letter: 45 (all of it), 45-2, 45-0."""
    del by
    number, dash, attachment = document.partition("-")
    if not number or (dash and not attachment.isdecimal()):
        raise AskedWrongError(
            f"{document!r} is no document: write 45, or 45-2 for attachment 2 alone"
        )
    index = int(attachment) if dash else None

    def operation(book: Book) -> list[Paper]:
        entries = clawback.entries(book, court, case, number)
        firms = {entry.firm for entry in entries}
        if firm is None and len(firms) > 1:
            raise AskedWrongError(f"more than one firm has it: name {' or '.join(sorted(firms))}")
        return clawback.find(book, [e for e in entries if firm in {None, e.firm}], index)

    found = await world.ledger.read(operation)
    return {"papers": [{"id": p.id, "index": p.index, "state": p.state.value} for p in found]}


async def call_back(world: World, by: str, papers: list[str], why: str) -> Answer:
    """Claw back these papers: destroyed, remembered, and asked back from everybody who has them."""
    found = await world.ledger.read(
        lambda book: [one(book, Paper, p) for p in dict.fromkeys(papers)]
    )
    gone = [paper.id for paper in found if paper.state in clawback.GONE]
    if gone or not found:
        raise AskedWrongError(f"gone already: {', '.join(gone)}" if gone else "no paper was named")
    done = await clawback.call_back(world, found, by, _said(why))
    return {"destroyed": list(done.papers), "recalls": len(done.asked)}


def _said(why: str) -> str:
    if not why.strip():
        raise AskedWrongError("say why (--why): it stands in the ledger")
    return why
