"""A paper that is odd, or is not what the court's list says, goes as it came, and its row says so."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest

from docketmail.core.lifecycle import Event
from docketmail.core.records import EventRecord, Paper
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.pdfs import make_pdf
from offices import ANNA, DESK, PARALEGAL
from town import Town, body_of, papers_of


EXHIBIT = make_pdf("Exhibit A", 4)


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def deliver(town: Town, *papers: Filed) -> EmailMessage:
    await town.receive(town.notice(town.file(*papers)))
    await town.settle()
    [letter] = town.inbox(ANNA.email)
    return letter


def words(letter: EmailMessage) -> str:
    return " ".join(body_of(letter).split())


async def examined(town: Town) -> list[EventRecord]:
    return [one for one in await town.all(EventRecord) if one.event == Event.EXAMINED]


async def test_pages_that_differ_from_the_menu_are_told_and_recorded_and_nothing_is_withheld(
    town: Town,
) -> None:
    letter = await deliver(
        town, Filed(make_pdf("Motion"), "Motion", 1), Filed(EXHIBIT, "Exhibit A", 12)
    )
    assert "the court's list says 12 pages, 4 pages came: compare with the docket" in words(letter)
    assert words(letter).count("compare with the docket") == 1
    assert sum(pdf.startswith(EXHIBIT) for pdf in papers_of(letter).values()) == 1
    [event] = await examined(town)
    assert event.data == {"pages": "4", "listed_pages": "12"}


async def test_what_is_as_listed_is_not_remarked_on(town: Town) -> None:
    letter = await deliver(
        town, Filed(make_pdf("Motion"), "Motion", 1), Filed(EXHIBIT, "Exhibit A", 4)
    )
    assert "compare" not in words(letter)
    assert "4 pages" in words(letter)
    assert await examined(town) == []


async def test_a_size_of_another_order_than_listed_is_told(town: Town) -> None:
    await town.receive(town.notice(town.file(Filed(EXHIBIT, "Exhibit A", 4))))
    while not await town.all(Paper) or (await town.all(Paper))[0].ticket is None:
        assert await town.step()
    [paper] = await town.all(Paper)
    await town.ledger.write(lambda book: book.put(replace(paper, listed_size=5_000_000)))
    await town.settle()
    [letter] = town.inbox(ANNA.email)
    assert "the court's list says 5.0 MB, " in words(letter)
    assert papers_of(letter)


async def test_an_odd_paper_goes_as_it_came_with_a_word_of_warning(town: Town) -> None:
    script = make_pdf("Order").replace(b"/Type /Catalog", b"/Type /Catalog /Names (/JavaScript)")
    letter = await deliver(town, Filed(script, "Order", 1))
    assert "as it came, without a label: it contains JavaScript; open it with care" in words(letter)
    assert list(papers_of(letter).values()) == [script]


async def test_every_reader_is_told_and_the_ledger_once(town: Town) -> None:
    await deliver(town, Filed(make_pdf("Motion"), "Motion", 1), Filed(EXHIBIT, "Exhibit A", 12))
    for reader in (ANNA, DESK, PARALEGAL):
        [letter] = town.inbox(reader.email)
        assert "12 pages, 4 pages came" in words(letter)
    assert len(await examined(town)) == 1
