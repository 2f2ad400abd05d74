"""State notices that are held, with the cases they are of: told of without their mail, let go case by case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from docketmail.core.firm_records import HeldCase
from docketmail.core.lifecycle import Event, HoldState, NoticeState
from docketmail.core.notice import Notice
from docketmail.core.policy import intake
from docketmail.core.policy.facts import Facts
from docketmail.core.records import Hold, Message, NoticeRecord
from docketmail.core.roster import docket
from docketmail.ledger import appearances, chain, holds, leases
from docketmail.ports import Book


BY = "docketmail"
"""Who ends what the firm's own policy ends."""


def hold(
    book: Book,
    *,
    work: NoticeRecord,
    facts: Facts,
    raised: Callable[[Book], Hold],
    now: datetime,
) -> Hold | None:
    """Hold a notice, and keep a state notice's cases beside the hold.

    None where somebody recorded an appearance since the rules were asked: it is read again at once.
    """
    notice = facts.reading
    if not isinstance(notice, Notice) or notice.state is None:
        return raised(book)
    if appearances.unforeseen(book, facts, notice):
        leases.finish(book, work, due_at=now)
        return None
    held = raised(book)
    for case in notice.cases:
        book.add(
            HeldCase(
                id=book.new_id("q"),
                hold=held.id,
                firm=held.firm,
                court=notice.court,
                case=docket(case.number),
                printed=case.number,
            )
        )
    return held


def droppable(book: Book, work: Hold) -> Message | None:
    """The message whose bytes go with this hold; None where it ended, or another firm's notice needs the bytes."""
    hold = leases.held(book, work)
    notice = book.get(NoticeRecord, hold.notice)
    message = book.get(Message, notice.message) if notice else None
    if message is None or hold.state is HoldState.ENDED:
        return None
    others = (one for one in book.find(NoticeRecord, message=message.id) if one.id != hold.notice)
    return message if all(_dropped(book, one) for one in others) else None


def _dropped(book: Book, notice: NoticeRecord) -> bool:
    """Whether this firm did not take the message either, and its day is over."""
    over = notice.state is NoticeState.DISMISSED
    return over and bool(book.find(Hold, notice=notice.id, rule=intake.RULE, by=BY))


def drop(book: Book, work: Hold, message: str | None, now: datetime) -> None:
    """The day is over: what the firm did not take is dismissed, and its bytes are gone where they were its own."""
    hold = leases.held(book, work)
    if hold.state is HoldState.ENDED:  # somebody came between the claim and now
        leases.finish(book, hold, due_at=None)
        return
    if message is not None:
        chain.record(book, hold.notice, Event.PURGED, message, now)
    holds.dismiss(book, hold, BY, "the firm takes no such notice, and a day is over", now)
    leases.finish(book, hold, due_at=None)
