"""Story 3: a reader answers a letter. An attorney's own download, sent in answer, joins its filing.

Promises: nothing is taken but from a person of the firm, authenticated as for a forward, who had that very letter and
may have the filing now; nothing is guessed, nobody is answered. What brings papers and cannot be placed is held and
told to the desk; what brings none is on the desk's list of the day; what a machine wrote is recorded alone. The
answer's own bytes go with its end, since they may hold papers; until then a claw-back finds them
(`supplying.forget_called_back`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from docketmail import checking, contents, readings, supplying
from docketmail.core import answering
from docketmail.core.answering import AMBIGUOUS, ANSWER, Named
from docketmail.core.lifecycle import NoticeState
from docketmail.core.policy import genuine
from docketmail.core.policy.facts import Objection, Origin
from docketmail.core.records import Letter, NoticeRecord
from docketmail.core.roster import Person
from docketmail.ledger import holds, supplies
from docketmail.ports import Ticket
from docketmail.supplying import UnplacedError
from docketmail.world import World


async def take(world: World, notice: NoticeRecord) -> None:
    """Somebody, or something, wrote to the address for answers: what does it bring, and may it?"""
    known = await checking.known(world, notice)
    reply = answering.read(known.raw, known.message.sender)
    if reply.automatic or notice.waived:
        why, now = "released" if notice.waived else "automatic", world.clock.now()
        await world.ledger.write(partial(supplies.read, work=notice, why=why, now=now))
        return
    if await supplying.is_called_back(world, notice.firm, reply):
        gone = partial(supplies.read, work=notice, why="called back", now=world.clock.now())
        await world.ledger.write(gone)
        return
    unknown = genuine.answered(known.facts) if reply.brings else None
    if unknown is not None and await checking.put_off(world, notice, unknown):
        return
    letter = await _letter(world, notice.firm, reply.letters)
    if not reply.brings or (letter is None and not _is_person(known)):
        what = "an answer to a letter" if letter else "mail to the address for answers"
        await _hold(world, notice, Objection(ANSWER, what))
        return
    try:
        letter, person = _reader(known, letter)
        filing = await supplying.filing_of(world, letter, person)
        await supplying.supply(world, notice, filing, reply)
    except UnplacedError as unplaced:
        await _hold(world, notice, Objection(AMBIGUOUS, str(unplaced)))


async def drop(world: World, notice: NoticeRecord) -> None:
    """Nothing is left to do but this: its own bytes go."""
    ticket = await world.ledger.read(partial(supplies.own_bytes, answer=notice))
    if ticket:
        await world.spool.forget(Ticket.parse(ticket))
    now = world.clock.now()
    await world.ledger.write(partial(supplies.close, work=notice, why="dropped", now=now))


ON_ANSWER = {NoticeState.RECEIVED: take, NoticeState.READ: drop}
"""What is due for an answer, by its state."""


async def _letter(world: World, firm: str, named: Sequence[Named]) -> Letter | None:
    """The letter that it answers: the first that it names and that the keyed hash proves."""
    receipts = [one.receipt for one in named]
    known = await world.ledger.read(lambda book: [book.get(Letter, one) for one in receipts])
    for one, letter in zip(named, known, strict=True):
        if letter and letter.firm == firm and contents.identity(world, letter) == one.identity:
            return letter
    return None


def _is_person(known: readings.Known) -> bool:
    return known.facts.sender.origin is Origin.PERSON


def _reader(known: readings.Known, letter: Letter | None) -> tuple[Letter, Person]:
    """The letter, and its reader who answers; raises UnplacedError where it is not proven that it is."""
    if letter is None:
        raise UnplacedError("it has files, and answers no letter")
    if not _is_person(known):
        raise UnplacedError("it has files, and nobody vouches for its sender as one of the firm")
    person = known.facts.firm.by_address.get(readings.author(known.raw))
    if person is None or letter.reader != person.id:
        raise UnplacedError("it has files, and its sender is not the reader of the letter")
    return letter, person


async def _hold(world: World, notice: NoticeRecord, objection: Objection) -> None:
    desk, patience = readings.firm_of(world, notice.firm).desk, world.settings.second_person
    held = partial(holds.hold, work=notice, objection=objection, desk=desk, patience=patience)
    await world.ledger.write(partial(held, now=world.clock.now()))
