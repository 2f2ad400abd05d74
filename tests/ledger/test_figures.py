from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.policy.notices import case, link, notice
from docketmail.core.figures import Figure
from docketmail.core.policy.facts import Objection
from docketmail.core.records import Letter, LookRecord, NoticeRecord
from docketmail.core.retrieval import Walked
from docketmail.ledger import figures, holds, leases
from fakes import FakeBook
from ledger.shelf import NOON, PATIENCE, claim, empty, end, kept, opened, receive, screened


LATER = NOON + timedelta(seconds=90)


@pytest.fixture
def book() -> FakeBook:
    return empty()


def shown(book: FakeBook, run: str = "r1") -> dict[str, Figure]:
    return {one.name: one for one in figures.waiting(book, run, LATER)}


def test_an_empty_ledger_has_figures_and_all_of_them_are_nought(book: FakeBook) -> None:
    found = shown(book)
    assert set(found["due"].values.values()) == {0}
    assert found["holds"].values == {}
    assert found["oldest_unopened_look_seconds"].values == {(): 0.0}
    assert found["unopened_look_left_seconds"].values == {}
    assert found["run_started_timestamp_seconds"].values == {(): 0.0}


def test_what_is_due_is_counted_by_kind(book: FakeBook) -> None:
    receive(book, kept(b"one"), kept(b"two"))
    assert shown(book)["due"].values[("notice",)] == 2
    claim(book, NoticeRecord, now=LATER)
    assert shown(book)["due"].values[("notice",)] == 0, "somebody has them in hand"


def test_letters_that_are_put_off_are_not_due(book: FakeBook) -> None:
    receive(book)
    [work] = claim(book, NoticeRecord)
    holds.hold(book, work, Objection("drift", "?"), "desk", LATER + timedelta(1), PATIENCE)
    assert len(book.find(Letter)) == 1
    assert shown(book)["due"].values[("letter",)] == 0


def test_holds_are_counted_by_rule_until_they_end(book: FakeBook) -> None:
    receive(book, kept(b"one"), kept(b"two"))
    one, two = (
        holds.hold(book, work, Objection("drift", "?"), "desk", NOON, PATIENCE)
        for work in claim(book, NoticeRecord)
    )
    holds.acknowledge(book, one, "uid:7", NOON)
    assert shown(book)["holds"].values == {("drift",): 2}
    holds.dismiss(book, two, "uid:7", "seen", NOON)
    assert shown(book)["holds"].values == {("drift",): 1}


def test_the_oldest_look_waits_since_its_notice_came(book: FakeBook) -> None:
    screened(book)
    assert shown(book)["oldest_unopened_look_seconds"].values == {(): 90.0}


def test_a_spare_look_is_not_waited_for(book: FakeBook) -> None:
    screened(book)
    screened(book, notice(case(links=(link(magic="80807060"),))), kept(b"a copy"))
    [first, spare] = book.find(LookRecord)
    assert (first.due_at, spare.due_at) == (NOON, None)
    book.put(replace(first, due_at=None))
    assert shown(book)["oldest_unopened_look_seconds"].values == {(): 0.0}


def test_a_look_that_is_opened_is_not_waited_for(book: FakeBook) -> None:
    look = opened(book)
    assert shown(book)["oldest_unopened_look_seconds"].values == {(): 0.0}
    end(book, look, Walked())
    assert shown(book)["oldest_unopened_look_seconds"].values == {(): 0.0}


def test_the_look_that_ends_first_is_told_by_court_until_it_is_opened(book: FakeBook) -> None:
    screened(book)
    [late] = book.find(LookRecord)
    soon = replace(
        late, id="l9", key="k9", ends_at=LATER + timedelta(days=2), due_at=LATER + timedelta(1)
    )
    elsewhere = replace(late, id="l8", key="k8", host="ecf.vtd.uscourts.gov", notice="n9")
    [notice] = book.find(NoticeRecord)
    book.add(soon, elsewhere, replace(notice, id="n9", message="m9", court="vtd"))
    assert shown(book)["unopened_look_left_seconds"].values == {
        (notice.court,): 2 * 86400.0,
        ("vtd",): (late.ends_at - LATER).total_seconds(),
    }
    for look in (soon, late, elsewhere):
        book.put(replace(look, due_at=None))
    assert shown(book)["unopened_look_left_seconds"].values == {}


def test_the_start_of_this_run_is_told(book: FakeBook) -> None:
    run = leases.begin_run(book, "town", NOON)
    found = shown(book, run)["run_started_timestamp_seconds"].values
    assert found == {(): NOON.timestamp()}


def test_no_more_rows_are_read_than_a_scrape_may_cost(
    book: FakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "MOST", 3)
    receive(book, *(kept(f"{number}".encode()) for number in range(5)))
    assert shown(book)["due"].values[("notice",)] == 3
