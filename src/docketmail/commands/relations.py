"""Cases that go on under another number: related to the older one, parted from it, listed."""

from __future__ import annotations

from docketmail.commands.asking import Answer, AskedWrongError
from docketmail.commands.places import Where, place
from docketmail.core.firm_records import CaseRelation, Relation
from docketmail.core.roster import docket
from docketmail.ledger import relations
from docketmail.ledger.relations import Pair
from docketmail.ports import Book
from docketmail.world import World


# Two cases are named by `firm`, `court` and `case`, and `of_court` and `of_case`.


async def relate(world: World, by: str, where: Where, relation: str) -> Answer:
    """A case is an appeal of another, its transfer, its new number or its lead: it is told to that one's team too."""
    pair, now = _pair(world, where), world.clock.now()
    if relation not in set(Relation):
        raise AskedWrongError(f"{relation!r} is no relation: {', '.join(Relation)}")

    def operation(book: Book) -> Answer:
        return _said(relations.relate(book, pair, Relation(relation), by, now))

    return await world.ledger.write(operation)


async def part(world: World, by: str, where: Where) -> Answer:
    """End a relation that was a mistake, or is over; what was delivered stays delivered."""
    pair, now = _pair(world, where), world.clock.now()

    def operation(book: Book) -> Answer:
        found = relations.standing(book, pair)
        if found is None:
            raise AskedWrongError(
                "the two are not related in this order: `docketmail case relations`"
            )
        relations.part(book, found, by, now)
        return _said(found)

    return await world.ledger.write(operation)


async def every(world: World, by: str, firm: str | None = None) -> Answer:
    """Every relation in force, the oldest first; of one firm where it is named."""
    del by
    known = {"firm": firm} if firm else {}
    found = await world.ledger.read(lambda book: book.find(CaseRelation, ended_at=None, **known))
    return {"relations": [_said(one) for one in found]}


def _said(one: CaseRelation) -> Answer:
    return {
        "firm": one.firm,
        "court": one.court,
        "case": one.number,
        "relation": one.relation.value,
        "of_court": one.of_court,
        "of_case": one.of_number,
        "by": one.by,
        "at": one.at.isoformat(),
    }


def _pair(world: World, where: Where) -> Pair:
    """The two cases, where they can be two; raises AskedWrongError."""
    older = {
        "firm": where.get("firm"),
        "court": where.get("of_court"),
        "case": where.get("of_case"),
    }
    new, old = place(world, where), place(world, older)
    if new.key == old.key:
        raise AskedWrongError(
            "both are one case: whatever initials follow a number, it is the same"
        )
    return Pair(new.firm, new.court, docket(new.case), old.court, docket(old.case))
