"""The demo's notices: what arrives, what the toy court will answer, and what is to become of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from docketmail.demo import firm
from docketmail.demo.court import ToyCourt
from docketmail.demo.court_filings import Filing, Grant, Paper
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_notices import (
    Attached,
    Docketed,
    Facts,
    Mailed,
    acms_nda,
    appellate_nda,
    bankruptcy_html,
    district_html,
    district_plain,
    placeholder,
    vouched,
)
from docketmail.demo.pdfs import make_pdf
from docketmail.demo.state_notices import Contact, StateFacts, Title, tyler


VERMONT, CONNECTICUT, SECOND, NINTH = (
    "ecf.vtd.uscourts.gov",
    "ecf.ctb.uscourts.gov",
    "ecf.ca2.uscourts.gov",
    "ca9-showdoc.azurewebsites.us",
)
NAMES = {
    VERMONT: "District of Vermont",
    CONNECTICUT: "District of Connecticut",
    SECOND: "Court of Appeals, 2nd Circuit",
    NINTH: "Court of Appeals for the Ninth Circuit",
}
ILLINOIS = "illinois.tylertech.cloud"
EASTERN = ZoneInfo("America/New_York")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to become of a notice."""

    papers: int = 0
    missing: tuple[str, ...] = ()
    hold: str = ""
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One mail of the demo."""

    title: str
    mail: bytes
    expected: Expected
    to: str = firm.ANNA_INTAKE


class Playwright:
    """Writes the notices; the toy court files what they tell of."""

    def __init__(self, court: ToyCourt, now: datetime) -> None:
        self._court = court
        self._now = now.astimezone(EASTERN).replace(second=0, microsecond=0)
        self._serial = 0

    def scenes(self) -> Iterator[Scene]:
        """Every mail, in the order of arrival."""
        yield from self._systems()
        yield from self._several()
        yield from self._refusals()
        yield from self._doubts()
        yield from self._copies()
        yield from self._states()

    def _systems(self) -> Iterator[Scene]:
        order = self._filed(VERMONT, _paper("Order"))
        yield Scene(
            "district, html",
            self._district(order, "ORDER granting 12 Motion to Continue."),
            Expected(1),
        )
        brief = self._filed(VERMONT, _paper("Brief", Manner.FRAME))
        plain = district_plain(
            self._facts(brief, "RESPONSE in Opposition re 31 Motion.", "Response")
        )
        yield Scene("district, plain text, in a frame", vouched(plain, firm.MX), Expected(1))
        claim = self._filed(CONNECTICUT, _paper("Objection"))
        facts = self._facts(
            claim, "Objection to Claim 7 Filed by Nimbus Freight.", "Objection to Claim"
        )
        yield Scene(
            "bankruptcy", vouched(bankruptcy_html(facts), firm.MX), Expected(1), firm.BEN_INTAKE
        )

    def _several(self) -> Iterator[Scene]:
        yield Scene("two cases, one look", self._two_cases(), Expected(1))
        letter = self._filed(SECOND, _paper("Letter"))
        facts = self._facts(
            letter, "LETTER, on behalf of Appellant Marlow, RECEIVED.", "Letter RECEIVED"
        )
        yield Scene("appellate", vouched(appellate_nda(facts), firm.MX), Expected(1))
        motion = self._filed(
            NINTH, _paper("Motion"), _paper("Declaration"), _paper("Proposed Order")
        )
        facts = self._facts(motion, "Motion for extension of time filed by Appellee.", "Motion")
        yield Scene("ACMS, three links", vouched(acms_nda(facts), firm.MX), Expected(3))
        papers = (_paper("Complaint"), _paper("Exhibit A"), _paper("Civil Cover Sheet"))
        text = (
            "COMPLAINT against Ostrander. (Attachments: # (1) Exhibit A, # (2) Civil Cover Sheet)"
        )
        yield Scene(
            "a menu of attachments",
            self._district(self._filed(VERMONT, *papers), text),
            Expected(3),
        )

    def _refusals(self) -> Iterator[Scene]:
        login = self._filed(VERMONT, _paper("Transcript", Manner.SIGN_ON))
        yield Scene(
            "answers with a login prompt",
            self._district(login, "MOTION for Extension of Time."),
            Expected(missing=("login",)),
        )
        redacted = self._filed(VERMONT, _paper("Redacted Brief"))
        yield Scene(
            'the word "redacted"',
            self._district(redacted, "REDACTED BRIEF by Ostrander."),
            Expected(1),
        )
        yield Scene(
            "text entry", self._district(None, "MINUTE ENTRY: status conference held."), Expected()
        )
        used = self._filed(VERMONT, _paper("Notice", Manner.LOGIN_FORM))
        yield Scene(
            "a look that is used up",
            self._district(used, "NOTICE of Appearance by Counsel."),
            Expected(missing=("login",)),
        )
        paid = self._filed(VERMONT, _paper("Reply", Manner.RECEIPT))
        yield Scene(
            "a receipt page",
            self._district(paid, "REPLY to Response."),
            Expected(missing=("receipt",)),
        )

    def _doubts(self) -> Iterator[Scene]:
        lunch = (
            b"Message-ID: <closed@vtd.uscourts.gov>\r\nFrom: chambers@vtd.uscourts.gov\r\nSubject: Court closed on Monday\r\n"
            b"Content-Type: text/plain\r\n\r\nThe clerk's office is closed on Monday for the holiday.\r\n"
        )
        yield Scene("a clerk's own words", vouched(lunch, firm.MX), Expected())
        forged = district_html(
            self._facts(self._filed(VERMONT, _paper("Bait")), "ORDER. Reply at once.", "Order")
        )
        yield Scene("from a stranger", forged, Expected(hold="suspect"))

    def _copies(self) -> Iterator[Scene]:
        filing = self._filed(VERMONT, _paper("Stipulation"))
        text = "STIPULATION of Dismissal by all parties."
        yield Scene("a copy for one attorney", self._district(filing, text), Expected(1))
        yield Scene(
            "the copy for another",
            self._district(filing, text),
            Expected(1, joined=True),
            firm.BEN_INTAKE,
        )

    def _states(self) -> Iterator[Scene]:
        """One envelope's life, a flagged filing, and a case in which nothing shows the firm to have appeared."""
        anna, rival = (
            Contact("Anna Quill", firm.ANNA),
            Contact("Rhea Stone", "rstone@rival.example"),
        )
        page = self._court.states.file(ILLINOIS, [_paper("Motion to Compel")])
        # Of record in each mail by itself: both arrive at once, and either may be read first.
        own = {"attorney": "Anna Quill"}
        served = self._state(Title.SERVED, "300101", page.served, contacts=(anna, rival), **own)
        yield Scene("state e-filing: served", served, Expected(1))
        stamped = Paper(make_pdf("Motion to Compel, FILED", pages=2), "Motion to Compel")
        page = self._court.states.file(ILLINOIS, [stamped])
        accepted = self._state(Title.ACCEPTED, "300101", page.accepted, **own)
        yield Scene("the same envelope, accepted", accepted, Expected(1))
        kept = self._court.states.file(ILLINOIS, [_paper("Medical Records")])
        flagged = self._state(
            Title.SERVED, "300102", kept.served, contacts=(anna,), security=("Confidential",)
        )
        yield Scene("marked as confidential", flagged, Expected(missing=("flagged",)))
        other = self._court.states.file(ILLINOIS, [_paper("Answer")])
        stranger = self._state(
            Title.SERVED, "300103", other.served, contacts=(rival,), number="2026-CH-000815"
        )
        yield Scene("no sign of our appearance", stranger, Expected(hold="appearance"))

    def _state(self, title: Title, envelope: str, link: str, **said: Any) -> bytes:
        facts: dict[str, Any] = {
            "number": "2026-CH-004711",
            "style": "Marlow v. Ostrander",
            "court": "Wren County - Chancery",
            "submitted": self._now,
            "accepted": self._now if title is Title.ACCEPTED else None,
            "attorney": "Rhea Stone",
            "links": (link,),
        }
        return vouched(tyler(StateFacts(title, envelope, **(facts | said))), firm.MX)

    def _filed(self, host: str, *papers: Paper) -> Filing:
        return self._court.file(host, papers)

    def _district(self, filing: Filing | None, text: str) -> bytes:
        short = text.split(" ", 1)[0].title()
        return vouched(district_html(self._facts(filing, text, short)), firm.MX)

    def _two_cases(self) -> bytes:
        """A notice for two cases: the reader's own has a look, the other a placeholder."""
        filing = self._filed(VERMONT, _paper("Joint Report"))
        grant = self._court.grant(filing)
        facts = self._facts(filing, "JOINT STATUS REPORT.", "Status Report", grant)
        own = facts.cases[0]
        other = Docketed(
            "2:26-cv-00802-wks",
            "Alder v. Ostrander",
            "19",
            tuple(placeholder(link, grant.magic) for link in grant.links),
            recipients=(Mailed("Somebody Else", ("else@elsewhere.example",)),),
        )
        cases = (own, other)
        both = Facts(
            **{name: getattr(facts, name) for name in facts.__dataclass_fields__} | {"cases": cases}
        )
        return vouched(district_html(both), firm.MX)

    def _facts(
        self, filing: Filing | None, text: str, short: str, grant: Grant | None = None
    ) -> Facts:
        self._serial += 1
        host = filing.host if filing else VERMONT
        granted = grant or (self._court.grant(filing) if filing else None)
        bankruptcy = host == CONNECTICUT
        case = Docketed(
            _NUMBERS[host],
            "Nimbus Freight, Inc." if bankruptcy else "Marlow v. Ostrander",
            str(40 + self._serial) if filing else "",
            granted.links if granted else (),
            recipients=(
                Mailed("Anna Quill", (firm.ANNA,)),
                Mailed("Ben Hart", (firm.BEN,)),
                Mailed("Rival Counsel", ("counsel@rival.example",)),
            ),
        )
        documents = tuple(Attached(paper.description) for paper in filing.papers) if filing else ()
        return Facts(
            host=host,
            court_name=NAMES[host],
            cases=(case,),
            docket_text=text,
            short_description=short,
            entered=self._now,
            zone=self._now.tzname() or "",
            serial=self._serial,
            documents=documents,
        )


_NUMBERS = {
    VERMONT: "2:26-cv-00771-wks",
    CONNECTICUT: "26-20091",
    SECOND: "26-1975",
    NINTH: "26-2120",
}


def _paper(what: str, manner: Manner = Manner.PAPER) -> Paper:
    return Paper(make_pdf(what, pages=2), what, pages=2, manner=manner)
