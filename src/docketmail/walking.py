"""How a look's walk is walked: every request written down before it leaves, every answer kept before it is used.

The attempts are the walk's log. A crash leaves some of them: a new walk meets the same steps, takes whole answers
from the spool, is told CUT for the request that was out, and goes on with requests that were never sent.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

from docketmail.core import backoff, courts
from docketmail.core.answers import answer_of
from docketmail.core.lifecycle import LookState
from docketmail.core.notice import Link
from docketmail.core.records import Attempt, LookRecord
from docketmail.core.retrieval import MAX_PAGE, Answer, Cut, PaperRef, Refusal, Step, Submit, Walked
from docketmail.ledger import looks, turns, waits
from docketmail.ports import (
    BrokenOffError,
    FullError,
    KeyDestroyedError,
    Sink,
    Ticket,
    TooLargeError,
    UnreachableError,
)
from docketmail.readings import document_identity
from docketmail.world import World


async def walk(world: World, look: LookRecord, link: Link, address: str = "") -> Walked:
    """Walk from a look to its papers; raises UnreachableError, written down, where a request never left.

    `address` is the one that the notice was sent to, where its firm lets it be given at the court's gate.
    """
    await _try_court(world, look)
    steps = courts.retrieve(look.system, link, announced=look.announced, address=address)
    answer: Answer | Cut | None = None
    for step in count():
        try:
            get = next(steps) if answer is None else steps.send(answer)
        except StopIteration as end:
            walked: Walked = end.value
            return walked
        answer, ticket = await _obtain(world, look, step, get)
        if isinstance(answer, Answer) and answer.is_pdf and get.paper is not None:
            await _arrive(world, look, get.paper, ticket, answer.size)
    raise AssertionError("a walk without an end")


async def _try_court(world: World, look: LookRecord) -> None:
    """Where a court was not reached some times in a row: connect first, and send nothing, which costs no look."""
    if not await world.ledger.read(partial(turns.tripped, host=look.host)):
        return
    try:
        await world.courthouse.reach(look.host)
    except UnreachableError:
        await _rest(world, look, waits.rest)
        raise


async def _obtain(
    world: World, look: LookRecord, step: int, get: Step
) -> tuple[Answer | Cut, Ticket]:
    before = await world.ledger.read(
        partial(looks.before, look=look, step=step, now=world.clock.now())
    )
    if isinstance(before, Attempt):
        return await _replay(world, before, get.url), Ticket.parse(before.ticket)
    if before is not None and not get.second_hop:
        await world.ledger.write(
            partial(looks.pause, look=look, until=before, now=world.clock.now())
        )
        raise UnreachableError("the court asked to be left alone for a while")
    if look.state not in {LookState.UNOPENED, LookState.OPENING}:
        return Cut("the look is over"), Ticket("", "")
    if _told_size(get) > world.settings.paper_bytes:
        return Cut("the menu tells a paper that is too large", Refusal.TOO_LARGE), Ticket("", "")
    return await _ask(world, look, step, get)


def _told_size(get: Step) -> int:
    """Bytes, as a menu told them; 0 where none did."""
    return (get.paper.size if get.paper else None) or 0


async def _ask(world: World, look: LookRecord, step: int, get: Step) -> tuple[Answer | Cut, Ticket]:
    """Write down that a request is about to leave, and let it.

    Before that is written, neither a crash in a polite pause nor a full disk costs a look.
    """
    if not get.second_hop:
        await world.courthouse.approach(look.host)
    ticket, sink = await _make_room(world, look, get)
    paper = get.paper.index if get.paper else None
    request = looks.give_address if isinstance(get, Submit) else looks.request
    written = partial(request, look=look, step=step, paper=paper, ticket=ticket.text())
    try:
        attempt = await world.ledger.write(partial(written, now=world.clock.now()))
    except BaseException:
        await sink.discard()
        raise
    return await _send(world, look, attempt, get, sink), ticket


async def _make_room(world: World, look: LookRecord, get: Step) -> tuple[Ticket, Sink]:
    """Where the answer goes; raises UnreachableError, written down, where the disk has no room for it."""
    try:
        ticket = await world.spool.prepare(_told_size(get) or None)
        return ticket, await world.spool.sink(ticket)
    except FullError as full:
        await _rest(world, look, waits.without_room)
        raise UnreachableError("nothing was asked: the disk has no room for an answer") from full


async def _send(
    world: World, look: LookRecord, attempt: Attempt, get: Step, sink: Sink
) -> Answer | Cut:
    answer: Answer | Cut
    try:
        if isinstance(get, Submit):
            answer = await world.courthouse.submit(get, sink)
        else:
            answer = await world.courthouse.get(get, sink)
    except UnreachableError:
        await _rest(world, look, partial(waits.unreached, attempt=attempt))
        raise
    except TooLargeError as large:
        answer = Cut(str(large), Refusal.TOO_LARGE)
    except (BrokenOffError, FullError) as broken:
        answer = Cut(str(broken))
    now = world.clock.now()
    await world.ledger.write(
        partial(looks.answered, look=look, attempt=attempt, answer=answer, now=now)
    )
    return answer


async def _rest(world: World, look: LookRecord, rest: Callable[..., bool]) -> None:
    """Nothing was asked: the look is due again, or over."""
    now = world.clock.now()
    again = now + backoff.wait(look.attempts, world.jitter())
    spacing = world.settings.spacing
    if await world.ledger.write(partial(rest, look=look, now=now, again=again, spacing=spacing)):
        world.tally.look(LookState.EXPIRED)


async def _replay(world: World, attempt: Attempt, url: str) -> Answer | Cut:
    """What came back for a request of an earlier life: whole in the spool, or nobody can tell.

    A better reader, or an answer that was called back, may let the walk take other steps than the first
    time: what answered another request must not become this one's paper.
    """
    ticket = Ticket.parse(attempt.ticket)
    try:
        about = await world.spool.completed(ticket)
    except KeyDestroyedError:
        return Cut("what came back was called back")
    if about is None:
        large = attempt.outcome == Refusal.TOO_LARGE
        return Cut("what came in was not kept", Refusal.TOO_LARGE if large else Refusal.CUT)
    if about["url"] != url:
        return Cut("the answer is another request's")
    size, start = 0, bytearray()
    async for piece in world.spool.stream(ticket):
        start += piece[: MAX_PAGE + 1 - len(start)]
        size += len(piece)
    return answer_of(about, bytes(start), size)


async def _arrive(world: World, look: LookRecord, ref: PaperRef, ticket: Ticket, size: int) -> None:
    """Give the paper to every filing that has this look; what was called back before is not kept."""
    waiting = await world.ledger.read(partial(looks.waiting, look=look, index=ref.index))
    if waiting:
        arrived = looks.Arrived(
            ref=ref,
            digest=await world.spool.fingerprint(ticket),
            document=world.spool.mark(document_identity(look.host, ref.document_id)),
            size=size,
        )
        tickets = {filing: (await world.spool.share(ticket)).text() for filing in waiting}
        now = world.clock.now()
        given = partial(looks.arrive, look=look, arrived=arrived, tickets=tickets, now=now)
        unwanted = await world.ledger.write(given)
    else:
        unwanted = await world.ledger.read(partial(looks.unwanted, look=look.id, index=ref.index))
    for copy in unwanted:
        await world.spool.forget(Ticket.parse(copy))
