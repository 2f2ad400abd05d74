"""Who is told what about a filing. Silence is not among the values for the noticed attorney and the desk.

Opening and spreading: doubt stops. Telling: doubt tells. So every rule here narrows what a reader is given,
case by case, and the strictest row wins; but the noticed attorneys and the desk always have a letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docketmail.core.notice import Case, Kind, Notice
from docketmail.core.policy import listing, sealing
from docketmail.core.policy.facts import Origin
from docketmail.core.roster import Firm, Outsider, Person, docket


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a filing when its readers are decided."""

    notice: Notice
    firm: Firm
    people: tuple[str, ...]
    """Ids of everybody who was noticed: by address, or in the court's list."""
    origin: Origin
    today: date
    marked: frozenset[str] = frozenset()
    """Numbers of the cases that the court's own answer marked as restricted (nature of suit)."""
    menu: tuple[tuple[str, str], ...] = ()
    """Case number and title of each paper as the court's menu lists it: the notice may not have named it."""
    earlier: tuple[Notice, ...] = ()
    """What this one corrects or tells anew, the newest first."""
    same_papers: bool = False
    """Whether nothing is here that the filing before it did not bring."""

    @property
    def nothing_new(self) -> bool:
        """Whether a notice that the court made again says what was told already, with the same papers."""
        again = self.notice.kind is Kind.REGENERATED and bool(self.earlier)
        return again and self.same_papers and words(self.notice) == words(self.earlier[0])


def words(notice: Notice) -> frozenset[tuple[str, ...]]:
    """What a notice tells of its entries, however often it is made again."""
    return frozenset(
        (docket(case.number), case.name, case.document_number or "", case.docket_text)
        for case in notice.cases
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one case of a filing stands for this firm."""

    case: Case
    listed: bool
    restriction: sealing.Restriction | None
    sealed: bool

    @property
    def told_in_full(self) -> bool:
        """Whether the firm may have docket text and papers at all."""
        return self.listed or (self.restriction is None and not self.sealed)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one reader is given."""

    reader: str
    """A person's id, or `outside:` and an address."""
    cases: tuple[str, ...]
    """Numbers of the cases that this reader may see."""
    withheld: tuple[str, ...]
    """Of these, the cases of which the reader learns only that something was entered."""
    masked: bool
    rule: str
    decides: bool = False
    """A noticed attorney or the desk: told of a paper that is kept apart, and how to release it."""


def standings(known: Known) -> tuple[Standing, ...]:
    """Level, list and words of each case, in the notice's order.

    A daily summary has a case once for each entry: readers are told by case, so its strictest entry counts.
    """
    restrictions: dict[str, sealing.Restriction] = {}
    for case in known.notice.cases:
        if found := _restriction(known, case):
            restrictions.setdefault(case.number, found)
    return tuple(
        Standing(
            case,
            listing.listed(known.notice, case, known.firm, known.origin),
            restrictions.get(case.number),
            sealing.sealed(known.notice, case),
        )
        for case in known.notice.cases
    )


def _restriction(known: Known, case: Case) -> sealing.Restriction | None:
    titles = [title for number, title in known.menu if number == case.number]
    found = sealing.of_entry(known.notice, case, known.earlier, titles)
    if found is not None:
        return found
    if case.number in known.marked:
        return sealing.Restriction("restricted case", "the court denied it by nature of suit")
    if any(m.restricted for m in known.firm.matters_of(known.notice.court, case.number)):
        return sealing.Restriction("restricted case", "marked by the desk")
    return sealing.status(known.notice, case)


def decide(known: Known) -> tuple[Telling, ...]:
    """Every reader of a filing and what each is given. Never empty: the desk is always among them.

    That the court made a notice again without a change is worth no letter to a whole team.
    """
    cases = standings(known)
    duty = [_duty(known, cases, person) for person in _noticed(known)]
    told = {telling.reader for telling in duty}
    if known.firm.soft_mode or known.nothing_new:
        return tuple(duty)
    return (*duty, *(one for one in _team(known, cases) if one.reader not in told))


def _noticed(known: Known) -> list[Person]:
    """The noticed attorneys and the desk; a walled attorney's letters go to the desk."""
    ids = dict.fromkeys((*known.people, known.firm.desk))
    return [
        p for p in map(known.firm.by_id.get, ids) if p and (not p.walled or p.id == known.firm.desk)
    ]


def _duty(known: Known, standings: Sequence[Standing], person: Person) -> Telling:
    noticed = person.id in known.people
    came = "you were noticed" if standings else "it was sent to your intake address"
    why = came if noticed else "you are the docketing desk"
    withheld = tuple(dict.fromkeys(s.case.number for s in standings if not s.told_in_full))
    if withheld:
        why += "; the entry is restricted and the court's list does not name the firm"
    return Telling(
        person.id,
        tuple(dict.fromkeys(s.case.number for s in standings)),
        withheld,
        _masked(standings),
        _with_restriction(why, standings),
        decides=True,
    )


def _team(known: Known, standings: Sequence[Standing]) -> list[Telling]:
    """The matter teams: inside the firm what the firm may have, outside public entries alone."""
    seen: dict[str, list[Standing]] = {}
    names: dict[str, str] = {}
    for one in standings:
        for matter in known.firm.matters_of(known.notice.court, one.case.number):
            for reader in matter.readers:
                if _may_read(known.firm, reader) and one.told_in_full:
                    seen.setdefault(reader, []).append(one)
                    names.setdefault(reader, f"you are on the team of matter {matter.id}")
            for outsider in matter.outside:
                if _outside(known, outsider, one):
                    seen.setdefault(f"outside:{outsider.email}", []).append(one)
                    names.setdefault(
                        f"outside:{outsider.email}", _sponsored(known.firm, outsider, matter.id)
                    )
    return [
        Telling(
            reader,
            tuple(dict.fromkeys(s.case.number for s in of_reader)),
            (),
            _masked(of_reader),
            _with_restriction(names[reader], of_reader),
        )
        for reader, of_reader in seen.items()
    ]


def _may_read(firm: Firm, reader: str) -> bool:
    person = firm.by_id.get(reader)
    return person is not None and not person.walled


def _outside(known: Known, outsider: Outsider, one: Standing) -> bool:
    return one.restriction is None and not one.sealed and known.today <= outsider.until


def _sponsored(firm: Firm, outsider: Outsider, matter: str) -> str:
    sponsor = firm.by_id.get(outsider.sponsor)
    return f"you read matter {matter} until {outsider.until}, sponsored by {sponsor.name if sponsor else 'the firm'}"


def _masked(standings: Sequence[Standing]) -> bool:
    return any(s.restriction is not None or s.sealed for s in standings)


def _with_restriction(why: str, standings: Sequence[Standing]) -> str:
    for one in standings:
        if one.restriction is not None:
            return f"{why}; RESTRICTED ({one.restriction.reason}): for listed counsel, their team and the desk"
    return why
