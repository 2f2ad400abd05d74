from __future__ import annotations

from docketmail.core.records import FilingRecord
from docketmail.ledger import envelopes
from docketmail.ports import Book
from ledger.shelf import NOON, empty


def filed(
    book: Book, kind: str, envelope: str, firm: str = "quillhart", court: str = "il-wren"
) -> FilingRecord:
    filing = FilingRecord(
        id=book.new_id("f"),
        firm=firm,
        key=f"{kind} {envelope}",
        court=court,
        kind=kind,
        notice=book.new_id("n"),
        tell_by=NOON,
    )
    book.add(filing)
    envelopes.add(book, filing, envelope)
    return filing


def test_an_envelope_s_history_is_one_firm_s_the_newest_first() -> None:
    book = empty()
    first, second = filed(book, "submitted", "e1"), filed(book, "served", "e1")
    filed(book, "served", "e2")
    filed(book, "accepted", "e1", firm="nimbus")
    assert envelopes.before(book, "quillhart", "e1") == second.id
    assert envelopes.notices(book, "quillhart", "e1") == [second.notice, first.notice]


def test_of_no_envelope_nothing_is_known() -> None:
    book = empty()
    filed(book, "served", "")
    assert envelopes.before(book, "quillhart", "") is None
    assert envelopes.notices(book, "quillhart", "") == []


def test_a_court_is_known_by_an_envelope_s_earlier_mail() -> None:
    book = empty()
    filed(book, "served", "e1", court="il-wren")
    assert envelopes.is_of(book, "quillhart", "e1", "il-wren")
    assert not envelopes.is_of(book, "quillhart", "e1", "tx-wren")
