"""The roster as people write it: one TOML file, checked whole, every mistake named at once.

An example stands in docs/operating.md; `docketmail roster check` reads a file and says what is wrong with it.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from docketmail.core.roster import CourtRule, Firm, Matter, Outsider, Person, Roster, docket, folded


class RosterError(Exception):
    """A roster that cannot be applied; `mistakes` says where and what would be right."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


# Local part and domain without quotes, spaces or anything that a mail server would rewrite (RFC 5321, 4.1.2).
_ADDRESS = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
Address = Annotated[str, Field(pattern=_ADDRESS)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,39}$")]
_SHORTEST_INTAKE = 12
"""Characters of an intake address's local part: it is printed in every notice's list and must not be guessed."""


class _Written(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Person(_Written):
    id: Id
    name: str
    email: Address
    intake: Address | None = None
    court_addresses: tuple[Address, ...] = ()
    retired: tuple[Address, ...] = ()
    walled: bool = False


class _Outsider(_Written):
    name: str
    email: Address
    sponsor: Id
    until: date


class _Matter(_Written):
    id: Annotated[str, Field(min_length=1, max_length=60)]
    name: str = ""
    court: Annotated[str, Field(pattern=r"^[a-z0-9]{2,8}$")]
    case: Annotated[str, Field(min_length=3, max_length=60)]
    readers: tuple[Id, ...] = ()
    outside: tuple[_Outsider, ...] = ()
    restricted: bool = False


class _Firm(_Written):
    id: Id
    name: str
    desk: Id
    second: Id
    soft_mode: bool = False
    timezone: str = "UTC"
    unknown_court: CourtRule = CourtRule.ALLOWED
    courts: dict[str, CourtRule] = Field(default_factory=dict)
    person: tuple[_Person, ...]
    matter: tuple[_Matter, ...] = ()


class _Roster(_Written):
    firm: Annotated[tuple[_Firm, ...], Field(min_length=1)]


def parse(text: str) -> Roster:
    """Read a roster; raises RosterError with every mistake."""
    try:
        written = _Roster.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise RosterError([f"not TOML: {error}"]) from None
    except ValidationError as error:
        raise RosterError([_said(one["loc"], one["msg"]) for one in error.errors()]) from None
    roster = Roster(tuple(_firm(firm) for firm in written.firm))
    if mistakes := list(_mistakes(roster)):
        raise RosterError(mistakes)
    return roster


def _said(place: tuple[int | str, ...], what: str) -> str:
    path = "".join(f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in place)
    return f"{path.lstrip('.')}: {what}"


def _firm(written: _Firm) -> Firm:
    people = tuple(
        Person(**(one.model_dump() | {"intake": one.intake or ""})) for one in written.person
    )
    matters = tuple(_matter(one) for one in written.matter)
    named = {"id", "name", "desk", "second", "soft_mode", "timezone", "unknown_court", "courts"}
    return Firm(**written.model_dump(include=named), people=people, matters=matters)


def _matter(written: _Matter) -> Matter:
    outside = tuple(Outsider(**one.model_dump()) for one in written.outside)
    return Matter(**(written.model_dump() | {"outside": outside}))


def _mistakes(roster: Roster) -> Iterator[str]:
    """What no single field shows: names that lead nowhere, addresses that lead to two people."""
    yield from _twice("firm", [firm.id for firm in roster.firms])
    issued = [a for f in roster.firms for p in f.people for a in (p.intake, *p.retired) if a]
    yield from _twice("intake address", [folded(address) for address in issued])
    for firm in roster.firms:
        yield from (f"firm {firm.id}: {mistake}" for mistake in _mistakes_of(firm))


def _mistakes_of(firm: Firm) -> Iterator[str]:
    yield from _twice("person", [person.id for person in firm.people])
    yield from _twice("matter", [matter.id for matter in firm.matters])
    for role, who in (("desk", firm.desk), ("second", firm.second)):
        if who not in firm.by_id:
            yield f"{role} is {who!r}: no person of the firm has this id"
    if firm.desk == firm.second:
        yield "second is the desk itself: name another person, who is told when nobody looks at a hold"
    try:
        ZoneInfo(firm.timezone)
    except (ZoneInfoNotFoundError, ValueError):
        yield f"timezone {firm.timezone!r} is not known: write it as America/New_York"
    for person in firm.people:
        if person.intake and len(person.intake.partition("@")[0]) < _SHORTEST_INTAKE:
            yield (
                f"person {person.id}: intake address is easy to guess and is printed for all parties to see: "
                f"at least {_SHORTEST_INTAKE} characters before the @ (`docketmail roster propose`)"
            )
    for matter in firm.matters:
        yield from _strangers(firm, matter)


def _strangers(firm: Firm, matter: Matter) -> Iterator[str]:
    for reader in matter.readers:
        if reader not in firm.by_id:
            yield f"matter {matter.id}: reader {reader!r} is no person of the firm"
    for outsider in matter.outside:
        if outsider.sponsor not in firm.by_id:
            yield f"matter {matter.id}: sponsor {outsider.sponsor!r} is no person of the firm"
    if not re.search(r"\d", docket(matter.case)):
        yield f"matter {matter.id}: case {matter.case!r} is no case number"


def _twice(what: str, names: list[str]) -> Iterator[str]:
    for name, times in Counter(names).items():
        if times > 1:
            yield f"{what} {name!r} stands {times} times: each may stand once"


def vanished(before: Roster, after: Roster) -> list[str]:
    """Mistakes of forgetting: intake addresses that were issued and would be refused from now on.

    Courts remove attorneys whose addresses bounce, so an address once issued is never refused again.
    """
    gone = [
        f"firm {firm} stands in the ledger under this id: keep the id, `name` may change"
        for firm in sorted(before.by_id.keys() - after.by_id.keys())
    ]
    return gone + [
        f"firm {firm.id}, person {person.id}: intake address {address} was issued to courts; "
        "keep it under `retired` of a person of the firm"
        for address, (firm, person) in sorted(before.intake.items())
        if address not in after.intake
    ]


def difference(before: Roster, after: Roster) -> list[str]:
    """What applying a roster changes, a line each; empty where nothing does."""
    lines: list[str] = []
    for name in sorted(before.by_id.keys() | after.by_id.keys()):
        old, new = before.by_id.get(name), after.by_id.get(name)
        if old is None or new is None:
            lines.append(f"{'+' if new else '-'} firm {name}")
        if new is not None:
            lines += _firm_difference(old or Firm(new.id, "", "", ""), new)
    return lines


_SETTINGS = ("name", "desk", "second", "soft_mode", "timezone", "unknown_court", "courts")


def _firm_difference(old: Firm, new: Firm) -> Iterator[str]:
    for setting in _SETTINGS:
        was, will = getattr(old, setting), getattr(new, setting)
        if was != will:
            yield f"~ firm {new.id}: {setting} {_short(was)} -> {_short(will)}"
    people = {p.id: p for p in old.people}, {p.id: p for p in new.people}
    matters = {m.id: m for m in old.matters}, {m.id: m for m in new.matters}
    for what, (were, will_be) in (("person", people), ("matter", matters)):
        for name in sorted(were.keys() | will_be.keys()):
            yield from _thing_difference(
                f"{what} {new.id}/{name}", were.get(name), will_be.get(name)
            )


def _thing_difference(
    what: str, old: Person | Matter | None, new: Person | Matter | None
) -> Iterator[str]:
    if old is None or new is None:
        yield f"{'+' if new else '-'} {what}"
        return
    for field in old.__dataclass_fields__:
        was, will = getattr(old, field), getattr(new, field)
        if was != will:
            yield f"~ {what}: {field} {_short(was)} -> {_short(will)}"


def _short(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_short, value)) + "]"
    if isinstance(value, Outsider):
        return value.email
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {v}" for k, v in sorted(value.items())) + "}"
    return "yes" if value is True else "no" if value is False else str(value) or "(none)"
