"""Who of a firm may have anything of one case: ethical walls, and the people who belong to a firm for some matters.

A wall names a matter, so that it stands before every case that the matter has: consolidated, renumbered, on appeal.
It beats whatever else says that a person reads it, and it stands before a mailbox, not before a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from docketmail.core.casefile import CaseFile
from docketmail.core.roster import Firm, folded


STRANGER = "no person of the roster has this id"
WALL = "an ethical wall keeps this reader from the matter"
NOT_AFFILIATED = "affiliated with the firm for other matters, or for another time"


@dataclass(frozen=True)
class CaseOfFirm:
    """One case in the records of one firm, on a day."""

    firm: Firm
    file: CaseFile
    day: date

    @cached_property
    def behind(self) -> frozenset[str]:
        """Ids of the people whom a wall keeps from the case, and of all who have their mail in the same mailbox."""
        walled, boxes = self._walled, self._boxes
        return walled | {one.id for one in self.firm.people if folded(one.email) in boxes}

    @cached_property
    def _walled(self) -> frozenset[str]:
        matters = self.file.walled_by
        return frozenset(wall.person for wall in self.firm.walls if wall.matter in matters)

    @cached_property
    def _boxes(self) -> frozenset[str]:
        people = filter(None, map(self.firm.by_id.get, self._walled))
        return frozenset(address for person in people for address in person.addresses)

    def shuts_out(self, address: str) -> bool:
        """Whether a mail to this address would reach somebody behind a wall."""
        return folded(address) in self._boxes

    def bar(self, person: str) -> str:
        """Why a person may have nothing of the case, in words; empty where nothing speaks against it."""
        if person not in self.firm.by_id:
            return STRANGER
        if person in self.behind:
            return WALL
        return "" if self.belongs(person) else NOT_AFFILIATED

    def belongs(self, person: str) -> bool:
        """Whether a person counts as one of the firm in this case: the affiliated in their matters, in their time."""
        theirs = [one for one in self.firm.affiliations if one.person == person]
        matters = {matter.id for matter in self.file.matters}
        now = [one for one in theirs if one.since <= self.day <= one.until]
        return not theirs or any(matters & {*one.matters} for one in now)

    def is_office(self, person: str) -> bool:
        """Whether a person may stand in for somebody here: nobody affiliated does a firm's own work."""
        affiliated = any(one.person == person for one in self.firm.affiliations)
        return not affiliated and not self.bar(person)
