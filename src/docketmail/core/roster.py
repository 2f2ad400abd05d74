"""Who belongs to which firm: people, intake addresses, desks, courts; and what a matter is.

A roster is a value: read from one TOML file, compared with the one in force, applied as one change. It is
kept in memory; matters, of which there may be half a million, lie in the ledger (`ledger.matters`).
Addresses are compared without regard to case and never by domain: an address is either one of the
firm's, exactly, or a stranger's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from docketmail.core.notice import Kind


class CourtRule(StrEnum):
    """What a court (or a firm, more strictly) says about opening a notice's link for a second address."""

    ALLOWED = "allowed"
    MAILBOX_ONLY = "mailbox_only"
    """Opened only where our own address does not stand in the court's list."""
    FORBIDDEN = "forbidden"


@dataclass(frozen=True)
class Person:
    """Somebody of the firm."""

    id: str
    name: str
    email: str
    court_addresses: tuple[str, ...] = ()
    """Addresses under which the courts know this person, beside `email`."""
    intake: str = ""
    """The address of ours that stands as this attorney's secondary recipient; unguessable, one each."""
    retired: tuple[str, ...] = ()
    """Earlier intake addresses: accepted and told to the desk, since courts drop addresses that bounce."""

    @property
    def addresses(self) -> frozenset[str]:
        """Every address that names this person in a court's list."""
        known = (self.email, self.intake, *self.court_addresses, *self.retired)
        return frozenset(folded(address) for address in known if address)


@dataclass(frozen=True)
class Outsider:
    """A reader outside the firm: public papers only, until a date, vouched for by a person of the firm."""

    name: str
    email: str
    sponsor: str
    until: date


class Mode(StrEnum):
    """What a reader wants of a matter."""

    ON = "on"
    NOTIFY_ONLY = "notify_only"
    """Letters without papers."""
    OFF = "off"


@dataclass(frozen=True)
class Wall:
    """A person who must never receive anything of a matter, whatever else says so."""

    person: str
    matter: str
    why: str = ""


@dataclass(frozen=True)
class Absence:
    """Somebody is away, and another person of the firm has the letters too until the date."""

    person: str
    delegate: str
    until: date


@dataclass(frozen=True)
class Affiliation:
    """A person who works with the firm in some matters for a time: pro hac vice, of counsel, local counsel."""

    person: str
    matters: tuple[str, ...]
    since: date
    until: date
    ground: str = ""


class CourtCase(NamedTuple):
    """A case at a court; of a matter's cases, the number may end in a star (`docket_patterns`)."""

    court: str
    number: str


@dataclass(frozen=True)
class Matter:
    """One or more cases and the team that reads them."""

    id: str
    name: str
    cases: tuple[CourtCase, ...] = ()
    readers: tuple[str, ...] = ()
    modes: dict[str, Mode] = field(default_factory=dict)
    """By reader's id, where it is not ON."""
    outside: tuple[Outsider, ...] = ()
    restricted: bool = False
    """Marked by the desk: every entry of its cases is restricted."""


@dataclass(frozen=True)
class FirmPolicy:
    """What a firm decides for itself; a change is announced to its administrators before it takes effect."""

    courts: dict[str, CourtRule] = field(default_factory=dict)
    """By court's identifier, or `*.STATE` for the state courts of one."""
    unknown_court: CourtRule = CourtRule.ALLOWED
    """For federal courts whose own rule is not known."""
    refused_kinds: dict[str, tuple[Kind, ...]] = field(default_factory=dict)
    """State notices that the firm does not take, by court: told to the desk by court and case alone."""
    soft_mode: bool = False
    """A firm's first weeks: everything runs, letters go to the noticed attorney and the desk alone."""
    words: tuple[str, ...] = ()
    """Words that restrict an entry beside `seal` and `redact`."""
    following: bool = False
    """Whether its public federal papers may go to other firms that follow a case, and theirs to it."""
    email_gates: tuple[str, ...] = ()
    """Courts at whose e-mail-address gate the very address of the notice may be submitted, once."""
    two_person_release: bool = False
    """Whether a restricted paper or case is released by two people."""
    notice_days: int = 30
    """Until a change of this policy that widens what is opened or spread takes effect (PacerPro's policies: 30)."""


@dataclass(frozen=True)
class Firm:
    """One firm: its people, its desk and the second person behind it, its walls, its policy."""

    id: str
    name: str
    desk: str
    second: str
    people: tuple[Person, ...] = ()
    walls: tuple[Wall, ...] = ()
    absences: tuple[Absence, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    orphans: str = ""
    """The person who is told of notices of cases that no matter has, beside the desk; empty: nobody else."""
    administrators: tuple[str, ...] = ()
    """Ids of the people to whom changes of policy are announced; empty: desk and second person."""
    policy: FirmPolicy = FirmPolicy()
    timezone: str = "UTC"

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """Its people by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def by_address(self) -> dict[str, Person]:
        """Its people by every address of theirs."""
        return {address: person for person in self.people for address in person.addresses}


@dataclass(frozen=True)
class Roster:
    """Every firm on this daemon."""

    firms: tuple[Firm, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Firm]:
        """The firms by id."""
        return {firm.id: firm for firm in self.firms}

    @cached_property
    def intake(self) -> dict[str, tuple[Firm, Person]]:
        """Whose notices arrive at an address: current and retired intake addresses, and nothing else."""
        return {
            folded(address): (firm, person)
            for firm in self.firms
            for person in firm.people
            for address in (person.intake, *person.retired)
            if address
        }

    def addressed(self, recipients: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
        """Firm id -> ids of the people whose intake addresses are among the recipients."""
        found: dict[str, tuple[str, ...]] = {}
        for recipient in recipients:
            if hit := self.intake.get(folded(recipient)):
                firm, person = hit
                found[firm.id] = tuple(dict.fromkeys((*found.get(firm.id, ()), person.id)))
        return found


def folded(address: str) -> str:
    """An address for comparison."""
    return address.strip().lower()


# 4:26-cv-00771-JST, 1:21-cr-00456-ABC-1, 23-20091, 23-20091-abc: what follows the serial number names
# judges and defendants, which change while the case stays the same.
_DOCKET = re.compile(r"^((?:\d+:)?\d{2,4}-(?:[a-z]{1,4}-)?\d+)", re.IGNORECASE)


def docket(number: str) -> str:
    """A case number without the initials behind it, for comparison."""
    bare = "".join(number.split()).lower()
    found = _DOCKET.match(bare)
    return found.group(1) if found else bare


def docket_patterns(number: str) -> tuple[str, ...]:
    """What a case number fits: itself, then each pattern with a star in place of its end, the narrowest first.

    A star stands behind a colon or a hyphen, or alone for every case of the court: `1:26-md-03117` fits
    `1:26-md-*`, `1:26-*`, `1:*` and `*`.
    """
    bare = docket(number)
    ends = [found.end() for found in re.finditer(r"[:-]", bare)]
    return (bare, *(f"{bare[:end]}*" for end in reversed(ends)), "*")


_PATTERN = re.compile(r"[^*]*\d[^*]*|(?:[^*]+[:-])?\*")


def is_case_number(number: str) -> bool:
    """Whether it can be looked up: it has a digit, and a star only where `docket_patterns` has one."""
    return _PATTERN.fullmatch(number) is not None
