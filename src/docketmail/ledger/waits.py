"""A look that cannot be opened yet, since its court is not reached or the disk has no room: due again, watched, warned
of before it ends, and over when it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from docketmail.core.lifecycle import Event, LookState
from docketmail.core.policy.telling import Telling
from docketmail.core.records import Attempt, FilingRecord, LookRecord, LookWatch
from docketmail.core.retrieval import Refusal
from docketmail.ledger import filings, leases, letters, looks, turns
from docketmail.ledger.looks import UNREACHED
from docketmail.ledger.moves import move
from docketmail.ports import Book


def unreached(
    book: Book,
    look: LookRecord,
    attempt: Attempt,
    now: datetime,
    again: datetime,
    spacing: timedelta,
) -> bool:
    """The request never left: the look is whole, or rests where it is, and is due again.

    Whether that was the last time, for looks last no longer.
    """
    current = leases.held(book, look)
    book.put(replace(attempt, ended_at=now, outcome=UNREACHED))
    if attempt.step == 0:
        current = move(book, current, Event.UNREACHED, now, {"attempt": attempt.id})
    return rest(book, current, now, again, spacing)


def rest(book: Book, look: LookRecord, now: datetime, again: datetime, spacing: timedelta) -> bool:
    """The court is not reached: the look is due again. Whether it has ended by now, and is not."""
    current = leases.held(book, look)
    turns.fail(book, current, now, spacing)
    return _due_again(book, current, now, again)


def without_room(
    book: Book, look: LookRecord, now: datetime, again: datetime, spacing: timedelta
) -> bool:
    """There is no room for an answer, so nothing was asked: as `rest`, but the court is not to blame."""
    current = leases.held(book, look)
    turns.give_back(book, current, now, spacing)
    return _due_again(book, current, now, again)


def _due_again(book: Book, look: LookRecord, now: datetime, again: datetime) -> bool:
    if look.state is LookState.UNOPENED and now >= look.ends_at:
        expire(book, look, now)
        return True
    watch(book, look)
    leases.finish(book, look, due_at=again)
    return False


WARNED = timedelta(days=3)
"""Before a look ends its readers are warned: federal notices say that a look lasts some two weeks."""


def watch(book: Book, look: LookRecord) -> None:
    """See to it that somebody is told before a look ends that cannot be opened."""
    if not book.find(LookWatch, look=look.id):
        book.add(
            LookWatch(
                id=book.new_id("w"), look=look.id, notice=look.notice, due_at=look.ends_at - WARNED
            )
        )


def of_watch(book: Book, watch: LookWatch) -> list[FilingRecord]:
    """The filings that wait for a watched look."""
    look = book.get(LookRecord, watch.look)
    waiting = {paper.filing for paper in looks.still_waiting(book, look)} if look else set()
    return (
        [filing for filing in looks.filings_of(book, look) if filing.id in waiting] if look else []
    )


def watched(
    book: Book, work: LookWatch, tellings: Mapping[str, Iterable[Telling]], now: datetime
) -> bool:
    """Warn of a look that ends soon, expire one that has ended; of one that was opened there is nothing to say.

    Whether it has ended now.
    """
    watch = leases.held(book, work)
    look = book.get(LookRecord, watch.look)
    if look is None or look.state is not LookState.UNOPENED:
        leases.finish(book, watch)
    elif now < look.ends_at:
        for filing in looks.filings_of(book, look):
            papers = [
                paper for paper in looks.still_waiting(book, look) if paper.filing == filing.id
            ]
            letters.warn(book, filing, tellings.get(filing.id, ()), papers, look.ends_at, now)
        leases.finish(book, watch, due_at=look.ends_at)
    elif look.leased_until is not None and look.leased_until > now:
        leases.finish(book, watch, due_at=look.leased_until)
    else:
        expire(book, leases.take(book, look, now, watch.lease or "", now), now)
        leases.finish(book, watch)
        return True
    return False


def expire(book: Book, look: LookRecord, now: datetime) -> None:
    """The look was never opened, and is over: its papers did not come."""
    why = Refusal.EXPIRED.value
    for paper in looks.still_waiting(book, look):
        move(book, paper, Event.NOT_OBTAINED, now, {"reason": why}, reason=why)
    for filing in looks.filings_of(book, look):
        filings.settle(book, filing, now, now)
    leases.finish(book, move(book, look, Event.EXPIRED, now, refusal=why), due_at=None)
