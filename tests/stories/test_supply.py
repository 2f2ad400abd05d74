"""A paper that was not obtained comes by an attorney's hand."""

from __future__ import annotations

from base64 import b64encode

import pytest

from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Letter, Paper
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import UnreachableError
from offices import ANNA, DESK, MATTER, PARALEGAL
from town import Town, body_of, papers_of


COUNSEL = MATTER.outside[0].email
READERS = (ANNA.email, DESK.email, PARALEGAL.email)
"""Outside counsel has nothing of what the court answered with a login, whoever supplies it."""
PDF = make_pdf("Downloaded by hand")


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def missing(town: Town, text: str = "ORDER granting 12 Motion to Continue.") -> Paper:
    filing = town.file(Filed(make_pdf("Order"), manner=Manner.SIGN_ON))
    await town.receive(town.notice(filing, text=text))
    await town.settle()
    return (await town.all(Paper))[-1]


async def supply(town: Town, paper: str, pdf: bytes = PDF) -> None:
    values = {"paper": paper, "pdf": b64encode(pdf).decode()}
    await COMMANDS["papers.supply"](town.world, by="uid:7", **values)
    await town.settle()


async def test_a_supplied_paper_goes_to_every_reader_by_one_supplement(town: Town) -> None:
    paper = await missing(town)
    await supply(town, paper.id)
    for reader in READERS:
        first, supplement = town.inbox(reader)
        assert papers_of(first) == {}
        assert "SUPPLEMENT" in supplement["Subject"]
        [pdf] = papers_of(supplement).values()
        assert pdf.startswith(PDF)
    await town.pass_time(300, by=30)
    assert len(town.inbox(ANNA.email)) == 2
    assert town.inbox(COUNSEL) == []


async def test_what_was_supplied_before_the_first_letter_left_goes_with_a_supplement_alone(
    town: Town,
) -> None:
    town.relay.answers[ANNA.email] = [UnreachableError("no route")]
    paper = await missing(town)
    await supply(town, paper.id)
    await town.pass_time(60)
    assert sorted(len(papers_of(letter)) for letter in town.inbox(ANNA.email)) == [0, 1]


async def test_a_supplied_paper_of_a_restricted_entry_stays_inside(town: Town) -> None:
    paper = await missing(town, text="MOTION to Seal Exhibit 4.")
    await supply(town, paper.id)
    assert town.inbox(COUNSEL) == []
    assert "Marlow" not in str(town.inbox(ANNA.email)[-1]["Subject"])


async def test_who_supplied_it_stands_in_the_ledger(town: Town) -> None:
    paper = await missing(town)
    await supply(town, paper.id)
    [notice] = (await COMMANDS["notices.list"](town.world, by="uid:7"))["notices"]
    said = await COMMANDS["notices.show"](town.world, by="uid:7", notice=notice["id"])
    [event] = [event for event in said["events"] if event["event"] == "supplied"]
    assert (event["subject"], event["by"]) == (paper.id, "uid:7")


async def test_what_is_no_pdf_is_not_supplied(town: Town) -> None:
    paper = await missing(town)
    with pytest.raises(AskedWrongError, match="that is no PDF"):
        await supply(town, paper.id, b"<html>Please log in</html>")
    assert (await town.all(Paper))[0].state is PaperState.NOT_OBTAINED


async def test_what_is_here_is_not_supplied_over(town: Town) -> None:
    paper = await missing(town)
    await supply(town, paper.id)
    with pytest.raises(AskedWrongError, match="only what was not obtained"):
        await supply(town, paper.id)
    assert len(await town.all(Letter)) == 2 * len(READERS)


async def test_a_paper_that_is_not_known_is_said_to_be(town: Town) -> None:
    with pytest.raises(AskedWrongError, match="there is no paper p9"):
        await supply(town, "p9")


async def test_a_supplied_paper_can_be_saved_and_called_back(town: Town) -> None:
    paper = await missing(town)
    await supply(town, paper.id)
    said = await COMMANDS["papers.show"](town.world, by="uid:7", paper=paper.id)
    assert said["pdf"] == b64encode(PDF).decode()
    await COMMANDS["papers.call_back"](town.world, by="uid:7", papers=[paper.id], why="wrong one")
    await town.settle()
    with pytest.raises(AskedWrongError, match="nothing to save"):
        await COMMANDS["papers.show"](town.world, by="uid:7", paper=paper.id)
    assert sum("PLEASE DELETE" in mail["Subject"] for mail in town.inbox(ANNA.email)) == 1
    assert "wrong one" in body_of(town.inbox(ANNA.email)[-1])


async def test_a_replacement_of_what_was_called_back_is_kept_apart(town: Town) -> None:
    filing = town.file(Filed(make_pdf("Order"), manner=Manner.SIGN_ON))
    await town.receive(town.notice(filing))
    await town.settle()
    [called] = await town.all(Paper)
    await COMMANDS["papers.call_back"](town.world, by="uid:7", papers=[called.id], why="wrong one")
    town.clock.tick(120)
    await town.receive(town.notice(filing, text="Corrected ORDER."))
    await town.settle()
    again = (await town.all(Paper))[-1]
    said = await COMMANDS["papers.supply"](
        town.world, by="uid:7", paper=again.id, pdf=b64encode(PDF).decode()
    )
    await town.settle()
    assert said["state"] == PaperState.APART
    assert all(papers_of(mail) == {} for mail in town.inbox(ANNA.email))
    assert "KEPT APART" in town.inbox(ANNA.email)[-1]["Subject"]
