"""The roster: shown, planned, applied as one change."""

from __future__ import annotations

from docketmail.commands.asking import Answer, AskedWrongError
from docketmail.core.records import RosterRecord
from docketmail.core.roster import Roster
from docketmail.core.roster_file import RosterError, difference, parse, vanished
from docketmail.ledger.rosters import in_force
from docketmail.ports import Book
from docketmail.world import World


async def show(world: World, by: str) -> Answer:
    """The roster in force, as it was written."""
    del by
    record = await world.ledger.read(in_force)
    if record is None:
        raise AskedWrongError("no roster was applied yet: `docketmail roster apply FILE`")
    return {
        "version": record.version,
        "applied_at": record.applied_at.isoformat(),
        "by": record.by,
        "document": record.document,
    }


async def plan(world: World, by: str, document: str) -> Answer:
    """What applying a roster would change."""
    del by
    record = await world.ledger.read(in_force)
    return {"version": record.version if record else 0, "changes": _changes(record, document)}


async def apply(world: World, by: str, document: str, version: int) -> Answer:
    """Apply a roster in one change; `version` is that of the plan, so that nobody's change is lost."""
    now = world.clock.now()

    def operation(book: Book) -> Answer:
        record = in_force(book)
        current = record.version if record else 0
        if current != version:
            raise AskedWrongError(
                f"the roster is at version {current}, the plan was made for {version}: plan again"
            )
        changes = _changes(record, document)
        book.add(
            RosterRecord(
                id=book.new_id("o"), version=current + 1, applied_at=now, by=by, document=document
            )
        )
        return {"version": current + 1, "changes": changes}

    done = await world.ledger.write(operation)
    await world.roster.refresh()
    return done


def _changes(record: RosterRecord | None, document: str) -> list[str]:
    before = parse(record.document) if record else Roster()
    try:
        after = parse(document)
    except RosterError as error:
        raise AskedWrongError("\n".join(error.mistakes)) from None
    if forgotten := vanished(before, after):
        raise AskedWrongError("\n".join(forgotten))
    return difference(before, after)
