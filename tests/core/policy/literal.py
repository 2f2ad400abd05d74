"""Who may have what, said again: slowly, in the order of the policy's own sentences, knowing nothing of the code.

The policy is what the product promises a firm's general counsel (docs/policy.md has it in the firm's words). Here each
sentence is one `if`. It says for a row of facts and a reader the most that may be given, the least that is owed, and
whether a link may be opened; `test_decision_table` holds the rules of the product to both ends. Nothing is imported
from the product, so that a mistake there cannot be a mistake here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum


class Jurisdiction(Enum):
    FEDERAL = "federal"
    STATE = "state"


class Words(Enum):
    """Where a word of sealing stands."""

    NOWHERE = "nowhere"
    DOCKET_TEXT = "docket text"
    CAPTION = "caption"
    SHORT_DESCRIPTION = "short description"
    SUBJECT = "subject"
    TITLE = "title"
    FILENAME = "original filename"
    EXCEPTED = "a party's name that somebody granted an exception for"
    FIRMS_OWN = "a word that the firm added"
    STATE_WORD = "confidential, in camera or juvenile"


class Standing(Enum):
    """How the firm is known to the case."""

    LISTED = "one of its addresses stands in the court's list"
    UNLISTED = "the court's list has others alone"
    DOMAIN_ALONE = "the list has an address of the firm's domain that is nobody's"
    NO_LIST_COURT = "no list is printed, and the court itself sent it"
    NO_LIST_PERSON = "no list is printed, and a person forwarded it"
    SERVED = "a served contact"
    FILING_ATTORNEY = "the filing attorney"
    RECORDED = "an appearance was recorded"
    WITHDRAWN = "served, and the withdrawal was recorded"
    NOT_SERVED = "an appearance was recorded, and what is not filed yet was served on others"
    NO_EVIDENCE = "nothing names the firm"


class Case(Enum):
    """What restricts the whole case."""

    OPEN = "nothing"
    DESK = "marked by the desk"
    CAPTION = "its caption"
    NATURE = "the court denied it by nature of suit"


class Setting(Enum):
    """What the firm or the court decided."""

    PLAIN = "nothing"
    SOFT = "first weeks"
    FORBIDDEN = "the court is forbidden"
    MAILBOX_LISTED = "mailbox only, and our address stands in the list"
    MAILBOX_UNLISTED = "mailbox only, and our address does not"
    KIND_REFUSED = "the firm does not take this kind"


class Court(Enum):
    """What became of the link."""

    PAPER = "a paper"
    LOGIN = "a login"
    MARKED_SEALED = "no link, and the entry is marked as sealed"
    TEXT_ENTRY = "no link, and no such mark"


class Reader(Enum):
    NOTICED = "the attorney at whose address it arrived"
    DESK = "the docketing desk"
    TEAM = "on the matter's team"
    NOTIFY_ONLY = "on the team, wants letters without papers"
    OFF = "on the team, wants nothing"
    WALLED = "on the team, and behind a wall"
    SPONSORED = "outside the firm, sponsored"
    EXPIRED = "outside the firm, whose time is over"
    NOBODY = "of the firm, and not on the team"


class Letter(IntEnum):
    """What a reader is told; more is more."""

    NOTHING = 0
    ALARM = 1
    """A hold's letter: court, case, reason."""
    WITHOUT_TEXT = 2
    """A letter of which the docket text is left out."""
    WITH_TEXT = 3


@dataclass(frozen=True)
class Row:
    """Facts of one notice in one case."""

    jurisdiction: Jurisdiction
    level: str
    """The court's marker: public, protected, restricted, suppressed, private, sealed, or unknown."""
    words: Words
    standing: Standing
    case: Case
    setting: Setting
    court: Court


@dataclass(frozen=True)
class Given:
    """What a reader has."""

    letter: Letter
    papers: bool = False
    masked: bool = False


NOTHING = Given(Letter.NOTHING)
ALARM = Given(Letter.ALARM)


def may_open(row: Row) -> bool:
    """Whether the link may be opened for this firm."""
    if row.court in {Court.MARKED_SEALED, Court.TEXT_ENTRY}:
        return False  # there is none
    if row.setting is Setting.FORBIDDEN:
        return False
    if row.jurisdiction is Jurisdiction.STATE:
        return _takes(row) and _of_record(row) and not _flagged(row)
    if row.setting is Setting.MAILBOX_LISTED:
        return False
    # Papers of a restricted entry go to listed firms alone: for others there is nobody to open it for.
    return _listed(row) or not _restricted(row)


def most(row: Row, reader: Reader) -> Given:
    """The most that a reader may be given."""
    if row.jurisdiction is Jurisdiction.STATE:
        return _most_of_state(row, reader)
    return _most_of_federal(row, reader)


def least(row: Row, reader: Reader) -> Letter:
    """The least that a reader is owed: noticed attorney and desk always hear of it."""
    if row.jurisdiction is Jurisdiction.STATE and not (_takes(row) and _of_record(row)):
        return Letter.ALARM if reader is Reader.DESK else Letter.NOTHING
    if reader in {Reader.NOTICED, Reader.DESK}:
        return most(row, reader).letter
    return Letter.NOTHING


def _most_of_federal(row: Row, reader: Reader) -> Given:
    restricted = _restricted(row) or row.court is Court.MARKED_SEALED
    in_full = _listed(row) or not restricted
    papers = in_full and may_open(row) and row.court is Court.PAPER
    if reader in {Reader.NOTICED, Reader.DESK}:
        return Given(Letter.WITH_TEXT if in_full else Letter.WITHOUT_TEXT, papers, restricted)
    if row.setting is Setting.SOFT or reader in {Reader.OFF, Reader.WALLED, Reader.EXPIRED}:
        return NOTHING
    if reader is Reader.NOBODY or not in_full:
        return NOTHING
    if reader is Reader.SPONSORED:
        stopped = may_open(row) and row.court is Court.LOGIN
        return NOTHING if restricted or stopped else Given(Letter.WITH_TEXT, papers)
    return Given(Letter.WITH_TEXT, papers and reader is not Reader.NOTIFY_ONLY, restricted)


def _most_of_state(row: Row, reader: Reader) -> Given:
    # What is refused, and what nothing shows to be the firm's, is told to the desk by court and case alone.
    if not _takes(row) or not _of_record(row):
        return ALARM if reader is Reader.DESK else NOTHING
    flagged = _flagged(row)
    papers = may_open(row) and row.court is Court.PAPER
    letter = Given(Letter.WITH_TEXT, papers, flagged)
    if reader in {Reader.NOTICED, Reader.DESK}:
        return letter
    # Only the firm of record gets papers or letters: a reader outside it is none.
    gone = {Reader.OFF, Reader.WALLED, Reader.EXPIRED, Reader.SPONSORED, Reader.NOBODY}
    if row.setting is Setting.SOFT or reader in gone:
        return NOTHING
    return Given(Letter.WITH_TEXT, papers and reader is not Reader.NOTIFY_ONLY, flagged)


def _listed(row: Row) -> bool:
    """Never by domain; where no list is printed, the court's having mailed it is what there is."""
    return row.standing in {Standing.LISTED, Standing.NO_LIST_COURT}


def _of_record(row: Row) -> bool:
    """A recorded withdrawal beats the court's word."""
    return row.standing in {Standing.SERVED, Standing.FILING_ATTORNEY, Standing.RECORDED}


def _takes(row: Row) -> bool:
    return row.setting not in {Setting.FORBIDDEN, Setting.KIND_REFUSED}


def _restricted(row: Row) -> bool:
    if row.words in {Words.NOWHERE, Words.EXCEPTED, Words.STATE_WORD}:
        return row.case is not Case.OPEN
    return True


def _flagged(row: Row) -> bool:
    """From protected upwards, an unknown marker, a word, a restricted case, or the court's mark as sealed."""
    if row.level != "public" or row.court is Court.MARKED_SEALED:
        return True
    return row.words is Words.STATE_WORD or _restricted(row)
