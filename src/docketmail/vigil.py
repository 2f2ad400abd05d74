"""The watch over what waits too long: a hold that nobody acknowledged, a look that cannot be opened yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from docketmail import particulars
from docketmail.core import backoff
from docketmail.core.lifecycle import LookState
from docketmail.core.policy import intake, telling
from docketmail.core.records import Hold, LookWatch
from docketmail.ledger import held_cases, holds, leases, waits
from docketmail.ports import Ticket, UnpagedError
from docketmail.readings import firm_of
from docketmail.world import World


async def escalate(world: World, hold: Hold) -> None:
    """Nobody acknowledged a hold in time: tell the next one. What is quiet has its daily list."""
    firm, now = firm_of(world, hold.firm), world.clock.now()
    if hold.rule in holds.QUIET:
        await world.ledger.write(partial(holds.list_day, work=hold, desk=firm.desk, now=now))
        return
    if hold.rule == intake.RULE:
        await _drop(world, hold)
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


async def _drop(world: World, hold: Hold) -> None:
    """A day is over since a notice came that the firm does not take: its bytes go."""
    message = await world.ledger.read(partial(held_cases.droppable, work=hold))
    if message is not None:
        await world.spool.forget(Ticket.parse(message.ticket))
    gone = message.id if message else None
    now = world.clock.now()
    await world.ledger.write(partial(held_cases.drop, work=hold, message=gone, now=now))


async def watch_look(world: World, watch: LookWatch) -> None:
    """A look that could not be opened comes to its end: those who decide are warned, then told."""
    filings = await world.ledger.read(partial(waits.of_watch, watch=watch))
    tellings = {
        filing.id: telling.decide(await particulars.of_filing(world, filing)) for filing in filings
    }
    now = world.clock.now()
    if await world.ledger.write(partial(waits.watched, work=watch, tellings=tellings, now=now)):
        world.tally.look(LookState.EXPIRED)


def desk_of(world: World) -> Callable[[str], str]:
    """Firm id -> the id of its desk."""
    return lambda firm: firm_of(world, firm).desk
