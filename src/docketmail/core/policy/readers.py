"""Who has one case's entries, and why, or why not: noticed attorneys, the desk, the team, stand-ins.

Everybody whom the roster or the notice names is answered for: with a share of the case, or with what bars them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docketmail.core.policy.walls import WALL, CaseOfFirm
from docketmail.core.roster import Absence, Firm, Matter, Mode, Outsider


@dataclass(frozen=True, slots=True)
class Share:
    """What one reader has of one case."""

    reader: str
    """A person's id, or `outside:` and an address."""
    rule: str
    papers: bool = True
    withheld: bool = False
    """Nothing but that something was entered."""
    decides: bool = False
    """As a noticed attorney or the desk."""


@dataclass(frozen=True, slots=True)
class Barred:
    """Somebody who has nothing of a case, and why."""

    reader: str
    rule: str


Place = Share | Barred

DESK = "you are the docketing desk"
SECOND = "the docketing desk may not have this matter, and you are the second person behind it"
NOBODY_ELSE = "you are the docketing desk; a wall keeps you and the second person from the matter"
ORPHANS = "you are told of cases that no matter has"
TURNED_AWAY = "affiliated people stand in for nobody of the firm"
TURNED_OFF = "turned off for this matter by its reader"
NOT_PUBLIC = "outside the firm, and the entry is not known to be public"
OF_RECORD = "outside the firm: a state filing goes to firms of record alone"
TIME_OVER = "outside the firm, and the agreed time is over"
NO_SPONSOR = "outside the firm, and its sponsor there may not read the matter"


def noticed(of: CaseOfFirm, people: Iterable[str], came: str) -> Iterator[Place]:
    """The noticed attorneys. What they turned off is the papers: no mute takes their letter away."""
    for person in people:
        bar = of.bar(person)
        papers = _wants_papers(of, person)
        yield Barred(person, bar) if bar else Share(person, came, papers, decides=True)


def _wants_papers(of: CaseOfFirm, person: str) -> bool:
    modes = [matter.modes.get(person, Mode.ON) for matter in of.file.matters]
    return Mode.ON in modes or not modes


def desk(of: CaseOfFirm) -> Iterator[Place]:
    """The desk, or where a wall keeps it from the case, the second person.

    A roster that walls both is refused. Were one in force all the same, the desk hears that something was entered.
    """
    firm = of.firm
    fit = [who for who in (firm.desk, firm.second) if of.is_office(who)]
    if firm.desk not in fit:
        yield Barred(firm.desk, of.bar(firm.desk) or TURNED_AWAY)
    if fit:
        yield Share(fit[0], DESK if fit[0] == firm.desk else SECOND, decides=True)
        return
    there = next((who for who in (firm.desk, firm.second) if who in firm.by_id), firm.desk)
    yield Share(there, NOBODY_ELSE, withheld=True)


def alarmed(firm: Firm, cases: Iterable[CaseOfFirm]) -> str:
    """Who is told of a hold on a notice of these cases: as for its letters, all of them at once."""
    every = [*cases]
    fit = (who for who in (firm.desk, firm.second) if all(of.is_office(who) for of in every))
    return next(fit, firm.desk)


def team(of: CaseOfFirm, *, public: bool, state: bool) -> Iterator[Place]:
    """The teams of the case's matters, and whoever is told of cases without a matter."""
    for matter in of.file.matters:
        yield from (_reader(of, matter, reader) for reader in matter.readers)
        for outsider in matter.outside:
            why = _bar_outside(of, outsider, public=public, state=state)
            who = f"outside:{outsider.email}"
            yield Barred(who, why) if why else Share(who, _sponsored(of, outsider, matter))
    orphans = of.firm.orphans
    if orphans and not of.file.matters:
        fit = of.is_office(orphans)
        yield Share(orphans, ORPHANS) if fit else Barred(orphans, of.bar(orphans) or TURNED_AWAY)


def _reader(of: CaseOfFirm, matter: Matter, reader: str) -> Place:
    mode = matter.modes.get(reader, Mode.ON)
    bar = of.bar(reader) or (TURNED_OFF if mode is Mode.OFF else "")
    if bar:
        return Barred(reader, bar)
    return Share(reader, f"you are on the team of matter {matter.id}", mode is Mode.ON)


def _bar_outside(of: CaseOfFirm, outsider: Outsider, *, public: bool, state: bool) -> str:
    if of.shuts_out(outsider.email):
        return WALL
    if state:
        return OF_RECORD
    if not public:
        return NOT_PUBLIC
    if of.day > outsider.until:
        return TIME_OVER
    return NO_SPONSOR if of.bar(outsider.sponsor) else ""


def _sponsored(of: CaseOfFirm, outsider: Outsider, matter: Matter) -> str:
    sponsor = of.firm.by_id[outsider.sponsor].name
    return f"you read matter {matter.id} until {outsider.until}, sponsored by {sponsor}"


def delegates(of: CaseOfFirm, places: Iterable[Place]) -> Iterator[Place]:
    """Who has the letters of people who are away, too: the delegate, and the delegate's own, each once.

    What is withheld from somebody is no letter to pass on.
    """
    away = [one for one in of.firm.absences if of.day <= one.until]
    if not away:
        return
    for share in places:
        if isinstance(share, Share) and not share.withheld:
            yield from _stand_ins(of, away, share)


def _stand_ins(of: CaseOfFirm, away: list[Absence], share: Share) -> Iterator[Place]:
    seen, waiting = {share.reader}, [share.reader]
    while waiting:
        person = waiting.pop(0)
        for absence in away:
            if absence.person != person or absence.delegate in seen:
                continue
            seen.add(absence.delegate)
            if of.is_office(absence.delegate):
                waiting.append(absence.delegate)
                yield replace(share, reader=absence.delegate, rule=_delegated(of, absence))
            else:
                yield Barred(absence.delegate, of.bar(absence.delegate) or TURNED_AWAY)


def _delegated(of: CaseOfFirm, absence: Absence) -> str:
    person = of.firm.by_id.get(absence.person)
    name = person.name if person else absence.person
    return f"{name} is away until {absence.until}, and you are the delegate"
