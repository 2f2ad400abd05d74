"""A disk that was full when the spool was asked for a file cost the look, although no request had left."""

from __future__ import annotations

from datetime import timedelta

from docketmail.ports import FullError, Sink, Ticket
from fake_spool import FakeSpool
from offices import ANNA
from town import Town, papers_of


class NarrowSpool(FakeSpool):
    """Has no room for an answer, the first times."""

    full = 2

    async def sink(self, ticket: Ticket) -> Sink:
        if self.full:
            self.full -= 1
            raise FullError
        return await super().sink(ticket)


async def test_the_look_is_opened_when_there_is_room_again() -> None:
    town = Town(spool=NarrowSpool())
    await town.boot()
    await town.receive(town.notice(town.file()))
    await town.pass_time(timedelta(minutes=5).total_seconds(), by=10)
    papers = [name for letter in town.inbox(ANNA.email) for name in papers_of(letter)]
    assert len(papers) == 1
    assert len(town.courthouse.asked) == 1
