"""Two cases of one notice shared a look: the second case's team had no paper, or the walk was replayed for ever."""

from __future__ import annotations

import re

import pytest

from docketmail.core.lifecycle import FilingState, PaperState
from docketmail.core.records import FilingRecord, LookRecord, Paper
from docketmail.core.roster import CourtCase, Matter
from docketmail.demo.court_filings import Grant
from docketmail.demo.court_notices import (
    Docketed,
    Facts,
    Mailed,
    district_html,
    placeholder,
    vouched,
)
from offices import ANNA, BEN, MATTER, PARALEGAL
from town import CAND, MX, PACIFIC, Town, papers_of


SECOND = Matter(
    id="2048-001", name="Second", cases=(CourtCase("cand", "4:26-cv-00999"),), readers=("ben",)
)
LIST = (Mailed("Quill", (ANNA.court_addresses[0],)),)


def of_two_cases(town: Town, grant: Grant, second: tuple[str, ...]) -> bytes:
    cases = (
        Docketed("4:26-cv-00771-JST", "Marlow v. Ostrander", "45", grant.links, recipients=LIST),
        Docketed("4:26-cv-00999-JST", "Pell v. Ostrander", "7", second, recipients=LIST),
    )
    entered = town.clock.now().astimezone(PACIFIC)
    told = Facts(CAND, "Northern District", cases, "ORDER.", "Order", entered, "PST", serial=7)
    return vouched(district_html(told), MX)


@pytest.mark.parametrize("how", ["same link", "other case id", "placeholder"])
async def test_the_team_of_each_case_has_the_paper_and_the_look_is_opened_once(how: str) -> None:
    town = Town()
    await town.boot()
    await town.matters_are(MATTER, SECOND)
    grant = town.clerk.grant(town.file())
    second = {
        "same link": grant.links,
        "other case id": tuple(re.sub(r"caseid=\d+", "caseid=777", link) for link in grant.links),
        "placeholder": tuple(placeholder(link, grant.magic) for link in grant.links),
    }[how]
    await town.receive(of_two_cases(town, grant, second))
    for _ in range(20):
        await town.step()

    for reader in (ANNA, BEN, PARALEGAL):
        [letter] = town.inbox(reader.email)
        assert len(papers_of(letter)) == 1
    assert len(town.courthouse.asked) == 1
    assert [look.due_at for look in await town.all(LookRecord)] == [None]
    assert [filing.state for filing in await town.all(FilingRecord)] == [FilingState.COMPLETE]
    assert {paper.state for paper in await town.all(Paper)} == {PaperState.HERE}
