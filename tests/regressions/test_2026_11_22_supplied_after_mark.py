"""Supplying a paper that the court had denied by nature of suit unmarked the case, and outside counsel had it."""

from __future__ import annotations

from base64 import b64encode

from docketmail.commands import COMMANDS
from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Paper as PaperRecord
from docketmail.demo.court_filings import Paper
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import Book
from offices import ANNA, MATTER
from town import Town, papers_of


COUNSEL = MATTER.outside[0].email


async def test_what_the_court_said_of_a_case_is_not_unsaid_by_a_download() -> None:
    town = Town()
    await town.boot()
    await town.receive(town.notice(town.file(Paper(make_pdf("x"), manner=Manner.UNAVAILABLE))))
    await town.settle()
    [paper] = await town.all(PaperRecord)
    await town.ledger.write(lambda book: deny(book, paper))
    before = len(town.inbox(COUNSEL))

    pdf = b64encode(make_pdf("My own download")).decode()
    await COMMANDS["papers.supply"](town.world, by="uid:7", paper=paper.id, pdf=pdf)
    await town.settle()
    assert len(papers_of(town.inbox(ANNA.email)[-1])) == 1
    assert len(town.inbox(COUNSEL)) == before


def deny(book: Book, paper: PaperRecord) -> None:
    """As if the court's page had said: denied based on Nature of Suit."""
    fields = {name: getattr(paper, name) for name in paper.__dataclass_fields__}
    assert paper.state is PaperState.NOT_OBTAINED
    book.put(PaperRecord(**(fields | {"reason": "nature_of_suit"})))
