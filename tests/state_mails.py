"""Mails of a state's e-filing about envelopes of an invented court, for stories and for the real daemon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from docketmail.demo.court_filings import Paper
from docketmail.demo.court_notices import vouched
from docketmail.demo.court_states import StateCounter, StateManner
from docketmail.demo.pdfs import make_pdf
from docketmail.demo.state_notices import Contact, StateFacts, Title, tyler


HOST = "illinois.tylertech.cloud"
COURT = "il-wren-county-chancery"
PRINTED = "Wren County - Chancery"
NUMBER = "2026-CH-004711"
CENTRAL = ZoneInfo("America/Chicago")
SUBMITTED = datetime(2026, 3, 2, 16, 5, tzinfo=CENTRAL)
ACCEPTED = datetime(2026, 3, 3, 9, 30, tzinfo=CENTRAL)
STRANGER = Contact("Rhea Stone", "rstone@otherside.example")


@dataclass
class Efiler:
    """Files envelopes at a toy court's counter, and writes the mails about them."""

    counter: StateCounter
    by: str
    """The mail server that vouches for them."""

    def __post_init__(self) -> None:
        self._envelopes = count(300_100)
        self.pages: dict[str, str] = {}
        """Envelope's number -> the GUID of its landing page."""

    def envelope(self) -> str:
        """A number that no other envelope has."""
        return str(next(self._envelopes))

    def mail(
        self,
        title: Title,
        *contacts: Contact,
        paper: str = "Motion",
        manner: StateManner = StateManner.TABLE,
        lets_in: tuple[str, ...] = (),
        linked: bool = True,
        **said: Any,
    ) -> bytes:
        """One mail of an envelope; service lists these contacts, other mails none."""
        host = said.pop("host", HOST)
        links: tuple[str, ...] = ()
        if linked:
            papers = [Paper(make_pdf(paper), f"{paper}.pdf")]
            page = self.counter.file(host, papers, manner, lets_in)
            self.pages[said.get("envelope", "")] = page.guid
            links = (page.served if contacts else page.accepted,)
        facts: dict[str, Any] = {
            "envelope": said.get("envelope") or self.envelope(),
            "number": NUMBER,
            "style": "Marlow v. Ostrander",
            "court": PRINTED,
            "submitted": SUBMITTED,
            "zone": "CST",
            "accepted": ACCEPTED if title is Title.ACCEPTED else None,
            "attorney": STRANGER.name,
            "contacts": contacts or None,
            "links": links,
        }
        return vouched(tyler(StateFacts(title, **(facts | said))), self.by)
