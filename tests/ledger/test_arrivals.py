from __future__ import annotations

from dataclasses import replace

import pytest

from docketmail.core.answering import ANSWER
from docketmail.core.lifecycle import Event, NoticeState
from docketmail.core.records import EventRecord, Letter, Message, NoticeRecord
from docketmail.core.roster import Roster
from docketmail.ledger import arrivals, chain
from docketmail.ledger.arrivals import Kept, NobodyError
from fakes import FakeBook
from ledger.shelf import NOON, TELL_WITHIN, empty, kept, receive
from offices import ANNA, BEN, OTHER, ROSTER


RAE = OTHER.people[2]


@pytest.fixture
def book() -> FakeBook:
    return empty()


def test_a_message_is_a_notice_for_its_firm_with_its_first_event(book: FakeBook) -> None:
    [notice] = receive(book)
    [message] = book.find(Message)
    assert (notice.message, notice.firm, notice.people) == (message.id, "quillhart", ("anna",))
    assert notice.state is NoticeState.RECEIVED
    assert (notice.due_at, notice.tell_by) == (NOON, NOON + TELL_WITHIN)
    [event] = book.find(EventRecord)
    assert (event.event, event.data) == (Event.RECEIVED, {"digest": message.digest})
    assert list(chain.faults(book, notice)) == []


def test_an_event_of_a_message_names_no_address(book: FakeBook) -> None:
    receive(book)
    assert not any("@" in str(event.data) for event in book.find(EventRecord))


def test_the_same_bytes_and_envelope_again_are_no_second_message(book: FakeBook) -> None:
    receive(book, kept(digest="same"))
    again = arrivals.receive(book, [kept(b"copy", digest="same")], ROSTER, NOON, TELL_WITHIN)
    assert again == [kept(b"copy").ticket]
    assert len(book.find(Message)) == len(book.find(NoticeRecord)) == 1


def test_nor_are_they_in_one_batch(book: FakeBook) -> None:
    batch = [kept(b"first", digest="same"), kept(b"second", digest="same"), kept(b"third")]
    again = arrivals.receive(book, batch, ROSTER, NOON, TELL_WITHIN)
    assert again == [batch[1].ticket]
    assert len(book.find(Message)) == 2


def test_a_message_for_two_firms_is_two_notices(book: FakeBook) -> None:
    notices = receive(book, kept(b"mail", ANNA.intake, RAE.intake, BEN.intake))
    assert {(n.firm, n.people) for n in notices} == {
        ("quillhart", ("anna", "ben")),
        ("nimbus", ("rae",)),
    }
    assert len(book.find(Message)) == 1


def test_an_address_is_known_by_its_letters_whatever_their_case(book: FakeBook) -> None:
    [notice] = receive(book, kept(b"mail", f" {ANNA.intake.upper()} "))
    assert notice.people == ("anna",)


def test_a_retired_address_still_is_its_person_s(book: FakeBook) -> None:
    [notice] = receive(book, kept(b"mail", BEN.retired[0]))
    assert notice.people == ("ben",)


@pytest.mark.parametrize("roster", [Roster(), Roster((OTHER,))])
def test_a_message_that_nobody_is_left_for_changes_nothing(book: FakeBook, roster: Roster) -> None:
    with pytest.raises(NobodyError):
        receive(book, kept(), roster=roster)


def answer(*letters: str, to: tuple[str, ...] = ()) -> Kept:
    return replace(kept(b"answer", "answers@in.quillhart.example", *to), answers=letters)


def letter(book: FakeBook, firm: str) -> str:
    written = Letter(
        id=f"l-{firm}",
        firm=firm,
        filing=None,
        notice=f"n-{firm}",
        reader="anna",
        kind="first",
        revision=0,
        written_at=NOON,
    )
    book.add(written)
    return written.id


def test_an_answer_is_for_the_firm_of_the_letter_that_it_names_first(book: FakeBook) -> None:
    ours, theirs = letter(book, "quillhart"), letter(book, "nimbus")
    [notice] = receive(book, answer("l-none", theirs, ours))
    assert (notice.firm, notice.people, notice.kind) == ("nimbus", (), ANSWER)


@pytest.mark.parametrize("letters", [(), ("l-none",)])
def test_what_answers_nothing_is_for_every_desk(book: FakeBook, letters: tuple[str, ...]) -> None:
    notices = receive(book, answer(*letters))
    assert [(one.firm, one.kind) for one in notices] == [("quillhart", ANSWER), ("nimbus", ANSWER)]


def test_a_letter_of_a_firm_that_left_the_roster_is_nobodys(book: FakeBook) -> None:
    [notice] = receive(book, answer(letter(book, "quillhart")), roster=Roster((OTHER,)))
    assert notice.firm == "nimbus"


def test_what_is_for_an_attorney_too_is_a_notice_and_no_answer(book: FakeBook) -> None:
    [notice] = receive(book, answer(letter(book, "quillhart"), to=(ANNA.intake,)))
    assert (notice.people, notice.kind) == (("anna",), "")
