"""Of two papers one came late and the other's court was not reached: nobody ever had the one that was here."""

from __future__ import annotations

from docketmail.core.retrieval import Answer, Get
from docketmail.demo.court_filings import Paper
from docketmail.demo.court_notices import Attached, Docketed, Facts, Mailed, acms_nda, vouched
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import Sink, UnreachableError
from offices import ANNA
from town import MX, PACIFIC, FakeCourthouse, Town, papers_of


HOST = "ca9-showdoc.azurewebsites.us"


class HalfReached(FakeCourthouse):
    """Reached for one link only, and not at once."""

    reached = ""
    tries = 0

    async def get(self, get: Get, sink: Sink) -> Answer:
        self.tries += 1
        if get.url != self.reached or self.tries < 8:
            await sink.discard()
            raise UnreachableError("the court's host does not answer")
        return await super().get(get, sink)


async def test_what_is_here_is_not_kept_back_for_what_may_never_come() -> None:
    town = Town()
    town.courthouse = HalfReached(town.clerk, town.clock)
    town.world = town.build()
    await town.boot()
    filing = town.file(Paper(make_pdf("A"), "Brief"), Paper(make_pdf("B"), "Exhibit"), host=HOST)
    grant = town.clerk.grant(filing)
    town.courthouse.reached = grant.links[0]
    listed = (Mailed("Quill", (ANNA.court_addresses[0],)),)
    case = Docketed("26-1234", "Marlow v. Ostrander", "45", grant.links, recipients=listed)
    entered = town.clock.now().astimezone(PACIFIC)
    documents = (Attached("Brief"), Attached("Exhibit"))
    told = Facts(HOST, "Ninth Circuit", (case,), "BRIEF.", "Brief", entered, "", 7, documents)
    await town.receive(vouched(acms_nda(told), MX))
    await town.pass_time(3600, by=30)

    first, supplement = town.inbox(ANNA.email)
    assert papers_of(first) == {}
    assert len(papers_of(supplement)) == 1
