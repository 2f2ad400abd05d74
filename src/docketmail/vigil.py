"""The watch over what is held: unacknowledged, it goes to a second person, then to a hook without the relay."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from docketmail.core import backoff
from docketmail.core.policy.acceptance import SPAM
from docketmail.core.records import Hold
from docketmail.ledger import holds, leases
from docketmail.ports import UnpagedError
from docketmail.readings import firm_of
from docketmail.world import World


async def escalate(world: World, hold: Hold) -> None:
    """Nobody acknowledged a hold in time: tell the next one. Spam has its daily list."""
    firm, now = firm_of(world, hold.firm), world.clock.now()
    if hold.rule == SPAM:
        await world.ledger.write(partial(holds.list_day, work=hold, desk=firm.desk, now=now))
        return
    page = await world.ledger.write(
        partial(holds.escalate, work=hold, second=firm.second, now=now, hook=world.settings.hook)
    )
    if not page:
        return
    try:
        await world.pager.page(hold.id, hold.rule)
    except UnpagedError:
        again = world.clock.now() + backoff.wait(hold.attempts, world.jitter())
        await world.ledger.write(partial(leases.finish, work=hold, due_at=again))
        return
    await world.ledger.write(partial(holds.paged, work=hold, now=world.clock.now()))


def desk_of(world: World) -> Callable[[str], str]:
    """Firm id -> the id of its desk."""
    return lambda firm: firm_of(world, firm).desk
