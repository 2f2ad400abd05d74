"""The ledger's tables, derived from the record classes: one class a table, one field a column.

Nothing is said twice. A new field of a record is a new column here, and needs a migration
(`tests/migrations` compares). On SQLite a time is ISO text of fixed width in UTC, so that it sorts
and a person can read it; on PostgreSQL it is TIMESTAMP WITH TIME ZONE.

Promises: what comes out of a column equals what was put in; a time without a zone goes in nowhere.
"""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import UTC, datetime
from enum import StrEnum
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Index,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.types import TypeDecorator, TypeEngine

from docketmail.core.firm_records import (
    AppearanceRecord,
    CaseDecision,
    CaseRelation,
    CourtWarning,
    Decision,
    EnvelopeStage,
    FirmChain,
    Followed,
    HeldCase,
    MatterCase,
    MatterImport,
    MatterRecord,
    PolicyChange,
    ReleaseRequest,
    RosterHead,
    SeenCase,
    ShippedRules,
)
from docketmail.core.records import (
    Attempt,
    CourtHabit,
    CourtTurn,
    EventRecord,
    FilingCase,
    FilingRecord,
    Hold,
    Letter,
    LookRecord,
    LookWatch,
    Message,
    NoticeRecord,
    Paper,
    Record,
    RosterRecord,
    Run,
    Tombstone,
    Work,
)
from docketmail.core.shelves import SOUGHT, UNIQUE


NAMES: Final[dict[type[Record], str]] = {
    Message: "messages",
    NoticeRecord: "notices",
    LookRecord: "looks",
    LookWatch: "look_watches",
    FilingRecord: "filings",
    FilingCase: "filing_cases",
    Paper: "papers",
    Attempt: "attempts",
    CourtTurn: "court_turns",
    CourtHabit: "court_habits",
    Letter: "letters",
    Hold: "holds",
    EventRecord: "events",
    Run: "runs",
    RosterRecord: "rosters",
    Tombstone: "tombstones",
    FirmChain: "firm_chains",
    PolicyChange: "policy_changes",
    ShippedRules: "shipped_rules",
    Decision: "decisions",
    ReleaseRequest: "release_requests",
    AppearanceRecord: "appearances",
    HeldCase: "held_cases",
    EnvelopeStage: "envelope_stages",
    Followed: "followed",
    CourtWarning: "court_warnings",
    MatterRecord: "matters",
    MatterCase: "matter_cases",
    MatterImport: "matter_imports",
    RosterHead: "roster_heads",
    CaseRelation: "case_relations",
    CaseDecision: "case_decisions",
    SeenCase: "seen_cases",
}

METADATA: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """An aware time; comes back in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind = Text() if dialect.name == "sqlite" else DateTime(timezone=True)
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"A time without a zone: {value.isoformat()}; take it from Clock.now.")
        utc = value.astimezone(UTC)
        return utc.isoformat(timespec="microseconds") if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        moment = datetime.fromisoformat(value) if dialect.name == "sqlite" else value
        return moment.astimezone(UTC)


class Words(TypeDecorator[tuple[str, ...]]):
    """Several texts, as a JSON array."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, _: Dialect) -> str | None:
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: str | None, _: Dialect) -> tuple[str, ...] | None:
        return None if value is None else tuple(json.loads(value))


class Facts(TypeDecorator[dict[str, str]]):
    """Texts by name, as a JSON object; sorted, so that equal facts are equal text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, str] | None, _: Dialect) -> str | None:
        return None if value is None else json.dumps(value, sort_keys=True)

    def process_result_value(self, value: str | None, _: Dialect) -> dict[str, str] | None:
        return None if value is None else dict(json.loads(value))


class Named(TypeDecorator[StrEnum]):
    """A state, by its name."""

    impl = Text
    cache_ok = True

    def __init__(self, names: type[StrEnum]) -> None:
        super().__init__()
        self.names = names

    def process_bind_param(self, value: StrEnum | None, _: Dialect) -> str | None:
        return None if value is None else self.names(value).value

    def process_result_value(self, value: str | None, _: Dialect) -> StrEnum | None:
        return None if value is None else self.names(value)


def column_type(hint: Any) -> TypeEngine[Any]:
    """The type of a column that holds what a field of this type holds."""
    plain: dict[Any, TypeEngine[Any]] = {
        str: Text(),
        int: BigInteger(),
        bool: Boolean(),
        datetime: Moment(),
        tuple: Words(),
        dict: Facts(),
    }
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Named(hint)
    return plain[get_origin(hint) or hint]


def _column(name: str, hint: Any) -> Column[Any]:
    known = [part for part in get_args(hint) if part is not NoneType]
    optional = NoneType in get_args(hint)
    if name == "id":
        # Ids are sorted by: bytes, not what some locale of PostgreSQL thinks of letters and digits.
        sortable = Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
        return Column(name, sortable, primary_key=True)
    return Column(name, column_type(known[0] if optional else hint), nullable=optional)


def _table(kind: type[Record]) -> Table:
    hints = get_type_hints(kind)
    table = Table(
        NAMES[kind],
        METADATA,
        *(_column(field.name, hints[field.name]) for field in fields(kind)),
        *(UniqueConstraint(*names) for names in UNIQUE.get(kind, ())),
    )
    for names in SOUGHT.get(kind, ()):
        Index(None, *(table.c[name] for name in names))
    if issubclass(kind, Work):
        waiting = table.c.due_at.is_not(None)
        # Both columns, so that "when is something due?" is answered from the index alone.
        Index(
            None,
            table.c.due_at,
            table.c.leased_until,
            sqlite_where=waiting,
            postgresql_where=waiting,
        )
    return table


TABLES: Final[dict[type[Record], Table]] = {kind: _table(kind) for kind in NAMES}
