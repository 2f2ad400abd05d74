"""What letters tell beside filings and holds: the day's other mail, a change of policy, a release that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """One mail that told of no filing."""

    arrived_at: datetime
    sender: str
    what: str
    """Our word for it (announcement, invitation, spam), never its own text."""


@dataclass(frozen=True, slots=True)
class DayList:
    """The mails of one day."""

    day: date
    rows: tuple[DayRow, ...]


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One setting of the firm's policy, as it is written there; empty: not set."""

    setting: str
    before: str
    after: str
    effective_at: datetime
    at_once: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class PolicyAnnounced:
    """What changes of the firm's policy, and who changed it."""

    firm: str
    """Its name."""
    by: str
    """Who of this machine; empty: an upgrade of docketmail brought it."""
    at: datetime
    """When, on the firm's clock, as all times here."""
    changes: tuple[SettingChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAsked:
    """Somebody asks for a release that another person must confirm."""

    request: str
    hold: str = ""
    papers: tuple[str, ...] = ()
    waives: str
    by: str
    why: str
    until: datetime
    declined: bool = False
