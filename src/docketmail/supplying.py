"""Papers that come by a person's hand: for which of the filing's missing papers each is, or that nobody can tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from docketmail import contents, particulars, readings
from docketmail.core import answering
from docketmail.core.answering import Gap, HandedIn, Offered, Reply
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import NoticeState, PaperState
from docketmail.core.policy import telling
from docketmail.core.records import FilingRecord, Letter, LookRecord, Message, NoticeRecord, Paper
from docketmail.core.roster import Person
from docketmail.ledger import letters, supplies
from docketmail.ledger.supplies import CalledBackError, NotSuppliedError, Supply
from docketmail.ports import KeyDestroyedError, Ticket
from docketmail.world import World


class UnplacedError(Exception):
    """A person has to look at it; the text says why, without a name, an address or a link."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The filing of an answered letter, as its reader may have it now."""

    letter: Letter
    person: Person
    papers: tuple[Paper, ...]
    """Each once, however many cases share it."""

    @property
    def missing(self) -> list[Paper]:
        return [paper for paper in self.papers if paper.state is PaperState.NOT_OBTAINED]


async def filing_of(world: World, letter: Letter, person: Person) -> Answered:
    """The filing that a letter told its reader of; raises UnplacedError where there is none for that reader now."""
    filing = await world.ledger.read(lambda book: book.get(FilingRecord, letter.filing or ""))
    if filing is None:
        raise UnplacedError("it has files, and the letter that it answers is about no filing")
    told = telling.decide(await particulars.of_filing(world, filing))
    mine = next((one for one in told if one.reader == person.id), None)
    if mine is None:
        raise UnplacedError("it has files, and its sender may not have the filing any more")
    papers = await world.ledger.read(lambda book: book.find(Paper, filing=filing.id))
    return Answered(letter, person, tuple(letters.shown(papers, mine)))


async def supply(world: World, notice: NoticeRecord, filing: Answered, reply: Reply) -> None:
    """Give each PDF to the paper that it is; raises UnplacedError where one has no place."""
    here = {paper.digest for paper in filing.papers if paper.state is PaperState.HERE}
    marks = [world.spool.mark(paper.pdf) for paper in reply.papers]
    new = [one for one, mark in zip(reply.papers, marks, strict=True) if mark not in here]
    now = world.clock.now()
    if not new and not reply.others and reply.legible:
        await world.ledger.write(partial(supplies.read, work=notice, why="here already", now=now))
        return
    placed = await _placed(world, filing, reply, new)
    tickets = await world.spool.put([one.pdf for one in new])
    given = [
        await supply_of(world, paper, one.pdf, ticket)
        for paper, one, ticket in zip(placed, new, tickets, strict=True)
    ]
    by = f"{contents.PERSON}{filing.person.id}"
    answered = partial(supplies.answered, work=notice, given=given, by=by, now=now)
    try:
        await world.ledger.write(answered)
    except NotSuppliedError as refused:
        for ticket in tickets:
            await world.spool.forget(ticket)
        if not isinstance(refused, CalledBackError):
            raise UnplacedError("a paper that it brings came by another way meanwhile") from refused
        why = partial(supplies.read, work=notice, why="called back", now=now)
        await world.ledger.write(why)


async def _placed(
    world: World, filing: Answered, reply: Reply, new: Sequence[HandedIn]
) -> list[Paper]:
    missing = {paper.id: paper for paper in filing.missing}
    if reply.others or not reply.legible:
        raise UnplacedError("it has files that are no PDF")
    if not missing:
        raise UnplacedError("it has papers, and none of the filing is missing")
    offered = [Offered(one.name) for one in new]
    if not len(new) == len(missing) == 1:
        counted = [await world.labeller.examine(one.pdf) for one in new]
        offered = [Offered(one.name, it.pages) for one, it in zip(new, counted, strict=True)]
    placed = answering.placed(offered, await _gaps(world, filing))
    if placed is None:
        raise UnplacedError(
            f"of {len(new)} paper(s) and {len(missing)} missing it is not certain which is which"
        )
    return [missing[paper] for paper in placed]


async def _gaps(world: World, filing: Answered) -> list[Gap]:
    """The missing papers under the names that a letter about all of the filing gives them."""
    papers = tuple(paper.id for paper in filing.papers)
    whole = replace(filing.letter, kind=LetterKind.FIRST, papers=papers)
    try:
        draft = await contents.draft(world, whole, world.settings.mail_bytes)
    except contents.NotOwedError:
        raise UnplacedError(
            "it has papers, and its sender may not have all of the filing"
        ) from None
    missing = {paper.id for paper in filing.missing}
    lines = [line for line in draft.content.papers if line.paper in missing]
    return [Gap(line.paper, line.document, line.file_name, line.pages) for line in lines]


async def is_called_back(world: World, firm: str, reply: Reply) -> bool:
    """Whether an answer brings bytes that the firm called back."""
    digests = [world.spool.mark(one.pdf) for one in reply.papers]
    return await world.ledger.read(partial(supplies.are_called_back, firm=firm, digests=digests))


async def forget_called_back(world: World) -> None:
    """Destroy the bytes of answers that wait for a person, or did, where they may bring what was called back.

    Such an answer has the very bytes, or answers a letter about the filing: nobody knows then which paper it
    brings. Done again, it does nothing.
    """
    for answer in await world.ledger.read(supplies.unplaced):
        if answer.state is not NoticeState.CLOSED and not await _may_bring(world, answer):
            continue
        now = world.clock.now()
        await world.ledger.write(partial(supplies.call_back, answer=answer, now=now))
        ticket = await world.ledger.read(partial(supplies.own_bytes, answer=answer))
        if ticket:
            await world.spool.forget(Ticket.parse(ticket))


async def _may_bring(world: World, answer: NoticeRecord) -> bool:
    """Whether what was called back may hang on an answer; what cannot be read brings nothing."""
    message = await world.ledger.read(lambda book: book.get(Message, answer.message))
    if message is None:
        return False
    try:
        raw = await world.spool.read(Ticket.parse(message.ticket))
    except (KeyDestroyedError, ValueError):
        return False
    reply = answering.read(raw, message.sender)
    receipts = [one.receipt for one in reply.letters]
    return await is_called_back(world, answer.firm, reply) or await world.ledger.read(
        partial(supplies.may_be_of, answer=answer, receipts=receipts)
    )


async def supply_of(world: World, paper: Paper, pdf: bytes, ticket: Ticket) -> Supply:
    """What the ledger has to know of a PDF in the spool that was handed in for a paper."""
    look = await world.ledger.read(lambda book: book.get(LookRecord, paper.look or ""))
    known = look is not None and paper.document_id
    document = readings.document_identity(look.host, paper.document_id) if look and known else b""
    return Supply(
        paper=paper.id,
        ticket=ticket.text(),
        digest=world.spool.mark(pdf),
        size=len(pdf),
        document=world.spool.mark(document) if document else "",
    )
