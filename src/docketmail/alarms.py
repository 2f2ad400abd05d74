"""What the letters about held mail say: nothing of it is believed, so nothing of its text is in them."""

from __future__ import annotations

import shlex
from dataclasses import replace
from functools import partial

from docketmail import casefiles, readings
from docketmail.core import answering
from docketmail.core.announcements import DayList, DayRow
from docketmail.core.answering import AMBIGUOUS
from docketmail.core.firm_records import HeldCase
from docketmail.core.letter import Held
from docketmail.core.naming import printable
from docketmail.core.notice import Notice
from docketmail.core.policy import appearance, intake
from docketmail.core.policy.drift import OF_LAYOUT
from docketmail.core.records import FilingRecord, Hold, Letter, Message, NoticeRecord
from docketmail.core.roster import CourtCase
from docketmail.ledger.holds import DEFECT
from docketmail.ports import Book
from docketmail.world import World


async def held(world: World, letter: Letter) -> Held:
    """What the desk is told of a hold; of a case that a wall keeps from the reader, that something is held."""
    told = await _held(world, letter)
    firm = readings.firm_of(world, letter.firm)
    cases = [CourtCase(told.court, number) for number in told.case.split(", ") if number]
    behind = await casefiles.behind(world, firm, cases)
    reader = letter.reader if letter.reader in firm.by_id else firm.desk
    return replace(told, case="", confirm="") if reader in behind else told


async def _held(world: World, letter: Letter) -> Held:
    """Of a defect no more than that: what met it may not be read again here."""
    hold = await world.ledger.read(partial(_hold, hold=letter.facts["hold"]))
    if hold.rule == DEFECT:
        return Held(hold=hold.id, reason=hold.reason, arrived_at=hold.raised_at)
    if cases := await world.ledger.read(lambda book: book.find(HeldCase, hold=hold.id)):
        return await _of_state(world, hold, cases)
    known = await readings.of_id(world, letter.notice)
    if hold.rule == AMBIGUOUS:
        return await _supply(world, hold, known)
    reading = known.facts.reading
    notice = reading if isinstance(reading, Notice) else None
    return Held(
        hold=hold.id,
        reason=hold.reason,
        arrived_at=known.message.received_at,
        sender=known.message.sender,
        court=known.facts.court,
        case=notice.cases[0].number if notice and notice.cases else "",
        layout=hold.rule in OF_LAYOUT,
    )


async def _of_state(world: World, hold: Hold, cases: list[HeldCase]) -> Held:
    """What the desk is told of a state notice, whose bytes may be gone: of one that is not taken, court and case alone."""
    told = Held(
        hold=hold.id,
        reason=hold.reason,
        arrived_at=hold.raised_at,
        court=cases[0].court,
        case=", ".join(one.printed for one in cases),
        layout=hold.rule in OF_LAYOUT,
    )
    if hold.rule == intake.RULE:
        return told
    notice, message = await world.ledger.read(partial(_arrived, hold=hold))
    told = replace(told, sender=message.sender)
    if hold.rule != appearance.RULE:
        return told
    person = next(iter(notice.people), "PERSON")
    where = shlex.join(printable(word) for word in (cases[0].court, cases[0].printed, person))
    return replace(
        told, confirm=f"docketmail appearance add --firm {hold.firm} {where} --ground ..."
    )


def _arrived(book: Book, hold: Hold) -> tuple[NoticeRecord, Message]:
    notice = book.get(NoticeRecord, hold.notice)
    message = book.get(Message, notice.message) if notice else None
    if notice is None or message is None:
        raise LookupError(f"hold {hold.id} has no notice with a message")
    return notice, message


async def _supply(world: World, hold: Hold, known: readings.Known) -> Held:
    """What the desk is told of papers that it has to place: the filing is our own letter's, not the answer's word."""
    named = [one.receipt for one in answering.named(known.raw)]
    filing, case = await world.ledger.read(lambda book: _answered(book, named))
    return Held(
        hold=hold.id,
        reason=hold.reason,
        arrived_at=known.message.received_at,
        sender=known.message.sender,
        court=filing.court if filing else "",
        case=case,
    )


def _answered(book: Book, named: list[str]) -> tuple[FilingRecord | None, str]:
    letters = (book.get(Letter, one) for one in named)
    letter = next((one for one in letters if one), None)
    filing = book.get(FilingRecord, letter.filing or "") if letter else None
    return filing, letter.cases[0] if letter and letter.cases else ""


async def day(world: World, letter: Letter) -> DayList:
    """The day's mails that were no notices: when and from whom they came, nothing of what they say."""
    messages = await world.ledger.read(partial(_messages, holds=letter.facts["holds"].split("\n")))
    rows = tuple(
        DayRow(arrived_at=message.received_at, sender=message.sender, what=reason)
        for message, reason in messages
    )
    return DayList(letter.written_at.date(), rows)


def _messages(book: Book, holds: list[str]) -> list[tuple[Message, str]]:
    """Each mail with the reason that it was kept back for, in words of ours."""
    found = [_hold(book, hold) for hold in holds]
    notices = [(book.get(NoticeRecord, hold.notice), hold.reason) for hold in found]
    messages = [(book.get(Message, notice.message), why) for notice, why in notices if notice]
    return [(message, why) for message, why in messages if message]


def _hold(book: Book, hold: str) -> Hold:
    found = book.get(Hold, hold)
    if found is None:
        raise LookupError(f"there is no hold {hold}")
    return found
