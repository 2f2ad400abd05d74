"""A paper was called back, and the same bytes in a notice made again stayed readable and were still delivered."""

from __future__ import annotations

from docketmail.commands import COMMANDS
from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Paper
from fake_spool import FakeSpool
from offices import ANNA
from town import Town


async def test_every_copy_of_the_firm_goes_with_a_paper_that_is_called_back() -> None:
    spool = FakeSpool()
    town = Town(spool=spool)
    await town.boot()
    filing = town.file()
    for _ in range(2):
        await town.receive(town.notice(filing))
        await town.settle()
        town.clock.tick(180)
    first, _ = await town.all(Paper)
    await COMMANDS["papers.call_back"](town.world, by="uid:1", papers=[first.id], why="Wrong file.")
    await town.settle()

    assert {paper.state for paper in await town.all(Paper)} == {PaperState.DESTROYED}
    assert not any(stored.data.startswith(b"%PDF-") for stored in spool.files.values())
    recalls = [one for one in town.inbox(ANNA.email) if "PLEASE DELETE" in one["Subject"]]
    assert len(recalls) == 2
