"""What a firm's own records say of one case: who reads it, who appeared in it, how the desk classified it.

The court's mail says the rest. A rule is given the file of every case of its notice, so that it asks nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from docketmail.core.roster import Matter, docket


class Classification(StrEnum):
    """What the desk said of a case when it first met it (policy.md, federal 6)."""

    OPEN = "open"
    RESTRICTED = "restricted"


@dataclass(frozen=True, slots=True)
class Appearance:
    """That an attorney of the firm, or somebody affiliated with it, appeared in a case."""

    person: str
    since: date
    ground: str
    """In the firm's words: the pleading, the order, the engagement."""
    withdrawn: date | None = None
    """From this day on nothing else makes the person of record."""

    def holds(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.since <= day and (self.withdrawn is None or day < self.withdrawn)


@dataclass(frozen=True, slots=True)
class WordException:
    """That a word restricts nothing in this case: `Sealed Air` is a party."""

    word: str
    """As it is written, compared without regard to case."""
    granted_by: str
    why: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the firm's records have a case."""

    firm: str
    court: str
    case: str
    """Its number, however it is written."""

    @property
    def key(self) -> dict[str, str]:
        """The fields of every record of it."""
        return {"firm": self.firm, "court": self.court, "case": docket(self.case)}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What the firm's records say of one case."""

    matters: tuple[Matter, ...] = ()
    appearances: tuple[Appearance, ...] = ()
    """In the order in which they were recorded."""
    classification: Classification | None = None
    """None: nobody has looked at the case yet."""
    exceptions: tuple[WordException, ...] = ()
    newer: tuple[Matter, ...] = ()
    """Matters of its appeal, its new number, its lead: their teams have nothing of this case, but their walls count."""
    related_restricted: bool = False
    """Whether the desk marked a case that it is related to."""

    @property
    def restricted(self) -> bool:
        """Whether the desk marked the case or one related to it, by command or in a matter."""
        marked = any(matter.restricted for matter in (*self.matters, *self.newer))
        return marked or self.related_restricted or self.classification is Classification.RESTRICTED

    @property
    def walled_by(self) -> frozenset[str]:
        """Ids of the matters whose walls stand before the case."""
        return frozenset(matter.id for matter in (*self.matters, *self.newer))


EMPTY = CaseFile()
"""Of a case that the firm never heard of."""
CaseFiles = Mapping[str, CaseFile]
"""By case number, as the notice prints it."""
