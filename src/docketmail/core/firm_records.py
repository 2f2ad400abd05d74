"""What the ledger remembers of a firm's own word: records beside those of its mail (`records`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from docketmail.core.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmChain(Record):
    """The end of a chain of events that belongs to no notice, by its name (`chain.of_policy`)."""

    chain_length: int = 0
    chain_head: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyChange(Record):
    """One setting of a firm's policy that was changed (`core.policy.changes`): announced, then in force or withdrawn."""

    firm: str
    setting: str
    before: str
    """As it is written in a setting; empty: not set."""
    after: str
    by: str
    """Who applied it: `uid:` and a number, or `docketmail` where an upgrade brought it."""
    announced_at: datetime
    effective_at: datetime
    in_force_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedRules(Record):
    """The courts' own rules that a version of docketmail brought along: the newest are those announced last."""

    recorded_at: datetime
    rules: dict[str, str] = field(default_factory=dict)
    """By court's identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Record):
    """What one reader was decided to be given of a filing, written where it differs from the decision before."""

    filing: str
    reader: str
    """A person's id, or `outside:` and an address, as in a letter."""
    fate: str
    """A `policy.given.Fate`."""
    cases: tuple[str, ...] = ()
    rule: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRequest(Record):
    """One person asked for what two people release; another confirms or declines before it expires."""

    firm: str
    notice: str
    """Under whose chain it is told."""
    hold: str = ""
    papers: tuple[str, ...] = ()
    """Kept apart; in place of a hold."""
    waives: str
    by: str
    why: str
    asked_at: datetime
    expires_at: datetime
    answered_at: datetime | None = None
    answered_by: str = ""
    answer: str = ""
    """`confirmed` or `declined`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppearanceRecord(Record):
    """That the firm says who appeared for it in a case, or withdrew (`casefile.Appearance`)."""

    firm: str
    court: str
    case: str
    """`roster.docket` of its number."""
    person: str
    since: str
    """A day, as 2026-03-04."""
    ground: str
    by: str
    """Who recorded it: `uid:` and a number."""
    at: datetime
    withdrawn: str = ""
    """The day from which on nothing makes the person of record; empty: none."""
    withdrawn_by: str = ""
    withdrawn_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCase(Record):
    """A case of a held state notice: what may be told of it, when its bytes are gone too, and what ends the hold."""

    hold: str
    firm: str
    court: str
    case: str
    """`roster.docket` of its number."""
    printed: str
    """Its number, as the notice has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeStage(Record):
    """A filing that tells of one step of a state envelope: submitted, served, accepted, returned."""

    firm: str
    envelope: str
    """Keyed hash of (court, envelope number)."""
    filing: str
    kind: str


class MatterSource(StrEnum):
    """Where a matter came from: each source replaces its own and leaves the others alone."""

    WRITTEN = "written"
    """In the roster's file."""
    IMPORTED = "imported"
    """From an export of the firm's practice-management system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRecord(Record):
    """One matter in force; its id is `firm/matter`, so that a matter stands once, whatever its source."""

    firm: str
    source: MatterSource
    name: str
    cases: tuple[str, ...]
    """Each as `court number`; looked up by `MatterCase`."""
    readers: tuple[str, ...]
    modes: dict[str, str]
    outside: tuple[str, ...]
    """Each in four lines: address, sponsor, last day, name."""
    restricted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterCase(Record):
    """By what a matter is found; its id is the matter's and the case."""

    firm: str
    court: str
    number: str
    """As `roster.docket` has it; a star for every pattern, of which a firm has few at one court."""
    pattern: str = ""
    """One of `roster.docket_patterns`, where the number is a star."""
    matter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterHead(Record):
    """What is in force: counts every change of people and matters, so that a plan is applied to what it was made for."""

    version: int
    document: str
    """Id of the `RosterRecord` that was applied last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterImport(Record):
    """That a firm's matters were imported; the matters themselves are those in force."""

    firm: str
    version: int
    at: datetime
    by: str
    matters: int


class Relation(StrEnum):
    """What a case is to an older one whose team is told of it as well."""

    APPEAL = "appeal"
    TRANSFER = "transfer"
    RENUMBERED = "renumbered"
    LEAD = "lead"
    """Of consolidated cases: what is entered in it concerns each member."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRelation(Record):
    """That one case of a firm's goes on, or is joined, under another number; written by the desk."""

    firm: str
    court: str
    number: str
    relation: Relation
    of_court: str
    of_number: str
    by: str
    at: datetime
    ended_at: datetime | None = None
    ended_by: str = ""


class DeskDecision(StrEnum):
    """What the desk decides of a case."""

    OPEN = "open"
    RESTRICTED = "restricted"
    EXCEPTED = "excepted"
    """A word restricts nothing in it."""
    WITHDRAWN = "withdrawn"
    """The word restricts again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecision(Record):
    """One decision of the desk about a case. Each stays; of those about the same thing the newest is in force."""

    firm: str
    court: str
    case: str
    """`roster.docket` of its number."""
    decision: DeskDecision
    word: str = ""
    """Of EXCEPTED and WITHDRAWN, as it was granted."""
    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenCase(Record):
    """That a case was met, and whether somebody has classified it since."""

    firm: str
    court: str
    case: str
    """`roster.docket` of its number."""
    printed: str
    """Its number, as the first notice had it."""
    filing: str
    """The first that told of it."""
    at: datetime
    classified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed(Record):
    """A filing that a firm has from another firm's notice of a public federal entry: both agreed to it."""

    filing: str
    firm: str
    of: str
    """The other firm's filing: what is called back there is called back here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtWarning(Record):
    """That a desk was told, once, that a court's own rule is not known and the firm's choice applies."""

    firm: str
    court: str
    filing: str
    """Whose letter told it."""
    at: datetime
