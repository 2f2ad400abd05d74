"""A title that only the court's menu told said SEALED, and outside counsel had the paper under that name."""

from __future__ import annotations

from dataclasses import replace

from docketmail.demo.court_filings import Paper
from docketmail.demo.pdfs import make_pdf
from offices import ANNA, MATTER, PARALEGAL
from town import Town, papers_of


async def test_a_word_in_a_title_of_the_menu_restricts_the_entry() -> None:
    town = Town()
    await town.boot()
    filing = town.file(
        Paper(make_pdf("Motion")), Paper(make_pdf("A"), "SEALED Declaration of the informant")
    )
    grant = town.clerk.grant(filing)
    unnamed = replace(filing, papers=filing.papers[:1])
    await town.receive(town.notice(unnamed, grant))
    await town.settle()

    assert town.inbox(MATTER.outside[0].email) == []
    for reader in (ANNA.email, PARALEGAL.email):
        [letter] = town.inbox(reader)
        assert "RESTRICTED" in letter["Subject"]
        assert len(papers_of(letter)) == 2
        assert not any("SEALED" in name for name in papers_of(letter))
