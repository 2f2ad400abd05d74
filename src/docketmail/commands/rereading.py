"""Held mail, read anew by a better reader: after an upgrade, or once a court's new layout was learned."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from docketmail import readings
from docketmail.commands.asking import Answer, AskedWrongError, one
from docketmail.core.lifecycle import NoticeState
from docketmail.core.policy import acceptance
from docketmail.core.policy.appearance import OF_STANDING
from docketmail.core.policy.drift import OF_READING
from docketmail.core.policy.facts import Facts, Objection
from docketmail.core.records import Hold, NoticeRecord
from docketmail.ledger import holds
from docketmail.ledger.holds import DEFECT
from docketmail.ports import Book, KeyDestroyedError
from docketmail.world import World


RULES = OF_READING | OF_STANDING | {DEFECT}
"""The rules whose holds a better reader may end, or a roster that knows more."""

Waiting = tuple[NoticeRecord, Hold]


async def reread(
    world: World, by: str, court: str | None = None, notices: Sequence[str] = ()
) -> Answer:
    """Read what is held for its reading anew; where its rule has nothing to object any more, it begins again.

    What would be held by the same rule stays as it is, and nobody is alarmed again.

    Args:
        world: as ever.
        by: who asks.
        court: only mail of this court, as it is read now; a mail that still says no court is left out.
        notices: these alone, dismissed ones among them; where none is named, everything that waits.

    """
    waiting = await world.ledger.read(partial(_waiting, named=notices))
    rows = [await _reread(world, by, *each, court=court) for each in waiting]
    return {"notices": [row for row in rows if court in {None, row["court"]}]}


def _waiting(book: Book, named: Sequence[str]) -> list[Waiting]:
    if named:
        return [_named(book, notice) for notice in dict.fromkeys(named)]
    found = [hold for hold in holds.current(book) if hold.rule in RULES]
    return [(one(book, NoticeRecord, hold.notice), hold) for hold in found]


def _named(book: Book, notice: str) -> Waiting:
    found = one(book, NoticeRecord, notice)
    if found.state not in {NoticeState.HELD, NoticeState.DISMISSED}:
        raise AskedWrongError(f"notice {notice} is {found.state}: only what is held is read anew")
    hold = book.find(Hold, notice=notice)[-1]
    if hold.rule not in RULES:
        raise AskedWrongError(
            f"notice {notice} is held by the rule {hold.rule}, which no reader satisfies: "
            f"docketmail holds show {hold.id}"
        )
    return found, hold


async def _reread(
    world: World, by: str, notice: NoticeRecord, hold: Hold, *, court: str | None
) -> Answer:
    """What became of one of them; nothing changes where it is another court's."""
    said: Answer = {"notice": notice.id, "rule": hold.rule, "court": "", "begun": False}
    try:
        facts = await _facts(world, notice)
    except KeyDestroyedError:
        return said | {"why": "its key is destroyed: nobody can read it again"}
    except Exception as defect:  # noqa: BLE001 - a mail that meets a defect must not keep the others waiting
        return said | {"why": f"a defect of docketmail: {type(defect).__name__}"}
    said["court"] = facts.court
    if court not in {None, facts.court}:
        return said
    objection = acceptance.objection(facts, notice.waived)
    if objection is not None and objection.rule == hold.rule:
        return said | {"why": objection.reason}
    return said | await _begin(world, by, notice, objection)


async def _facts(world: World, notice: NoticeRecord) -> Facts:
    known = await readings.of(world, notice)
    return await readings.with_records(world, known.facts)


async def _begin(
    world: World, by: str, notice: NoticeRecord, objection: Objection | None
) -> Answer:
    now = world.clock.now()
    tell_by = now + world.settings.tell_within
    begun = await world.ledger.write(
        partial(holds.reread, notice=notice, by=by, now=now, tell_by=tell_by)
    )
    if not begun:
        return {"why": "somebody released or dismissed it meanwhile"}
    why = "it is understood now" if objection is None else f"now another rule: {objection.rule}"
    return {"begun": True, "why": why}
