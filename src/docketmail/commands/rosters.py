"""The roster: shown, planned, applied as one change; and a firm's matters, imported as one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from docketmail.commands.asking import Answer, AskedWrongError
from docketmail.core import matters_csv, roster_difference
from docketmail.core.firm_records import MatterRecord, MatterSource
from docketmail.core.roster import Firm, Matter, Roster
from docketmail.core.roster_difference import Plan
from docketmail.core.roster_file import Written, parse
from docketmail.core.roster_mistakes import RosterError, unfound, vanished
from docketmail.ledger import matters, policies, rosters
from docketmail.ledger.matters import Change
from docketmail.ports import Book
from docketmail.world import World


async def show(world: World, by: str) -> Answer:
    """The roster in force, as it was written."""
    del by
    record = await world.ledger.read(rosters.in_force)
    if record is None:
        raise AskedWrongError("no roster was applied yet: `docketmail roster apply FILE`")
    return {
        "version": record.version,
        "applied_at": record.applied_at.isoformat(),
        "by": record.by,
        "document": record.document,
    }


@dataclass(frozen=True, slots=True)
class _Found:
    """What a change comes to, found out beforehand: the transaction that makes it is short."""

    version: int
    before: Roster
    plan: Plan
    changes: list[Change]

    @property
    def answer(self) -> Answer:
        return {"version": self.version, "changes": self.plan.lines, "counts": self.plan.counts}


async def plan(world: World, by: str, document: str) -> Answer:
    """What applying a roster would change."""
    del by
    return (await _found(world, await _parsed(document))).answer


async def apply(world: World, by: str, document: str, version: int) -> Answer:
    """Apply a roster in one change; `version` is that of the plan, so that nobody's change is lost."""
    written = await _parsed(document)
    found = await _found(world, written)
    now = world.clock.now()

    def operation(book: Book) -> int:
        _check_version(book, version, found)
        matters.carry_out(book, found.changes)
        policies.of_change(book, found.before, written.roster, by, now)
        return rosters.applied(book, document, by, now)

    made = await world.ledger.write(operation)
    await world.roster.refresh()
    return {**found.answer, "version": made}


async def plan_import(world: World, by: str, firm: str, text: str) -> Answer:
    """What importing a firm's matters would change."""
    del by
    return (await _found_import(world, firm, await _sheet(world, firm, text))).answer


async def import_matters(world: World, by: str, firm: str, text: str, version: int) -> Answer:
    """Replace a firm's imported matters by those of a table, in one change; those of the roster's file stay."""
    sheet = await _sheet(world, firm, text)
    found = await _found_import(world, firm, sheet)
    now = world.clock.now()

    def operation(book: Book) -> int:
        _check_version(book, version, found)
        matters.carry_out(book, found.changes)
        return rosters.imported(book, firm, len(sheet.matters), by, now)

    return {**found.answer, "version": await world.ledger.write(operation)}


async def _parsed(document: str) -> Written:
    try:
        return await asyncio.to_thread(parse, document)
    except RosterError as error:
        raise AskedWrongError("\n".join(error.mistakes)) from None


def _check_version(book: Book, version: int, found: _Found) -> None:
    current = rosters.head(book).version
    if not current == version == found.version:
        raise AskedWrongError(
            f"the roster is at version {current}, the plan was made for {version}: plan again"
        )


async def _found(world: World, written: Written) -> _Found:
    return await world.ledger.read(partial(_compared, written=written))


def _compared(book: Book, written: Written) -> _Found:
    record = rosters.in_force(book)
    before = parse(record.document).roster if record else Roster()
    changes = {
        firm: matters.changes(book, firm, MatterSource.WRITTEN, listed)
        for firm, listed in written.matters.items()
    }
    mistakes = [
        *vanished(before, written.roster),
        *(m for f in written.roster.firms for m in _nowhere(book, f, written.matters[f.id])),
        *_taken(book, changes, "was imported: take it out of this file, or import without it"),
    ]
    if mistakes:
        raise AskedWrongError("\n".join(mistakes))
    lines = chain(
        roster_difference.difference(before, written.roster),
        _leaving(book, before, written.roster),
        (line for firm, each in changes.items() for one in each for line in one.lines(firm)),
    )
    version = rosters.head(book).version
    return _Found(version, before, roster_difference.plan(lines), [*chain(*changes.values())])


def _nowhere(
    book: Book, firm: Firm, listed: tuple[Matter, ...], source: MatterSource = MatterSource.WRITTEN
) -> Iterator[str]:
    """Walls and affiliations of matters that nobody would have: a wall that stands nowhere keeps nobody out."""
    for what, name in unfound(firm, (matter.id for matter in listed)):
        other = book.get(MatterRecord, matters.identity(firm.id, name))
        if other is None or other.source is source:
            yield f"firm {firm.id}: {what}: there is no matter {name!r}, written or imported"


def _taken(book: Book, changes: dict[str, list[Change]], why: str) -> Iterator[str]:
    for firm, each in changes.items():
        yield from (f"firm {firm}: matter {name} {why}" for name in matters.taken(book, each))


def _leaving(book: Book, before: Roster, after: Roster) -> Iterator[str]:
    """People who go while imported matters name them: those matters have one reader less."""
    for firm in after.firms:
        old = before.by_id.get(firm.id)
        gone = frozenset(old.by_id.keys() - firm.by_id.keys()) if old else frozenset()
        for person, count in sorted(matters.naming(book, firm.id, gone).items()):
            yield f"! person {firm.id}/{person} is a reader of {count} imported matters: import them again"


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table that was read, and the roster that it was read by."""

    version: int
    firm: Firm
    matters: tuple[Matter, ...]


async def _sheet(world: World, firm: str, text: str) -> _Sheet:
    # The count first: whoever applies a roster meanwhile makes it another.
    version = await world.ledger.read(lambda book: rosters.head(book).version)
    await world.roster.refresh()
    known = world.roster().by_id.get(firm)
    if known is None:
        raise AskedWrongError(f"no firm {firm!r} stands in the roster: apply one first")
    try:
        return _Sheet(version, known, await asyncio.to_thread(matters_csv.read, text, known))
    except RosterError as error:
        raise AskedWrongError("\n".join(error.mistakes)) from None


async def _found_import(world: World, firm: str, sheet: _Sheet) -> _Found:
    def compared(book: Book) -> _Found:
        changes = matters.changes(book, firm, MatterSource.IMPORTED, sheet.matters)
        mistakes = [
            *_nowhere(book, sheet.firm, sheet.matters, MatterSource.IMPORTED),
            *_taken(book, {firm: changes}, "stands in the roster's file: take it out of one"),
        ]
        if mistakes:
            raise AskedWrongError("\n".join(mistakes))
        lines = (line for one in changes for line in one.lines(firm))
        return _Found(sheet.version, world.roster(), roster_difference.plan(lines), changes)

    return await world.ledger.read(compared)
