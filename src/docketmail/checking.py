"""Who sent a mail that no believed server spoke of: asked of the DNS, once a message, and kept.

Keys are taken out of the DNS after a while, and a notice is read again later; so what was found stays. What the DNS
does not answer is no failure of the mail: it is asked again until the two minutes are nearly over.
"""

from __future__ import annotations

import asyncio
from functools import partial

from docketmail import readings
from docketmail.core import backoff
from docketmail.core.authentication import Envelope
from docketmail.core.policy.facts import Objection, Origin
from docketmail.core.policy.genuine import UNCHECKED
from docketmail.core.records import Message, NoticeRecord
from docketmail.ledger import arrivals
from docketmail.readings import Known
from docketmail.world import World


async def known(world: World, notice: NoticeRecord) -> Known:
    """Read a notice's message, and say who sent it, whoever has to be asked."""
    found = await readings.of(world, notice)
    if found.facts.sender.origin is not Origin.UNKNOWN or _too_late(world, found):
        return found
    return readings.known(world, notice, await _together(world, found), found.raw)


def _too_late(world: World, found: Known) -> bool:
    """Whether it was asked already, and the desk can wait no longer for another answer."""
    return bool(found.message.findings) and world.clock.now() >= world.decide_by(found.record)


async def _together(world: World, found: Known) -> Message:
    """The message with what was found; two firms that were sent it wait for the same answers."""
    message = found.message.id
    under_way = world.checks.get(message)
    if under_way is None:
        under_way = world.checks[message] = asyncio.create_task(_check(world, found))
        under_way.add_done_callback(lambda _: world.checks.pop(message))
    return await asyncio.shield(under_way)


async def _check(world: World, found: Known) -> Message:
    message = (await readings.of(world, found.record)).message
    if message.findings != found.message.findings:
        return message  # for another firm, since we looked
    envelope = Envelope(peer=message.peer, helo=message.helo, sender=message.sender)
    findings = await world.authenticator.check(found.raw, envelope)
    return await world.ledger.write(
        partial(arrivals.checked, message=message.id, findings=findings.facts())
    )


async def put_off(world: World, notice: NoticeRecord, objection: Objection) -> bool:
    """Whether the DNS is asked again before anybody is told: as long as the two minutes allow."""
    now, last = world.clock.now(), world.decide_by(notice)
    if objection.rule != UNCHECKED or now >= last:
        return False
    again = min(now + backoff.wait(notice.attempts, world.jitter()), last)
    await world.ledger.write(partial(arrivals.put_off, work=notice, now=now, again=again))
    return True
