from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.policy.notices import notice as told_notice
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import Event, HoldState, LetterState, NoticeState
from docketmail.core.policy.acceptance import SPAM
from docketmail.core.policy.facts import Objection
from docketmail.core.records import EventRecord, FilingRecord, Hold, Letter, NoticeRecord
from docketmail.ledger import holds, letters
from docketmail.ledger.leases import LeaseLostError
from docketmail.ports import Book, Refused
from fakes import FakeBook
from ledger.shelf import NOON, PATIENCE, TELL_WITHIN, claim, empty, join, kept, receive, screened


SUSPECT = Objection("suspect", "nobody vouches for the sender")
HOOK = timedelta(hours=2)
LATER = NOON + PATIENCE


@pytest.fixture
def book() -> FakeBook:
    return empty()


def held(book: Book) -> Hold:
    receive(book)
    [work] = claim(book, NoticeRecord)
    return holds.hold(book, work, SUSPECT, "desk", NOON, PATIENCE)


def the_notice(book: Book) -> NoticeRecord:
    [notice] = book.find(NoticeRecord)
    return notice


def now_of(book: Book, hold: Hold) -> Hold:
    found = book.get(Hold, hold.id)
    assert found is not None
    return found


def alarms(book: Book) -> list[tuple[str, str]]:
    return [(letter.reader, letter.kind) for letter in book.find(Letter)]


def desk(firm: str) -> str:
    return f"desk of {firm}"


def test_a_hold_is_told_to_the_desk_at_once_and_nothing_else_is_due(book: FakeBook) -> None:
    hold = held(book)
    notice = the_notice(book)
    assert (notice.state, notice.due_at, notice.lease) == (NoticeState.HELD, None, None)
    assert (hold.state, hold.due_at) == (HoldState.RAISED, NOON + PATIENCE)
    [letter] = book.find(Letter)
    assert (letter.reader, letter.kind, letter.due_at) == ("desk", LetterKind.HELD, NOON)
    assert letter.facts == {"hold": hold.id}
    assert letter.filing is None
    assert holds.current(book) == [hold]


def test_somebody_whose_lease_is_lost_holds_nothing(book: FakeBook) -> None:
    receive(book)
    [stale] = claim(book, NoticeRecord)
    claim(book, NoticeRecord, LATER, "r2")
    with pytest.raises(LeaseLostError):
        holds.hold(book, stale, SUSPECT, "desk", NOON, PATIENCE)
    assert book.find(Hold) == []


def test_unacknowledged_it_goes_to_the_second_person_and_then_to_the_hook_once(
    book: FakeBook,
) -> None:
    held(book)
    [work] = claim(book, Hold, LATER)
    assert not holds.escalate(book, work, "clara", LATER, HOOK)
    assert alarms(book)[-1] == ("clara", LetterKind.ESCALATION)
    assert now_of(book, work).due_at == NOON + HOOK

    [work] = claim(book, Hold, NOON + HOOK)
    assert holds.escalate(book, work, "clara", NOON + HOOK, HOOK)
    holds.paged(book, work, NOON + HOOK)
    assert now_of(book, work).due_at is None
    assert len(alarms(book)) == 2
    levels = [e.data for e in book.find(EventRecord) if e.event == Event.ESCALATED]
    assert levels == [{"level": "1"}, {"level": "2"}]


def test_an_acknowledged_hold_stays_and_alarms_nobody(book: FakeBook) -> None:
    seen = holds.acknowledge(book, held(book), "uid:7", NOON)
    assert (seen.state, seen.due_at, seen.by) == (HoldState.ACKNOWLEDGED, None, "uid:7")
    assert holds.current(book) == [seen]
    assert claim(book, Hold, NOON + HOOK) == []


@pytest.mark.parametrize("what", ["acknowledged", "released", "dismissed"])
def test_who_comes_between_the_claim_and_the_alarm_is_in_time(book: FakeBook, what: str) -> None:
    hold = held(book)
    [work] = claim(book, Hold, LATER)
    if what == "acknowledged":
        holds.acknowledge(book, hold, "uid:7", LATER)
    elif what == "released":
        holds.release(book, hold, "uid:7", "I called the clerk", LATER, LATER)
    else:
        holds.dismiss(book, hold, "uid:7", "spam", LATER)
    assert not holds.escalate(book, work, "clara", LATER, HOOK)
    assert alarms(book) == [("desk", LetterKind.HELD)]
    assert now_of(book, work).due_at is None


def test_a_release_begins_again_waives_its_own_rule_and_has_two_minutes_more(
    book: FakeBook,
) -> None:
    hold = held(book)
    holds.release(book, hold, "uid:7", "I called the clerk", LATER, LATER + TELL_WITHIN)
    ended = now_of(book, hold)
    assert (ended.state, ended.by, ended.why) == (HoldState.ENDED, "uid:7", "I called the clerk")
    notice = the_notice(book)
    assert (notice.state, notice.due_at) == (NoticeState.RECEIVED, LATER)
    assert (notice.waived, notice.tell_by) == (("suspect",), LATER + TELL_WITHIN)
    assert holds.current(book) == []


def test_a_second_hold_of_a_notice_is_a_second_alarm(book: FakeBook) -> None:
    hold = held(book)
    holds.release(book, hold, "uid:7", "why", LATER, LATER)
    [work] = claim(book, NoticeRecord, LATER)
    holds.hold(book, work, Objection("unreadable", "no table"), "desk", LATER, PATIENCE)
    assert [letter.revision for letter in book.find(Letter)] == [0, 1]


def test_a_dismissed_notice_stays_where_it_is(book: FakeBook) -> None:
    hold = held(book)
    holds.dismiss(book, hold, "uid:7", "spam", LATER)
    assert the_notice(book).state is NoticeState.DISMISSED
    assert now_of(book, hold).state is HoldState.ENDED


def test_a_refused_alarm_goes_to_the_second_person_as_it_is(book: FakeBook) -> None:
    hold = held(book)
    [letter] = claim(book, Letter)
    letters.posted(book, letter, Refused(550), "clara", NOON, NOON)
    refused, again = book.find(Letter)
    assert refused.state is LetterState.REFUSED
    assert (again.reader, again.kind, again.facts["hold"]) == ("clara", LetterKind.HELD, hold.id)


def spam(book: Book, now: datetime) -> None:
    receive(book, kept(now.isoformat().encode()), now=now)
    [work] = claim(book, NoticeRecord, now)
    holds.hold(book, work, Objection(SPAM, "no court's mail"), "desk", now, PATIENCE)


def test_the_day_s_spam_is_one_letter(book: FakeBook) -> None:
    for hour in range(3):
        spam(book, NOON + timedelta(hours=hour))
    assert alarms(book) == []
    [work] = claim(book, Hold, NOON + holds.DAY)
    holds.list_day(book, work, "desk", NOON + holds.DAY)
    [letter] = book.find(Letter)
    assert (letter.reader, letter.kind) == ("desk", LetterKind.NOT_A_NOTICE)
    assert letter.facts["holds"].split("\n") == [hold.id for hold in book.find(Hold)]
    assert claim(book, Hold, NOON + 3 * holds.DAY) == []


def test_spam_that_was_dismissed_is_not_listed(book: FakeBook) -> None:
    spam(book, NOON)
    [work] = claim(book, Hold, NOON + holds.DAY)
    holds.dismiss(book, work, "uid:7", "spam", NOON + holds.DAY)
    holds.list_day(book, work, "desk", NOON + holds.DAY)
    assert book.find(Letter) == []


# Defects


def test_a_defect_holds_its_notice_and_the_work_rests(book: FakeBook) -> None:
    screened(book)
    [work] = claim(book, FilingRecord, NOON + timedelta(minutes=2))
    hold = holds.stop_for_defect(book, work, "KeyError", desk, NOON, PATIENCE)
    assert hold is not None
    assert (hold.rule, hold.reason) == ("defect", "a defect of docketmail: KeyError")
    assert the_notice(book).state is NoticeState.HELD
    [filing] = book.find(FilingRecord)
    assert (filing.due_at, filing.lease) == (NOON + holds.DEFECT_REST, None)
    assert alarms(book) == [("desk of quillhart", LetterKind.HELD)]


def test_a_defect_of_the_notice_itself_waits_for_a_release(book: FakeBook) -> None:
    receive(book)
    [work] = claim(book, NoticeRecord)
    holds.stop_for_defect(book, work, "KeyError", desk, NOON, PATIENCE)
    assert the_notice(book).due_at is None


def test_a_second_defect_of_a_held_notice_is_no_second_hold(book: FakeBook) -> None:
    screened(book)
    for hour in range(2):
        now = NOON + timedelta(hours=1 + hour)
        [work] = claim(book, FilingRecord, now)
        holds.stop_for_defect(book, work, "KeyError", desk, now, PATIENCE)
    assert len(book.find(Hold)) == 1


def test_a_defect_about_a_dismissed_notice_raises_nothing(book: FakeBook) -> None:
    hold = held(book)
    holds.dismiss(book, hold, "uid:7", "spam", NOON)
    [work] = claim(book, Letter)
    assert holds.stop_for_defect(book, work, "KeyError", desk, NOON, PATIENCE) is None
    assert the_notice(book).state is NoticeState.DISMISSED


def test_a_defect_whose_lease_is_lost_holds_nothing(book: FakeBook) -> None:
    join(book, told_notice(), kept())
    [stale] = claim(book, NoticeRecord)
    claim(book, NoticeRecord, LATER, "r2")
    with pytest.raises(LeaseLostError):
        holds.stop_for_defect(book, stale, "KeyError", desk, NOON, PATIENCE)
    assert book.find(Hold) == []


def test_what_waits_longest_is_named_first(book: FakeBook) -> None:
    raised = []
    for minute in (5, 1):
        receive(book, kept(b"%d" % minute))
        [work] = claim(book, NoticeRecord)
        at = NOON + timedelta(minutes=minute)
        raised.append(holds.hold(book, work, SUSPECT, "desk", at, PATIENCE))
    assert holds.current(book) == raised[::-1]
