"""Who the firm says appeared for it in a state case: recorded, withdrawn, and what waited for it let go.

Promises: an appearance and the end of every hold that waited for it are one change; a hold that is raised while it is
recorded sees it (`unforeseen`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from docketmail.core.casefile import Appearance, Place
from docketmail.core.firm_records import AppearanceRecord, HeldCase
from docketmail.core.lifecycle import Event, HoldState, NoticeState
from docketmail.core.notice import Notice
from docketmail.core.policy import appearance
from docketmail.core.policy.facts import Facts
from docketmail.core.records import Hold, NoticeRecord
from docketmail.ledger import chain, holds
from docketmail.ports import Book


def recorded(book: Book, place: Place) -> tuple[Appearance, ...]:
    """What the firm recorded of its people in a case, the oldest first."""
    return tuple(_value(one) for one in book.find(AppearanceRecord, **place.key))


def _value(one: AppearanceRecord) -> Appearance:
    withdrawn = date.fromisoformat(one.withdrawn) if one.withdrawn else None
    return Appearance(one.person, date.fromisoformat(one.since), one.ground, withdrawn)


def add(book: Book, place: Place, appeared: Appearance, by: str, now: datetime) -> AppearanceRecord:
    """Record that a person appeared for the firm."""
    record = _begun(book, place, appeared, by, now)
    _told(book, record, Event.APPEARED, by, now)
    return record


def _begun(
    book: Book, place: Place, appeared: Appearance, by: str, now: datetime
) -> AppearanceRecord:
    record = AppearanceRecord(
        id=book.new_id("a"),
        **place.key,
        person=appeared.person,
        since=appeared.since.isoformat(),
        ground=appeared.ground,
        by=by,
        at=now,
    )
    book.add(record)
    return record


def withdraw(
    book: Book, place: Place, withdrawn: Appearance, by: str, now: datetime
) -> AppearanceRecord:
    """Record that a person stands for the firm no more, whoever still names them.

    `withdrawn.since` is the day from which on, `ground` the reason. Of somebody whose appearance was never recorded,
    and whom the court's own notices name, the withdrawal alone is recorded.
    """
    day, theirs = withdrawn.since.isoformat(), _open(book, place, withdrawn.person)
    record = theirs or _begun(book, place, withdrawn, by, now)
    gone = replace(record, withdrawn=day, withdrawn_by=by, withdrawn_why=withdrawn.ground)
    book.put(gone)
    _told(book, gone, Event.WITHDRAWN, by, now)
    return gone


def _open(book: Book, place: Place, person: str) -> AppearanceRecord | None:
    found = book.find(AppearanceRecord, **place.key, person=person)
    return next((one for one in reversed(found) if not one.withdrawn), None)


def _told(book: Book, record: AppearanceRecord, event: Event, by: str, now: datetime) -> None:
    chain.record(book, chain.of_cases(record.firm), event, record.id, now, by=by)


def waiting(book: Book, place: Place) -> list[Hold]:
    """The holds of a case that wait for somebody to say that the firm appeared in it."""
    found = [book.get(Hold, one.hold) for one in book.find(HeldCase, **place.key)]
    ours = [hold for hold in found if hold and hold.rule == appearance.RULE]
    return [hold for hold in ours if hold.state is not HoldState.ENDED]


def let_go(book: Book, place: Place, by: str, now: datetime, tell_by: datetime) -> list[Hold]:
    """Every held notice of the case begins again, and nothing is waived for it: each rule speaks anew."""
    held = waiting(book, place)
    for hold in held:
        notice = book.get(NoticeRecord, hold.notice)
        if notice is not None and notice.state is NoticeState.HELD:
            holds.reread(book, notice, by, now, tell_by)
    return held


def unforeseen(book: Book, facts: Facts, notice: Notice) -> bool:
    """Whether somebody recorded something of the notice's cases since the rules were asked about it."""
    return any(
        recorded(book, Place(facts.firm.id, notice.court, case.number))
        != facts.file(case.number).appearances
        for case in notice.cases
    )
