from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.policy.notices import NUMBER, notice
from docketmail.core.lifecycle import Event, FilingState, LookState, PaperState
from docketmail.core.notice import Document
from docketmail.core.records import (
    FilingRecord,
    LookRecord,
    Tombstone,
)
from docketmail.core.retrieval import Missing, PaperRef, Refusal, Walked
from docketmail.ledger import looks
from docketmail.ledger.moves import move
from docketmail.ports import Book
from fakes import FakeBook
from ledger.shelf import (
    MAIN,
    NOON,
    arrived,
    claim,
    empty,
    end,
    join,
    kept,
    opened,
    papers,
    request,
    screen,
    screened,
    the_look,
)
from offices import ANNA, OTHER


@pytest.fixture
def book() -> FakeBook:
    return empty()


def stone(book: Book, digest: str, document: str) -> None:
    book.add(
        Tombstone(
            id=book.new_id("t"),
            firm="quillhart",
            paper="p0",
            filing="f0",
            digest=digest,
            document=document,
            at=NOON,
            by="uid:0",
            why="privileged",
        )
    )


# What came


def test_a_paper_that_came_is_here_and_the_look_is_stored(book: FakeBook) -> None:
    look = opened(book)
    [filing] = book.find(FilingRecord)
    ref = PaperRef(0, "035122021132", "Order", pages=3)
    assert looks.arrive(book, look, arrived(ref), {filing.id: "mine:key:0:"}, NOON) == []
    end(book, look, Walked(obtained=(ref,)))
    [paper] = papers(book)
    assert (paper.state, paper.ticket, paper.digest) == (PaperState.HERE, "mine:key:0:", "bytes")
    assert (paper.pages, paper.size, paper.description) == (3, 1234, "Order")
    assert the_look(book).state is LookState.STORED
    assert the_look(book).due_at is None
    assert book.find(FilingRecord)[0].due_at == NOON, "told at once"


@pytest.mark.parametrize(
    ("refusals", "state"),
    [
        ((Refusal.LOGIN,), LookState.REFUSED),
        ((Refusal.CUT,), LookState.CUT),
        ((Refusal.CUT, Refusal.LOGIN), LookState.REFUSED),
        ((), LookState.REFUSED),
    ],
)
def test_a_walk_without_a_paper_ends_the_look_and_says_why(
    book: FakeBook, refusals: tuple[Refusal, ...], state: LookState
) -> None:
    look = opened(book)
    missing = tuple(Missing(PaperRef(n, f"d{n}"), why) for n, why in enumerate(refusals))
    end(book, look, Walked(missing=missing))
    assert the_look(book).state is state
    first, *_ = papers(book)
    assert first.state is PaperState.NOT_OBTAINED
    assert first.reason == (refusals[0] if refusals else Refusal.UNKNOWN)


def test_what_the_court_denies_by_nature_of_suit_marks_the_case(book: FakeBook) -> None:
    look = opened(book)
    end(book, look, Walked(missing=(Missing(MAIN, Refusal.RESTRICTED, ("nature_of_suit",)),)))
    assert papers(book)[0].reason == "nature_of_suit"


def test_what_the_court_lists_beyond_the_notice_becomes_a_paper_of_its_own(
    book: FakeBook,
) -> None:
    look = opened(book)
    [filing] = book.find(FilingRecord)
    extra = PaperRef(2, "035122021134", "Exhibit B", pages=7, size=99)
    looks.arrive(book, look, arrived(extra), {filing.id: "extra:key:0:"}, NOON)
    by_index = {p.index: p for p in papers(book)}
    assert by_index[2].state is PaperState.HERE
    assert (by_index[2].case, by_index[2].description) == (NUMBER, "Exhibit B")
    assert by_index[0].state is PaperState.AWAITED


def test_announced_papers_that_the_walk_says_nothing_of_are_told_as_their_menu(
    book: FakeBook,
) -> None:
    titles = tuple(Document(NUMBER, n, f"Exhibit {n}") for n in range(3))
    screened(book, notice(documents=titles))
    [look] = claim(book, LookRecord)
    request(book, look)
    [filing] = book.find(FilingRecord)
    looks.arrive(book, look, arrived(), {filing.id: "mine:key:0:"}, NOON)
    menu = Missing(PaperRef(1, "m"), Refusal.LOGIN)
    end(book, look, Walked(obtained=(MAIN,), missing=(menu,)))
    assert [p.reason for p in papers(book)] == ["", "login", "login"]
    assert [p.description for p in papers(book)][1:] == ["Exhibit 1", "Exhibit 2"]
    assert the_look(book).state is LookState.STORED


def test_what_stands_behind_a_refused_menu_and_nobody_named_has_a_word_of_its_own(
    book: FakeBook,
) -> None:
    screened(book, notice())
    [look] = claim(book, LookRecord)
    request(book, look)
    end(book, look, Walked(missing=(Missing(PaperRef(1, "m"), Refusal.LOGIN),)))
    assert papers(book)[1].description == "Attachments"


# Two firms


def two_firms(book: Book) -> LookRecord:
    return opened(book, None, ANNA.intake, OTHER.people[2].intake)


def test_a_look_that_two_firms_share_gives_each_a_key_of_its_own(book: FakeBook) -> None:
    look = two_firms(book)
    ours, theirs = looks.waiting(book, look, 0)
    looks.arrive(book, look, arrived(), {ours: "one:k1:0:", theirs: "one:k2:0:"}, NOON)
    assert {p.ticket for p in papers(book)} == {"one:k1:0:", "one:k2:0:"}
    assert looks.waiting(book, look, 0) == []


def test_a_firm_that_joins_while_the_paper_comes_in_has_it_by_a_replay(book: FakeBook) -> None:
    look = two_firms(book)
    ours, theirs = looks.waiting(book, look, 0)
    looks.arrive(book, look, arrived(), {ours: "one:k1:0:"}, NOON)
    end(book, look, Walked(obtained=(MAIN,)))
    now = the_look(book)
    assert (now.state, now.due_at) == (LookState.STORED, NOON)
    assert looks.waiting(book, now, 0) == [theirs]


def test_a_firm_whose_copy_comes_later_has_the_answer_that_is_here(book: FakeBook) -> None:
    look = opened(book)
    [filing] = book.find(FilingRecord)
    looks.arrive(book, look, arrived(), {filing.id: "mine:k1:0:"}, NOON)
    end(book, look, Walked(obtained=(MAIN,)))
    later = NOON + timedelta(hours=1)
    join(book, notice(), kept(b"copy", OTHER.people[2].intake), now=later)
    screen(book, now=later)
    [again] = claim(book, LookRecord, later)
    assert (again.id, again.state) == (look.id, LookState.STORED)
    assert looks.before(book, again, 0, NOON) is not None, "nothing is asked of the court again"


# Called back


def test_bytes_that_were_called_back_stay_gone_and_their_keys_are_named(book: FakeBook) -> None:
    stone(book, "bytes", "another document")
    look = opened(book)
    [filing] = book.find(FilingRecord)
    gone = looks.arrive(book, look, arrived(), {filing.id: "mine:k1:0:"}, NOON)
    [paper] = papers(book)
    assert (paper.state, paper.reason) == (PaperState.DESTROYED, "called_back")
    assert gone == ["mine:k1:0:", "answer0:key:0:"]


def test_the_same_document_with_other_bytes_is_kept_apart(book: FakeBook) -> None:
    stone(book, "the bytes before", "document")
    look = opened(book)
    [filing] = book.find(FilingRecord)
    assert looks.arrive(book, look, arrived(), {filing.id: "mine:k1:0:"}, NOON) == []
    [paper] = papers(book)
    assert (paper.state, paper.ticket) == (PaperState.APART, "mine:k1:0:")


def test_a_paper_that_was_called_back_while_it_came_in_is_not_kept(book: FakeBook) -> None:
    look = opened(book)
    [filing] = book.find(FilingRecord)
    move(book, papers(book)[0], Event.DESTROYED, NOON)
    gone = looks.arrive(book, look, arrived(), {filing.id: "mine:k1:0:"}, NOON)
    assert gone == ["mine:k1:0:", "answer0:key:0:"]
    assert papers(book)[0].state is PaperState.DESTROYED


def test_a_call_back_in_one_firm_leaves_the_other_firm_s_paper(book: FakeBook) -> None:
    stone(book, "bytes", "document")
    look = two_firms(book)
    tickets = {filing: f"one:{filing}:0:" for filing in looks.waiting(book, look, 0)}
    looks.arrive(book, look, arrived(), tickets, NOON)
    states = {book.get(FilingRecord, p.filing).firm: p.state for p in papers(book)}  # type: ignore[union-attr]
    assert states == {"quillhart": PaperState.DESTROYED, "nimbus": PaperState.HERE}


def test_a_filing_that_was_told_is_decided_again_when_its_paper_comes(book: FakeBook) -> None:
    look = opened(book)
    [filing] = book.find(FilingRecord)
    book.put(replace(filing, state=FilingState.COMPLETE, due_at=None))
    end(book, look, Walked(missing=(Missing(MAIN, Refusal.LOGIN),)))
    [again] = book.find(FilingRecord)
    assert (again.state, again.due_at) == (FilingState.OPEN, NOON)
