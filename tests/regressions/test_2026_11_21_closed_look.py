"""A firm whose rule kept a look closed had the attachments that another firm's walk found in the menu."""

from __future__ import annotations

from dataclasses import replace

from docketmail.core.roster import CourtRule, FirmPolicy, Roster
from docketmail.demo.court_filings import Paper
from docketmail.demo.pdfs import make_pdf
from offices import ANNA, OTHER, QUILL
from town import Town, papers_of


async def test_what_a_menu_lists_stays_from_a_firm_that_may_not_open_the_look() -> None:
    rae = OTHER.people[2]
    town = Town()
    await town.boot()
    town.rosters.roster = Roster(
        (QUILL, replace(OTHER, policy=FirmPolicy(courts={"cand": CourtRule.FORBIDDEN})))
    )
    filing = town.file(Paper(make_pdf("Motion")), Paper(make_pdf("A"), "Exhibit A"))
    grant = town.clerk.grant(filing)
    unnamed = replace(filing, papers=filing.papers[:1])
    mail = town.notice(unnamed, grant, recipients=(ANNA.court_addresses[0], rae.email))
    await town.receive(mail, rae.intake)
    await town.settle()
    await town.receive(mail, ANNA.intake)
    await town.settle()
    await town.pass_time(120)

    [letter] = town.inbox(rae.email)
    assert papers_of(letter) == {}
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == 2
