"""Is the firm of record in a state case? What the notice says of its people, and what the firm recorded itself.

Papers and letters about a state filing go to firms of record alone, and what is served and not filed yet to those of
them who were served (policy.md, state 1 and 5). Doubt stops: an address counts where it is one of the roster's,
exactly. A name without an address counts where it is the filing attorney's, and only as the roster has it, but for case
and spaces: initials, suffixes and another order may be somebody else, whom the desk confirms with one command. A
person's recorded withdrawal beats whatever the court still prints of that person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from docketmail.core.notice import Case, Kind, Notice
from docketmail.core.policy.facts import Facts, Objection, Origin
from docketmail.core.policy.walls import CaseOfFirm
from docketmail.core.roster import Firm, Person, folded


RULE: Final = "appearance"
"""The rule of what waits until the desk confirms that the firm appeared in the case."""
OF_STANDING: Final = frozenset({RULE, "not_served", "unplaced"})
"""The rules that may find nothing to object to once the firm's records know more of people and cases."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why the firm is of record: the person, and what names them."""

    person: str
    ground: str


def of_record(
    notice: Notice, case: Case, of: CaseOfFirm, earlier: Sequence[Notice] = ()
) -> Evidence | None:
    """What makes the firm of record in this case of a state notice; None where nothing does.

    `earlier` holds the mails of the same envelope that came before: who was served with it is told what became of it.
    """
    told = (notice, *earlier)
    named = chain(
        ((person, "a served contact") for one in told for person in _contacts(one, case, of.firm)),
        ((person, "the filing attorney") for one in told for person in _filing(one, of.firm)),
        _recorded(of),
    )
    standing = (Evidence(one.id, ground) for one, ground in named if _stands(one, of))
    return next(standing, None)


def _contacts(notice: Notice, case: Case, firm: Firm) -> Iterator[Person]:
    """The people of the firm whose addresses stand among the service contacts."""
    if notice.state is None:
        return
    alone = len(notice.cases) <= 1
    for contact in notice.state.served:
        if alone or contact.case in {case.number, ""}:
            known = (firm.by_address.get(folded(address)) for address in contact.addresses)
            yield from filter(None, known)


def _filing(notice: Notice, firm: Firm) -> Iterator[Person]:
    """The attorneys of the firm, people with an intake address, who have the filing attorney's very name."""
    name = _plain(notice.state.filing_attorney) if notice.state else ""
    yield from (p for p in firm.people if p.intake and name and _plain(p.name) == name)


def _recorded(of: CaseOfFirm) -> Iterator[tuple[Person, str]]:
    for one in of.file.appearances:
        person = of.firm.by_id.get(one.person)  # who left the roster speaks for the firm no more
        if person is not None and one.holds(of.day):
            yield person, f"recorded: {one.ground}"


def _stands(person: Person, of: CaseOfFirm) -> bool:
    """Whether a person may make the firm one of record: belongs to it in this case, and did not withdraw."""
    theirs = [one for one in of.file.appearances if one.person == person.id and one.since <= of.day]
    gone = theirs[-1].withdrawn if theirs else None
    return of.belongs(person.id) and (gone is None or of.day < gone)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def shown(facts: Facts) -> Objection | None:
    """Object to a notice of a state case in which nothing shows that the firm appeared.

    First of all to one of an unknown court: neither appearances nor matters nor walls can be looked up for it.
    """
    notice = facts.reading
    if not isinstance(notice, Notice) or notice.state is None:
        return None
    if not notice.court:
        return Objection("unplaced", "it does not tell which state's court it is about")
    standing = [_of_record(facts, notice, case) for case in notice.cases]
    if standing and all(standing):
        return None
    return Objection(RULE, "nothing shows that the firm appeared in this state case")


def _of_record(facts: Facts, notice: Notice, case: Case) -> Evidence | None:
    of = CaseOfFirm(facts.firm, facts.file(case.number), facts.today)
    return of_record(notice, case, of, facts.envelope)


def served(facts: Facts) -> Objection | None:
    """Object to the service of a paper upon others: what is not filed yet goes to those who were served."""
    notice = facts.reading
    if not isinstance(notice, Notice) or notice.state is None or notice.kind is not Kind.SERVED:
        return None
    if notice.state.served:
        reached = all(_was_served(notice, case, facts.firm) for case in notice.cases)
    else:
        # To the service contacts alone; copies, which may be sent to any address, call themselves so.
        reached = facts.sender.origin is Origin.COURT and bool(_SERVICE.search(notice.subject))
    return None if reached else Objection("not_served", "nothing shows that the firm was served")


_SERVICE: Final = re.compile(r"\bnotification\s+of\s+service\b", re.IGNORECASE)


def _was_served(notice: Notice, case: Case, firm: Firm) -> bool:
    """By address; or by name where the list prints no more: the firm is of record by other means."""
    if any(_contacts(notice, case, firm)):
        return True
    names = {_plain(person.name) for person in firm.people}
    contacts = notice.state.served if notice.state else ()
    return any(not contact.addresses and _plain(contact.name) in names for contact in contacts)
