from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.contract_ledger import LedgerContract
from docketmail.adapters import schema
from docketmail.adapters.database import open_database
from docketmail.adapters.ledger import CROCKFORD, Ids, SqlLedger
from docketmail.adapters.tables import NAMES
from docketmail.core.shelves import RECORDS
from docketmail.ports import Ledger
from fakes import FakeClock, FakeLedger


class TestFakeLedger(LedgerContract):
    @pytest.fixture
    def ledger(self) -> Ledger:
        return FakeLedger()

    async def test_an_operation_with_an_effect_outside_its_book_shows(self) -> None:
        seen: list[int] = []

        await FakeLedger().write(lambda _: seen.append(1))

        assert seen == [1, 1]


class TestSqliteLedger(LedgerContract):
    @pytest.fixture
    async def ledger(self, tmp_path: Path) -> AsyncIterator[Ledger]:
        url = f"sqlite:///{tmp_path}/ledger.db"
        await schema.upgrade(url)
        database = open_database(url)
        yield SqlLedger(database, FakeClock())
        await database.close()


class TestPostgresLedger(LedgerContract):
    @pytest.fixture
    async def ledger(self, postgres_ledger_url: str) -> AsyncIterator[Ledger]:
        database = open_database(postgres_ledger_url)
        yield SqlLedger(database, FakeClock())
        await database.close()


def test_every_record_class_has_its_table() -> None:
    assert set(NAMES) == set(RECORDS)


def test_an_id_has_fifteen_characters_that_nobody_misreads() -> None:
    given = Ids(FakeClock()).new("n")

    assert len(given) == 15
    assert set(given[1:]) <= set(CROCKFORD)


def test_ids_sort_by_time_whoever_gives_them() -> None:
    clock = FakeClock()
    given = []
    for _ in range(20):
        given.append(Ids(clock).new("n"))
        clock.tick(0.001)

    assert given == sorted(given)
    assert len(set(given)) == 20


def test_ids_ascend_though_the_clock_goes_back() -> None:
    clock = FakeClock()
    ids = Ids(clock)
    given = []
    for _ in range(20):
        given.append(ids.new("n"))
        clock.tick(-3600)

    assert given == sorted(set(given))
