"""That nobody knows a court's own rule is told to the desk once for each court."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docketmail.core.firm_records import CourtWarning
from docketmail.core.roster import CourtRule, FirmPolicy, Roster, Wall
from offices import ANNA, CLARA, DESK, MATTER, OTHER, PARALEGAL, QUILL
from town import Town, body_of


WARNING = "own rule on second addresses is not known"


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def delivered(town: Town) -> None:
    await town.receive(town.notice(town.file()))
    await town.settle()


async def test_the_desk_is_told_once_and_nobody_else(town: Town) -> None:
    await delivered(town)
    town.clock.tick(60)
    await delivered(town)
    told = [WARNING in body_of(letter) for letter in town.inbox(DESK.email)]
    assert told == [True, False]
    for reader in (ANNA.email, PARALEGAL.email):
        assert not any(WARNING in body_of(letter) for letter in town.inbox(reader))
    [warning] = await town.all(CourtWarning)
    assert (warning.firm, warning.court) == (QUILL.id, "cand")


async def test_a_walled_desk_s_stand_in_is_told(town: Town) -> None:
    walled = replace(QUILL, walls=(Wall(DESK.id, MATTER.id),))
    town.rosters.roster = Roster((walled, OTHER))
    await delivered(town)
    assert WARNING in body_of(town.inbox(CLARA.email)[0])


async def test_a_court_that_the_firm_named_needs_no_warning(town: Town) -> None:
    policy = FirmPolicy(courts={"cand": CourtRule.ALLOWED})
    town.rosters.roster = Roster((replace(QUILL, policy=policy), OTHER))
    await delivered(town)
    assert await town.all(CourtWarning) == []


async def test_a_notice_without_a_look_warns_of_nothing(town: Town) -> None:
    await town.receive(town.notice())
    await town.settle()
    assert await town.all(CourtWarning) == []
