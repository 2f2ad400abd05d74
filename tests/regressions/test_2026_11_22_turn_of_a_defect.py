"""A defect while a look was opened kept its court's turn until the lease ended: a minute for every other notice."""

from __future__ import annotations

from docketmail.core.records import CourtTurn
from docketmail.core.retrieval import Answer, Get
from docketmail.ports import Sink
from offices import ANNA
from town import FakeCourthouse, Town, papers_of


class ClumsyCourthouse(FakeCourthouse):
    """Meets a defect of ours, once."""

    clumsy = True

    async def get(self, get: Get, sink: Sink) -> Answer:
        if self.clumsy:
            self.clumsy = False
            await sink.discard()
            raise ZeroDivisionError
        return await super().get(get, sink)


async def test_the_next_notice_of_the_court_does_not_wait_for_the_lease() -> None:
    town = Town()
    town.courthouse = ClumsyCourthouse(town.clerk, town.clock)
    town.world = town.build()
    await town.boot()
    await town.receive(town.notice(town.file()))
    await town.settle()
    assert [type(defect) for defect in town.defects] == [ZeroDivisionError]
    [turn] = await town.all(CourtTurn)
    assert turn.lease is None

    await town.receive(town.notice(town.file(), number="4:26-cv-00772-JST"))
    await town.settle()
    assert any(papers_of(letter) for letter in town.inbox(ANNA.email))
