from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.policy.notices import NUMBER, case, link, notice
from docketmail.core import backoff
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import Event, FilingState, LetterState, PaperState
from docketmail.core.policy.telling import Telling
from docketmail.core.records import EventRecord, FilingRecord, Letter, Paper
from docketmail.ledger import enclosed, letters
from docketmail.ledger.leases import LeaseLostError
from docketmail.ledger.moves import change
from docketmail.ports import Book, Deferred, Refused, Sent
from fakes import FakeBook
from ledger.shelf import NOON, claim, decide_by, empty, papers, screened


ANNA = Telling("anna", (NUMBER,), (), masked=False, rule="you were noticed", decides=True)
PAT = Telling("pat", (NUMBER,), (), masked=False, rule="you are on the team")
BEN = replace(ANNA, reader="ben")
TOLD_BY = NOON + timedelta(seconds=90)
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def book() -> FakeBook:
    return empty()


def tell(book: Book, *tellings: Telling, now: datetime = NOON) -> list[Letter]:
    """Decide the one filing, now."""
    [filing] = book.find(FilingRecord)
    change(book, filing, due_at=now, state=FilingState.OPEN)
    [work] = claim(book, FilingRecord, now)
    return letters.tell(book, work, tellings or (ANNA, PAT), now, decide_by(work))


def become(book: Book, state: PaperState, index: int = 0, **changes: object) -> Paper:
    [paper] = [p for p in papers(book) if p.index == index]
    return change(book, paper, state=state, **changes)


def kinds(written: list[Letter]) -> list[tuple[str, str]]:
    return [(letter.reader, letter.kind) for letter in written]


# What is owed


def test_nothing_is_written_while_papers_are_awaited_and_there_is_time(book: FakeBook) -> None:
    screened(book)
    assert tell(book) == []
    [filing] = book.find(FilingRecord)
    assert (filing.due_at, filing.state) == (TOLD_BY, FilingState.OPEN)


def test_every_reader_has_one_first_letter_with_what_is_here(book: FakeBook) -> None:
    screened(book)
    paper = become(book, PaperState.HERE)
    written = tell(book)
    assert kinds(written) == [("anna", LetterKind.FIRST), ("pat", LetterKind.FIRST)]
    assert all(letter.papers == (paper.id,) for letter in written)
    assert all(enclosed.carries(letter, paper.id) for letter in written)
    [filing] = book.find(FilingRecord)
    assert (filing.state, filing.due_at) == (FilingState.COMPLETE, None)


def test_a_letter_stands_in_the_ledger_with_its_event(book: FakeBook) -> None:
    screened(book, notice(case(links=())))
    [letter] = tell(book, ANNA)
    [event] = [e for e in book.find(EventRecord) if e.event == Event.WRITTEN]
    assert (event.subject, event.data) == (letter.id, {"kind": "first"})


def test_nobody_is_told_the_same_again(book: FakeBook) -> None:
    screened(book)
    become(book, PaperState.HERE)
    tell(book)
    assert tell(book, now=LATER) == []


def test_somebody_who_is_noticed_later_has_a_first_letter_of_their_own(book: FakeBook) -> None:
    screened(book)
    become(book, PaperState.HERE)
    tell(book)
    assert kinds(tell(book, ANNA, PAT, BEN, now=LATER)) == [("ben", LetterKind.FIRST)]


def test_what_was_awaited_is_told_and_followed_by_exactly_one_supplement(book: FakeBook) -> None:
    screened(book)
    first, _ = tell(book, now=TOLD_BY)
    [paper] = papers(book)
    assert enclosed.follows(first, paper)
    assert not enclosed.carries(first, paper.id)
    assert tell(book, now=LATER) == [], "it is awaited still"
    become(book, PaperState.HERE)
    supplements = tell(book, now=LATER)
    assert kinds(supplements) == [("anna", LetterKind.SUPPLEMENT), ("pat", LetterKind.SUPPLEMENT)]
    assert enclosed.carries(supplements[0], paper.id)
    assert tell(book, now=LATER) == []


def test_what_was_awaited_and_never_came_is_told_by_one_supplement_too(book: FakeBook) -> None:
    screened(book)
    tell(book, now=TOLD_BY)
    become(book, PaperState.NOT_OBTAINED, reason="login")
    assert kinds(tell(book, ANNA, now=LATER)) == [("anna", LetterKind.SUPPLEMENT)]
    assert tell(book, ANNA, now=LATER) == []


def test_a_supplement_waits_for_all_that_is_awaited_and_has_only_what_is_new(
    book: FakeBook,
) -> None:
    two = case(links=(link(magic="1"), link(document="035122021133", magic="2")))
    screened(book, notice(two))
    here, other = papers(book)
    change(book, here, state=PaperState.HERE)
    tell(book, ANNA, now=TOLD_BY)
    change(book, other, state=PaperState.HERE)
    [supplement] = tell(book, ANNA, now=LATER)
    assert supplement.papers == (other.id,)


def test_a_paper_that_was_not_obtained_and_is_here_now_is_news(book: FakeBook) -> None:
    screened(book)
    paper = become(book, PaperState.NOT_OBTAINED, reason="login")
    [first] = tell(book, ANNA)
    assert not enclosed.follows(first, paper)
    supplied = become(book, PaperState.HERE, reason="")
    assert enclosed.follows(first, supplied), "even where the first letter was not sent yet"
    assert kinds(tell(book, ANNA, now=LATER)) == [("anna", LetterKind.SUPPLEMENT)]
    assert tell(book, ANNA, now=LATER) == []


def test_a_reader_has_the_papers_of_the_cases_that_are_not_withheld(book: FakeBook) -> None:
    screened(book)
    become(book, PaperState.HERE)
    [letter] = tell(book, replace(ANNA, withheld=(NUMBER,), masked=True))
    assert letter.papers == ()
    assert letter.cases == (NUMBER,)
    assert (letter.facts["withheld"], letter.facts["masked"]) == (NUMBER, "yes")


def test_what_is_kept_apart_is_told_to_who_decides_once(book: FakeBook) -> None:
    screened(book)
    paper = become(book, PaperState.APART)
    written = tell(book)
    assert kinds(written) == [
        ("anna", LetterKind.FIRST),
        ("anna", LetterKind.APART),
        ("pat", LetterKind.FIRST),
    ]
    assert written[1].papers == (paper.id,)
    assert tell(book, now=LATER) == []
    become(book, PaperState.HERE)
    released = tell(book, now=LATER)
    assert kinds(released) == [("anna", LetterKind.SUPPLEMENT), ("pat", LetterKind.SUPPLEMENT)]


def test_a_paper_that_was_called_back_is_no_news(book: FakeBook) -> None:
    screened(book)
    become(book, PaperState.HERE)
    tell(book)
    become(book, PaperState.DESTROYED)
    assert tell(book, now=LATER) == [], "the recall says so"


def test_somebody_whose_lease_is_lost_writes_no_letter(book: FakeBook) -> None:
    screened(book, notice(case(links=())))
    [stale] = claim(book, FilingRecord)
    claim(book, FilingRecord, LATER, "r2")
    with pytest.raises(LeaseLostError):
        letters.tell(book, stale, (ANNA,), LATER, decide_by(stale))
    assert book.find(Letter) == []


# What the relay says


@pytest.fixture
def sending(book: FakeBook) -> Letter:
    screened(book, notice(case(links=())))
    tell(book, ANNA)
    [letter] = claim(book, Letter)
    return letter


def posted(
    book: Book,
    work: Letter,
    outcome: Sent | Deferred | Refused,
    instead: str | None = "desk",
    now: datetime = NOON,
) -> Letter:
    letters.posted(book, work, outcome, instead, now, now + timedelta(seconds=5))
    stored = book.get(Letter, work.id)
    assert stored is not None
    return stored


def test_a_letter_that_was_taken_is_sent(book: FakeBook, sending: Letter) -> None:
    done = posted(book, sending, Sent())
    assert (done.state, done.sent_at, done.due_at) == (LetterState.SENT, NOON, None)


def test_a_letter_that_was_put_off_is_due_again(book: FakeBook, sending: Letter) -> None:
    done = posted(book, sending, Deferred(450))
    assert (done.state, done.code) == (LetterState.DUE, 450)
    assert done.due_at == NOON + timedelta(seconds=5)
    assert len(book.find(Letter)) == 1


@pytest.mark.parametrize(
    ("outcome", "after"),
    [(Refused(550), timedelta(0)), (Deferred(450), backoff.GIVE_UP_LETTER + timedelta(seconds=1))],
)
def test_a_letter_that_was_refused_or_given_up_goes_to_somebody_else(
    book: FakeBook, sending: Letter, outcome: Refused | Deferred, after: timedelta
) -> None:
    now = NOON + after
    assert posted(book, sending, outcome, now=now).state is LetterState.REFUSED
    rerouted = book.find(Letter)[-1]
    assert (rerouted.reader, rerouted.kind) == ("desk", LetterKind.UNDELIVERED)
    assert (rerouted.papers, rerouted.cases) == (sending.papers, sending.cases)
    assert (rerouted.facts["refused"], rerouted.facts["was"]) == ("anna", "first")
    assert (rerouted.state, rerouted.due_at, rerouted.attempts) == (LetterState.DUE, now, 0)
    assert rerouted.written_at == now, "it has days of its own"


def test_a_letter_that_was_put_off_for_long_is_not_given_up_too_soon(
    book: FakeBook, sending: Letter
) -> None:
    now = NOON + backoff.GIVE_UP_LETTER
    assert posted(book, sending, Deferred(450), now=now).state is LetterState.DUE


def test_where_nobody_else_is_left_the_refusal_stands(book: FakeBook, sending: Letter) -> None:
    assert posted(book, sending, Refused(550), instead=None).state is LetterState.REFUSED
    assert len(book.find(Letter)) == 1


def test_two_refused_readers_are_two_letters_to_the_desk(book: FakeBook) -> None:
    screened(book, notice(case(links=())))
    tell(book)
    for letter in claim(book, Letter):
        posted(book, letter, Refused(550))
    rerouted = [x for x in book.find(Letter) if x.kind == LetterKind.UNDELIVERED]
    assert [(x.revision, x.facts["refused"]) for x in rerouted] == [(0, "anna"), (1, "pat")]


def test_a_stale_sender_s_word_is_not_written(book: FakeBook, sending: Letter) -> None:
    claim(book, Letter, LATER, "r2")
    for outcome in (Sent(), Deferred(450), Refused(550)):
        with pytest.raises(LeaseLostError):
            posted(book, sending, outcome)
    assert [x.state for x in book.find(Letter)] == [LetterState.DUE]
