from __future__ import annotations

from datetime import timedelta

import pytest

from core.policy.notices import HOST, case, link, notice
from docketmail.core.lifecycle import Event, LookState, PaperState
from docketmail.core.notice import Notice
from docketmail.core.records import (
    Attempt,
    CourtTurn,
    EventRecord,
    LookRecord,
    LookWatch,
)
from docketmail.core.retrieval import Answer, Walked
from docketmail.ledger import looks, turns, waits
from docketmail.ledger.leases import LeaseLostError
from docketmail.ports import Book
from fakes import FakeBook
from ledger.shelf import (
    LEASE,
    MAIN,
    NOON,
    PAUSE,
    arrived,
    claim,
    empty,
    end,
    papers,
    request,
    screened,
    the_look,
)


ANSWER = Answer("https://ecf.cand.uscourts.gov/doc1/1", 200)
ELSEWHERE = "ecf.ctb.uscourts.gov"


@pytest.fixture
def book() -> FakeBook:
    return empty()


def unopened(book: Book) -> LookRecord:
    screened(book)
    [look] = claim(book, LookRecord)
    return look


def of_host(host: str, document: str) -> Notice:
    return notice(case(links=(link(host, document, magic=f"9{document}"),)))


# Whose turn it is


def test_a_court_is_asked_one_thing_at_a_time_and_courts_beside_one_another(
    book: FakeBook,
) -> None:
    for host, document in ((HOST, "100000001"), (HOST, "100000002"), (ELSEWHERE, "100000003")):
        screened(book, of_host(host, document))
    taken = claim(book, LookRecord)
    assert sorted(look.host for look in taken) == [HOST, ELSEWHERE]
    waiting = [look for look in book.find(LookRecord) if look.lease is None]
    assert [look.attempts for look in waiting] == [0], "a busy court costs nobody an attempt"


def test_the_next_request_leaves_after_the_polite_pause(book: FakeBook) -> None:
    for document in ("100000001", "100000002"):
        screened(book, of_host(HOST, document))
    [look] = claim(book, LookRecord)
    request(book, look)
    end(book, look, Walked(obtained=(MAIN,)))
    assert claim(book, LookRecord, NOON + PAUSE - timedelta(seconds=1)) == []
    assert len(claim(book, LookRecord, NOON + PAUSE)) == 1


def test_a_turn_whose_holder_died_is_free_when_its_lease_ends(book: FakeBook) -> None:
    look = unopened(book)
    assert claim(book, LookRecord, NOON + LEASE - timedelta(seconds=1), "r2") == []
    [again] = claim(book, LookRecord, NOON + LEASE + timedelta(seconds=1), "r2")
    turns.give_back(book, look, NOON, PAUSE)
    [turn] = book.find(CourtTurn)
    assert turn.lease == again.lease == "r2", "what another holds is not given back"


def test_a_long_answer_keeps_look_and_turn(book: FakeBook) -> None:
    look = unopened(book)
    turns.extend(book, look, NOON + 3 * LEASE)
    assert claim(book, LookRecord, NOON + 2 * LEASE, "r2") == []


# Once


def test_the_request_is_written_before_it_leaves_and_begins_the_opening(book: FakeBook) -> None:
    look = unopened(book)
    attempt = request(book, look)
    assert the_look(book).state is LookState.OPENING
    assert looks.before(book, look, 0, NOON) == attempt
    assert looks.before(book, look, 1, NOON) is None
    second = request(book, look, 1, None)
    assert (attempt.number, second.number) == (0, 1)
    events = [e.event for e in book.find(EventRecord) if e.subject == look.id]
    assert events == [Event.OPENED, Event.REQUESTED]


def test_a_holder_whose_lease_is_lost_sends_and_keeps_nothing(book: FakeBook) -> None:
    stale = unopened(book)
    attempt = request(book, stale)
    claim(book, LookRecord, NOON + 2 * LEASE, "r2")
    for write in (
        lambda: request(book, stale, 1),
        lambda: looks.answered(book, stale, attempt, ANSWER, NOON),
        lambda: looks.arrive(book, stale, arrived(), {}, NOON),
        lambda: waits.unreached(book, stale, attempt, NOON, NOON, PAUSE),
        lambda: end(book, stale, Walked(obtained=(MAIN,))),
    ):
        with pytest.raises(LeaseLostError):
            write()
    assert the_look(book).state is LookState.OPENING
    assert papers(book)[0].state is PaperState.AWAITED


def test_a_request_that_never_left_keeps_the_look_whole(book: FakeBook) -> None:
    look = unopened(book)
    attempt = request(book, look)
    again = NOON + timedelta(seconds=15)
    waits.unreached(book, look, attempt, NOON, again, PAUSE)
    now = the_look(book)
    assert (now.state, now.due_at, now.lease) == (LookState.UNOPENED, again, None)
    assert looks.before(book, look, 0, again) is None, "this step may be taken again"
    [turn] = book.find(CourtTurn)
    assert (turn.lease, turn.free_from) == (None, NOON + PAUSE)


def test_a_look_without_room_is_due_again_and_watched_and_its_court_is_free(book: FakeBook) -> None:
    look = unopened(book)
    again = NOON + timedelta(seconds=15)
    assert not waits.without_room(book, look, NOON, again, PAUSE)
    now = the_look(book)
    assert (now.state, now.due_at, now.lease) == (LookState.UNOPENED, again, None)
    assert [watch.look for watch in book.find(LookWatch)] == [look.id]
    [turn] = book.find(CourtTurn)
    assert (turn.failures, turn.lease, turn.free_from) == (0, None, NOON + PAUSE)


def test_a_look_that_ended_while_there_was_no_room_is_over(book: FakeBook) -> None:
    look = unopened(book)
    assert waits.without_room(book, look, look.ends_at, look.ends_at, PAUSE)
    assert the_look(book).state is LookState.EXPIRED


def test_a_second_request_that_never_left_leaves_the_look_where_it_is(book: FakeBook) -> None:
    look = unopened(book)
    looks.answered(book, look, request(book, look), ANSWER, NOON)
    waits.unreached(book, look, request(book, look, 1), NOON, NOON, PAUSE)
    assert the_look(book).state is LookState.OPENING
    assert looks.before(book, look, 0, NOON) is not None
    assert looks.before(book, look, 1, NOON + PAUSE) is None


def test_an_answer_is_written_down_with_its_status_and_no_link(book: FakeBook) -> None:
    look = unopened(book)
    attempt = request(book, look)
    looks.answered(book, look, attempt, ANSWER, NOON)
    [stored] = book.find(Attempt)
    assert (stored.outcome, stored.ended_at) == ("200", NOON)
    assert "http" not in str(book.find(EventRecord))
