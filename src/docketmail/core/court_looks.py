"""What each court says of its looks: how long they last, and whether every notified address has one of its own.

Where addresses share a look, opening another attorney's copy would be opening the same look twice; where a court
says nothing they may be shared, so nothing is opened in a spent one's place.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from docketmail.core.notice import Case, Notice


class LookRule(NamedTuple):
    """One court's word."""

    own: bool | None
    """Whether each address has a look of its own; None where the court does not say."""
    lasts: timedelta
    source: str


LASTS: Final = timedelta(days=14)
"""The shortest that any court names (UTB); PACER's own word is 15 days, or the first use."""

RULES: Final = {
    "kyeb": LookRule(own=False, lasts=LASTS, source="www.kyeb.uscourts.gov/troubleshooting"),
    "vawd": LookRule(
        own=False,
        lasts=LASTS,
        source="www.vawd.uscourts.gov/cmecf-information/viewing-restricted-documents.aspx",
    ),
    "nmb": LookRule(own=True, lasts=LASTS, source="www.nmb.uscourts.gov/manual/EMail.htm"),
    "vaed": LookRule(
        own=True,
        lasts=LASTS,
        source="www.vaed.uscourts.gov, standing order on sealed documents",
    ),
    "gand": LookRule(
        own=None,
        lasts=timedelta(days=30),
        source="www.gand.uscourts.gov, why a login screen is shown",
    ),
    "canb": LookRule(
        own=None, lasts=timedelta(days=15), source="www.canb.uscourts.gov, FAQ on notices"
    ),
    "utb": LookRule(own=None, lasts=LASTS, source="www.utb.uscourts.gov/cmecf-email-notifications"),
}
_UNKNOWN: Final = LookRule(own=None, lasts=LASTS, source="")


def rule(court: str) -> LookRule:
    """What holds at a court."""
    return RULES.get(court, _UNKNOWN)


def ends_at(notice: Notice, case: Case, received_at: datetime) -> datetime:
    """When the looks of a case's entry end: counted from the time entered, where the notice prints it.

    A state's e-filing system says itself how many days its links are active; from when on, it does not say.

    A time without a certain zone is taken as UTC, which no American clock is ahead of but Guam's: rather too
    early than too late.
    """
    if notice.state is not None and notice.state.link_days is not None:
        return received_at + timedelta(days=notice.state.link_days)
    entered = case.entered_at or notice.entered_at or received_at
    if entered.tzinfo is None:
        entered = entered.replace(tzinfo=UTC)
    return min(entered, received_at) + rule(notice.court).lasts


_ORDER: Final = re.compile(
    r"\b(?:order|judgment|opinion|decree|verdict|ruling|mandate|memorandum and order)\b",
    re.IGNORECASE,
)
_ASKED_FOR: Final = re.compile(
    r"\b(?:motion|proposed|request|application|stipulation)\b", re.IGNORECASE
)


def is_order(notice: Notice, case: Case) -> bool:
    """Whether the court itself seems to speak: such a paper is fetched before others. Only an order of work."""
    said = (notice.short_description or case.docket_text)[:_OPENING]
    order = _ORDER.search(said)
    return order is not None and not _ASKED_FOR.search(said, 0, order.start())


_OPENING: Final = 80
"""Characters of a docket text that say what it is."""
