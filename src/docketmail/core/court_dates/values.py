"""A hearing or a deadline, as printed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class DateKind(StrEnum):
    """Whether the court sits, or a party must have done something."""

    HEARING = "hearing"
    DEADLINE = "deadline"


class Change(StrEnum):
    """What the text does to the date."""

    SET = "set"
    RESET = "reset"
    """Another date than before; `CourtDate.was` where that is printed."""
    VACATED = "vacated"
    """Taken off: vacated, cancelled, stricken. `on` is the date that no longer holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtDate:
    """One hearing or deadline. Texts are the court's own words, white space as in the docket text."""

    kind: DateKind
    what: str
    """Motion Hearing; Responses due; Initial Case Management Conference."""
    on: date
    at: time | None = None
    """Aware where the zone is printed or the court's is certain; None where no time is printed."""
    until: time | None = None
    zone: str = ""
    """The zone as printed: PT, EST, Eastern Time."""
    place: str = ""
    """Courtroom, judge, video or telephone: what follows on the date in the same clause."""
    change: Change = Change.SET
    was: date | None = None
    about: tuple[str, ...] = ()
    """What tells it from another of the same name: document numbers, or the person whom it is "as to"."""
    quoted: str
    """The clause it was read from, a piece of the docket text with the date in it."""

    @property
    def begins(self) -> date | datetime:
        return self.on if self.at is None else datetime.combine(self.on, self.at)
