"""What waits for a person: seen, released, dismissed."""

from __future__ import annotations

from functools import partial

from docketmail import readings
from docketmail.commands.asking import Answer, AskedWrongError, one
from docketmail.core.lifecycle import HoldState
from docketmail.core.records import Hold, NoticeRecord
from docketmail.ledger import holds
from docketmail.ports import Book
from docketmail.world import World


async def every(world: World, by: str) -> Answer:
    """Everything that waits for a person."""
    del by
    waiting = await world.ledger.read(holds.current)
    return {"holds": [_said(hold) for hold in waiting]}


def _said(hold: Hold) -> Answer:
    return {
        "id": hold.id,
        "firm": hold.firm,
        "notice": hold.notice,
        "rule": hold.rule,
        "reason": hold.reason,
        "state": hold.state.value,
        "raised_at": hold.raised_at.isoformat(),
    }


async def show(world: World, by: str, hold: str) -> Answer:
    """One hold, and what the mail behind it says of itself; the links of a suspect are not shown."""
    del by
    found = await world.ledger.read(partial(one, kind=Hold, key=hold))
    notice = await world.ledger.read(partial(one, kind=NoticeRecord, key=found.notice))
    known = await readings.of(world, notice)
    told = readings.told(known.facts)
    return _said(found) | {
        "arrived_at": known.message.received_at.isoformat(),
        "from_peer": known.message.peer,
        "sender": known.message.sender,
        "who_says_so": list(known.facts.sender.reasons),
        "subject": told.subject,
        "court": told.court,
        "cases": [{"number": case.number, "name": case.name} for case in told.cases],
        "waived": list(notice.waived),
        "why": found.why,
    }


async def acknowledge(world: World, by: str, hold: str) -> Answer:
    """Somebody has seen it: no further alarm."""
    now = world.clock.now()

    def operation(book: Book) -> Hold:
        found = one(book, Hold, hold)
        if found.state is not HoldState.RAISED:
            raise AskedWrongError(f"hold {found.id} is {found.state} already")
        return holds.acknowledge(book, found, by, now)

    return _said(await world.ledger.write(operation))


async def release(world: World, by: str, hold: str, why: str) -> Answer:
    """Waive the rule that held it, and no other; the notice begins again."""
    now = world.clock.now()
    tell_by = now + world.settings.tell_within

    def operation(book: Book) -> Answer:
        found = _waiting(book, hold, why)
        holds.release(book, found, by, why, now, tell_by)
        return {"released": found.id, "notice": found.notice, "waived": found.rule}

    return await world.ledger.write(operation)


async def dismiss(world: World, by: str, hold: str, why: str) -> Answer:
    """Nothing is to be done about it."""
    now = world.clock.now()

    def operation(book: Book) -> Answer:
        found = _waiting(book, hold, why)
        holds.dismiss(book, found, by, why, now)
        return {"dismissed": found.id, "notice": found.notice}

    return await world.ledger.write(operation)


def _waiting(book: Book, hold: str, why: str) -> Hold:
    found = one(book, Hold, hold)
    if found.state is HoldState.ENDED:
        raise AskedWrongError(f"hold {found.id} has ended already")
    if not why.strip():
        raise AskedWrongError("say why (--why): it stands in the ledger beside your name")
    return found
