"""A court that was never reached was asked for ever, and "follows in a later letter" was never taken back."""

from __future__ import annotations

from docketmail.core.lifecycle import FilingState, LookState
from docketmail.core.records import FilingRecord, LookRecord
from offices import ANNA
from town import Town, body_of


async def test_after_two_weeks_the_reader_is_told_that_the_paper_will_not_come() -> None:
    town = Town()
    await town.boot()
    town.courthouse.unreachable = 100_000
    await town.receive(town.notice(town.file()))
    await town.pass_time(16 * 24 * 3600, by=3600)

    [look] = await town.all(LookRecord)
    assert look.state is LookState.EXPIRED
    [filing] = await town.all(FilingRecord)
    assert filing.state is FilingState.COMPLETE
    first, _, last = town.inbox(ANNA.email)
    assert "follows in a later letter" in body_of(first)
    assert "could not be fetched" in body_of(last)
