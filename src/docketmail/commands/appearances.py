"""Who the firm says appeared for it in a state case: recorded, withdrawn, listed."""

from __future__ import annotations

from datetime import date

from docketmail.commands import places
from docketmail.commands.asking import Answer, AskedWrongError
from docketmail.commands.places import Where
from docketmail.core.casefile import Appearance
from docketmail.core.firm_records import AppearanceRecord
from docketmail.core.roster import docket
from docketmail.ledger import appearances
from docketmail.ports import Book
from docketmail.world import World


async def add(
    world: World, by: str, where: Where, person: str, ground: str, since: str | None = None
) -> Answer:
    """A person appeared for the firm; every notice of the case that waited for it begins again."""
    place, appeared = places.place(world, where), _appearance(world, person, ground, since)
    _check_person(world, place.firm, person)
    now = world.clock.now()
    tell_by = now + world.settings.tell_within

    def operation(book: Book) -> Answer:
        record = appearances.add(book, place, appeared, by, now)
        let_go = appearances.let_go(book, place, by, now, tell_by)
        return {"appearance": record.id, "released": [hold.id for hold in let_go]}

    return await world.ledger.write(operation)


async def withdraw(
    world: World, by: str, where: Where, person: str, ground: str, since: str | None = None
) -> Answer:
    """From a day on a person stands for the firm no more in a case, whoever still names them."""
    place, withdrawn = places.place(world, where), _appearance(world, person, ground, since)
    _check_person(world, place.firm, person)
    now = world.clock.now()

    def operation(book: Book) -> Answer:
        record = appearances.withdraw(book, place, withdrawn, by, now)
        return {"appearance": record.id, "withdrawn": record.withdrawn}

    return await world.ledger.write(operation)


async def every(world: World, by: str, where: Where) -> Answer:
    """What was recorded, the oldest first; of one firm, court or case where they are named."""
    del by
    case = where.get("case")
    sought = where | {"case": docket(case) if case else None}
    known = {name: value for name, value in sought.items() if value}
    found = await world.ledger.read(lambda book: book.find(AppearanceRecord, **known))
    return {"appearances": [_said(one) for one in found]}


def _said(one: AppearanceRecord) -> Answer:
    return {
        "id": one.id,
        "firm": one.firm,
        "court": one.court,
        "case": one.case,
        "person": one.person,
        "since": one.since,
        "ground": one.ground,
        "by": one.by,
        "withdrawn": one.withdrawn,
        "withdrawn_by": one.withdrawn_by,
        "withdrawn_why": one.withdrawn_why,
    }


def _check_person(world: World, firm: str, person: str) -> None:
    if person not in world.roster().by_id[firm].by_id:
        raise AskedWrongError(f"the roster of {firm} has no person {person}: name an id of it")


def _appearance(world: World, person: str, ground: str, since: str | None) -> Appearance:
    if not ground.strip():
        raise AskedWrongError("say the ground (--ground): the pleading, the order, the engagement")
    try:
        day = date.fromisoformat(since) if since else world.clock.now().date()
    except ValueError:
        raise AskedWrongError(f"{since!r} is no day: write it as 2026-03-04") from None
    return Appearance(person, day, ground.strip())
