"""Strategies for the facts of a state's mail, in every layout of its e-filing system."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from docketmail.demo.state_notices import (
    RETURNS,
    Contact,
    Layout,
    StateFacts,
    Title,
    accepted_link,
    service_link,
)
from invented_words import ATTACHMENTS, EVENTS, FILENAMES, GIVEN, SURNAMES, addresses, people, some
from state_samples import SEATS, Seat


STYLES = some(
    "", "CONFIDENTIAL", "Okafor v. Kelp & Bay Oyster Co.", "In re: Marlow; Pike, Executor", "Łoś <et al.> v. Söhne"
)  # fmt: skip
MARKERS = some(
    "Public", "Non-Confidential", "Confidential", "SEALED", "Contains sensitive data", "Parties Only"
)  # fmt: skip
CODES = some("", "Motion", "Petition/Complaint", "Juvenile - Motion", "Order (Proposed)")
COMMENTS = some("", "Fee waived.", "Wrong court: file again, please.")
TYPES = some("EFile", "EFileAndServe", "Serve")
ZONES = some("", "CST", "CDT", "EST")
contacts = st.builds(Contact, people, addresses | st.just(""))


@st.composite
def state_facts(draw: st.DrawFn, *, layout: Layout | None = None) -> StateFacts:
    """Everything that a mail can say; what is empty in a table is printed so."""
    seat: Seat = draw(some(*SEATS))
    seat = replace(seat, domain=draw(some("tylertech.cloud", "tylerhost.net")))
    moment = draw(st.datetimes(datetime(2015, 1, 1), datetime(2030, 12, 31)))  # noqa: DTZ001
    submitted = moment.replace(microsecond=0, tzinfo=ZoneInfo(seat.zone))
    title: Title = draw(some(*Title))
    waited = timedelta(minutes=draw(st.integers(0, 40_000)))
    facts = StateFacts(
        title=title,
        envelope=draw(st.integers(10**7, 10**9).map(str)),
        number=draw(some("", seat.number)),
        style=draw(STYLES),
        court=seat.court,
        submitted=submitted,
        zone=draw(ZONES),
        accepted=submitted + waited if title is Title.ACCEPTED else None,
        filing_type=draw(TYPES),
        description=draw(some(*EVENTS)),
        code=draw(CODES),
        filed_by=draw(some("", *SURNAMES)),
        attorney=draw(some("", *GIVEN)),
        comments=draw(COMMENTS) if title in {*RETURNS, Title.ACCEPTED} else "",
        contacts=draw(st.none() | st.lists(contacts, max_size=3).map(tuple)),
        security=tuple(draw(st.lists(MARKERS, max_size=2, unique=True))),
        portal=draw(some("", f"https://{seat.host}/OfsWeb/")),
        layout=layout or draw(some(*Layout)),
    )
    return replace(facts, **draw(_papers(facts, seat.host)))


@st.composite
def _papers(draw: st.DrawFn, facts: StateFacts, host: str) -> dict[str, Any]:
    """Documents by their names, links, and what the mail says of these."""
    link = service_link if facts.of_service else accepted_link
    names = draw(st.lists(some(*ATTACHMENTS, *FILENAMES), min_size=1, max_size=3, unique=True))
    guids = draw(st.lists(st.uuids(), max_size=2, unique=True))
    return {
        "documents": tuple(name for name in names if name.strip()),
        "links": tuple(link(host, str(guid)) for guid in guids),
        "active_days": draw(st.none() | st.integers(1, 2000)),
        "gate_told": draw(st.booleans()),
    }
