"""The files that a firm has of a notice's cases, put together for the rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from docketmail.core.casefile import EMPTY, CaseFile, CaseFiles, Classification, Place
from docketmail.core.courts.tyler import states
from docketmail.core.notice import Notice
from docketmail.core.policy import duplicate
from docketmail.core.policy.facts import Facts
from docketmail.core.policy.walls import CaseOfFirm
from docketmail.core.records import FilingCase
from docketmail.core.roster import CourtCase, Firm, Matter
from docketmail.ledger import appearances, cases, envelopes, matters, relations
from docketmail.ports import Book
from docketmail.world import World


async def of(world: World, firm: Firm, notice: Notice) -> CaseFiles:
    """What the firm's records say of each case of a notice."""
    return await world.ledger.read(partial(_files, firm=firm.id, notice=notice))


async def placed(world: World, facts: Facts) -> Facts:
    """The same with its court, where a state's mail tells no more than the court's name.

    Such names are alike from state to state: it is the one court at which the firm knows the case, or the envelope.
    """
    notice, firm = facts.reading, facts.firm.id
    if not isinstance(notice, Notice) or notice.state is None or notice.court:
        return facts
    mark, numbers = envelope_mark(world, notice), [case.number for case in notice.cases]
    courts = states.candidates(notice.court_name)
    known = await world.ledger.read(
        lambda book: [
            court
            for court in courts
            if envelopes.is_of(book, firm, mark, court)
            or any(_is_known(book, firm, CourtCase(court, one)) for one in numbers)
        ]
    )
    if len(known) != 1:
        return facts
    return replace(facts, reading=replace(notice, court=known[0]), court=known[0])


def envelope_mark(world: World, notice: Notice) -> str:
    """The keyed hash by which a state envelope's mails are known; empty where it is none."""
    key = duplicate.envelope(notice)
    return world.spool.mark(key.encode()) if key else ""


def _is_known(book: Book, firm: str, case: CourtCase) -> bool:
    told = book.find(FilingCase, firm=firm, court=case.court, number=case.number)
    return bool(told) or _file(book, firm, case) != EMPTY


async def behind(world: World, firm: Firm, cases: Iterable[CourtCase]) -> frozenset[str]:
    """Ids of the people whom a wall keeps from one of these cases."""
    files = await world.ledger.read(lambda book: [_file(book, firm.id, case) for case in cases])
    today = world.clock.now().date()
    return frozenset().union(*(CaseOfFirm(firm, file, today).behind for file in files))


def _files(book: Book, firm: str, notice: Notice) -> CaseFiles:
    return {
        case.number: _file(book, firm, CourtCase(notice.court, case.number))
        for case in notice.cases
    }


def _file(book: Book, firm: str, case: CourtCase) -> CaseFile:
    family, place = relations.of_case(book, firm, case), Place(firm, *case)
    decided = cases.decisions(book, place)
    return CaseFile(
        matters=_matters(book, firm, case, *family.older),
        newer=_matters(book, firm, *family.newer),
        appearances=appearances.recorded(book, place),
        classification=cases.classified(decided),
        exceptions=cases.exceptions(decided),
        related_restricted=any(
            cases.classification(book, Place(firm, *one)) is Classification.RESTRICTED
            for one in (*family.older, *family.newer)
        ),
    )


def _matters(book: Book, firm: str, *cases: CourtCase) -> tuple[Matter, ...]:
    found = (matter for case in cases for matter in matters.of_case(book, firm, case))
    return tuple({matter.id: matter for matter in found}.values())
