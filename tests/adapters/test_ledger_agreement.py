"""The ledger in memory and the one on disk answer alike, whatever is asked in whatever order."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from adapters.contract_ledger import NOON, letter, message, notice
from docketmail.adapters import schema
from docketmail.adapters.database import open_database
from docketmail.adapters.ledger import SqlLedger
from docketmail.core.lifecycle import NoticeState
from docketmail.core.records import Letter, Message, NoticeRecord, Record, Work
from docketmail.ports import Book
from fakes import FakeClock, FakeLedger


NAMES = st.sampled_from(["a", "B", "é", "z", "\U0001f4dc"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
TIMES = st.integers(-3, 3).map(lambda minutes: NOON + timedelta(minutes=minutes))
MAYBE_TIMES = st.none() | TIMES

MESSAGES = st.builds(message, NAMES, NAMES)
NOTICES = st.builds(
    notice,
    NAMES,
    due_at=MAYBE_TIMES,
    leased_until=MAYBE_TIMES,
    state=st.sampled_from(NoticeState),
    filing=st.none() | NAMES,
    people=st.lists(TEXTS, max_size=2).map(tuple),
)
LETTERS = st.builds(
    letter,
    NAMES,
    reader=NAMES,
    due_at=MAYBE_TIMES,
    leased_until=MAYBE_TIMES,
    facts=st.dictionaries(TEXTS, TEXTS, max_size=2),
)
RECORDS = MESSAGES | NOTICES | LETTERS
WORK = st.sampled_from([NoticeRecord, Letter])


@cache
def empty_ledger() -> bytes:
    """The file of a ledger with tables and nothing in them: a migration each time would take long."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "ledger.db")
        asyncio.run(schema.upgrade(f"sqlite:///{file}"))
        return file.read_bytes()


class Ledgers(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.mkdtemp()
        file = Path(self._folder, "ledger.db")
        file.write_bytes(empty_ledger())
        self._runner = asyncio.Runner()
        self._runner.run(self._open(f"sqlite:///{file}"))

    async def _open(self, url: str) -> None:
        self._database = open_database(url)
        self._ledgers = (FakeLedger(), SqlLedger(self._database, FakeClock()))

    def teardown(self) -> None:
        self._runner.run(self._database.close())
        self._runner.close()
        shutil.rmtree(self._folder)

    def both(self, operation: Callable[[Book], Any]) -> None:
        """Write on both; they must answer the same, an error's type included."""
        fake, real = (self._runner.run(self._answer(ledger, operation)) for ledger in self._ledgers)
        assert fake == real

    @staticmethod
    async def _answer(ledger: FakeLedger | SqlLedger, operation: Callable[[Book], Any]) -> Any:
        try:
            return await ledger.write(operation)
        except Exception as error:  # noqa: BLE001 - which one is the question
            return type(error)

    @rule(records=st.lists(RECORDS, max_size=4))
    def add(self, records: list[Record]) -> None:
        self.both(lambda book: book.add(*records))

    @rule(record=RECORDS)
    def put(self, record: Record) -> None:
        self.both(lambda book: book.put(record))

    @rule(record=RECORDS)
    def remove(self, record: Record) -> None:
        self.both(lambda book: book.remove(record))

    @rule(first=RECORDS, second=RECORDS)
    def both_or_neither(self, first: Record, second: Record) -> None:
        def operation(book: Book) -> None:
            book.add(first)
            book.put(second)

        self.both(operation)

    @rule(name=NAMES, filing=st.none() | NAMES, state=st.sampled_from(NoticeState))
    def find(self, name: str, filing: str | None, state: NoticeState) -> None:
        self.both(lambda book: book.get(NoticeRecord, name))
        self.both(lambda book: book.find(NoticeRecord, filing=filing, state=state))

    @rule(kind=WORK, now=TIMES, limit=st.integers(1, 3))
    def due(self, kind: type[Work], now: datetime, limit: int) -> None:
        self.both(lambda book: book.due(kind, now, limit))
        self.both(lambda book: book.soonest(kind))

    @rule(now=TIMES, minutes=st.integers(-1, 3))
    def claim(self, now: datetime, minutes: int) -> None:
        def operation(book: Book) -> None:
            for work in book.due(Letter, now, 2):
                end = now + timedelta(minutes=minutes)
                book.put(replace(work, lease="me", leased_until=end, attempts=work.attempts + 1))

        self.both(operation)

    @invariant()
    def they_hold_the_same(self) -> None:
        self.both(lambda book: [book.find(kind) for kind in (Message, NoticeRecord, Letter)])


TestLedgersAgree = Ledgers.TestCase
# 40 walks of 25 steps take some five seconds: each step is a durable commit or more.
TestLedgersAgree.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
