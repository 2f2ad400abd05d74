"""A firm's policy: what is in force, what is announced, what became of earlier changes."""

from __future__ import annotations

from functools import partial

from docketmail.commands.asking import Answer, AskedWrongError
from docketmail.core.firm_records import PolicyChange
from docketmail.core.policy import changes
from docketmail.core.roster import Firm
from docketmail.ledger import policies
from docketmail.world import World


async def show(world: World, by: str, firm: str | None = None) -> Answer:
    """The policy in force of one firm, or of each, and every change of it that the ledger has."""
    del by
    firms = _firms(world, firm)
    made = await world.ledger.read(lambda book: book.find(PolicyChange))
    return {
        "firms": {
            one.id: {
                "settings": dict(sorted(changes.settings(one.policy).items())),
                "changes": [_said(change) for change in made if change.firm == one.id],
            }
            for one in firms
        },
        "shipped": changes.shipped_rules(),
    }


async def pending(world: World, by: str, firm: str | None = None) -> Answer:
    """What is announced and not yet in force."""
    del by
    firms = {one.id for one in _firms(world, firm)}
    waiting = await world.ledger.read(partial(policies.pending))
    return {"changes": [_said(change) for change in waiting if change.firm in firms]}


def _firms(world: World, firm: str | None) -> list[Firm]:
    roster = world.roster()
    if firm is None:
        return list(roster.firms)
    if firm not in roster.by_id:
        raise AskedWrongError(f"there is no firm {firm} in the roster in force")
    return [roster.by_id[firm]]


def _said(change: PolicyChange) -> Answer:
    return {
        "id": change.id,
        "firm": change.firm,
        "setting": change.setting,
        "before": change.before,
        "after": change.after,
        "by": change.by,
        "announced_at": change.announced_at.isoformat(),
        "effective_at": change.effective_at.isoformat(),
        "in_force_at": change.in_force_at.isoformat() if change.in_force_at else None,
        "withdrawn_at": change.withdrawn_at.isoformat() if change.withdrawn_at else None,
    }
