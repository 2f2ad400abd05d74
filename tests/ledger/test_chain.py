from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from docketmail.core.lifecycle import Event
from docketmail.core.records import EventRecord, NoticeRecord
from docketmail.ledger import chain
from docketmail.ports import Book
from fakes import FakeBook
from ledger.shelf import NOON, empty, kept, receive


LENGTH = 5


def whole() -> tuple[FakeBook, NoticeRecord]:
    """A notice with a chain of five events."""
    book = empty()
    [notice] = receive(book)
    for place in range(1, LENGTH):
        at = NOON + timedelta(seconds=place)
        chain.record(book, notice.id, Event.ANSWERED, f"k{place}", at, attempt=f"a{place}")
    return book, fresh(book)


def fresh(book: Book) -> NoticeRecord:
    [notice] = book.find(NoticeRecord)
    return notice


def faults(book: Book) -> list[str]:
    return list(chain.faults(book, fresh(book)))


def drop(book: FakeBook, event: EventRecord) -> None:
    del book.shelves[EventRecord][event.id]


def test_a_chain_that_nobody_touched_is_whole() -> None:
    book, notice = whole()
    assert faults(book) == []
    assert notice.chain_length == LENGTH
    assert [event.place for event in chain.events(book, notice.id)] == [1, 2, 3, 4, 5]


CHANGES = st.sampled_from(
    [
        {"event": "stored"},
        {"subject": "k99"},
        {"data": {"attempt": "a99"}},
        {"data": {}},
        {"at": NOON + timedelta(microseconds=1)},
        {"before": "0" * 64},
        {"digest": "0" * 64},
        {"place": 99},
    ]
)


@given(st.integers(1, LENGTH), CHANGES)
def test_an_event_that_was_changed_is_found(place: int, changes: dict[str, object]) -> None:
    book, notice = whole()
    event = chain.events(book, notice.id)[place - 1]
    book.put(replace(event, **changes))  # type: ignore[arg-type]
    assert len(faults(book)) == 1


@given(st.integers(1, LENGTH))
def test_an_event_that_was_dropped_is_found_the_last_one_too(place: int) -> None:
    book, notice = whole()
    drop(book, chain.events(book, notice.id)[place - 1])
    [fault] = faults(book)
    assert notice.id in fault


@given(st.integers(1, LENGTH))
def test_an_event_that_was_put_between_is_found(place: int) -> None:
    book, notice = whole()
    events = chain.events(book, notice.id)
    for event in reversed(events[place - 1 :]):
        book.put(replace(event, place=event.place + 1))
    book.add(replace(events[place - 1], id="forged", place=place))
    assert len(faults(book)) == 1


@given(st.integers(0, LENGTH - 1))
def test_an_end_that_was_cut_off_is_found_by_the_row_itself(left: int) -> None:
    book, notice = whole()
    for event in chain.events(book, notice.id)[left:]:
        drop(book, event)
    assert faults(book) == [
        f"{notice.id}: the chain ends at {left}, its own row says {LENGTH}",
    ]


@given(st.permutations(range(LENGTH)))
def test_events_in_another_order_are_found(order: list[int]) -> None:
    book, notice = whole()
    events = chain.events(book, notice.id)
    for event in events:
        drop(book, event)
    book.add(*(replace(events[at], place=n) for n, at in enumerate(order, 1)))
    assert bool(faults(book)) == (order != sorted(order))


def test_an_event_forged_anew_from_the_middle_on_is_found_at_the_end() -> None:
    book, notice = whole()
    events = chain.events(book, notice.id)
    short = replace(notice, chain_length=1, chain_head=events[0].digest)
    forged = chain.forged(events[1].id, short, Event.STORED, "k1", NOON, {})
    book.put(forged)
    assert faults(book) == [f"{notice.id}: event 3 was changed"]


def test_an_event_of_a_notice_that_is_not_there_is_a_defect() -> None:
    with pytest.raises(LookupError, match="no notice n9"):
        chain.record(empty(), "n9", Event.READ, "n9", NOON)


def test_another_notice_s_chain_says_nothing_of_this_one() -> None:
    book, notice = whole()
    [other] = receive(book, kept(b"another mail"))
    drop(book, chain.events(book, notice.id)[2])
    assert list(chain.faults(book, other)) == []
