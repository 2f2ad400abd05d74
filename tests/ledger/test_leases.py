from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from docketmail.core.lifecycle import Event
from docketmail.core.records import CourtTurn, LookRecord, NoticeRecord, Run
from docketmail.ledger import chain, leases, looks
from docketmail.ledger.leases import LeaseLostError
from fakes import FakeBook
from ledger.shelf import LEASE, NOON, claim, empty, kept, receive, screened


LATER = NOON + LEASE + timedelta(seconds=1)


@pytest.fixture
def book() -> FakeBook:
    return empty()


def test_a_claim_writes_who_until_when_and_counts_the_attempt_before_the_work(
    book: FakeBook,
) -> None:
    receive(book)
    [work] = claim(book, NoticeRecord)
    [stored] = book.find(NoticeRecord)
    assert work == stored
    assert (stored.lease, stored.leased_until, stored.attempts) == ("r1", NOON + LEASE, 1)


def test_what_somebody_holds_is_not_claimed_again_before_its_lease_ends(book: FakeBook) -> None:
    receive(book)
    claim(book, NoticeRecord)
    assert claim(book, NoticeRecord, NOON + LEASE - timedelta(seconds=1), "r2") == []
    [again] = claim(book, NoticeRecord, LATER, "r2")
    assert (again.lease, again.attempts) == ("r2", 2)


def test_what_is_not_due_yet_is_not_claimed(book: FakeBook) -> None:
    receive(book, now=NOON)
    assert claim(book, NoticeRecord, NOON - timedelta(seconds=1)) == []


@pytest.mark.parametrize("run", ["r1", "r2"])
def test_a_holder_whose_lease_was_claimed_by_another_or_by_itself_writes_nothing(
    book: FakeBook, run: str
) -> None:
    receive(book)
    [stale] = claim(book, NoticeRecord)
    [current] = claim(book, NoticeRecord, LATER, run)
    for write in (
        lambda: leases.held(book, stale),
        lambda: leases.finish(book, stale, due_at=None),
        lambda: leases.extend(book, stale, LATER + LEASE),
    ):
        with pytest.raises(LeaseLostError):
            write()
    assert book.find(NoticeRecord) == [current]


def test_work_that_is_not_in_the_ledger_is_nobody_s(book: FakeBook) -> None:
    [notice] = receive(book)
    with pytest.raises(LeaseLostError):
        leases.held(book, replace(notice, id="n9"))


def test_finished_work_is_free_and_due_when_it_was_said(book: FakeBook) -> None:
    receive(book)
    [work] = claim(book, NoticeRecord)
    done = leases.finish(book, work, due_at=LATER)
    assert (done.lease, done.leased_until, done.due_at) == (None, None, LATER)
    assert book.soonest(NoticeRecord) == LATER
    with pytest.raises(LeaseLostError):
        leases.finish(book, work)


def test_an_extended_lease_lasts_as_long_as_it_says(book: FakeBook) -> None:
    receive(book)
    [work] = claim(book, NoticeRecord)
    leases.extend(book, work, LATER + LEASE)
    assert claim(book, NoticeRecord, LATER, "r2") == []
    assert leases.held(book, work).leased_until == LATER + LEASE


def test_a_new_run_ends_the_leases_of_the_run_before_on_the_same_node(book: FakeBook) -> None:
    first = leases.begin_run(book, "here", NOON)
    receive(book)
    [work] = claim(book, NoticeRecord, run=first)
    second = leases.begin_run(book, "here", NOON + timedelta(seconds=1))

    [again] = claim(book, NoticeRecord, NOON + timedelta(seconds=1), second)
    assert (again.id, again.attempts) == (work.id, 2)
    with pytest.raises(LeaseLostError):
        leases.finish(book, work)


def test_and_not_those_of_another_node(book: FakeBook) -> None:
    elsewhere = leases.begin_run(book, "there", NOON)
    receive(book)
    [work] = claim(book, NoticeRecord, run=elsewhere)
    here = leases.begin_run(book, "here", NOON + timedelta(seconds=1))

    assert claim(book, NoticeRecord, NOON + timedelta(seconds=1), here) == []
    assert leases.held(book, work) == work
    assert {run.node for run in book.find(Run, ended_at=None)} == {"here", "there"}


def test_a_new_run_ends_the_run_before_it(book: FakeBook) -> None:
    first = leases.begin_run(book, "here", NOON)
    second = leases.begin_run(book, "here", LATER)
    assert first != second
    assert {run.id: run.ended_at for run in book.find(Run)} == {first: LATER, second: None}


def test_a_new_run_has_the_court_s_turn_back_at_once(book: FakeBook) -> None:
    first = leases.begin_run(book, "here", NOON)
    screened(book)
    [look] = claim(book, LookRecord, run=first)
    second = leases.begin_run(book, "here", NOON + timedelta(seconds=1))
    [again] = claim(book, LookRecord, NOON + timedelta(seconds=1), second)
    assert again.id == look.id
    [turn] = book.find(CourtTurn)
    assert turn.lease == second


def test_a_lease_that_was_lost_while_a_look_was_open_stands_in_the_chain(book: FakeBook) -> None:
    screened(book)
    [look] = claim(book, LookRecord)
    looks.request(book, look, 0, 0, "f:k:0:", NOON)
    claim(book, LookRecord, LATER, "r2")
    [notice] = book.find(NoticeRecord)
    events = [event.event for event in chain.events(book, notice.id)]
    assert events[-2:] == [Event.OPENED, Event.LEASE_LOST]


def test_the_oldest_due_comes_first_and_no_more_than_there_is_room_for(book: FakeBook) -> None:
    for number in range(4):
        receive(book, kept(b"%d" % number), now=NOON - timedelta(seconds=number))
    work = leases.claim(book, NoticeRecord, now=NOON, run="r1", until=LATER, limit=2)
    assert [one.due_at for one in work] == [NOON - timedelta(seconds=n) for n in (3, 2)]
