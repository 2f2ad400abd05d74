"""What a letter tells of a state envelope: its number, its steps so far, and what the clerk wrote."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

from docketmail.core.notice import Kind


STATUS: Final[dict[Kind, str]] = {
    Kind.SERVED: "SERVED - NOT YET FILED",
    Kind.SUBMITTED: "SUBMITTED - NOT YET FILED",
    Kind.ACCEPTED: "FILE-STAMPED",
    Kind.RETURNED: "RETURNED",
}
"""How letters and copies are labelled, so that nobody takes what was served for what is filed."""


class Step(NamedTuple):
    """One step of an envelope's history: submitted, served, accepted or returned."""

    kind: Kind
    at: datetime | None
    """As printed. Service is complete when the paper is submitted, however late the mail came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One envelope of a state's e-filing, as far as it is known."""

    number: str
    thread: str
    """Keyed hash of (firm, court, envelope): every letter about it stands in its thread."""
    steps: tuple[Step, ...]
    """In their order; the letter's own among them."""
    service_only: bool = False
    """Served and never filed: nothing more comes."""
    comments: str = ""
    """The clerk's, of an acceptance or a return."""
