from __future__ import annotations

import pytest

from docketmail.core.firm_records import MatterImport
from docketmail.ledger import rosters
from fakes import FakeBook
from ledger.shelf import NOON, empty


@pytest.fixture
def book() -> FakeBook:
    return empty()


def test_before_the_first_nothing_is_in_force(book: FakeBook) -> None:
    assert rosters.in_force(book) is None
    assert rosters.head(book).version == 0


def test_the_one_that_was_applied_last_is_in_force(book: FakeBook) -> None:
    for count, document in enumerate(("first", "second"), 1):
        assert rosters.applied(book, document, "uid:1000", NOON) == count
    record = rosters.in_force(book)
    assert record is not None
    assert (record.document, record.version) == ("second", 2)


def test_an_import_counts_and_leaves_the_roster_in_force(book: FakeBook) -> None:
    rosters.applied(book, "first", "uid:1000", NOON)
    assert rosters.imported(book, "quillhart", 25_000, "uid:1001", NOON) == 2
    record = rosters.in_force(book)
    assert record is not None
    assert record.document == "first"
    [told] = book.find(MatterImport)
    assert (told.firm, told.version, told.by, told.matters) == ("quillhart", 2, "uid:1001", 25_000)
    assert rosters.applied(book, "second", "uid:1000", NOON) == 3
