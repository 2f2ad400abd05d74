"""What the desk says of cases: restricted or open, and which words restrict nothing in them."""

from __future__ import annotations

from functools import partial

from docketmail.commands import places
from docketmail.commands.asking import Answer, AskedWrongError
from docketmail.commands.places import Where
from docketmail.core.casefile import Classification, Place
from docketmail.core.firm_records import CaseDecision, DeskDecision, SeenCase
from docketmail.core.further_words import restricting, says_nothing_else
from docketmail.core.roster import CourtCase
from docketmail.ledger import cases, matters
from docketmail.ledger.cases import Said
from docketmail.ports import Book
from docketmail.world import World


async def classify(world: World, by: str, rows: list[Where]) -> Answer:
    """Cases are restricted or open: each row a case with its `classification` and `why`; all of them, or none."""
    now = world.clock.now()
    said = [(*_classified(world, row), Said(by, _why(row.get("why")), now)) for row in rows]

    def operation(book: Book) -> Answer:
        done = [cases.decide(book, place, decision, why) for place, decision, why in said]
        return {"decided": [_told(one) for one in done]}

    return await world.ledger.write(operation)


def _classified(world: World, row: Where) -> tuple[Place, DeskDecision]:
    named = (row.get("classification") or "").strip().lower()
    if named not in set(Classification):
        raise AskedWrongError(f"{named!r} is neither of: {', '.join(Classification)}")
    return places.place(world, row), DeskDecision(named)


async def grant(world: World, by: str, where: Where, word: str, why: str) -> Answer:
    """A word restricts nothing in a case any more: it is a party's name, or a thing."""
    place, word = places.place(world, where), " ".join(word.split())
    further = world.roster().by_id[place.firm].policy.words
    if says_nothing_else(word):
        raise AskedWrongError(
            f"{word!r} alone is how courts write of sealing: name it with its neighbour, as in 'Harold Seal'"
        )
    if not any(restricting(word, further)):
        raise AskedWrongError(f"{word!r} restricts nothing: there is nothing to except")
    said = Said(by, _why(why), world.clock.now())
    decide = partial(
        cases.decide, place=place, decision=DeskDecision.EXCEPTED, said=said, word=word
    )
    return _told(await world.ledger.write(decide))


async def withdraw(world: World, by: str, where: Where, word: str, why: str) -> Answer:
    """The word restricts again."""
    place, word = places.place(world, where), " ".join(word.split())
    said = Said(by, _why(why), world.clock.now())

    def operation(book: Book) -> Answer:
        granted = [one.word for one in cases.exceptions(cases.decisions(book, place))]
        if word.casefold() not in {one.casefold() for one in granted}:
            raise AskedWrongError(
                f"{word!r} is not excepted there: {', '.join(granted) or 'nothing is'}"
            )
        return _told(cases.decide(book, place, DeskDecision.WITHDRAWN, said, word))

    return await world.ledger.write(operation)


async def every(world: World, by: str, firm: str | None = None) -> Answer:
    """The cases that nobody has classified yet, the one that was seen first before the others."""
    del by
    firms = [places.firm(world, firm)] if firm else list(world.roster().by_id)
    return {"cases": await world.ledger.read(partial(_unclassified, firms=firms))}


def _unclassified(book: Book, firms: list[str]) -> list[Answer]:
    """A case that a matter of the roster marks is classified there."""
    seen = [one for firm in firms for one in cases.unclassified(book, firm)]
    return [
        {
            "firm": one.firm,
            "court": one.court,
            "case": one.printed,
            "seen_at": one.at.isoformat(),
        }
        for one in sorted(seen, key=lambda one: one.at)
        if not _marked(book, one)
    ]


def _marked(book: Book, seen: SeenCase) -> bool:
    found = matters.of_case(book, seen.firm, CourtCase(seen.court, seen.case))
    return any(matter.restricted for matter in found)


async def show(world: World, by: str, where: Where) -> Answer:
    """All that the desk decided of a case, the oldest first."""
    del by
    place = places.place(world, where)
    found = await world.ledger.read(partial(cases.decisions, place=place))
    return {"decisions": [_told(one) for one in found]}


def _told(one: CaseDecision) -> Answer:
    return {
        "firm": one.firm,
        "court": one.court,
        "case": one.case,
        "decision": one.decision.value,
        "word": one.word,
        "by": one.by,
        "at": one.at.isoformat(),
        "why": one.why,
    }


def _why(why: str | None) -> str:
    if not (why or "").strip():
        raise AskedWrongError("say why (--why): it stands in the ledger beside your name")
    return (why or "").strip()
