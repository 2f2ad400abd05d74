"""What a spare look brought was thrown away, or never asked for, where the first look had another reason than its login.

Found by the soak of looks (tests/daemon/test_look_soak.py).
"""

from __future__ import annotations

import pytest

from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Paper
from docketmail.demo.court_filings import Filing, Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from offices import ANNA, BEN
from town import Town, papers_of


OWN = "ecf.nmb.uscourts.gov"
"""The Bankruptcy Court of New Mexico: a look for each address (www.nmb.uscourts.gov/manual/EMail.htm)."""


@pytest.fixture
async def town() -> Town:
    there = Town(hosts=frozenset({OWN}))
    await there.boot()
    return there


async def two_copies(town: Town, filing: Filing, manner: Manner, *, spent: bool = False) -> None:
    """Anna's, whose look at the main document is answered so, and Ben's, which brings everything."""
    entered = town.clock.now()
    grant = town.clerk.grant(filing, manner)
    if spent:
        town.clerk.spend(grant)
    await town.receive(town.notice(filing, grant, entered=entered), ANNA.intake)
    await town.receive(town.notice(filing, entered=entered), BEN.intake)
    await town.settle()


async def test_a_spare_that_is_opened_for_the_attachments_brings_the_main_document_too(
    town: Town,
) -> None:
    filing = town.file(*(Filed(make_pdf(title), title) for title in ("Motion", "A", "B")), host=OWN)
    await two_copies(town, filing, Manner.MAINTENANCE, spent=True)

    assert [paper.state for paper in await town.all(Paper)] == [PaperState.HERE] * 3
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == 3


async def test_a_frame_s_file_that_was_gone_is_a_look_lost_that_a_spare_saves(town: Town) -> None:
    await two_copies(town, town.file(host=OWN), Manner.STALE_FRAME)

    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == 1
    assert town.clerk.referee().savable == 0
