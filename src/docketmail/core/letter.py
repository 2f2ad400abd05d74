"""What a letter says, as values: the stories fill these, `wording` puts them in words, `compose` in bytes.

A letter holds only what its one reader may see: what the reader may not see is not masked here, it is not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from docketmail.core.announcements import DayList, PolicyAnnounced, ReleaseAsked
from docketmail.core.court_dates.values import CourtDate
from docketmail.core.envelope import Envelope
from docketmail.core.examination import AS_LISTED, ORDINARY, Extent, Oddity
from docketmail.core.notice import Kind


class LetterKind(StrEnum):
    """Why the letter is written."""

    FIRST = "first"
    SUPPLEMENT = "supplement"
    CORRECTED = "corrected"
    """Of an entry that the court edited."""
    UPDATED = "updated"
    """The court made the notice of an entry anew."""
    LOOK_ENDING = "look_ending"
    """A paper could not be fetched so far, and the look that would bring it ends soon."""
    HELD = "held"
    """To the desk: a notice waits for a person."""
    ESCALATION = "escalation"
    """To the second person: nobody has looked at the hold."""
    NOT_TAKEN = "not_taken"
    """To the desk: a state notice came that the firm does not take."""
    UNDELIVERED = "undelivered"
    """To the desk: a reader's address was refused for good, this is that reader's letter."""
    RECALL = "recall"
    """Asks to delete a paper that was called back, and to say so."""
    APART = "apart"
    """Tells that what may be the replacement of such a paper is kept apart."""
    NOT_A_NOTICE = "not_a_notice"
    """The day's mails that told of no filing."""
    POLICY = "policy"
    """To the firm's administrators: its policy changes."""
    RELEASE_ASKED = "release_asked"
    """To desk and second person: somebody asks for a release that needs two people."""


class Entry(StrEnum):
    """What the court's docket entry brings."""

    PAPERS = "papers"
    TEXT = "text"
    """The docket text is all there is; orders are often text alone."""
    SEALED = "sealed"
    """The court says so itself: nothing will come by this way."""


class Standing(StrEnum):
    """What became of one paper, for this reader."""

    ATTACHED = "attached"
    FOLLOWS = "follows"
    EARLIER = "earlier"
    """It went with an earlier letter to this reader."""
    UNWANTED = "unwanted"
    """The reader has letters alone of this matter."""
    NOT_FREE = "not_free"
    NOT_OBTAINED = "not_obtained"
    NOT_OPENED = "not_opened"
    """A rule objected: its look was left alone."""
    CALLED_BACK = "called_back"
    APART = "apart"
    TOO_LARGE = "too_large"
    """Here, and larger than a mail may be."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A person or desk and their e-mail address (ASCII, without angle brackets)."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One row of the table of documents."""

    paper: str
    case: str
    document: str
    """Document number and attachment, as 45 or 45-2; empty where the court gives none."""
    description: str
    file_name: str
    pages: int | None = None
    """As they were counted, where they were; else by the court's list."""
    size: int | None = None
    listed: Extent = AS_LISTED
    """What the court's list says otherwise."""
    oddities: Oddity = ORDINARY
    supplied_by: str = ""
    """Who of the firm handed it in, where the court did not."""
    standing: Standing
    why: str = ""
    """Of NOT_OBTAINED a `Refusal`, of NOT_OPENED the objection in the rule's own words."""
    court_page: str = ""
    """`looks.court_page`: the document at the court, which asks for a login and may cost money."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """One case of the filing, as the court printed it."""

    number: str
    caption: str = ""
    thread: str
    """Keyed hash of (firm, court, case): every letter about the case stands in its thread."""
    document_number: str | None = None
    filers: tuple[str, ...] = ()
    docket_text: str = ""
    entry: Entry = Entry.PAPERS
    closed: bool = False
    entered_at: datetime | None = None
    """In a daily summary, where each case has its own."""
    noticed: tuple[str, ...] = ()
    """Names of our people on the court's list for this case."""
    others: tuple[str, ...] = ()
    dates: tuple[CourtDate, ...] = ()
    text_before: str = ""
    """Of an entry that is told anew, as the court's earlier notice had it; empty where that was the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilingFacts:
    """What the court told."""

    kind: Kind
    court: str
    """PACER's identifier, as in the subject: cand."""
    court_name: str = ""
    title: str = ""
    """What was filed, in the court's own short words."""
    entered_at: datetime | None = None
    """As printed; without an offset where the zone is not certain."""
    entered_here: datetime | None = None
    """The same moment on the reader's clock; None where the zone is not certain, or is the same."""
    filed_on: date | None = None
    matter: str = ""
    restricted_because: str = ""
    """Word and place, or the rule; not empty: the letter is masked outside its body."""
    envelope: Envelope | None = None
    """Of a state filing."""
    cases: tuple[CaseEntry, ...]

    @property
    def restricted(self) -> bool:
        return bool(self.restricted_because)


@dataclass(frozen=True, slots=True)
class Retold:
    """What a letter about an entry that the court edited, or told anew, comes after."""

    told_on: date | None
    """Day of this reader's earlier letter about it, on the firm's calendar; None where there was none."""
    same_words: bool = False
    """Whether the court says of the entry what that letter said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOn:
    """A mail that tells of no filing, for the noticed attorney and the desk, as it came."""

    kind: Kind
    by_court: bool
    """Whether it is the court's own; a person of the firm sent it in, or released it, otherwise."""
    sender: str
    """Whom the mail says it is from."""
    subject: str
    text: str
    """Without its links; empty where it could not be read."""
    to_open: tuple[str, ...] = ()
    """Links that this reader may have to open: a court's own, in a request to confirm."""
    unread: bool = False
    """Whether it may tell of a filing all the same: a person released what docketmail could not read."""
    restricted_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A notice that waits for a person, or is not taken (of HELD, ESCALATION, NOT_TAKEN). None of it is believed."""

    hold: str
    """Id of the hold."""
    reason: str
    arrived_at: datetime
    sender: str = ""
    """Address or domain that the mail claims to come from."""
    court: str = ""
    case: str = ""
    layout: bool = False
    """Whether it is held because docketmail does not understand it, or not all of it."""
    confirm: str = ""
    """The command that says that the firm appeared in the case, which lets go all that is held for it."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """Whose letter this is, and what the mail server answered; 0: it was not asked, for a wall came between."""

    reader: Mailbox
    code: int


@dataclass(frozen=True, slots=True)
class Recalled:
    """Why papers are called back; empty where the reason is nobody else's business."""

    why: str = ""


@dataclass(frozen=True, slots=True)
class KeptApart:
    """The command that releases the paper, for an attorney to decide on."""

    release: str


About = Held | Undelivered | Recalled | KeptApart | DayList | PolicyAnnounced | ReleaseAsked
"""What a letter tells beyond the filing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmark:
    """The outside of a letter."""

    identity: str
    """Keyed hash of (filing or hold, reader, letter kind, revision), in hex: sent twice, it is one Message-ID."""
    domain: str
    """Right side of our Message-IDs."""
    sender: Mailbox
    reader: Mailbox
    written_at: datetime
    """Of the letter, not of the sending: aware."""
    answers: str = ""
    """Address that answers go to; empty: to the sender."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterContent:
    """Everything that one letter to one reader says."""

    kind: LetterKind
    postmark: Postmark
    receipt: str
    """What the firm quotes when it asks about this letter."""
    rule: str
    """Why the reader has it, to follow on "You have this because"."""
    desk: Mailbox
    filing: FilingFacts | None = None
    """None in the letters about mails that are not believed or tell of no filing."""
    retold: Retold | None = None
    mail: PassedOn | None = None
    """In place of a filing."""
    papers: tuple[PaperLine, ...] = ()
    about: About | None = None
    own_copy: bool = False
    """The look was not ours to lose: the reader is told to open the court's own mail."""
    may_supply: bool = False
    """The reader is asked to answer with what did not come."""
    completes: bool = False
    """Of a supplement: with it, nothing of the filing is missing."""
    notes: tuple[str, ...] = ()
    """Further sentences, as who released a held notice and why."""

    @property
    def restricted(self) -> bool:
        told = self.filing or self.mail
        return told is not None and bool(told.restricted_because)

    @property
    def told(self) -> FilingFacts:
        """The filing; raises ValueError where a letter that needs one has none."""
        if self.filing is None or not self.filing.cases:
            raise ValueError(f"A {self.kind} letter needs a filing with at least one case.")
        return self.filing


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The copy of one paper that stands as ATTACHED in the letter."""

    paper: str
    pdf: bytes
