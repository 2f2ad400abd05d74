"""One history for each state envelope: the filings of a firm that tell of it, step by step."""

from __future__ import annotations

from docketmail.core.firm_records import EnvelopeStage
from docketmail.core.records import FilingRecord
from docketmail.ports import Book


def add(book: Book, filing: FilingRecord, envelope: str) -> None:
    """A filing tells of a step of this envelope."""
    book.add(
        EnvelopeStage(
            id=book.new_id("v"),
            firm=filing.firm,
            envelope=envelope,
            filing=filing.id,
            kind=filing.kind,
        )
    )


def before(book: Book, firm: str, envelope: str) -> str | None:
    """The firm's newest filing about this envelope."""
    return max((one.filing for one in _stages(book, firm, envelope)), default=None)


def notices(book: Book, firm: str, envelope: str) -> list[str]:
    """Ids of the notices that tell of this envelope, the newest first."""
    filings = (book.get(FilingRecord, one.filing) for one in _stages(book, firm, envelope))
    return [filing.notice for filing in filings if filing][::-1]


def is_of(book: Book, firm: str, envelope: str, court: str) -> bool:
    """Whether a mail about this envelope was this court's."""
    filings = (book.get(FilingRecord, one.filing) for one in _stages(book, firm, envelope))
    return any(filing.court == court for filing in filings if filing)


def _stages(book: Book, firm: str, envelope: str) -> list[EnvelopeStage]:
    """Of an envelope without a number nothing is known."""
    return book.find(EnvelopeStage, firm=firm, envelope=envelope) if envelope else []
