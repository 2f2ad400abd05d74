"""Invented firms at the scale that one daemon is made for, and the same tables kept by nothing but SQLite."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path


FIRMS = 20
PEOPLE = 250
"""Of each firm: 5,000 readers in all."""
COURTS = ("cand", "nysd", "txnd", "ilnd", "paed", "flsd", "njd", "mad")
TEAM = 3
CONFIGURATION = """
[intake]
hostname = "dockets.example.com"
[storage]
directory = "{0}/state"
ledger = "sqlite:///{0}/state/ledger.db"
keys = "sqlite:///{0}/state/keys.db"
master_key = "{0}/master.key"
reserve_bytes = 0
[relay]
host = "127.0.0.1"
[mail]
from_address = "docketmail@example.com"
[control]
socket = "{0}/control.sock"
"""


def roster() -> str:
    """The firms and their people."""
    return "".join(_firm(number) for number in range(FIRMS))


def address(firm: int, person: int) -> str:
    """Where a person's notices arrive."""
    return f"p{person}-k3v9q27xm2@dockets.f{firm}.example"


def _firm(firm: int) -> str:
    people = "".join(
        f'[[firm.person]]\nid = "p{one}"\nname = "Person {one}"\nemail = "p{one}@f{firm}.example"\n'
        f'intake = "{address(firm, one)}"\n'
        for one in range(PEOPLE)
    )
    return f'[[firm]]\nid = "f{firm}"\nname = "Firm {firm}"\ndesk = "p0"\nsecond = "p1"\n{people}'


def case(number: int) -> tuple[str, str]:
    """Court and number of a firm's matter."""
    return COURTS[
        number % len(COURTS)
    ], f"4:{10 + number // 90_000:02}-cv-{number % 90_000 + 10_000}"


def sheet(matters: int, *, changed: int = 0) -> str:
    """A firm's matters as CSV; of the last `changed` the team is another."""
    file = io.StringIO()
    table = csv.writer(file)
    table.writerow(("matter", "name", "court", "case", "readers"))
    for number in range(matters):
        other = number >= matters - changed
        team = ";".join(f"p{(number + one + other) % PEOPLE}" for one in range(TEAM))
        table.writerow((f"{number:06}", f"Matter {number} v. Another", *case(number), team))
    return file.getvalue()


class Plain:
    """The same rows in a SQLite file of the same settings, by `executemany`, and nothing looked at."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.executescript("""
            PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;
            CREATE TABLE IF NOT EXISTS matters (id TEXT PRIMARY KEY, firm TEXT, source TEXT, name TEXT, cases TEXT,
                readers TEXT, modes TEXT, outside TEXT, restricted BOOLEAN);
            CREATE INDEX IF NOT EXISTS of_firm ON matters (firm, source);
            CREATE TABLE IF NOT EXISTS matter_cases (id TEXT PRIMARY KEY, firm TEXT, court TEXT, number TEXT, pattern TEXT, matter TEXT);
            CREATE INDEX IF NOT EXISTS of_case ON matter_cases (firm, court, number);
        """)

    def replace(self, firm: str, text: str) -> None:
        """A firm's table in place of the one before, in one transaction."""
        rows = list(self._rows(firm, text))
        self._connection.execute("BEGIN IMMEDIATE")
        for table in ("matters", "matter_cases"):
            self._connection.execute(f"DELETE FROM {table} WHERE firm = ?", (firm,))  # noqa: S608
        self._connection.executemany(
            "INSERT INTO matters VALUES (?, ?, 'imported', ?, ?, ?, '{}', '[]', 0)",
            (row[:5] for row in rows),
        )
        self._connection.executemany(
            "INSERT INTO matter_cases VALUES (?, ?, ?, ?, '', ?)", (row[5:] for row in rows)
        )
        self._connection.execute("COMMIT")

    def matters_of(self, firm: str, court: str, number: str) -> list[tuple[object, ...]]:
        """One indexed SELECT."""
        return self._connection.execute(
            "SELECT m.* FROM matter_cases c JOIN matters m ON m.id = c.matter "
            "WHERE c.firm = ? AND c.court = ? AND c.number = ?",
            (firm, court, number),
        ).fetchall()

    def all(self) -> dict[str, tuple[object, ...]]:
        """Every matter, in memory."""
        return {row[0]: row for row in self._connection.execute("SELECT * FROM matters")}

    @staticmethod
    def _rows(firm: str, text: str) -> Iterator[tuple[str, ...]]:
        lines = csv.reader(io.StringIO(text))
        next(lines)
        for matter, name, court, number, readers in lines:
            key, found = f"{firm}/{matter}", f"{court} {number}"
            told = key, firm, name, json.dumps([found]), json.dumps(readers.split(";"))
            yield (*told, f"{key} {found}", firm, court, number, key)
