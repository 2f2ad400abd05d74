"""What a filing corrects or tells anew: the court edits entries, and makes notices again."""

from __future__ import annotations

from collections.abc import Iterator

from docketmail.core.lifecycle import PaperState
from docketmail.core.notice import Case, Kind, Notice
from docketmail.core.policy.duplicate import RETOLD, document
from docketmail.core.records import FilingCase, FilingRecord, Paper
from docketmail.core.roster import docket
from docketmail.ledger import envelopes
from docketmail.ports import Book


def before(
    book: Book, firm: str, notice: Notice, first: tuple[str, ...], envelope: str
) -> str | None:
    """The firm's newest filing of the entry that this notice corrects or tells anew, or of the state envelope.

    `first` holds the keys that the filing may have where this is its notice made again.
    """
    if envelope:
        return envelopes.before(book, firm, envelope)
    if notice.kind not in RETOLD:
        return None
    same = [one.id for key in first for one in book.find(FilingRecord, firm=firm, key=key)]
    found = same or [
        one.filing for case in notice.cases for one in _entries(book, firm, notice, case)
    ]
    return max(found, default=None)  # ids sort by time of creation


def _entries(book: Book, firm: str, notice: Notice, case: Case) -> Iterator[FilingCase]:
    """The firm's filings of this docket entry: the same case, and the same number or document."""
    sought = (
        {"document_number": case.document_number}
        if case.document_number
        else {"number": case.number}
    )
    documents = {document(link.document_id) for link in case.links}
    for one in book.find(FilingCase, firm=firm, court=notice.court, **sought):
        if docket(one.number) != docket(case.number):
            continue
        papers = book.find(Paper, filing=one.filing)
        # Claims are counted beside the docket: claim 7 is not document 7.
        filing = book.get(FilingRecord, one.filing)
        numbered = case.document_number and filing and filing.kind != Kind.CLAIM
        if numbered or documents & {document(p.document_id) for p in papers if p.document_id}:
            yield one


def same_papers(book: Book, filing: FilingRecord) -> bool:
    """Whether it brought nothing by now that the filing before it had not."""
    had = {paper.digest for paper in book.find(Paper, filing=filing.earlier or "")}
    here = book.find(Paper, filing=filing.id, state=PaperState.HERE)
    return all(paper.digest in had for paper in here)


def earlier(book: Book, filing: FilingRecord) -> list[FilingRecord]:
    """The filings that this one corrects or tells anew, the newest first."""
    found: list[FilingRecord] = []
    before = filing.earlier
    while before and (one := book.get(FilingRecord, before)):
        found.append(one)
        before = one.earlier
    return found
