"""A court mailed one notice for each case of a filing, with one document: the second case's team was never told."""

from __future__ import annotations

from docketmail.core.roster import CourtCase, Matter
from offices import BEN, MATTER
from town import PACIFIC, Town, papers_of


async def test_the_same_document_in_another_case_is_a_filing_of_its_own() -> None:
    second = Matter("2048-001", "Second", (CourtCase("cand", "4:26-cv-00999"),), readers=("ben",))
    town = Town()
    await town.boot()
    await town.matters_are(MATTER, second)
    filing = town.file()
    entered = town.clock.now().astimezone(PACIFIC)
    for number in ("4:26-cv-00771-JST", "4:26-cv-00999-JST"):
        await town.receive(town.notice(filing, number=number, entered=entered))
        await town.settle()

    [letter] = town.inbox(BEN.email)
    assert "4:26-cv-00999" in letter["Subject"]
    assert len(papers_of(letter)) == 1
    assert town.clerk.harms == []


async def test_a_copy_with_another_judge_s_initials_is_a_copy() -> None:
    town = Town()
    await town.boot()
    filing = town.file()
    entered = town.clock.now().astimezone(PACIFIC)
    for number in ("4:26-cv-00771-JST", "4:26-cv-00771-YGR"):
        await town.receive(town.notice(filing, number=number, entered=entered))
        await town.settle()
    assert len(town.courthouse.asked) == 1
