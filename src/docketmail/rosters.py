"""The roster that was applied last, in memory."""

from __future__ import annotations

from docketmail.core.roster import Roster
from docketmail.core.roster_file import parse
from docketmail.ledger.rosters import in_force
from docketmail.ports import Ledger


class RosterInForce:
    """The roster that was applied last, in memory: a look-up waits for nothing."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._version = 0
        self._roster = Roster()

    def __call__(self) -> Roster:
        """The roster in force."""
        return self._roster

    async def refresh(self) -> None:
        """Take the newest from the ledger; another node, or a command, may have applied one."""
        record = await self._ledger.read(in_force)
        if record is not None and record.version != self._version:
            self._roster, self._version = parse(record.document), record.version
