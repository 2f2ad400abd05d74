from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from core.policy.notices import facts, notice
from docketmail.core.casefile import Appearance, Place
from docketmail.core.firm_records import HeldCase
from docketmail.core.lifecycle import HoldState, NoticeState
from docketmail.core.notice import Case, Notice, StateFiling
from docketmail.core.policy import appearance, intake
from docketmail.core.policy.facts import Objection
from docketmail.core.records import Hold, NoticeRecord
from docketmail.ledger import appearances, held_cases, holds
from docketmail.ports import Book
from ledger.shelf import NOON, PATIENCE, claim, empty, kept, receive
from offices import ANNA, OTHER


HERE = Place("quillhart", "il-wren-county", "2026-CH-004711")
TOLD = replace(notice(Case(HERE.case)), court=HERE.court, state=StateFiling(envelope="300123"))
DAY = timedelta(days=1)
RAE = OTHER.people[2]


def hold(book: Book, work: NoticeRecord, rule: str, told: Notice = TOLD) -> Hold | None:
    raised = partial(
        holds.hold,
        work=work,
        objection=Objection(rule, "because"),
        desk="desk",
        now=NOON,
        patience=PATIENCE,
    )
    return held_cases.hold(book, work=work, facts=facts(told), raised=raised, now=NOON)


def held(book: Book, rule: str = appearance.RULE) -> Hold:
    receive(book)
    [work] = claim(book, NoticeRecord)
    found = hold(book, work, rule)
    assert found is not None
    return found


def test_a_held_state_notice_is_known_by_its_case() -> None:
    book = empty()
    one = held(book)
    [case] = book.find(HeldCase, hold=one.id)
    assert (case.court, case.case, case.printed) == (HERE.court, HERE.case.lower(), HERE.case)
    assert appearances.waiting(book, HERE) == [one]
    assert appearances.waiting(book, replace(HERE, case="2026-CH-1")) == []


def test_a_federal_one_is_held_as_ever() -> None:
    book = empty()
    receive(book)
    [work] = claim(book, NoticeRecord)
    assert hold(book, work, "lost_field", notice()) is not None
    assert book.find(HeldCase) == []


def test_an_appearance_that_came_in_between_makes_it_be_read_again() -> None:
    book = empty()
    receive(book)
    [work] = claim(book, NoticeRecord)
    appearances.add(book, HERE, Appearance("anna", date(2026, 1, 5), "order"), "uid:1", NOON)
    assert hold(book, work, appearance.RULE) is None
    assert book.find(Hold) == []
    [again] = claim(book, NoticeRecord)
    assert (again.id, again.state) == (work.id, NoticeState.RECEIVED)


def test_an_appearance_lets_go_what_waits_for_it_and_nothing_else() -> None:
    book = empty()
    other, waits = held(book, "not_served"), held_again(book)
    assert appearances.let_go(book, HERE, "uid:1", NOON, NOON) == [waits]
    states = {one.id: one.state for one in book.find(Hold)}
    assert states == {other.id: HoldState.RAISED, waits.id: HoldState.ENDED}
    assert appearances.let_go(book, HERE, "uid:1", NOON, NOON) == []


def held_again(book: Book) -> Hold:
    receive(book, kept(b"another"))
    [work] = claim(book, NoticeRecord)
    found = hold(book, work, appearance.RULE)
    assert found is not None
    return found


def test_what_is_not_taken_is_dropped_once() -> None:
    book = empty()
    held(book, intake.RULE)
    assert claim(book, Hold, NOON + PATIENCE) == []
    [work] = claim(book, Hold, NOON + DAY)
    message = held_cases.droppable(book, work)
    assert message is not None
    held_cases.drop(book, work, message.id, NOON + DAY)
    [notice_record] = book.find(NoticeRecord)
    assert notice_record.state is NoticeState.DISMISSED
    assert claim(book, Hold, NOON + 2 * DAY) == []


def test_what_was_released_meanwhile_is_not_dropped() -> None:
    book = empty()
    one = held(book, intake.RULE)
    [work] = claim(book, Hold, NOON + DAY)
    holds.release(book, one, "uid:1", "wanted", NOON + DAY, NOON + DAY)
    assert held_cases.droppable(book, work) is None
    held_cases.drop(book, work, None, NOON + DAY)
    assert [one.state for one in book.find(NoticeRecord)] == [NoticeState.RECEIVED]


def test_bytes_that_two_firms_have_go_with_the_second() -> None:
    book = empty()
    receive(book, kept(b"for both", ANNA.intake, RAE.intake))
    for work in claim(book, NoticeRecord):
        hold(book, work, intake.RULE)
    first, second = claim(book, Hold, NOON + DAY)
    assert held_cases.droppable(book, first) is None
    held_cases.drop(book, first, None, NOON + DAY)
    assert held_cases.droppable(book, second) is not None
