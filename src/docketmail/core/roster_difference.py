"""What applying a roster changes, a line each: `+` comes, `-` goes, `~` becomes another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docketmail.core.roster import (
    Absence,
    Affiliation,
    CourtCase,
    Firm,
    FirmPolicy,
    Matter,
    Outsider,
    Person,
    Roster,
    Wall,
)


Thing = Person | Matter | FirmPolicy

SHOWN = 60
"""Lines of a plan that are shown one by one: what a person reads through before saying yes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a change comes to, short enough to be shown: half a million lines are nobody's plan."""

    lines: tuple[str, ...]
    """The first of them."""
    counts: dict[str, int]
    """How many of each sort, as `+ matter`; all of them."""


def plan(lines: Iterable[str]) -> Plan:
    """The first lines, and how many there are of each sort."""
    shown: list[str] = []
    counts: Counter[str] = Counter()
    for line in lines:
        counts[" ".join(line.split(" ", 2)[:2])] += 1
        if len(shown) < SHOWN:
            shown.append(line)
    return Plan(tuple(shown), dict(counts))


def difference(before: Roster, after: Roster) -> Iterator[str]:
    """Firms, their settings, people, walls and policies; matters are compared by `of_matter`."""
    for name in sorted(before.by_id.keys() | after.by_id.keys()):
        old, new = before.by_id.get(name), after.by_id.get(name)
        if old is None or new is None:
            yield f"{'+' if new else '-'} firm {name}"
        if new is not None:
            yield from _of_firm(old or Firm(new.id, "", "", ""), new)


def of_matter(firm: str, old: Matter | None, new: Matter | None) -> Iterator[str]:
    """What becomes of one matter."""
    known = new or old
    return _of_thing(f"matter {firm}/{known.id if known else ''}", old, new)


_SETTINGS = ("name", "desk", "second", "orphans", "administrators", "timezone")
_LISTS = {"wall": "walls", "absence": "absences", "affiliation": "affiliations"}


def _of_firm(old: Firm, new: Firm) -> Iterator[str]:
    for setting in _SETTINGS:
        was, will = getattr(old, setting), getattr(new, setting)
        if was != will:
            yield f"~ firm {new.id}: {setting} {_short(was)} -> {_short(will)}"
    yield from _of_thing(f"policy {new.id}", old.policy, new.policy)
    for what, listed in _LISTS.items():
        were, will_be = getattr(old, listed), getattr(new, listed)
        yield from (f"- {what} {new.id}/{_short(one)}" for one in were if one not in will_be)
        yield from (f"+ {what} {new.id}/{_short(one)}" for one in will_be if one not in were)
    people = old.by_id.keys() | new.by_id.keys()
    for name in sorted(people):
        yield from _of_thing(f"person {new.id}/{name}", old.by_id.get(name), new.by_id.get(name))


def _of_thing(what: str, old: Thing | None, new: Thing | None) -> Iterator[str]:
    if old is None or new is None:
        yield f"{'+' if new else '-'} {what}"
        return
    for field in old.__dataclass_fields__:
        was, will = getattr(old, field), getattr(new, field)
        if was != will:
            yield f"~ {what}: {field} {_short(was)} -> {_short(will)}"


def _short(value: object) -> str:
    match value:
        case CourtCase():
            said = f"{value.court} {value.number}"
        case tuple():
            said = "[" + ", ".join(map(_short, value)) + "]"
        case dict():
            said = "{" + ", ".join(f"{k}: {_short(v)}" for k, v in sorted(value.items())) + "}"
        case bool():
            said = "yes" if value else "no"
        case Outsider() | Wall() | Absence() | Affiliation():
            said = _of_reader(value)
        case _:
            said = str(value) or "(none)"
    return said


def _of_reader(value: Outsider | Wall | Absence | Affiliation) -> str:
    match value:
        case Outsider():
            return f"{value.email} until {value.until} by {value.sponsor}"
        case Wall():
            return f"{value.person} before {value.matter}"
        case Absence():
            return f"{value.person} until {value.until}, {value.delegate} instead"
        case Affiliation():
            matters = ", ".join(value.matters)
            return f"{value.person} in {matters} from {value.since} until {value.until}"
