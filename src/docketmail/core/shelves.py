"""Every kind of record, what may exist once of it, and by what it is looked up."""

from __future__ import annotations

from docketmail.core.records import (
    Attempt,
    CourtHabit,
    CourtTurn,
    EventRecord,
    FilingCase,
    FilingRecord,
    Hold,
    Letter,
    LookRecord,
    LookWatch,
    Message,
    NoticeRecord,
    Paper,
    Record,
    RosterRecord,
    Run,
    Tombstone,
)


RECORDS: tuple[type[Record], ...] = (
    Message,
    NoticeRecord,
    LookRecord,
    LookWatch,
    FilingRecord,
    FilingCase,
    Paper,
    Attempt,
    CourtTurn,
    CourtHabit,
    Letter,
    Hold,
    EventRecord,
    Run,
    RosterRecord,
    Tombstone,
)

UNIQUE: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    Message: (("digest",),),
    LookRecord: (("key",),),
    FilingRecord: (("firm", "key"),),
    Attempt: (("look", "number"),),
    Letter: (("notice", "reader", "kind", "revision"),),
    EventRecord: (("chain", "place"),),
    RosterRecord: (("version",),),
}
"""What may exist once: the ledger refuses a second one, whoever writes it."""

SOUGHT: dict[type[Record], tuple[tuple[str, ...], ...]] = {
    NoticeRecord: (("message",), ("filing",), ("lease",)),
    LookRecord: (("lease",), ("notice",)),
    LookWatch: (("lease",), ("look",)),
    FilingRecord: (("lease",),),
    FilingCase: (("firm", "court", "number"), ("court", "document_number"), ("filing",)),
    Paper: (("filing",), ("look",), ("digest",), ("state",)),
    Letter: (("filing",), ("notice",), ("lease",)),
    Hold: (("notice",), ("state",), ("lease",)),
    Run: (("node", "ended_at"),),
    EventRecord: (("subject",),),
    Tombstone: (("digest",), ("document",)),
}
"""What the stories look things up by: one index each."""
