"""Matters in the ledger: compared with what is to be in force, changed as a difference, found by their cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docketmail.core import roster_difference
from docketmail.core.firm_records import MatterCase, MatterRecord, MatterSource
from docketmail.core.roster import (
    CourtCase,
    Matter,
    Mode,
    Outsider,
    docket,
    docket_patterns,
)
from docketmail.ports import Book


_STAR = "*"


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one matter; one of the two is there at least."""

    before: MatterRecord | None
    after: MatterRecord | None

    def lines(self, firm: str) -> Iterator[str]:
        """As a plan shows it."""
        was = matter(self.before) if self.before else None
        will = matter(self.after) if self.after else None
        return roster_difference.of_matter(firm, was, will)


def identity(firm: str, matter_id: str) -> str:
    """The id of a matter's record."""
    return f"{firm}/{matter_id}"


def changes(book: Book, firm: str, source: MatterSource, matters: Iterable[Matter]) -> list[Change]:
    """What replaces a source's matters of a firm by these; what is the same is not among it."""
    before = {record.id: record for record in book.find(MatterRecord, firm=firm, source=source)}
    after = {new.id: new for new in (_record(firm, source, one) for one in matters)}
    return [
        Change(before.get(key), after.get(key))
        for key in sorted(before.keys() | after.keys())
        if before.get(key) != after.get(key)
    ]


def taken(book: Book, changes: Iterable[Change]) -> Iterator[str]:
    """Ids of new matters that another source has already: a matter has one home."""
    for change in changes:
        new = change.after
        if new is not None and change.before is None and book.get(MatterRecord, new.id):
            yield new.id.partition("/")[2]


def carry_out(book: Book, changes: Sequence[Change]) -> None:
    """Change what differs, and the cases by which it is found."""
    before = [change.before for change in changes if change.before is not None]
    after = [change.after for change in changes if change.after is not None]
    found_by = {case.id: case for record in before for case in _cases(record)}
    to_be_found_by = {case.id: case for record in after for case in _cases(record)}
    kept = {record.id for record in after}
    known = {record.id for record in before}
    book.remove(*(record for record in before if record.id not in kept))
    book.remove(*(case for key, case in found_by.items() if key not in to_be_found_by))
    for record in after:
        if record.id in known:
            book.put(record)
    book.add(*(record for record in after if record.id not in known))
    book.add(*(case for key, case in to_be_found_by.items() if key not in found_by))


def of_case(book: Book, firm: str, case: CourtCase) -> tuple[Matter, ...]:
    """A firm's matters of a case, those with a star in its place last."""
    number, *patterns = docket_patterns(case.number)
    own = book.find(MatterCase, firm=firm, court=case.court, number=number)
    stars = book.find(MatterCase, firm=firm, court=case.court, number=_STAR)
    fitting = sorted((row for row in stars if row.pattern in patterns), key=_width)
    found = dict.fromkeys(row.matter for row in (*own, *fitting))
    records = (book.get(MatterRecord, key) for key in found)
    return tuple(matter(record) for record in records if record is not None)


def _width(row: MatterCase) -> int:
    """The shorter a pattern, the more fits it."""
    return -len(row.pattern)


def naming(book: Book, firm: str, gone: frozenset[str]) -> dict[str, int]:
    """How many imported matters name each of the people who leave the roster."""
    counts: dict[str, int] = {}
    for record in book.find(MatterRecord, firm=firm, source=MatterSource.IMPORTED) if gone else ():
        for person in gone.intersection(record.readers):
            counts[person] = counts.get(person, 0) + 1
    return counts


def matter(record: MatterRecord) -> Matter:
    """The matter that a record holds."""
    return Matter(
        id=record.id.partition("/")[2],
        name=record.name,
        cases=tuple(_case(text) for text in record.cases),
        readers=record.readers,
        modes={reader: Mode(mode) for reader, mode in record.modes.items()},
        outside=tuple(_outsider(text) for text in record.outside),
        restricted=record.restricted,
    )


def _record(firm: str, source: MatterSource, one: Matter) -> MatterRecord:
    return MatterRecord(
        id=identity(firm, one.id),
        firm=firm,
        source=source,
        name=one.name,
        cases=tuple(dict.fromkeys(f"{case.court} {docket(case.number)}" for case in one.cases)),
        readers=one.readers,
        modes={reader: mode.value for reader, mode in one.modes.items()},
        outside=tuple(f"{o.email}\n{o.sponsor}\n{o.until}\n{o.name}" for o in one.outside),
        restricted=one.restricted,
    )


def _cases(record: MatterRecord) -> Iterator[MatterCase]:
    for text in record.cases:
        case = _case(text)
        star = case.number.endswith(_STAR)
        yield MatterCase(
            id=f"{record.id} {text}",
            firm=record.firm,
            court=case.court,
            number=_STAR if star else case.number,
            pattern=case.number if star else "",
            matter=record.id,
        )


def _case(text: str) -> CourtCase:
    court, _, number = text.partition(" ")
    return CourtCase(court, number)


def _outsider(text: str) -> Outsider:
    email, sponsor, until, name = text.split("\n", 3)
    return Outsider(name, email, sponsor, date.fromisoformat(until))
