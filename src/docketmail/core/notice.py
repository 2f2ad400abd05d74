"""The vocabulary: what a court's e-mail says, as values.

The names are those of `docs/glossary.md`. `docketmail explain notice --json` prints these values,
so a field added here is a field that scripts outside the project may come to rely on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What a mail tells."""

    FILING = "filing"
    DOCKET_ACTIVITY = "docket_activity"  # the appellate courts' word for a filing
    CLAIM = "claim"
    DOCKET_EDIT = "docket_edit"
    REGENERATED = "regenerated"
    DAILY_SUMMARY = "daily_summary"
    ANNOUNCEMENT = "announcement"
    INVITATION = "invitation"
    SERVED = "served"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    SUBSCRIPTION = "subscription"
    OTHER = "other"


BESIDE_NOTICES = frozenset({Kind.ANNOUNCEMENT, Kind.INVITATION, Kind.SUBSCRIPTION, Kind.OTHER})
"""What tells of no filing. From a court or a person of the firm it goes, as it came, to noticed attorney and desk."""


class Mark(StrEnum):
    """A sign seen in a notice that a rule or a reader may care about."""

    SEAL = "seal"
    REDACT = "redact"
    SEALED_ENTRY = "sealed_entry"  # the court says that the entry is sealed, as a status
    TEXT_ONLY = "text_only"
    PLACEHOLDER_LINK = "placeholder_link"  # magic_num=MAGIC, empty or 0: somebody else's look
    REWRITTEN_LINK = "rewritten_link"
    FORWARDED = "forwarded"
    CASE_CLOSED = "case_closed"
    OPINION = "opinion"  # "There is no charge for viewing opinions": no one-look limit


class Level(StrEnum):
    """How far a paper may go; the order is the strictness. The words are Colorado's (CCE)."""

    PUBLIC = "public"
    PROTECTED = "protected"
    RESTRICTED = "restricted"
    SUPPRESSED = "suppressed"
    PRIVATE = "private"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class Link:
    """A link that may be a free look, exactly as the court sent it."""

    url: str
    document_id: str
    magic: str
    """The magic number; an appellate link's uid; an ACMS link's GUID."""
    sequence: str | None = None
    court_case_id: str | None = None
    document_index: int = 0

    @property
    def host(self) -> str:
        return self.url.split("/", 3)[2].lower()


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a notice: a message for several cases has several, each with its own text."""

    number: str
    name: str = ""
    court_case_id: str | None = None
    filers: tuple[str, ...] = ()
    closed: bool = False
    document_number: str | None = None
    docket_text: str = ""
    links: tuple[Link, ...] = ()
    filed_on: date | None = None
    """Set in a daily summary alone, where each case has its own."""
    entered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document that the notice lists; index 0 is the main document."""

    case: str
    index: int
    description: str = ""
    original_filename: str = ""
    file_number: str | None = None
    """The base of the stamp's `FileNumber=base-index`: one base is one docket document."""


# Notices have many, and a tuple is made in a third of the time.
class Recipient(NamedTuple):
    """Somebody the court says it mailed the notice to, in one case."""

    case: str
    name: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateFiling:
    """What a state e-filing system says beside the court's words: one envelope, filed and served."""

    envelope: str
    filing_type: str = ""
    """As printed: EFile, EFileAndServe, Serve."""
    code: str = ""
    description: str = ""
    submitted_at: datetime | None = None
    """The time of service (Texas Rule of Civil Procedure 21a(b)(3)), not that of receipt."""
    accepted_at: datetime | None = None
    comments: str = ""
    """The clerk's, of an acceptance or a return."""
    filed_by: str = ""
    filing_attorney: str = ""
    served: tuple[Recipient, ...] = ()
    """The service contacts, as the mail lists them."""
    security: tuple[str, ...] = ()
    """Every security marker, as printed; a level above public without one comes of words alone."""
    link_days: int | None = None
    """How many days its links are active, where the mail says so (eFileIL: 548)."""
    unverified: tuple[str, ...] = ()
    """Fields whose wording no public mail shows; read all the same."""

    @property
    def service_only(self) -> bool:
        """Never filed, so that no acceptance follows."""
        return self.filing_type.lower() == "serve"


@dataclass(frozen=True, slots=True)
class Notice:
    """What one mail says, understood whole. Unknown is None or empty, never guessed."""

    system: str
    kind: Kind
    court: str
    """PACER's identifier of the court (cand, ctb, ca9, jpml), from the links' host."""
    court_name: str = ""
    entered_at: datetime | None = None
    """As printed; without an offset where the zone is not certain."""
    filed_on: date | None = None
    short_description: str | None = None
    subject: str = ""
    cases: tuple[Case, ...] = ()
    documents: tuple[Document, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    recipients_printed: bool = False
    """Whether the notice prints a list of recipients at all, be it empty."""
    not_mailed: tuple[str, ...] = ()
    marks: frozenset[Mark] = frozenset()
    level: Level = Level.PUBLIC
    state: StateFiling | None = None
    """Of a state court's e-filing system alone: the policy's state rules hold for it."""

    @property
    def links(self) -> tuple[Link, ...]:
        """Every look of the notice, each once, in the notice's order."""
        return tuple(dict.fromkeys(link for case in self.cases for link in case.links))


@dataclass(frozen=True, slots=True)
class NotANotice:
    """A mail that is understood and tells of no filing: an announcement, an invitation, spam."""

    kind: Kind
    reason: str
    subject: str = ""
    text: str = ""
    """What it says, white space folded by line."""
    system: str = ""
    """The system that wrote it, where one did."""
    like_a_notice: bool = False
    """Whether it has the words of a notice's title, or a link that is a look of a court."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A mail that looks like a notice and cannot be read: a person must look."""

    reason: str
    subject: str = ""


Reading = Notice | NotANotice | Unreadable
