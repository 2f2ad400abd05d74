"""What the courts' notices do without, learned from those that were read, whichever firm they were for."""

from __future__ import annotations

from dataclasses import replace

from docketmail.core.habits import KNOWN_AFTER, Habit, form, lacks
from docketmail.core.notice import Notice
from docketmail.core.policy.drift import LOST_FIELD
from docketmail.core.policy.facts import Facts, Origin
from docketmail.core.records import CourtHabit, FilingRecord, NoticeRecord
from docketmail.ports import Book


def known(book: Book, notice: Notice) -> Habit:
    """What is known of the notices that this one is like."""
    habit = book.get(CourtHabit, form(notice)) or CourtHabit(id="")
    return Habit(habit.seen >= KNOWN_AFTER, frozenset(habit.lacked))


def learn(book: Book, work: NoticeRecord, filing: FilingRecord, facts: Facts) -> None:
    """Count a court's own notice that was read, and what it does without; once enough is known nothing is written.

    Copies for other people of the firm, or of the same message for another firm, teach nothing new. What a
    person released without a field teaches whatever is known: such notices may do without it.
    """
    notice = facts.reading
    if facts.sender.origin is not Origin.COURT or not isinstance(notice, Notice):
        return
    before = book.get(CourtHabit, form(notice))
    habit = before or CourtHabit(id=form(notice))
    counts = habit.seen < KNOWN_AFTER and _is_first(book, work, filing)
    if not counts and LOST_FIELD not in work.waived:
        return
    lacked = tuple(sorted({*habit.lacked, *lacks(notice)}))
    after = replace(habit, seen=habit.seen + counts, lacked=lacked)
    if before is None:
        book.add(after)
    elif after != before:
        book.put(after)


def _is_first(book: Book, work: NoticeRecord, filing: FilingRecord) -> bool:
    copies = book.find(NoticeRecord, message=work.message)
    return filing.notice == work.id == min(copy.id for copy in copies)
