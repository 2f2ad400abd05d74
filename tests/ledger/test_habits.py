from __future__ import annotations

from dataclasses import replace

import pytest

from core.policy.notices import TITLE, case, facts, link, notice
from docketmail.core.habits import KNOWN_AFTER, Habit
from docketmail.core.notice import Notice
from docketmail.core.policy.facts import Origin
from docketmail.core.records import CourtHabit, NoticeRecord
from docketmail.ledger import filings, habits
from fakes import FakeBook
from ledger.shelf import NOON, claim, empty, kept, marks, receive
from offices import ANNA, BEN, OTHER


RAE = OTHER.people[2]
LACKING = ("time_of_entry",)
"""What the notices of `core.policy.notices` do without, and here are taught to."""


@pytest.fixture
def book() -> FakeBook:
    return empty()


def told(document: int = 0, **more: object) -> Notice:
    entry = case(document_number="45", links=(link(document=f"0351{document:08}"),))
    return replace(notice(entry, documents=(TITLE,)), **more)  # type: ignore[arg-type]


def read(
    book: FakeBook,
    one: Notice,
    *to: str,
    waived: tuple[str, ...] = (),
    origin: Origin = Origin.COURT,
) -> None:
    """A mail arrives, and each of its notices is read and learned from, as the read stage does it."""
    receive(book, kept(f"{len(book.find(NoticeRecord))}".encode(), *to))
    for work in claim(book, NoticeRecord):
        released = replace(work, waived=waived)
        book.put(released)
        filing = filings.join(book, released, one, marks(one), NOON)
        habits.learn(book, released, filing, facts(one, origin))
        book.put(replace(book.get(NoticeRecord, work.id) or work, due_at=None))


def habit(book: FakeBook) -> CourtHabit:
    [found] = book.find(CourtHabit)
    return found


def test_a_court_is_known_after_so_many_notices_and_then_nothing_is_written(book: FakeBook) -> None:
    for number in range(KNOWN_AFTER):
        assert not habits.known(book, told()).known
        read(book, told(number))
    assert habits.known(book, told()) == Habit(known=True, lacked=frozenset(LACKING))
    before = habit(book)
    read(book, told(99, recipients_printed=False))
    assert habit(book) is before


def test_what_one_of_them_does_without_is_remembered(book: FakeBook) -> None:
    read(book, told(1))
    read(book, told(2, recipients_printed=False))
    read(book, told(3))
    assert habit(book) == CourtHabit(
        id="cmecf/cand/filing/papers",
        seen=3,
        lacked=("list_of_recipients", *LACKING),
    )


def test_each_court_kind_and_form_has_habits_of_its_own(book: FakeBook) -> None:
    read(book, told(1))
    read(book, told(2, court="vtd"))
    read(book, notice(case(links=(), text="MINUTE ENTRY.")))
    assert [one.seen for one in book.find(CourtHabit)] == [1, 1, 1]
    assert habits.known(book, told(court="ctb")) == Habit()


def test_a_copy_for_another_person_or_another_firm_is_not_counted_again(book: FakeBook) -> None:
    read(book, told(1), ANNA.intake)
    read(book, told(1), BEN.intake)
    assert habit(book).seen == 1
    read(book, told(2), ANNA.intake, RAE.intake)
    assert habit(book).seen == 2


def test_a_release_teaches_a_court_that_is_known(book: FakeBook) -> None:
    for number in range(KNOWN_AFTER):
        read(book, told(number))
    bare = told(99, recipients_printed=False)
    read(book, bare, waived=("suspect",))
    assert "list_of_recipients" not in habit(book).lacked
    read(book, told(100, recipients_printed=False), waived=("lost_field",))
    assert "list_of_recipients" in habits.known(book, bare).lacked
    assert habit(book).seen == KNOWN_AFTER


def test_a_release_teaches_a_court_of_which_nothing_is_known(book: FakeBook) -> None:
    bare = told(1, recipients_printed=False)
    read(book, bare, waived=("lost_field",))
    assert "list_of_recipients" in habits.known(book, bare).lacked
    assert not habits.known(book, bare).known


def test_a_copy_that_was_released_teaches_too(book: FakeBook) -> None:
    read(book, told(1))
    read(book, told(1, recipients_printed=False), BEN.intake, waived=("lost_field",))
    assert habit(book).seen == 1
    assert "list_of_recipients" in habit(book).lacked


@pytest.mark.parametrize("origin", [Origin.PERSON, Origin.NOBODY])
def test_nothing_is_learned_from_what_is_not_the_court_s_own(
    book: FakeBook, origin: Origin
) -> None:
    read(book, told(1), origin=origin, waived=("lost_field",))
    assert book.find(CourtHabit) == []
