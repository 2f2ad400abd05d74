"""A letter in words, ready for a template: nothing in it is left to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Part:
    """Which of the mails of one letter this is."""

    number: int = 1
    of: int = 1
    places: Mapping[str, int] = field(default_factory=dict)
    """Id of each attached paper -> number of the mail that has it."""
    original: bool = False
    """Whether the court's notice is attached to this one."""
    calendar: bool = False
    """Whether the calendar file is."""


@dataclass(frozen=True, slots=True)
class DateRow:
    """One hearing or deadline that a docket text prints."""

    what: str
    when: str
    place: str
    quoted: str


@dataclass(frozen=True, slots=True)
class Block:
    """Somebody's own words: the docket text of one case, or of several that share it; a mail."""

    titles: tuple[str, ...]
    text: str
    """Never empty."""
    dates: tuple[DateRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of documents."""

    case: str
    document: str
    description: str
    extent: str
    standing: str
    here: bool
    court_page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands in a letter, from top to bottom."""

    title: str = ""
    badges: tuple[str, ...] = ()
    place: str = ""
    headline: str
    lead: tuple[str, ...] = ()
    alerts: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    verbatim: str = "DOCKET TEXT"
    """What the blocks are."""
    blocks: tuple[Block, ...] = ()
    rows: tuple[Row, ...] = ()
    several: bool = False
    """Whether the table names each row's case."""
    after: tuple[str, ...] = ()
    command: str = ""
    """What to type, or to open, a line each."""
    people: tuple[tuple[str, str], ...] = ()
    footer: tuple[str, ...] = ()
