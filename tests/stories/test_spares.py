"""Copies for several attorneys are one filing with several looks: one is opened, the others are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest

from docketmail.core.lifecycle import LookState, PaperState
from docketmail.core.records import LookRecord, LookWatch, Paper
from docketmail.demo.court_filings import Filing, Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from offices import ANNA, BEN, DESK
from town import Town, body_of, papers_of


OWN = "ecf.nmb.uscourts.gov"
"""The Bankruptcy Court of New Mexico: a look for each address (www.nmb.uscourts.gov/manual/EMail.htm)."""
SHARED = "ecf.kyeb.uscourts.gov"
"""The Bankruptcy Court of Eastern Kentucky: "only one free peek"."""
SILENT = "ecf.cand.uscourts.gov"
PDF = make_pdf("Order")


@pytest.fixture
async def town() -> Town:
    there = Town(hosts=frozenset({OWN, SHARED, SILENT}))
    await there.boot()
    return there


def filed(town: Town, host: str, manner: Manner = Manner.PAPER) -> Filing:
    return town.file(Filed(PDF, manner=manner), host=host)


async def copies(town: Town, filing: Filing) -> None:
    """Anna's and Ben's copy, each with a look of its own."""
    entered = town.clock.now()
    for person in (ANNA, BEN):
        await town.receive(town.notice(filing, entered=entered), person.intake)


async def spend_first(town: Town, filing: Filing) -> None:
    """Anna's look is used up by somebody else before her copy is opened."""
    entered = town.clock.now()
    grant = town.clerk.grant(filing)
    town.clerk.spend(grant)
    await town.receive(town.notice(filing, grant, entered=entered), ANNA.intake)
    await town.receive(town.notice(filing, entered=entered), BEN.intake)


async def test_the_first_copy_opens_and_the_other_stays_unopened(town: Town) -> None:
    await copies(town, filed(town, OWN))
    await town.settle()

    states = [look.state for look in await town.all(LookRecord)]
    assert states == [LookState.STORED, LookState.UNOPENED]
    assert [len(town.inbox(who.email)) for who in (ANNA, BEN, DESK)] == [1, 1, 1]


async def test_a_spent_look_falls_back_to_the_other_attorney_s(town: Town) -> None:
    await spend_first(town, filed(town, OWN))
    await town.settle()

    [paper] = await town.all(Paper)
    assert paper.state is PaperState.HERE
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == 1, "one letter, as if nothing had happened"
    assert town.clerk.harms == []


@pytest.mark.parametrize("host", [SHARED, SILENT])
async def test_where_looks_are_shared_or_nobody_knows_nothing_is_opened_in_its_place(
    town: Town, host: str
) -> None:
    await spend_first(town, filed(town, host))
    await town.settle()

    [paper] = await town.all(Paper)
    assert (paper.state, paper.reason) == (PaperState.NOT_OBTAINED, "login")
    assert [look.state for look in await town.all(LookRecord)][1] is LookState.UNOPENED
    [letter] = town.inbox(ANNA.email)
    assert "Ben Hart" in body_of(letter), "whose own link may still work"


async def test_a_copy_that_comes_later_helps_a_filing_that_was_told_without_its_paper(
    town: Town,
) -> None:
    filing = filed(town, OWN)
    entered = town.clock.now()
    grant = town.clerk.grant(filing)
    town.clerk.spend(grant)
    await town.receive(town.notice(filing, grant, entered=entered), ANNA.intake)
    await town.pass_time(130)
    [first] = town.inbox(ANNA.email)
    assert papers_of(first) == {}

    await town.receive(town.notice(filing, entered=entered), BEN.intake)
    await town.settle()

    _, second = town.inbox(ANNA.email)
    assert len(papers_of(second)) == 1
    assert second["Subject"].startswith("SUPPLEMENT")


async def test_a_court_that_says_restricted_says_so_to_everybody(town: Town) -> None:
    await copies(town, filed(town, OWN, Manner.RESTRICTED))
    await town.settle()

    assert [look.state for look in await town.all(LookRecord)] == [
        LookState.REFUSED,
        LookState.UNOPENED,
    ]


async def test_a_look_whose_court_is_not_reached_is_warned_of_and_then_told_as_ended(
    town: Town,
) -> None:
    town.courthouse.unreachable = 1_000_000
    await town.receive(town.notice(filed(town, SILENT)))
    await town.pass_time(timedelta(days=10).total_seconds(), by=3600)
    assert len(town.inbox(ANNA.email)) == 1

    await town.pass_time(timedelta(days=2).total_seconds(), by=3600)
    _, warning = town.inbox(ANNA.email)
    assert warning["Subject"].startswith("OPEN YOUR OWN COPY")
    assert "ends about March 16, 2026" in " ".join(body_of(warning).split())
    assert len(town.inbox(DESK.email)) == 2

    await town.pass_time(timedelta(days=3).total_seconds(), by=3600)
    *_, last = town.inbox(ANNA.email)
    assert len(town.inbox(ANNA.email)) == 3
    assert "could not be fetched" in body_of(last)
    assert [look.state for look in await town.all(LookRecord)] == [LookState.EXPIRED]
    assert all(watch.due_at is None for watch in await town.all(LookWatch))
    assert town.defects == []
