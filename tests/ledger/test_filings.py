from __future__ import annotations

from datetime import timedelta

import pytest

from core.policy.notices import HOST, NUMBER, case, link, notice
from docketmail.core.lifecycle import Event, FilingState, LookState, NoticeState, PaperState
from docketmail.core.notice import Document
from docketmail.core.records import (
    EventRecord,
    FilingCase,
    FilingRecord,
    LookRecord,
    NoticeRecord,
    Tombstone,
)
from docketmail.ledger import filings
from docketmail.ledger.leases import LeaseLostError
from fakes import FakeBook
from ledger.shelf import (
    NOON,
    claim,
    decide_by,
    empty,
    join,
    kept,
    marks,
    papers,
    receive,
    screen,
    screened,
)
from offices import ANNA, BEN, OTHER


RAE = OTHER.people[2]


@pytest.fixture
def book() -> FakeBook:
    return empty()


def test_a_notice_begins_a_filing_with_its_cases_looks_and_papers(book: FakeBook) -> None:
    told = notice(case(document_number="45"))
    filing = join(book, told)
    assert (filing.state, filing.people, filing.court) == (FilingState.OPEN, ("anna",), "cand")
    [known] = book.find(FilingCase)
    assert (known.number, known.document_number, known.firm) == (NUMBER, "45", "quillhart")
    [look] = book.find(LookRecord)
    assert (look.state, look.due_at, look.host) == (LookState.UNOPENED, None, HOST)
    [paper] = papers(book)
    assert (paper.state, paper.look, paper.case) == (PaperState.AWAITED, look.id, NUMBER)
    [read] = book.find(NoticeRecord)
    assert (read.state, read.filing, read.lease) == (NoticeState.READ, filing.id, None)


def test_what_the_notice_announces_is_awaited_by_name(book: FakeBook) -> None:
    titles = tuple(Document(NUMBER, n, f"Exhibit {n}") for n in range(3))
    join(book, notice(documents=titles))
    assert [(p.index, p.description) for p in papers(book)] == [
        (0, "Exhibit 0"),
        (1, "Exhibit 1"),
        (2, "Exhibit 2"),
    ]
    assert book.find(LookRecord)[0].announced


def test_a_copy_joins_with_its_people_and_its_look_as_a_spare(book: FakeBook) -> None:
    first = screened(book)
    copy = notice(case(links=(link(magic="11111111"),)))
    second = join(book, copy, kept(b"copy", BEN.intake))

    assert second.id == first.id
    assert second.people == ("anna", "ben")
    assert len(book.find(FilingRecord)) == len(papers(book)) == 1
    screen(book)
    used, spare = book.find(LookRecord)
    assert used.due_at == NOON
    assert (spare.state, spare.due_at) == (LookState.UNOPENED, None)
    joined = [e for e in book.find(EventRecord) if e.event == Event.JOINED]
    assert [e.chain for e in joined] == [first.notice]


def test_another_firm_s_copy_is_a_filing_of_its_own_with_the_same_look(book: FakeBook) -> None:
    told = notice()
    receive(book, kept(b"one mail", ANNA.intake, RAE.intake))
    for work in claim(book, NoticeRecord):
        filings.join(book, work, told, marks(told), NOON)
    assert {f.firm for f in book.find(FilingRecord)} == {"quillhart", "nimbus"}
    [look] = book.find(LookRecord)
    assert [p.look for p in papers(book)] == [look.id, look.id]


def test_a_look_is_due_once_it_is_screened_and_stays_closed_where_a_rule_objects(
    book: FakeBook,
) -> None:
    join(book, notice())
    assert claim(book, LookRecord) == []
    screen(book, {0: "court_forbids"})
    assert claim(book, LookRecord) == []
    [paper] = papers(book)
    assert (paper.state, paper.reason) == (PaperState.NOT_OBTAINED, "court_forbids")


def test_a_firm_that_may_opens_what_another_firm_may_not(book: FakeBook) -> None:
    told = notice()
    receive(book, kept(b"one mail", ANNA.intake, RAE.intake))
    for work in claim(book, NoticeRecord):
        filings.join(book, work, told, marks(told), NOON)
    for work in claim(book, NoticeRecord):
        refused = {0: "court_forbids"} if work.firm == "quillhart" else {}
        filings.screened(book, work, refused, NOON, decide_by)
    assert len(claim(book, LookRecord)) == 1
    assert sorted(p.state for p in papers(book)) == [PaperState.AWAITED, PaperState.NOT_OBTAINED]


def test_a_filing_waits_for_its_papers_until_it_must_be_told(book: FakeBook) -> None:
    filing = screened(book)
    assert book.find(FilingRecord)[0].due_at == decide_by(filing)


def test_and_is_told_at_once_where_nothing_is_awaited(book: FakeBook) -> None:
    screened(book, notice(case(links=())))
    assert book.find(FilingRecord)[0].due_at == NOON


def test_somebody_whose_lease_is_lost_joins_nothing(book: FakeBook) -> None:
    told = notice()
    receive(book)
    [stale] = claim(book, NoticeRecord)
    claim(book, NoticeRecord, NOON + timedelta(hours=1), "r2")
    with pytest.raises(LeaseLostError):
        filings.join(book, stale, told, marks(told), NOON)
    assert book.find(FilingRecord) == []


def test_what_was_called_back_is_known_by_bytes_and_by_document_in_its_own_firm(
    book: FakeBook,
) -> None:
    book.add(
        Tombstone(
            id="t1",
            firm="quillhart",
            paper="p1",
            filing="f1",
            digest="bytes",
            document="document",
            at=NOON,
            by="uid:0",
            why="privileged",
        )
    )
    assert filings.called_back(book, "quillhart", "bytes", "document") == "same"
    assert filings.called_back(book, "quillhart", "others", "document") == "document"
    assert filings.called_back(book, "quillhart", "others", "another") == ""
    assert filings.called_back(book, "nimbus", "bytes", "document") == ""
