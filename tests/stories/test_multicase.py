"""A notice of several cases shows each reader only theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from docketmail.commands import COMMANDS
from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Paper
from docketmail.core.roster import CourtCase, Matter, Outsider
from docketmail.demo.court_filings import Filing, Paper as Filed
from docketmail.demo.court_notices import (
    Docketed,
    Facts,
    Mailed,
    district_html,
    placeholder,
    vouched,
)
from docketmail.demo.pdfs import make_pdf
from offices import ANNA, DESK, MATTER, PARALEGAL
from town import CAND, MX, PACIFIC, Town, body_of, papers_of


ONE, TWO = "4:26-cv-00771-JST", "4:26-cv-00800-JST"
BEN_READS = Matter(id="2000-001", name="Second", cases=(CourtCase("cand", TWO),), readers=("ben",))
COUNSEL = MATTER.outside[0].email
BEN_MAIL = "bhart@quillhart.example"


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.matters_are(MATTER, BEN_READS)
    await here.boot()
    return here


def of_two(
    town: Town,
    *,
    captions: tuple[str, str] = ("Marlow v. Ostrander", "Sable v. Brightwater"),
    listed: tuple[tuple[str, ...], ...] = ((ANNA.email,), (ANNA.email,)),
    shared: bool = False,
) -> bytes:
    """One notice of two cases: each with a paper of its own, or the second with a placeholder."""
    filings = [town.file(Filed(make_pdf(name))) for name in ("First", "Second")]
    links = [_link(town, filing) for filing in filings]
    if shared:
        magic = links[0].rpartition("=")[2]
        links[1] = placeholder(links[0], magic)
    town.serial += 1
    cases = tuple(
        Docketed(
            number,
            caption,
            document_number=document,
            links=(link,),
            recipients=tuple(Mailed(a.partition("@")[0], (a,)) for a in to),
        )
        for number, caption, document, link, to in zip(
            (ONE, TWO), captions, ("45", "12"), links, listed, strict=True
        )
    )
    facts = Facts(
        host=CAND,
        court_name="Northern District of California",
        cases=cases,
        docket_text="ORDER setting conference.",
        short_description="Order",
        entered=town.clock.now().astimezone(PACIFIC),
        zone="PST",
        serial=town.serial,
    )
    return vouched(district_html(facts), MX)


def _link(town: Town, filing: Filing) -> str:
    [link] = town.clerk.grant(filing).links
    return link


async def delivered(town: Town, mail: bytes) -> None:
    await town.receive(mail)
    await town.settle()
    assert town.defects == []
    assert town.clerk.harms == []


async def test_each_team_has_the_text_and_the_paper_of_its_case_alone(town: Town) -> None:
    await delivered(town, of_two(town))
    for reader, mine, other in (
        (PARALEGAL.email, ("Marlow", "00771", "First"), ("Sable", "00800", "Second")),
        (COUNSEL, ("Marlow", "00771", "First"), ("Sable", "00800", "Second")),
        (BEN_MAIL, ("Sable", "00800", "Second"), ("Marlow", "00771", "First")),
    ):
        [letter] = town.inbox(reader)
        assert mine[0] in body_of(letter)
        assert mine[1] in body_of(letter)
        assert other[0] not in str(letter)
        assert other[1] not in str(letter)
        [pdf] = papers_of(letter).values()
        assert pdf.startswith(make_pdf(mine[2]))


async def test_the_noticed_attorney_and_the_desk_have_both(town: Town) -> None:
    await delivered(town, of_two(town))
    for reader in (ANNA.email, DESK.email):
        [letter] = town.inbox(reader)
        assert "Marlow" in body_of(letter)
        assert "Sable" in body_of(letter)
        assert len(papers_of(letter)) == 2


async def test_the_court_s_own_mail_goes_to_nobody_for_it_tells_of_every_case(
    town: Town,
) -> None:
    await delivered(town, of_two(town))
    assert town.relay.taken
    assert all(b"message/rfc822" not in one.mail for one in town.relay.taken)


async def test_a_restricted_case_beside_a_public_one_stays_with_its_own(town: Town) -> None:
    both = (MATTER, replace(BEN_READS, outside=(_counsel_of_two(),)))
    await town.matters_are(*both)
    captions = ("Marlow v. Ostrander", "Sable v. Commissioner of Social Security")
    await delivered(town, of_two(town, captions=captions))

    assert town.inbox("two@elsewhere.example") == []
    [public] = town.inbox(COUNSEL)
    assert "Sable" not in str(public)
    assert "RESTRICTED" not in public["Subject"]
    assert len(papers_of(public)) == 1
    [inside] = town.inbox(BEN_MAIL)
    assert "RESTRICTED" in inside["Subject"]
    assert "Sable" not in inside["Subject"]
    assert len(papers_of(inside)) == 1
    [everything] = town.inbox(ANNA.email)
    assert "Sable" not in everything["Subject"]
    assert all("Sable" not in name for name in papers_of(everything))


def _counsel_of_two() -> Outsider:
    return replace(MATTER.outside[0], email="two@elsewhere.example")


async def test_a_restricted_case_that_does_not_list_the_firm_is_withheld_and_the_other_told(
    town: Town,
) -> None:
    captions = ("Marlow v. Ostrander", "Sable v. Commissioner of Social Security")
    mail = of_two(town, captions=captions, listed=((ANNA.email,), ("rival@otherside.example",)))
    await delivered(town, mail)
    assert town.inbox(BEN_MAIL) == []
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == 1
    [pdf] = papers_of(letter).values()
    assert pdf.startswith(make_pdf("First"))
    assert len(town.courthouse.asked) == 1, "a withheld case's look stays closed"


async def test_a_case_whose_link_is_a_placeholder_has_the_same_paper(town: Town) -> None:
    await delivered(town, of_two(town, shared=True))
    for reader in (BEN_MAIL, PARALEGAL.email, ANNA.email):
        [letter] = town.inbox(reader)
        assert "there is no document" not in body_of(letter)
        assert [pdf[:5] for pdf in papers_of(letter).values()] == [b"%PDF-"]
    assert len(town.courthouse.asked) == 1


@pytest.mark.parametrize(("case", "document", "index"), [(ONE, "45", 0), (TWO, "12", 1)])
async def test_a_claw_back_of_one_case_leaves_the_other_s_paper(
    town: Town, case: str, document: str, index: int
) -> None:
    await delivered(town, of_two(town))
    asked = {"court": "cand", "case": case, "document": document}
    said = await COMMANDS["papers.find"](town.world, by="uid:7", **asked)
    assert [p["id"] for p in said["papers"]] == [(await town.all(Paper))[index].id]


@pytest.mark.parametrize("unreachable", [0, 1])
@pytest.mark.parametrize(("case", "document"), [(ONE, "45"), (TWO, "12")])
async def test_a_claw_back_of_a_shared_paper_takes_it_from_both_cases(
    town: Town, case: str, document: str, unreachable: int
) -> None:
    town.courthouse.unreachable = unreachable
    await delivered(town, of_two(town, shared=True))
    asked = {"court": "cand", "case": case, "document": document}
    [found] = (await COMMANDS["papers.find"](town.world, by="uid:7", **asked))["papers"]
    await COMMANDS["papers.call_back"](town.world, by="uid:7", papers=[found["id"]], why="mistake")
    await town.pass_time(150)
    assert {p.state for p in await town.all(Paper)} == {PaperState.DESTROYED}
    assert town.defects == []
    for reader in (BEN_MAIL, PARALEGAL.email, ANNA.email):
        letters = town.inbox(reader)
        assert sum("PLEASE DELETE" in one["Subject"] for one in letters) == (1 - unreachable)
        assert "called back" in body_of(letters[-1])
