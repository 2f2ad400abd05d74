"""The world in memory: each fake keeps its port's promises, and `tests/adapters` holds it to them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from typing import Any, NoReturn, TypeVar, cast

from docketmail.core.records import R, Record, W
from docketmail.core.shelves import RECORDS, UNIQUE
from docketmail.ports import Book, DuplicateError


T = TypeVar("T")

Shelves = dict[type[Record], dict[str, Record]]


class FakeClock:
    """Stands still until it is ticked."""

    def __init__(self, start: datetime = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def tick(self, seconds: float) -> None:
        """Let time pass, or with a negative number set the clock back."""
        self._now += timedelta(seconds=seconds)


class FakeSnapshot:
    """A book that can only be read."""

    def __init__(self, shelves: Shelves) -> None:
        self._shelves = shelves

    def get(self, kind: type[R], key: str) -> R | None:
        return cast("R | None", self._shelf(kind).get(key))

    def find(self, kind: type[R], /, **equal: Any) -> list[R]:
        shelf = self._shelf(kind)
        unknown = set(equal) - {field.name for field in fields(kind)}
        if unknown:
            raise TypeError(f"{kind.__name__} has no {', '.join(sorted(unknown))}.")
        records = (shelf[key] for key in sorted(shelf))
        return [
            cast("R", record)
            for record in records
            if all(getattr(record, name) == value for name, value in equal.items())
        ]

    def due(self, kind: type[W], now: datetime, limit: int) -> list[W]:
        free = (work for work in self.find(kind) if self._free_at(work) <= now)
        return sorted(free, key=lambda work: (work.due_at, work.id))[:limit]

    def soonest(self, kind: type[W]) -> datetime | None:
        times = (self._free_at(work) for work in self.find(kind) if work.due_at)
        return min(times, default=None)

    def new_id(self, prefix: str) -> str:
        self._refuse()

    def add(self, *records: Record) -> None:
        self._refuse()

    def put(self, record: Record) -> None:
        self._refuse()

    def remove(self, *records: Record) -> None:
        self._refuse()

    @staticmethod
    def _free_at(work: W) -> datetime:
        if work.due_at is None:
            return datetime.max.replace(tzinfo=UTC)
        return max(work.due_at, work.leased_until or work.due_at)

    @staticmethod
    def _refuse() -> NoReturn:
        raise RuntimeError("A read changes nothing; use Ledger.write.")

    def _shelf(self, kind: type[Record]) -> dict[str, Record]:
        if kind not in self._shelves:
            raise TypeError(f"{kind.__name__} is no record of the ledger.")
        return self._shelves[kind]


class FakeBook(FakeSnapshot):
    """A book on shelves of its own, which become the ledger's when the operation ends well."""

    def __init__(self, shelves: Shelves, given: int) -> None:
        super().__init__({kind: dict(shelf) for kind, shelf in shelves.items()})
        self.given = given

    @property
    def shelves(self) -> Shelves:
        return self._shelves

    def new_id(self, prefix: str) -> str:
        self.given += 1
        return f"{prefix}{self.given:06}"

    def add(self, *records: Record) -> None:
        before = {kind: dict(shelf) for kind, shelf in self._shelves.items()}
        for record in records:
            shelf = self._shelf(type(record))
            if record.id in shelf or self._clashes(record):
                self._shelves = before
                raise DuplicateError(f"Such a {type(record).__name__} exists already.")
            shelf[record.id] = self._checked(record)

    def put(self, record: Record) -> None:
        shelf = self._shelf(type(record))
        if record.id not in shelf:
            raise LookupError(f"No {type(record).__name__} {record.id} to replace; add it first.")
        if self._clashes(record):
            raise DuplicateError(f"Such a {type(record).__name__} exists already.")
        shelf[record.id] = self._checked(record)

    def remove(self, *records: Record) -> None:
        for record in records:
            self._shelf(type(record)).pop(record.id, None)

    @staticmethod
    def _checked(record: R) -> R:
        for field in fields(record):
            value = getattr(record, field.name)
            if isinstance(value, datetime) and value.tzinfo is None:
                raise ValueError(f"A time without a zone: {value}; take it from Clock.now.")
        return record

    def _clashes(self, record: Record) -> bool:
        return any(
            all(getattr(other, name) == getattr(record, name) for name in names)
            for names in UNIQUE.get(type(record), ())
            for other in self._shelf(type(record)).values()
            if other.id != record.id
        )


class FakeLedger:
    """The ledger in memory.

    Every operation runs twice and the second run counts: a real ledger may run one again, so that an
    operation with an effect outside its book shows here.
    """

    def __init__(self) -> None:
        self._shelves: Shelves = {kind: {} for kind in RECORDS}
        self._given = 0

    async def write(self, operation: Callable[[Book], T]) -> T:
        await asyncio.sleep(0)  # others get their turn, as they do while a real one commits
        operation(FakeBook(self._shelves, self._given))
        book = FakeBook(self._shelves, self._given)
        result = operation(book)
        self._shelves, self._given = book.shelves, book.given
        return result

    async def read(self, operation: Callable[[Book], T]) -> T:
        await asyncio.sleep(0)
        return operation(FakeSnapshot(self._shelves))
