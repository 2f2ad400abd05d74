"""Where the relay refused a letter for its reader, the desk and the second person, nothing happened at all."""

from __future__ import annotations

from docketmail.core.records import Hold
from docketmail.ports import Refused
from offices import ANNA, CLARA, DESK
from town import Town


async def test_a_letter_that_everybody_is_refused_ends_at_the_hook() -> None:
    town = Town()
    await town.boot()
    for address in (ANNA.email, DESK.email, CLARA.email):
        town.relay.answers[address] = [Refused(554) for _ in range(20)]
    await town.receive(town.notice(town.file()))
    await town.settle()
    assert "undeliverable" in {hold.rule for hold in await town.all(Hold)}
    await town.pass_time(3 * 3600, by=300)
    assert "undeliverable" in town.pager.paged
    assert town.defects == []
