"""Whose turn it is at a court: orders first, then what ends soonest; nobody while the court wants its peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.policy.notices import case, link, notice
from docketmail.core.records import CourtTurn, LookRecord
from docketmail.core.retrieval import Answer
from docketmail.ledger import looks, turns
from fakes import FakeBook
from ledger.shelf import NOON, PAUSE, claim, empty, request, screened


@pytest.fixture
def book() -> FakeBook:
    return empty()


def filed(book: FakeBook, document: str, said: str, entered: timedelta = timedelta(0)) -> None:
    told = notice(
        case(text=said, links=(link(document=document, magic=document),)), entered_at=NOON - entered
    )
    screened(book, told)


def test_an_order_goes_first_and_then_what_ends_soonest(book: FakeBook) -> None:
    filed(book, "100000001", "MOTION to Compel")
    filed(book, "100000002", "MOTION to Stay", entered=timedelta(days=3))
    filed(book, "100000003", "ORDER granting 12")

    taken = []
    now = NOON
    for _ in range(3):
        [look] = claim(book, LookRecord, now)
        taken.append(look.key.rpartition(" ")[2])
        now += PAUSE
        turns.give_back(book, look, now - PAUSE, PAUSE)
        book.put(replace(look, due_at=None, lease=None))
    assert taken == ["100000003", "100000002", "100000001"]


def test_a_court_that_asks_for_a_pause_is_left_alone_that_long(book: FakeBook) -> None:
    filed(book, "100000001", "ORDER")
    [look] = claim(book, LookRecord)
    answer = Answer("https://ecf.cand.uscourts.gov/doc1/1", 503, retry_after=120)
    looks.answered(book, look, request(book, look), answer, NOON)

    assert looks.before(book, look, 1, NOON) == NOON + timedelta(seconds=120)
    assert looks.before(book, look, 1, NOON + timedelta(seconds=121)) is None


def test_no_court_is_left_alone_for_days(book: FakeBook) -> None:
    filed(book, "100000001", "ORDER")
    [look] = claim(book, LookRecord)
    answer = Answer("https://ecf.cand.uscourts.gov/doc1/1", 503, retry_after=999_999)
    looks.answered(book, look, request(book, look), answer, NOON)
    assert looks.before(book, look, 1, NOON) == NOON + looks.LONGEST_PAUSE


def test_failures_in_a_row_trip_the_breaker_and_an_answer_closes_it(book: FakeBook) -> None:
    filed(book, "100000001", "ORDER")
    [look] = claim(book, LookRecord)
    for _ in range(turns.TRIPS):
        assert not turns.tripped(book, look.host)
        [turn] = book.find(CourtTurn)
        book.put(replace(turn, lease=look.lease))
        turns.fail(book, look, NOON, PAUSE)
    assert turns.tripped(book, look.host)
    [turn] = book.find(CourtTurn)
    assert turn.free_from is not None
    assert turn.free_from > NOON + PAUSE

    book.put(replace(turn, lease=look.lease))
    turns.give_back(book, look, NOON, PAUSE, reached=True)
    assert not turns.tripped(book, look.host)
