"""Who belongs to which firm: people, intake addresses, desks, matters, readers, courts.

A roster is a value: read from one TOML file, compared with the one in force, applied as one change.
Addresses are compared without regard to case and never by domain: an address is either one of the
firm's, exactly, or a stranger's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property


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
    walled: bool = False
    """Behind an ethical wall: this person's letters go to the desk."""

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


@dataclass(frozen=True)
class Matter:
    """A case and the team that reads it."""

    id: str
    name: str
    court: str
    case: str
    readers: tuple[str, ...] = ()
    outside: tuple[Outsider, ...] = ()
    restricted: bool = False
    """Marked by the desk: every entry of this case is restricted."""


@dataclass(frozen=True)
class Firm:
    """One firm: its people, its desk and the second person behind it, its matters, its word on courts."""

    id: str
    name: str
    desk: str
    second: str
    people: tuple[Person, ...] = ()
    matters: tuple[Matter, ...] = ()
    courts: dict[str, CourtRule] = field(default_factory=dict)
    unknown_court: CourtRule = CourtRule.ALLOWED
    """For courts whose own rule is not known."""
    soft_mode: bool = False
    """A firm's first weeks: everything runs, letters go to the noticed attorney and the desk alone."""
    timezone: str = "UTC"

    @cached_property
    def by_id(self) -> dict[str, Person]:
        """Its people by id."""
        return {person.id: person for person in self.people}

    @cached_property
    def by_address(self) -> dict[str, Person]:
        """Its people by every address of theirs."""
        return {address: person for person in self.people for address in person.addresses}

    @cached_property
    def _matters(self) -> dict[tuple[str, str], tuple[Matter, ...]]:
        found: dict[tuple[str, str], tuple[Matter, ...]] = {}
        for matter in self.matters:
            key = (matter.court, docket(matter.case))
            found[key] = (*found.get(key, ()), matter)
        return found

    def matters_of(self, court: str, case: str) -> tuple[Matter, ...]:
        """The matters of a case, whatever judges' initials its number carries."""
        return self._matters.get((court, docket(case)), ())


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
