"""What waits for a person: seen, released, dismissed."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from docketmail import particulars, readings
from docketmail.commands import deliveries, releases
from docketmail.commands.asking import Answer, AskedWrongError, one
from docketmail.core.answering import AMBIGUOUS, ANSWER
from docketmail.core.firm_records import ReleaseRequest
from docketmail.core.lifecycle import HoldState
from docketmail.core.policy import sealing, telling
from docketmail.core.policy.facts import Facts
from docketmail.core.records import Hold, NoticeRecord
from docketmail.ledger import holds
from docketmail.ledger.holds import DEFECT
from docketmail.ledger.releases import LAPSES
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
    """One hold, and what the mail behind it says of itself; the links of a suspect are not shown.

    Of what is restricted court and case number alone are: whoever may use the socket need not be of its team.
    """
    del by
    found = await world.ledger.read(partial(one, kind=Hold, key=hold))
    notice = await world.ledger.read(partial(one, kind=NoticeRecord, key=found.notice))
    known = await readings.of(world, notice)
    told, masked = readings.told(known.facts), await _restricted(world, known.facts)
    return _said(found) | {
        "arrived_at": known.message.received_at.isoformat(),
        "from_peer": known.message.peer,
        "sender": known.message.sender,
        "who_says_so": list(known.facts.sender.reasons),
        "subject": "(restricted)" if masked else told.subject,
        "court": told.court,
        "cases": [
            {"number": case.number, "name": "" if masked else case.name} for case in told.cases
        ],
        "waived": list(notice.waived),
        "why": found.why,
    }


async def _restricted(world: World, facts: Facts) -> bool:
    """Whether anything that a mail tells is restricted, or the subject of one that tells of no case."""
    subject = ("subject", readings.told(facts).subject)
    if sealing.first_word((subject,), facts.firm.policy.words):
        return True
    cases = telling.standings(await particulars.of_mail(world, facts))
    return any(one.restriction or one.sealed for one in cases)


async def acknowledge(world: World, by: str, hold: str) -> Answer:
    """Somebody has seen it: no further alarm."""
    now = world.clock.now()

    def operation(book: Book) -> Hold:
        found = one(book, Hold, hold)
        if found.state is not HoldState.RAISED:
            raise AskedWrongError(f"hold {found.id} is {found.state} already")
        return holds.acknowledge(book, found, by, now)

    return _said(await world.ledger.write(operation))


async def preview(world: World, by: str, hold: str) -> Answer:
    """What a release would waive, who would be told what then, and whether it takes two people."""
    del by
    found = await world.ledger.read(partial(_waiting, hold=hold))
    notice = await world.ledger.read(partial(one, kind=NoticeRecord, key=found.notice))
    then = None
    if found.rule not in BEGINS_NOTHING:
        known = await readings.of(world, notice)
        then = await deliveries.explained(world, known.facts, (*notice.waived, found.rule))
    two = await releases.hold_needs_two(world, found)
    return _said(found) | {"two_people": two, "then": then}


BEGINS_NOTHING = (DEFECT, AMBIGUOUS, ANSWER)
"""Rules of holds whose mail is not read again to say what a release would do: it may meet the same defect, or it is
an answer, of which a release tells nobody."""


async def release(world: World, by: str, hold: str, why: str) -> Answer:
    """Waive the rule that held it, and no other; the notice begins again. What is restricted may take two people."""
    now = world.clock.now()
    tell_by = now + world.settings.tell_within
    waiting = await world.ledger.read(partial(_explained_waiting, hold=hold, why=why))
    if await releases.hold_needs_two(world, waiting):
        return await releases.ask(world, waiting.notice, partial(_request, waiting, by, why, now))

    def operation(book: Book) -> Answer:
        found = _explained_waiting(book, hold, why)
        holds.release(book, found, by, why, now, tell_by)
        return {"released": found.id, "notice": found.notice, "waived": found.rule}

    return await world.ledger.write(operation)


async def dismiss(world: World, by: str, hold: str, why: str) -> Answer:
    """Nothing is to be done about it."""
    now = world.clock.now()

    def operation(book: Book) -> Answer:
        found = _explained_waiting(book, hold, why)
        holds.dismiss(book, found, by, why, now)
        return {"dismissed": found.id, "notice": found.notice}

    return await world.ledger.write(operation)


def _request(hold: Hold, by: str, why: str, now: datetime, book: Book) -> ReleaseRequest:
    return ReleaseRequest(
        id=book.new_id("q"),
        firm=hold.firm,
        notice=hold.notice,
        hold=hold.id,
        waives=hold.rule,
        by=by,
        why=why,
        asked_at=now,
        expires_at=now + LAPSES,
    )


def _waiting(book: Book, hold: str) -> Hold:
    found = one(book, Hold, hold)
    if found.state is HoldState.ENDED:
        raise AskedWrongError(f"hold {found.id} has ended already")
    return found


def _explained_waiting(book: Book, hold: str, why: str) -> Hold:
    if not why.strip():
        raise AskedWrongError("say why (--why): it stands in the ledger beside your name")
    return _waiting(book, hold)
