"""Matters as a practice-management system exports them: a table in CSV, a line for each case of a matter.

Security: the file is a stranger's. It is taken whole or not at all, every mistake named with its line; a cell that a
spreadsheet would run is refused (OWASP, "CSV Injection"), for names go into letters and lists that people open in one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from docketmail.core.roster import CourtCase, Firm, Matter, Mode, folded
from docketmail.core.roster_mistakes import MATTER_ID, RosterError, of_matter


REQUIRED: Final = ("matter", "court", "case", "readers")
HEADINGS: Final = (*REQUIRED, "name", "notify_only", "off", "restricted")
"""What a column may be called, in any order; docs/operating.md says what each holds."""
_DELIMITERS: Final = ",;\t"
"""Of CSV, of Excel where the comma is for decimals, of text that is copied out of a table."""
_YES: Final = {"yes": True, "true": True, "no": False, "false": False, "": False}
"""What restricts; Excel writes TRUE and FALSE."""
_FORMULA: Final = re.compile(r"[=+\-@\t\r]")
"""What a spreadsheet's formula begins with (owasp.org, CSV Injection)."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def decoded(data: bytes) -> str:
    """The file's text: UTF-8, with or without its mark, UTF-16 with it, else Windows-1252; raises RosterError."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterError(
        ["the file is text neither in UTF-8 nor in Windows-1252: export it as CSV UTF-8"]
    )


def read(text: str, firm: Firm) -> tuple[Matter, ...]:
    """A firm's matters; raises RosterError with every mistake and its line."""
    sheet = _Sheet(firm)
    try:
        rows = _rows(text)
        columns = _columns(next(rows, (1, []))[1])
        for number, cells in rows:
            sheet.take(number, columns, cells)
    except RosterError as error:
        sheet.mistakes += error.mistakes
    if not sheet.matters and not sheet.mistakes:
        sheet.mistakes.append("no matter stands in it")
    if sheet.mistakes:
        raise RosterError(sheet.mistakes)
    return tuple(sheet.matters.values())


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Lines that hold something, with their number in the file."""
    heading = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip(" ") for cell in cells]
    except csv.Error as error:
        raise RosterError([f"line {reader.line_num}: not CSV: {error}"]) from None


def _columns(heading: list[str]) -> list[str]:
    names = [name.strip().lower().replace(" ", "_") for name in heading]
    known = ", ".join(HEADINGS)
    unknown = [
        f"line 1: column {name!r} is not known: {known}" for name in names if name not in HEADINGS
    ]
    missing = [f"line 1: column {name!r} is missing" for name in REQUIRED if name not in names]
    twice = [
        f"line 1: column {name!r} stands twice"
        for name in sorted({*names})
        if names.count(name) > 1
    ]
    if mistakes := unknown + missing + twice:
        raise RosterError(mistakes)
    return names


@dataclass(slots=True)
class _Sheet:
    """What was read so far."""

    firm: Firm
    matters: dict[str, Matter] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """Where a matter stands first."""
    mistakes: list[str] = field(default_factory=list)

    def take(self, line: int, columns: list[str], cells: list[str]) -> None:
        """One line: a matter's first case, or one more."""
        matter, found = self._read(columns, cells)
        self.mistakes += [f"line {line}: {mistake}" for mistake in found]
        first = self.matters.get(matter.id)
        if found:
            return
        if first is None:
            self.matters[matter.id], self.lines[matter.id] = matter, line
        elif replace(first, cases=()) != replace(matter, cases=()):
            self.mistakes.append(
                f"line {line}: matter {matter.id} is another than in line {self.lines[matter.id]}: "
                "all but court and case must be the same in each of its lines"
            )
        else:
            self.matters[matter.id] = replace(first, cases=(*first.cases, *matter.cases))

    def _read(self, columns: list[str], cells: list[str]) -> tuple[Matter, list[str]]:
        if len(cells) != len(columns):
            return Matter("", ""), [f"{len(cells)} cells, where the heading has {len(columns)}"]
        row = dict(zip(columns, cells, strict=True))
        mistakes = [*_unfit(row)]
        matter = _matter(row, lambda listed: self._people(listed, mistakes))
        return matter, [*mistakes, *of_matter(self.firm, matter)]

    def _people(self, listed: str, mistakes: list[str]) -> tuple[str, ...]:
        """Ids of the people whom a cell names, by id or address, between semicolons."""
        names = [name.strip() for name in listed.split(";") if name.strip()]
        found = []
        for name in names:
            person = self.firm.by_id.get(name) or self.firm.by_address.get(folded(name))
            if person is None:
                mistakes.append(f"{name!r} is neither id nor address of a person of the firm")
            else:
                found.append(person.id)
        return tuple(dict.fromkeys(found))


def _unfit(row: Mapping[str, str]) -> Iterator[str]:
    for column, cell in row.items():
        if _FORMULA.match(cell):
            yield f"{column} begins with {cell[0]!r}, as a spreadsheet's formula does"
        elif _CONTROL.search(cell):
            yield f"{column} holds a line break or another control character"
    if not re.fullmatch(MATTER_ID, row["matter"]):
        yield f"matter {row['matter']!r} is no id: up to 60 characters in one line, without a slash"
    if row.get("restricted", "").lower() not in _YES:
        yield f"restricted is {row['restricted']!r}: write yes or no"


def _matter(row: Mapping[str, str], people: Callable[[str], tuple[str, ...]]) -> Matter:
    quieter = dict.fromkeys(people(row.get("notify_only", "")), Mode.NOTIFY_ONLY)
    return Matter(
        id=row["matter"],
        name=row.get("name", ""),
        cases=(CourtCase(row["court"].lower(), row["case"]),),
        readers=people(row["readers"]),
        modes=quieter | dict.fromkeys(people(row.get("off", "")), Mode.OFF),
        # What is neither yes nor no is a mistake already.
        restricted=_YES.get(row.get("restricted", "").lower(), True),
    )
