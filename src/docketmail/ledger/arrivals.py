"""What arrived: a message, and one notice for each firm it is for, with its first event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from docketmail.core.answering import ANSWER
from docketmail.core.lifecycle import Event
from docketmail.core.records import Letter, Message, NoticeRecord, Record
from docketmail.core.roster import Roster
from docketmail.core.texts import storable
from docketmail.ledger import chain, leases
from docketmail.ports import Arrival, Book, DuplicateError


@dataclass(frozen=True, slots=True)
class Kept:
    """A message whose bytes are durable already."""

    arrival: Arrival
    ticket: str
    digest: str
    """Keyed hash of bytes and envelope."""
    answers: tuple[str, ...] | None = None
    """Ids of the letters that it says it answers; None where it is not for the address for answers."""


class NobodyError(Exception):
    """The roster changed between RCPT and the final dot: nobody is left to receive it."""


def receive(
    book: Book, kept: Sequence[Kept], roster: Roster, now: datetime, tell_within: timedelta
) -> list[str]:
    """Write these messages and their notices; return the tickets of those that were here before.

    A client that did not hear our 250 sends the same bytes with the same envelope again: that is no
    second message.
    """
    first = list({one.digest: one for one in reversed(kept)}.values())[::-1]
    try:
        book.add(*_records(book, first, roster, now, tell_within))
    except DuplicateError:
        # Rare: to look before each would cost every message a question.
        first = [one for one in first if not book.find(Message, digest=one.digest)]
        book.add(*_records(book, first, roster, now, tell_within))
    written = {one.ticket for one in first}
    return [one.ticket for one in kept if one.ticket not in written]


def _records(
    book: Book, kept: Sequence[Kept], roster: Roster, now: datetime, tell_within: timedelta
) -> list[Record]:
    """Messages, notices and events, each kind together: a ledger can write them at once."""
    messages: list[Record] = []
    notices: list[Record] = []
    events: list[Record] = []
    for one in kept:
        message = _message(book, one, now)
        messages.append(message)
        for firm, people in _addressed(book, roster, one).items():
            notice = NoticeRecord(
                id=book.new_id("n"),
                due_at=now,
                message=message.id,
                firm=firm,
                people=people,
                kind="" if people else ANSWER,
                tell_by=now + tell_within,
            )
            event = chain.forged(
                book.new_id("e"), notice, Event.RECEIVED, notice.id, now, {"digest": one.digest}
            )
            notices.append(replace(notice, chain_length=event.place, chain_head=event.digest))
            events.append(event)
    return [*messages, *notices, *events]


def _message(book: Book, one: Kept, now: datetime) -> Message:
    return Message(
        id=book.new_id("m"),
        digest=one.digest,
        received_at=now,
        peer=one.arrival.peer,
        helo=storable(one.arrival.helo),
        certificate=storable(one.arrival.certificate),
        sender=storable(one.arrival.sender),
        recipients=one.arrival.recipients,
        ticket=one.ticket,
        size=len(one.arrival.body),
    )


def checked(book: Book, message: str, findings: dict[str, str]) -> Message:
    """Keep what the check of a message's sender found."""
    kept = book.get(Message, message)
    if kept is None:
        raise LookupError(f"message {message} is not in the ledger")
    kept = replace(kept, findings=findings)
    book.put(kept)
    return kept


def put_off(book: Book, work: NoticeRecord, now: datetime, again: datetime) -> None:
    """Nobody could say who sent it: it is due again."""
    leases.held(book, work)
    chain.record(book, work.id, Event.DEFERRED, work.id, now)
    leases.finish(book, work, due_at=again)


def _addressed(book: Book, roster: Roster, one: Kept) -> dict[str, tuple[str, ...]]:
    """Firm -> people at whose intake addresses it arrived; nobody where it is an answer."""
    found: dict[str, tuple[str, ...]] = {}
    if one.answers is not None:
        found |= dict.fromkeys(_answered(book, roster, one.answers), ())
    found |= roster.addressed(one.arrival.recipients)
    if not found:
        raise NobodyError
    return found


def _answered(book: Book, roster: Roster, letters: Sequence[str]) -> list[str]:
    """The firm of the letter that it says it answers. Of a mail that answers none every firm's desk may learn.

    Whether it says so rightly is looked at when it is read.
    """
    known = (book.get(Letter, letter) for letter in letters)
    firm = next((letter.firm for letter in known if letter), None)
    return [firm] if firm in roster.by_id else list(roster.by_id)
