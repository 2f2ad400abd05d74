"""What is wrong with a roster although each of its fields is right: names that lead nowhere, two of what is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from docketmail.core.courts import scotus, table, tames
from docketmail.core.roster import Firm, FirmPolicy, Matter, Roster, folded, is_case_number


class RosterError(Exception):
    """A roster that cannot be applied; `mistakes` says where and what would be right."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


MATTER_ID = r"[^\s/](?:[^\n\r\t/]{0,58}[^\s/])?"
"""It stands in subject lines, and behind the firm's id and a slash in the ledger."""
_SHORTEST_INTAKE = 12
"""Characters of an intake address's local part: it is printed in every notice's list and must not be guessed."""


def mistakes(roster: Roster, matters: Mapping[str, Sequence[Matter]]) -> Iterator[str]:
    """What no single field shows; `matters` are those that the file holds, by firm."""
    yield from _twice("firm", [firm.id for firm in roster.firms])
    issued = [a for f in roster.firms for p in f.people for a in (p.intake, *p.retired) if a]
    yield from _twice("intake address", [folded(address) for address in issued])
    for firm in roster.firms:
        found = (*_of_firm(firm), *_of_policy(firm.policy), *_of_matters(firm, matters[firm.id]))
        yield from (f"firm {firm.id}: {mistake}" for mistake in found)


def _of_firm(firm: Firm) -> Iterator[str]:
    yield from _twice("person", [person.id for person in firm.people])
    yield from _strangers(firm, _roles(firm))
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
    yield from _of_exceptions(firm)


def _roles(firm: Firm) -> Iterator[tuple[str, str]]:
    """What names a person of the firm -> the id it names."""
    yield "desk", firm.desk
    yield "second", firm.second
    if firm.orphans:
        yield "orphans", firm.orphans
    yield from (("administrator", who) for who in firm.administrators)
    yield from ((f"wall before matter {wall.matter}", wall.person) for wall in firm.walls)
    for absence in firm.absences:
        yield "absence", absence.person
        yield f"absence of {absence.person}: delegate", absence.delegate
    yield from (("affiliation", one.person) for one in firm.affiliations)


def _strangers(firm: Firm, named: Iterable[tuple[str, str]]) -> Iterator[str]:
    for role, who in named:
        if who not in firm.by_id:
            yield f"{role} is {who!r}: no person of the firm has this id"


def _of_exceptions(firm: Firm) -> Iterator[str]:
    walls = [(wall.person, wall.matter) for wall in firm.walls]
    yield from _twice("wall", [" before matter ".join(wall) for wall in walls])
    for matter in dict.fromkeys(matter for _, matter in walls):
        if {(firm.desk, matter), (firm.second, matter)} <= set(walls):
            yield f"matter {matter}: desk and second are both walled, so that nobody is left to be told"
    for absence in firm.absences:
        if absence.delegate == absence.person:
            yield f"absence of {absence.person}: the delegate is the absent person"
    for one in firm.affiliations:
        if one.until < one.since:
            yield f"affiliation of {one.person}: it ends {one.until}, before it begins {one.since}"


def _of_policy(policy: FirmPolicy) -> Iterator[str]:
    lists = {
        "courts": tuple(policy.courts),
        "refused_kinds": tuple(policy.refused_kinds),
        "email_gates": policy.email_gates,
    }
    for name, courts in lists.items():
        for court in courts:
            if not is_court(court) and not _WHOLE_STATE.fullmatch(court):
                yield f"policy.{name}: {unknown_court(court)}"


def _of_matters(firm: Firm, matters: Sequence[Matter]) -> Iterator[str]:
    yield from _twice("matter", [matter.id for matter in matters])
    for matter in matters:
        yield from (f"matter {matter.id}: {mistake}" for mistake in of_matter(firm, matter))


def of_matter(firm: Firm, matter: Matter) -> Iterator[str]:
    """What is wrong with one matter, written or imported."""
    readers = [("reader", who) for who in matter.readers]
    modes = [("mode", who) for who in matter.modes if who not in matter.readers]
    sponsors = [("sponsor", outsider.sponsor) for outsider in matter.outside]
    yield from _strangers(firm, [*readers, *modes, *sponsors])
    for case in matter.cases:
        if not is_court(case.court):
            yield unknown_court(case.court)
        if not is_case_number(case.number):
            yield f"case {case.number!r} is no case number"


_STATE_COURT = re.compile(r"[a-z]{2}(?:-[a-z0-9]+)+")
"""The state's letters and the court's name (`courts.tyler.states`): nobody numbers them, so any name may be one."""
_WHOLE_STATE = re.compile(r"\*\.[a-z]{2}")
_OTHERS = frozenset({scotus.COURT, *tames.COURTS.values()})


def is_court(identifier: str) -> bool:
    """Whether a notice can come from it: a federal court, a subscription's, or a state's."""
    known = identifier in table.COURTS or identifier in _OTHERS
    return known or _STATE_COURT.fullmatch(identifier) is not None


def unknown_court(identifier: str) -> str:
    """The mistake, and what would be right."""
    return f"court {identifier!r} is not known: write PACER's identifier (cand, ca9), or a state court's (il-cook-county)"


def unfound(firm: Firm, matters: Iterable[str]) -> list[tuple[str, str]]:
    """What names a matter that is not among these -> that matter: it may have been imported."""
    known = set(matters)
    walls = [(f"wall of {wall.person}", wall.matter) for wall in firm.walls]
    named = [
        (f"affiliation of {a.person}", matter) for a in firm.affiliations for matter in a.matters
    ]
    return [(what, matter) for what, matter in (*walls, *named) if matter not in known]


def _twice(what: str, names: Sequence[str]) -> Iterator[str]:
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
