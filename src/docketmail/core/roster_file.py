"""The roster as people write it: one TOML file, checked whole, every mistake named at once.

An example stands in docs/operating.md; `docketmail roster check` reads a file and says what is wrong with it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from docketmail.core.notice import Kind
from docketmail.core.roster import (
    Absence,
    Affiliation,
    CourtCase,
    CourtRule,
    Firm,
    FirmPolicy,
    Matter,
    Mode,
    Outsider,
    Person,
    Roster,
    Wall,
)
from docketmail.core.roster_mistakes import MATTER_ID, RosterError, mistakes


# Local part and domain without quotes, spaces or anything that a mail server would rewrite (RFC 5321, 4.1.2).
_ADDRESS = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
Address = Annotated[str, Field(pattern=_ADDRESS)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$")]
MatterId = Annotated[str, Field(pattern=f"^{MATTER_ID}$")]


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Person(_Written):
    id: Id
    name: str
    email: Address
    intake: Address | None = None
    court_addresses: tuple[Address, ...] = ()
    retired: tuple[Address, ...] = ()


class _Outsider(_Written):
    name: str
    email: Address
    sponsor: Id
    until: date


class _Wall(_Written):
    person: Id
    matter: MatterId
    why: str = ""


class _Absence(_Written):
    person: Id
    delegate: Id
    until: date


class _Affiliation(_Written):
    person: Id
    matters: Annotated[tuple[MatterId, ...], Field(min_length=1)]
    since: date
    until: date
    ground: str = ""


class _Matter(_Written):
    id: MatterId
    name: str = ""
    cases: Annotated[tuple[str, ...], Field(min_length=1)]
    """Each as `court number`."""
    readers: tuple[Id, ...] = ()
    modes: dict[Id, Mode] = Field(default_factory=dict)
    outside: tuple[_Outsider, ...] = ()
    restricted: bool = False


class _Policy(_Written):
    courts: dict[str, CourtRule] = Field(default_factory=dict)
    unknown_court: CourtRule = CourtRule.ALLOWED
    refused_kinds: dict[str, tuple[Kind, ...]] = Field(default_factory=dict)
    soft_mode: bool = False
    # Of two letters, half of the docket would be restricted.
    words: tuple[Annotated[str, Field(min_length=3, max_length=60)], ...] = ()
    following: bool = False
    email_gates: tuple[str, ...] = ()
    two_person_release: bool = False
    notice_days: Annotated[int, Field(ge=0, le=365)] = 30


class _Firm(_Written):
    id: Id
    name: str
    desk: Id
    second: Id
    orphans: Id | None = None
    administrators: tuple[Id, ...] = ()
    timezone: str = "UTC"
    policy: _Policy = _Policy()
    person: tuple[_Person, ...]
    matter: tuple[_Matter, ...] = ()
    wall: tuple[_Wall, ...] = ()
    absence: tuple[_Absence, ...] = ()
    affiliation: tuple[_Affiliation, ...] = ()


class _Roster(_Written):
    firm: Annotated[tuple[_Firm, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Written:
    """What a file says: the roster, and the matters that were written into it by hand."""

    roster: Roster
    matters: dict[str, tuple[Matter, ...]]
    """By firm's id."""


def parse(text: str) -> Written:
    """Read a roster; raises RosterError with every mistake that shows without a ledger."""
    try:
        written = _Roster.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RosterError([f"not TOML: {error}"]) from None
    except ValidationError as error:
        raise RosterError([_said(one["loc"], one["msg"]) for one in error.errors()]) from None
    roster = Roster(tuple(_firm(firm) for firm in written.firm))
    matters = {firm.id: tuple(map(_matter, firm.matter)) for firm in written.firm}
    if found := list(mistakes(roster, matters)):
        raise RosterError(found)
    return Written(roster, matters)


def _said(place: tuple[int | str, ...], what: str) -> str:
    path = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in place)
    return f"{path.lstrip('.')}: {what}"


def _firm(written: _Firm) -> Firm:
    people = tuple(
        Person(**(one.model_dump() | {"intake": one.intake or ""})) for one in written.person
    )
    named = {"id", "name", "desk", "second", "administrators", "timezone"}
    return Firm(
        **written.model_dump(include=named),
        orphans=written.orphans or "",
        people=people,
        walls=tuple(Wall(**one.model_dump()) for one in written.wall),
        absences=tuple(Absence(**one.model_dump()) for one in written.absence),
        affiliations=tuple(Affiliation(**one.model_dump()) for one in written.affiliation),
        policy=FirmPolicy(**written.policy.model_dump()),
    )


def _matter(written: _Matter) -> Matter:
    return Matter(
        id=written.id,
        name=written.name,
        cases=tuple(_case(case) for case in written.cases),
        readers=written.readers,
        modes=written.modes,
        outside=tuple(Outsider(**one.model_dump()) for one in written.outside),
        restricted=written.restricted,
    )


def _case(text: str) -> CourtCase:
    court, _, number = text.strip().partition(" ")
    return CourtCase(court, number.strip())
