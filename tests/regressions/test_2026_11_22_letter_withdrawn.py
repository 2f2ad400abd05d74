"""A letter that waited at the relay went out to a reader who had been removed from the matter meanwhile."""

from __future__ import annotations

from dataclasses import replace

from docketmail.core.lifecycle import LetterState
from docketmail.core.records import Letter
from docketmail.ports import Deferred
from offices import MATTER
from town import Town


COUNSEL = MATTER.outside[0].email


async def test_a_letter_does_not_go_to_who_may_not_have_it_any_more() -> None:
    town = Town()
    await town.boot()
    town.relay.answers[COUNSEL] = [Deferred(450)]
    await town.receive(town.notice(town.file()))
    await town.settle()
    await town.matters_are(replace(MATTER, outside=()))
    await town.pass_time(60)

    assert town.inbox(COUNSEL) == []
    [letter] = [one for one in await town.all(Letter) if one.reader.startswith("outside:")]
    assert letter.state is LetterState.CANCELLED
    assert town.defects == []
