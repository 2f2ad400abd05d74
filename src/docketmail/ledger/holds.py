"""Holds: a notice that waits for a person, who is told at once, and told again. A hold is never silence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from docketmail.core.answering import ANSWER
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import Event, HoldState, LetterState, NoticeState
from docketmail.core.policy import intake
from docketmail.core.policy.acceptance import SPAM
from docketmail.core.policy.facts import Objection
from docketmail.core.records import Hold, Letter, LookRecord, NoticeRecord
from docketmail.ledger import chain, leases, turns
from docketmail.ledger.letters import write
from docketmail.ledger.moves import fresh, move
from docketmail.ports import Book


DESK_LEVEL, SECOND_LEVEL, HOOK_LEVEL = range(3)
"""Who was told of a hold so far: policy.md, the duty to tell, 3."""


def hold(
    book: Book,
    work: NoticeRecord,
    objection: Objection,
    desk: str,
    now: datetime,
    patience: timedelta,
) -> Hold:
    """Hold a notice and tell the desk what arrived; unacknowledged after `patience`, a second person."""
    leases.held(book, work)
    return _raise(book, work, objection, desk, now, patience)


def _raise(
    book: Book,
    work: NoticeRecord,
    objection: Objection,
    desk: str,
    now: datetime,
    patience: timedelta,
) -> Hold:
    kept = move(
        book,
        work,
        Event.HELD,
        now,
        {"rule": objection.rule},
        due_at=None,
        lease=None,
        leased_until=None,
    )
    raised = Hold(
        id=book.new_id("h"),
        due_at=now + (DAY if objection.rule in (*QUIET, intake.RULE) else patience),
        firm=kept.firm,
        notice=kept.id,
        rule=objection.rule,
        reason=objection.reason,
        raised_at=now,
    )
    book.add(raised)
    if objection.rule not in QUIET:
        kind = LetterKind.NOT_TAKEN if objection.rule == intake.RULE else LetterKind.HELD
        write(book, _alarm(book, raised, kind, desk, now))
    return raised


def _alarm(book: Book, hold: Hold, kind: LetterKind, reader: str, now: datetime) -> Letter:
    return Letter(
        id=book.new_id("l"),
        due_at=now,
        firm=hold.firm,
        filing=None,
        notice=hold.notice,
        reader=reader,
        kind=kind,
        revision=len([h for h in book.find(Hold, notice=hold.notice) if h.id != hold.id]),
        rule="you are told of what is held",
        facts={"hold": hold.id},
        written_at=now,
    )


DAY = timedelta(days=1)
QUIET = (SPAM, ANSWER)
"""The rules of what waits for the list of the day."""


def list_day(book: Book, work: Hold, desk: str, now: datetime) -> None:
    """The day's spam, and answers without papers, in one letter: what waits longest falls due, and takes along what came after it."""
    current = leases.held(book, work)
    waiting = [
        hold
        for rule in QUIET
        for hold in book.find(Hold, firm=work.firm, rule=rule, state=HoldState.RAISED)
        if hold.due_at is not None
    ]
    if current not in waiting:  # somebody came between the claim and now
        leases.finish(book, current, due_at=None)
        return
    facts = {"holds": "\n".join(hold.id for hold in waiting)}
    letter = _alarm(book, work, LetterKind.NOT_A_NOTICE, desk, now)
    write(
        book, replace(letter, rule="you are told once a day of mail that is no notice", facts=facts)
    )
    for hold in waiting:
        book.put(replace(hold, due_at=None, lease=None, leased_until=None))


def escalate(book: Book, work: Hold, second: str, now: datetime, hook: timedelta) -> bool:
    """Nobody acknowledged it: tell the second person. True where the firm's hook is to be run now."""
    current = leases.held(book, work)
    if current.state is not HoldState.RAISED:  # somebody came between the claim and now
        leases.finish(book, current, due_at=None)
        return False
    if current.level >= SECOND_LEVEL:
        return True
    chain.record(book, work.notice, Event.ESCALATED, work.id, now, level=str(SECOND_LEVEL))
    write(book, _alarm(book, current, LetterKind.ESCALATION, second, now))
    leases.finish(book, current, due_at=current.raised_at + hook, level=SECOND_LEVEL)
    return False


def paged(book: Book, work: Hold, now: datetime) -> None:
    """The hook was run: nobody is left to tell."""
    current = leases.held(book, work)
    chain.record(book, work.notice, Event.ESCALATED, work.id, now, level=str(HOOK_LEVEL))
    leases.finish(book, current, due_at=None, level=HOOK_LEVEL)


def acknowledge(book: Book, hold: Hold, by: str, now: datetime) -> Hold:
    """Somebody has seen it: no further alarm, the notice stays held."""
    still_due = hold.due_at if hold.rule == intake.RULE else None  # its bytes go all the same
    return move(book, hold, Event.ACKNOWLEDGED, now, {"by": by}, due_at=still_due, by=by)


def release(book: Book, hold: Hold, by: str, why: str, now: datetime, tell_by: datetime) -> None:
    """Waive the rule that held the notice, and no other: it begins again with every other rule."""
    move(book, hold, Event.ENDED, now, {"by": by, "as": "released"}, due_at=None, by=by, why=why)
    notice = _notice_of(book, hold)
    move(
        book,
        notice,
        Event.RELEASED,
        now,
        {"by": by, "waived": hold.rule},
        waived=tuple(dict.fromkeys((*notice.waived, hold.rule))),
        due_at=now,
        tell_by=tell_by,
    )


def reread(book: Book, notice: NoticeRecord, by: str, now: datetime, tell_by: datetime) -> bool:
    """Its mail reads otherwise by now: it begins again with every rule, and nothing is waived for it.

    False where somebody released or dismissed it meanwhile, and it stays as it is.
    """
    if fresh(book, notice).state is not notice.state:
        return False
    for hold in book.find(Hold, notice=notice.id):
        if hold.state is not HoldState.ENDED:
            move(book, hold, Event.ENDED, now, {"by": by, "as": "reread"}, due_at=None, by=by)
    move(book, notice, Event.REREAD, now, {"by": by}, due_at=now, tell_by=tell_by)
    return True


def dismiss(book: Book, hold: Hold, by: str, why: str, now: datetime) -> None:
    """Nothing is to be done about it."""
    move(book, hold, Event.ENDED, now, {"by": by, "as": "dismissed"}, due_at=None, by=by, why=why)
    move(book, _notice_of(book, hold), Event.DISMISSED, now, {"by": by}, due_at=None)


def current(book: Book) -> list[Hold]:
    """What waits for a person now, the oldest first."""
    waiting = [
        one
        for state in (HoldState.RAISED, HoldState.ACKNOWLEDGED)
        for one in book.find(Hold, state=state)
    ]
    return sorted(waiting, key=lambda one: one.raised_at)


def stop_for_defect(
    book: Book,
    work: leases.Leased,
    kind: str,
    desk: Callable[[str], str],
    now: datetime,
    patience: timedelta,
) -> Hold | None:
    """A defect of ours stopped this work: its notice is held, unless it is held already; the rest goes on."""
    if isinstance(work, LookRecord):
        turns.give_back(book, work, now, timedelta(0))
    leases.finish(book, work, due_at=now + DEFECT_REST)
    if isinstance(work, Letter) and work.notice == chain.of_policy(work.firm):
        return None  # it is about no notice that could be held
    notice = _notice_of(book, work)
    waiting = [h for h in book.find(Hold, notice=notice.id) if h.state is not HoldState.ENDED]
    if waiting or notice.state in {NoticeState.HELD, NoticeState.DISMISSED}:
        return None
    objection = Objection(DEFECT, f"a defect of docketmail: {kind}")
    return _raise(book, notice, objection, desk(notice.firm), now, patience)


def undeliverable(
    book: Book, work: Letter, desk: str, now: datetime, patience: timedelta
) -> Hold | None:
    """The relay refused a letter for its reader, the desk and the second person: only the hook is left."""
    if work.notice == chain.of_policy(work.firm):
        return None  # of its policy a firm is told by `docketmail policy pending` as well
    letter, notice = fresh(book, work), _notice_of(book, work)
    if letter.state is not LetterState.REFUSED or notice.state is not NoticeState.SCREENED:
        return None
    reason = f"the mail server refuses its letter for everybody (code {letter.code})"
    return _raise(book, notice, Objection(UNDELIVERABLE, reason), desk, now, patience)


UNDELIVERABLE = "undeliverable"
"""The rule of a hold whose letters nobody can have."""
DEFECT = "defect"
"""The rule of a hold that a defect of ours raised."""
DEFECT_REST = timedelta(hours=1)
"""Until work that met a defect is tried again: a restart after an upgrade should not have to wait longer."""


def _notice_of(book: Book, work: leases.Leased) -> NoticeRecord:
    chain_id = work.id if isinstance(work, NoticeRecord) else work.notice
    notice = book.get(NoticeRecord, chain_id)
    if notice is None:
        raise LookupError(f"{work.id} has no notice")
    return notice
