"""The court denied a case by nature of suit; under another judge's initials it was public again."""

from __future__ import annotations

from dataclasses import replace

from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Paper
from offices import MATTER
from town import Town


COUNSEL = MATTER.outside[0].email


async def test_the_court_s_mark_stays_with_a_case_that_another_judge_has() -> None:
    town = Town()
    await town.boot()
    await town.receive(town.notice(town.file()))
    await town.settle()
    [paper] = await town.all(Paper)
    denied = replace(paper, state=PaperState.NOT_OBTAINED, reason="nature_of_suit")
    await town.ledger.write(lambda book: book.put(denied))
    before = len(town.inbox(COUNSEL))

    town.clock.tick(180)
    await town.receive(town.notice(town.file(), number="4:26-cv-00771-YGR"))
    await town.settle()
    assert len(town.inbox(COUNSEL)) == before


async def test_another_case_is_not_marked() -> None:
    town = Town()
    await town.boot()
    await town.receive(town.notice(town.file(), number="4:26-cv-00772-JST"))
    await town.settle()
    [paper] = await town.all(Paper)
    denied = replace(paper, state=PaperState.NOT_OBTAINED, reason="nature_of_suit")
    await town.ledger.write(lambda book: book.put(denied))

    town.clock.tick(180)
    await town.receive(town.notice(town.file()))
    await town.settle()
    assert len(town.inbox(COUNSEL)) == 1
