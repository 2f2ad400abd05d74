"""The ledger in a database: the books that operations read and write.

One statement of each sort is written per record class and kept, so that it is compiled once.

Security: values travel as parameters only; the names in a statement are those of the record classes.
Promises: those of `ports.Ledger` and `ports.Book`, on SQLite and on PostgreSQL alike. An `add` that
raises DuplicateError added nothing, and the operation may catch it and go on.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from functools import cached_property
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, Final, Generic, NoReturn, TypeVar

from sqlalchemy import (
    Connection,
    Dialect,
    Insert,
    Row,
    Select,
    Table,
    Update,
    bindparam,
    case,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from docketmail.adapters.database import Database
from docketmail.adapters.tables import TABLES, Moment
from docketmail.core.records import R, Record, W
from docketmail.ports import Book, Clock, DuplicateError


T = TypeVar("T")

CROCKFORD: Final = "0123456789abcdefghjkmnpqrstvwxyz"
"""Base 32 without i, l, o and u: nobody misreads an id (Douglas Crockford, crockford.com/base32.html).

In the order of the bytes, so that texts sort as the numbers do.
"""
TIME_CHARACTERS: Final = 9
"""45 bits of milliseconds since 1970: until the year 3084."""
CHANCE_CHARACTERS: Final = 5
"""25 bits: two nodes that give an id in the same millisecond meet once in 33 million times."""


class Ids:
    """Gives ids that sort by time: a prefix, the milliseconds, and chance; 15 characters in all."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def new(self, prefix: str) -> str:
        """An id above every id that was given before, even where the clock went back."""
        chance = 5 * CHANCE_CHARACTERS
        milliseconds = int(self._clock.now().timestamp() * 1000)
        self._last = max(milliseconds << chance | secrets.randbits(chance), self._last + 1)
        places = range(5 * (TIME_CHARACTERS + CHANCE_CHARACTERS - 1), -1, -5)
        return prefix + "".join(CROCKFORD[self._last >> place & 31] for place in places)


class DriverStatement:
    """A statement about one record in the driver's own words, and the way of its values there.

    Writing is what the ledger does most; through SQLAlchemy's expressions it takes half as long again.
    """

    def __init__(self, statement: Insert | Update, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        names = compiled.positiontup or ()
        types = (compiled.binds[name].type.dialect_impl(dialect) for name in names)
        self._text = compiled.string
        self._values = attrgetter(*(name.removesuffix(FIRST_ROW) for name in names))
        self._converters = [kind.bind_processor(dialect) for kind in types]

    def values(self, record: Record) -> list[Any]:
        """The record's values as the driver takes them, in the statement's order."""
        values = zip(self._converters, self._values(record), strict=True)
        return [convert(value) if convert else value for convert, value in values]

    def rows(self, connection: Connection, record: Record) -> int:
        """How many rows it made or changed."""
        return connection.exec_driver_sql(self._text, tuple(self.values(record))).rowcount


FIRST_ROW: Final = "_m0"
"""What SQLAlchemy puts behind a parameter's name in the first of several rows."""
ROWS: Final = 100
"""Records of one insert: of the longest, some 2,000 values; both databases take 32,000."""


class Insertion:
    """Records of one class, inserted together: every statement waits for the interpreter once."""

    def __init__(self, table: Table, dialect: Dialect) -> None:
        self._table = table
        self._dialect = dialect
        self._texts: dict[int, str] = {}
        self._row = DriverStatement(self._of(1), dialect)

    def ids(self, connection: Connection, records: Sequence[Record]) -> set[str]:
        """Ids of those that it made rows of; the others exist already."""
        count = len(records)
        if count not in self._texts:
            self._texts[count] = self._of(count).compile(dialect=self._dialect).string
        values = tuple(value for record in records for value in self._row.values(record))
        return set(connection.exec_driver_sql(self._texts[count], values).scalars())

    def _of(self, count: int) -> Insert:
        insert = (sqlite if self._dialect.name == "sqlite" else postgresql).insert(self._table)
        rows = [dict.fromkeys(self._table.c.keys())] * count
        # A conflict must be no error: on PostgreSQL an error ends the whole transaction.
        made: Insert = insert.values(rows).on_conflict_do_nothing().returning(self._table.c.id)
        return made


class Shelf(Generic[R]):
    """The statements of one record class, and the way back from a row to a record."""

    def __init__(self, kind: type[R]) -> None:
        self._kind = kind
        self._table = TABLES[kind]
        self._names = tuple(field.name for field in fields(kind))
        self._finding: dict[tuple[tuple[str, ...], tuple[str, ...]], Select[Any]] = {}
        self._written: dict[str, tuple[Insertion, DriverStatement]] = {}
        columns = self._table.c
        self.get = select(self._table).where(columns.id == bindparam("key"))
        self.remove = delete(self._table).where(columns.id == bindparam("key"))

    def written(self, dialect: Dialect) -> tuple[Insertion, DriverStatement]:
        """How records are inserted, and how one is replaced."""
        if dialect.name not in self._written:
            insertion = Insertion(self._table, dialect)
            self._written[dialect.name] = insertion, self._replace(dialect)
        return self._written[dialect.name]

    def _replace(self, dialect: Dialect) -> DriverStatement:
        values: dict[str, Any] = {name: bindparam(name) for name in self._names if name != "id"}
        this = self._table.c.id == bindparam("id")
        return DriverStatement(update(self._table).where(this).values(values), dialect)

    def record(self, row: Row[Any]) -> R:
        return self._kind(**dict(zip(self._names, row, strict=True)))

    def find(self, names: tuple[str, ...], absent: tuple[str, ...]) -> Select[Any]:
        """Rows where these columns equal their parameters and those are NULL, by id."""
        if (names, absent) not in self._finding:
            self._finding[names, absent] = self._find(names, absent)
        return self._finding[names, absent]

    def _find(self, names: tuple[str, ...], absent: tuple[str, ...]) -> Select[Any]:
        columns = self._table.c
        unknown = {*names, *absent}.difference(self._names)
        if unknown:
            raise TypeError(f"{self._kind.__name__} has no {', '.join(sorted(unknown))}.")
        equal = (columns[name] == bindparam(name) for name in names)
        missing = (columns[name].is_(None) for name in absent)
        return select(self._table).where(*equal, *missing).order_by(columns.id)

    @cached_property
    def due(self) -> Select[Any]:
        columns = self._table.c
        free = columns.leased_until.is_(None) | (columns.leased_until <= bindparam("now"))
        return (
            select(self._table)
            .where(columns.due_at <= bindparam("now"), free)
            .order_by(columns.due_at, columns.id)
            .limit(bindparam("limit"))
        )

    @cached_property
    def claim(self) -> Select[Any]:
        """What is due, locked; SQLite has one writer and leaves the clause out."""
        return self.due.with_for_update(skip_locked=True)

    @cached_property
    def soonest(self) -> Select[Any]:
        columns = self._table.c
        leased = columns.leased_until > columns.due_at
        free_at = case((leased, columns.leased_until), else_=columns.due_at)
        return select(func.min(free_at, type_=Moment())).where(columns.due_at.is_not(None))


SHELVES: Final[dict[type[Record], Shelf[Any]]] = {kind: Shelf(kind) for kind in TABLES}


def shelf(kind: type[R]) -> Shelf[R]:
    """The shelf of this record class; raises TypeError where the ledger has none."""
    if kind not in SHELVES:
        raise TypeError(f"{kind.__name__} is no record of the ledger; see core.records.RECORDS.")
    return SHELVES[kind]


class SqlSnapshot:
    """`ports.Book` for reading: what would change something is refused before it is sent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, kind: type[R], key: str) -> R | None:
        row = self._connection.execute(shelf(kind).get, {"key": key}).one_or_none()
        return None if row is None else shelf(kind).record(row)

    def find(self, kind: type[R], /, **equal: Any) -> list[R]:
        known = {name: value for name, value in equal.items() if value is not None}
        absent = tuple(name for name in equal if name not in known)
        rows = self._connection.execute(shelf(kind).find(tuple(known), absent), known)
        return [shelf(kind).record(row) for row in rows]

    def due(self, kind: type[W], now: datetime, limit: int) -> list[W]:
        rows = self._connection.execute(shelf(kind).due, {"now": now, "limit": limit})
        return [shelf(kind).record(row) for row in rows]

    def soonest(self, kind: type[W]) -> datetime | None:
        moment: datetime | None = self._connection.execute(shelf(kind).soonest).scalar_one()
        return moment

    def new_id(self, _prefix: str) -> str:
        self._refuse()

    def add(self, *_records: Record) -> None:
        self._refuse()

    def put(self, _record: Record) -> None:
        self._refuse()

    def remove(self, *_records: Record) -> None:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise RuntimeError("A read changes nothing; use Ledger.write.")


class SqlBook(SqlSnapshot):
    """`ports.Book` over a connection that is in a transaction."""

    def __init__(self, connection: Connection, ids: Ids) -> None:
        super().__init__(connection)
        self._ids = ids

    def due(self, kind: type[W], now: datetime, limit: int) -> list[W]:
        rows = self._connection.execute(shelf(kind).claim, {"now": now, "limit": limit})
        return [shelf(kind).record(row) for row in rows]

    def new_id(self, prefix: str) -> str:
        return self._ids.new(prefix)

    def add(self, *records: Record) -> None:
        added: list[Record] = []
        for kind, group in groupby(records, type):
            while some := list(islice(group, ROWS)):
                insert, _ = shelf(kind).written(self._connection.dialect)
                made = insert.ids(self._connection, some)
                added += [record for record in some if record.id in made]
                if len(made) < len(some):
                    self.remove(*added)
                    raise DuplicateError(f"Such a {kind.__name__} exists already.")

    def put(self, record: Record) -> None:
        _, replace = shelf(type(record)).written(self._connection.dialect)
        try:
            found = replace.rows(self._connection, record)
        except IntegrityError as error:
            raise DuplicateError(f"Such a {type(record).__name__} exists already.") from error
        if not found:
            raise LookupError(f"No {type(record).__name__} {record.id} to replace; add it first.")

    def remove(self, *records: Record) -> None:
        for record in records:
            self._connection.execute(shelf(type(record)).remove, {"key": record.id})


class SqlLedger:
    """`ports.Ledger` over a database."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._ids = Ids(clock)

    async def write(self, operation: Callable[[Book], T]) -> T:
        return await self._database.write(
            lambda connection: operation(SqlBook(connection, self._ids))
        )

    async def read(self, operation: Callable[[Book], T]) -> T:
        return await self._database.read(lambda connection: operation(SqlSnapshot(connection)))
