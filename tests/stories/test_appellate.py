"""Papers of the appellate courts: the main document has a free look, what is attached to it has none."""

from __future__ import annotations

from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Paper
from docketmail.demo.court_filings import Filing, Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_notices import Attached, Docketed, Facts, Mailed, appellate_nda, vouched
from docketmail.demo.pdfs import make_pdf
from offices import ANNA
from town import MX, PACIFIC, Town, body_of, papers_of


THIRD = "ecf.ca3.uscourts.gov"


async def told(*papers: Filed) -> tuple[Town, str, set[str]]:
    """What the noticed attorney reads of a brief with these papers, and the names of what is attached."""
    town = Town(hosts=frozenset({THIRD}))
    await town.boot()
    filing = town.file(*papers, host=THIRD)
    await town.receive(
        vouched(appellate_nda(facts(town, filing)), MX), sender="ecf@ca3.uscourts.gov"
    )
    await town.settle()
    [letter] = town.inbox(ANNA.email)
    assert (town.clerk.harms, town.defects) == ([], [])
    return town, " ".join(body_of(letter).split()), set(papers_of(letter))


def facts(town: Town, filing: Filing) -> Facts:
    return Facts(
        host=THIRD,
        court_name="United States Court of Appeals for the Third Circuit",
        cases=(
            Docketed(
                "26-4471",
                "Marlow v. Ostrander",
                links=town.clerk.grant(filing).links,
                recipients=(Mailed("Anna Quill", (ANNA.court_addresses[0],)),),
            ),
        ),
        docket_text="BRIEF with addendum filed by Appellant.",
        short_description="Brief",
        entered=town.clock.now().astimezone(PACIFIC),
        zone="EST",
        serial=77,
        documents=tuple(Attached(paper.description) for paper in filing.papers),
    )


BRIEF = Filed(make_pdf("Brief"), "Brief")
ADDENDUM = Filed(make_pdf("Addendum"), "Addendum A")


async def test_an_attachment_that_is_not_free_is_named_and_nobody_is_sent_to_buy_it() -> None:
    town, body, attached = await told(BRIEF, ADDENDUM)
    assert len(attached) == 1
    assert [paper.state for paper in await town.all(Paper)] == [
        PaperState.HERE,
        PaperState.NOT_OBTAINED,
    ]
    assert "Addendum A" in body
    assert "not fetched: the court gives no free look at it, and docketmail buys nothing" in body
    assert "Open your own copy" not in body, "their own link asks for money there as well"
    assert "answer this mail with its PDF attached" in body, "for whoever has it all the same"


async def test_a_main_document_that_did_not_come_is_another_matter() -> None:
    gone = Filed(BRIEF.pdf, "Brief", manner=Manner.SIGN_ON)
    _, body, attached = await told(gone, ADDENDUM)
    assert attached == set()
    assert "the court asked for a login" in body
    assert "Open your own copy" in body
