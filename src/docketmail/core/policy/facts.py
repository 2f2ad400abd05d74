"""What the rules are told: one frozen value, built by the one stage that asks them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from docketmail.core.notice import Reading
from docketmail.core.roster import Firm


class Origin(StrEnum):
    """Whose word a mail is."""

    COURT = "court"
    """Authenticated as a court's own mail."""
    PERSON = "person"
    """Authenticated as a rostered person of the firm, who forwards a court's mail."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a mail, as far as it is known, and the named reasons for it."""

    origin: Origin
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """One notice of one firm, as the rules see it."""

    reading: Reading
    sender: Sender
    firm: Firm
    people: tuple[str, ...]
    """Ids of the persons at whose intake addresses it arrived."""
    hosts: frozenset[str]
    """Every host that may be a court's look server."""


@dataclass(frozen=True, slots=True)
class Objection:
    """Why something is not done. `rule` is the name that a release waives; docs/holds.md explains it."""

    rule: str
    reason: str
    """In words for a person; holds no name, address, docket text or link."""
