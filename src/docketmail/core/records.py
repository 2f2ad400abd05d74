"""What the ledger remembers: one frozen dataclass a table.

A record is replaced whole by `Book.put`, and every field is one column of the table of the same name
(`adapters/tables.py` derives the tables from these classes). Texts of a court (docket text, captions,
links) are not here: they stay in the sealed message and are read again when they are needed, so that
destroying a key destroys them too, and so that a better reader can read old mail anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from docketmail.core.lifecycle import (
    FilingState,
    HoldState,
    LetterState,
    LookState,
    NoticeState,
    PaperState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Anything with an identity. Ids sort by time of creation."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Record):
    """A record that somebody may have to do something about.

    `due_at` is when (None: nothing to do); a claim writes the lease (who) and its end, and counts the
    attempt, before the work begins.
    """

    due_at: datetime | None = None
    lease: str | None = None
    leased_until: datetime | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Message(Record):
    """The bytes that arrived, once."""

    digest: str
    """Keyed hash of bytes and envelope; unique, so that a client's second try changes nothing."""
    received_at: datetime
    peer: str
    helo: str = ""
    certificate: str = ""
    """Name in the client certificate that the peer proved; empty where it showed none."""
    sender: str
    recipients: tuple[str, ...]
    ticket: str
    """Where the sealed bytes lie (`ports.Ticket`)."""
    size: int
    findings: dict[str, str] = field(default_factory=dict)
    """What our own check of the sender found (`authentication.Findings.facts`); empty: not checked yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRecord(Work):
    """One message for one firm."""

    message: str
    firm: str
    people: tuple[str, ...]
    """Ids of the persons at whose intake addresses it arrived."""
    state: NoticeState = NoticeState.RECEIVED
    tell_by: datetime
    court: str = ""
    kind: str = ""
    filing: str | None = None
    waived: tuple[str, ...] = ()
    chain_length: int = 0
    chain_head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookRecord(Work):
    """One look. Its link is read from the notice's message, never kept here: a link is a bearer secret."""

    key: str
    """Keyed hash of (host, document id, magic number); unique."""
    host: str
    notice: str
    """The first notice that carried it: its message has the link."""
    position: int
    """The link's place in `Notice.links`."""
    system: str
    announced: bool
    """Whether the notice lists attachments: then the walk asks for the menu too."""
    document: str
    """Keyed hash of (host, document id): copies of a notice have other looks at the same document."""
    ends_at: datetime
    """The court's looks last no longer."""
    urgent: bool = False
    """An order of the court: fetched before other papers."""
    closed: str = ""
    """The rule that keeps it unopened, of a copy's look."""
    state: LookState = LookState.UNOPENED
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingRecord(Work):
    """What one firm is told of once, however many of its attorneys were noticed."""

    firm: str
    key: str
    """Keyed hash of (court, document id or docket text, kind, minute of entry); unique in the firm."""
    court: str
    kind: str
    notice: str
    """The first notice: its message has the text."""
    people: tuple[str, ...] = ()
    """Everybody of the firm who was noticed, by any copy."""
    earlier: str | None = None
    """The filing that this one corrects or tells anew, where it is known here."""
    state: FilingState = FilingState.OPEN
    tell_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingCase(Record):
    """One case of a filing, to find it by."""

    filing: str
    firm: str
    court: str
    number: str
    document_number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Record):
    """One PDF of a filing."""

    filing: str
    look: str | None
    case: str
    index: int
    document_id: str
    description: str = ""
    state: PaperState = PaperState.AWAITED
    reason: str = ""
    ticket: str | None = None
    digest: str | None = None
    """Keyed hash of the court's bytes: what was called back stays gone by it."""
    size: int | None = None
    pages: int | None = None
    """By the court's own list."""
    listed_size: int | None = None
    """Bytes, by that list; the court's stamp changes the figure a little."""
    supplied_by: str = ""
    """Who handed it in, where the court did not: `person:` and an id, or `uid:` and a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt(Record):
    """One request to a court, committed before it leaves."""

    look: str
    number: int
    """Counts the requests of its look, those that never left included."""
    step: int
    """Its place in the walk: a replay meets the same steps in the same order."""
    paper: int | None
    ticket: str
    """Where its bytes go: a whole file there is adopted after a crash."""
    started_at: datetime
    ended_at: datetime | None = None
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtTurn(Record):
    """Whose turn it is at a court's host (the id): one request at a time, politely spaced."""

    lease: str | None = None
    leased_until: datetime | None = None
    free_from: datetime | None = None
    failures: int = 0
    """Times in a row that the court was not reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookWatch(Work):
    """A look that cannot be opened yet: its readers are warned before it ends, and told when it has."""

    look: str
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter(Work):
    """One e-mail of ours to one reader."""

    firm: str
    filing: str | None
    notice: str
    """The notice it is about: its message has the text, its chain the evidence. Of policy: the firm's own chain."""
    reader: str
    kind: str
    revision: int
    state: LetterState = LetterState.DUE
    papers: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    rule: str = ""
    """The one line that says under which rule the reader has it."""
    facts: dict[str, str] = field(default_factory=dict)
    """What the letter says beyond the filing, by name: a hold's reason, a release's author."""
    written_at: datetime
    sent_at: datetime | None = None
    code: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(Work):
    """A notice that waits for a person."""

    firm: str
    notice: str
    rule: str
    reason: str
    state: HoldState = HoldState.RAISED
    raised_at: datetime
    level: int = 0
    """How far it was escalated: 0 desk, 1 second person, 2 hook."""
    by: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord(Record):
    """One link of a notice's chain. Holds ids and keyed hashes, no names."""

    chain: str
    place: int
    at: datetime
    event: str
    subject: str
    """Id of the thing that it happened to."""
    data: dict[str, str] = field(default_factory=dict)
    before: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtHabit(Record):
    """What a court's notices of one form (the id, `habits.form`) do without, learned from those that were read."""

    seen: int = 0
    """Notices that it was learned from; it stops counting where it knows enough."""
    lacked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Run(Record):
    """One life of a daemon, from its start to its end. Its id is the lease of all that it claims."""

    node: str
    """The machine and directory it runs in: a new run there means that the run before has ended."""
    started_at: datetime
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterRecord(Record):
    """One applied roster; the newest is in force."""

    version: int
    applied_at: datetime
    by: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone(Record):
    """What stays of a paper that was called back."""

    firm: str
    paper: str
    filing: str
    digest: str
    """Keyed hash of the bytes, or empty where they never came."""
    document: str
    """Keyed hash of (host, document id): the same id is kept apart when it comes again."""
    at: datetime
    by: str
    why: str


R = TypeVar("R", bound=Record)
W = TypeVar("W", bound=Work)
