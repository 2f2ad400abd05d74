"""Whose matter a notice is: by any of its numbers, by a pattern, by what its case goes on from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docketmail.core.casefile import Place
from docketmail.core.firm_records import DeskDecision, Relation
from docketmail.core.roster import CourtCase, Firm, Matter, Roster, Wall
from docketmail.ledger import cases, relations
from docketmail.ledger.cases import Said
from docketmail.ledger.relations import Pair
from offices import ANNA, BEN, DESK, MATTER, OTHER, PARALEGAL, QUILL
from town import Town


COUNSEL = MATTER.outside[0].email
OLD = MATTER.cases[0]
NEW = CourtCase("cand", "5:26-cv-00042")


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def relate(town: Town, case: CourtCase, of: CourtCase, relation: Relation) -> None:
    pair = Pair(QUILL.id, case.court, case.number, of.court, of.number)
    now = town.clock.now()
    await town.ledger.write(
        lambda book: relations.relate(book, pair, relation, by="uid:1000", at=now)
    )


async def arrive(town: Town, number: str = f"{NEW.number}-YGR") -> None:
    await town.receive(town.notice(town.file(), number=number))
    await town.settle()
    assert town.defects == []


def told(town: Town) -> set[str]:
    """Who has a letter."""
    return {one.recipient for one in town.relay.taken}


async def test_a_case_that_no_matter_has_is_told_to_the_noticed_and_the_desk(town: Town) -> None:
    await arrive(town)
    assert told(town) == {ANNA.email, DESK.email}


async def test_a_matter_has_the_notices_of_each_of_its_cases(town: Town) -> None:
    await town.matters_are(replace(MATTER, cases=(OLD, NEW)))
    await arrive(town)
    assert told(town) == {ANNA.email, DESK.email, PARALEGAL.email, COUNSEL}


async def test_a_matter_with_a_star_has_every_case_of_its_beginning(town: Town) -> None:
    await town.matters_are(replace(MATTER, cases=(CourtCase("cand", "5:26-cv-*"),)))
    await arrive(town)
    assert PARALEGAL.email in told(town)


@pytest.mark.parametrize("relation", Relation)
async def test_a_case_that_goes_on_from_another_is_told_to_its_team(
    town: Town, relation: Relation
) -> None:
    await relate(town, NEW, OLD, relation)
    await arrive(town)
    assert told(town) == {ANNA.email, DESK.email, PARALEGAL.email, COUNSEL}
    [letter] = town.inbox(PARALEGAL.email)
    assert MATTER.id in letter["Subject"]


async def test_the_older_case_stays_its_own_team_s(town: Town) -> None:
    await town.matters_are(MATTER, Matter("2000-001", "Appeal", (NEW,), readers=("ben",)))
    await relate(town, NEW, OLD, Relation.APPEAL)
    await arrive(town, OLD.number)
    assert BEN.email not in told(town)


@pytest.mark.parametrize(("marked", "arrives"), [(OLD, NEW), (NEW, OLD)])
async def test_what_restricts_one_case_restricts_both(
    town: Town, marked: CourtCase, arrives: CourtCase
) -> None:
    matters = (MATTER, Matter("2000-001", "Appeal", (NEW,), readers=("ben",)))
    await town.matters_are(*(replace(one, restricted=marked in one.cases) for one in matters))
    await relate(town, NEW, OLD, Relation.TRANSFER)
    await arrive(town, arrives.number)
    assert COUNSEL not in told(town)
    [letter] = town.inbox(PARALEGAL.email)
    assert "RESTRICTED" in letter["Subject"]


@pytest.mark.parametrize(("marked", "arrives"), [(OLD, NEW), (NEW, OLD)])
async def test_what_the_desk_says_of_one_case_restricts_both(
    town: Town, marked: CourtCase, arrives: CourtCase
) -> None:
    said = Said("uid:1000", "a benefits appeal", town.clock.now())
    place = Place(QUILL.id, *marked)
    await town.ledger.write(
        lambda book: cases.decide(book, place, DeskDecision.RESTRICTED, said).id
    )
    await town.matters_are(MATTER, Matter("2000-001", "Appeal", (NEW,), readers=("ben",)))
    await relate(town, NEW, OLD, Relation.RENUMBERED)
    await arrive(town, arrives.number)
    assert COUNSEL not in told(town)
    assert PARALEGAL.email in told(town)


@pytest.mark.parametrize("arrives", [OLD, NEW])
async def test_a_wall_before_either_matter_stands_before_both_cases(
    town: Town, arrives: CourtCase
) -> None:
    appeal = Matter("2000-001", "Appeal", (NEW,), readers=("pat",))
    await town.matters_are(MATTER, appeal)
    await relate(town, NEW, OLD, Relation.APPEAL)
    town.rosters.roster = Roster((_walled(appeal.id), OTHER))
    await arrive(town, arrives.number)
    assert told(town) == {ANNA.email, DESK.email, COUNSEL}


def _walled(matter: str) -> Firm:
    return replace(QUILL, walls=(Wall("pat", matter),))
