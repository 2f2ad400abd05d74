"""Notices of Tyler's Odyssey eFile & Serve, composed from invented facts: the mails of one envelope's life.

Seen in public: the subject of a submission and how other subjects begin, the labels of eFileIL's accepted filing, the
links, the sender (code and mails of several states). All else, a service's body and a return's labels above all, is
how it may look: whatever `UNSEEN` names is unverified. All names are invented.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from enum import StrEnum
from typing import Final

from docketmail.demo.court_notices import TEMPLATES


class Title(StrEnum):
    """What a mail calls itself, in its subject and above its tables."""

    SUBMITTED = "Filing Submitted"
    SERVED = "Notification of Service"
    COURTESY = "Courtesy Copy"
    PRELIMINARY = "Preliminary Copy"
    ADMINISTRATIVE = "Administrative Copy of Service"
    ELECTRONIC = "Notice of electronic filing"
    ACCEPTED = "Filing Accepted"
    RETURNED = "Filing Returned"
    REJECTED = "Filing Rejected"


class Layout(StrEnum):
    """How a mail is laid out."""

    CURRENT = "tyler.html"
    """eFileIL's."""
    OLDER = "tyler_older.html"
    """Of the years of tylerhost.net: Case Style, Download buttons, no header table."""
    PLAIN = "tyler.txt"


UNSEEN: Final = frozenset(
    {Title.COURTESY, Title.PRELIMINARY, Title.RETURNED, Title.REJECTED, Title.SERVED}
)
"""Titles whose mails no public source shows in full."""
SERVICE: Final = frozenset(
    {Title.SERVED, Title.COURTESY, Title.PRELIMINARY, Title.ADMINISTRATIVE, Title.ELECTRONIC}
)
RETURNS: Final = frozenset({Title.RETURNED, Title.REJECTED})


@dataclass(frozen=True, slots=True)
class Contact:
    """A service contact."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class StateFacts:
    """What one mail about one envelope says."""

    title: Title
    envelope: str
    number: str
    """Of the case; empty for a new case, where the envelope's number stands in its place."""
    style: str
    """Caption; empty for a new case; the word CONFIDENTIAL where the court keeps it to itself."""
    court: str
    """As printed: Cook County - Chancery."""
    submitted: datetime
    """Aware, in the court's zone."""
    zone: str = ""
    """As printed: CST; empty where none is."""
    accepted: datetime | None = None
    filing_type: str = "EFileAndServe"
    """EFile, EFileAndServe, Serve."""
    description: str = "Motion"
    code: str = "Motion"
    filed_by: str = ""
    attorney: str = ""
    comments: str = ""
    """The clerk's."""
    contacts: tuple[Contact, ...] | None = None
    """None where the mail prints no list of them."""
    documents: tuple[str, ...] = ("Motion.pdf",)
    pages: int | None = 3
    security: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    active_days: int | None = 548
    """eFileIL's word; None where the mail does not say."""
    portal: str = ""
    """The state's e-filing site, which the footer links to."""
    gate_told: bool = False
    """Whether it announces that an e-mail address will be asked for (eFileIL does, the Texas sample does not)."""
    layout: Layout = Layout.CURRENT
    sender: str = "no-reply@efilingmail.tylertech.cloud"
    subject: str = ""
    """Where it is not as the system writes it."""

    @property
    def case_field(self) -> str:
        """What stands where the case's number belongs."""
        return self.number or self.envelope

    @property
    def heading(self) -> str:
        """Above the tables. `Notice of electronic filing` was seen in subjects alone; CM/ECF has it as a title."""
        return str(Title.SERVED if self.title is Title.ELECTRONIC else self.title)

    @property
    def of_service(self) -> bool:
        return self.title in SERVICE


def tyler(facts: StateFacts) -> bytes:
    """The mail, its lines ended by CRLF."""
    template = facts.layout.value
    subject = facts.subject or subject_of(facts)
    body = TEMPLATES.get_template(template).render(facts=facts, rows=_details(facts))
    kind = "text/plain" if facts.layout is Layout.PLAIN else "text/html"
    head = (
        f"Date: {format_datetime(facts.accepted or facts.submitted)}\n"
        "MIME-Version: 1.0\n"
        f"From: {facts.sender}\n"
        f"To: {facts.sender}\n"
        f"Message-ID: <{facts.envelope}.{facts.title.name.lower()}@{facts.sender.partition('@')[2]}>\n"
        f"Subject: {subject if subject.isascii() else Header(subject, 'utf-8').encode()}\n"
        f"Content-Type: {kind}; charset=utf-8\n"
        "Content-Transfer-Encoding: 8bit\n"
    )
    return f"{head}\n{body}\n".replace("\n", "\r\n").encode()


def subject_of(facts: StateFacts) -> str:
    """As the system writes it: a submission ends with its envelope, a service with what was filed."""
    if facts.title is Title.SUBMITTED:
        return (
            f"{facts.title} for Case: {facts.case_field}; {facts.style}; "
            f"Envelope Number: {facts.envelope}"
        )
    case = f"{facts.title} for Case: {facts.case_field}, {facts.style}"
    return f"{case} for filing {facts.description}" if facts.of_service else case


def accepted_link(host: str, guid: str) -> str:
    """The landing page of a file-stamped copy."""
    return f"https://{host}/ViewDocuments.aspx?FID={guid}"


def service_link(host: str, guid: str) -> str:
    """The landing page of what was served; its parameters' names are unverified."""
    return f"https://{host}/ViewServiceDocuments.aspx?ADMIN=0&SID={guid}"


def _details(facts: StateFacts) -> list[tuple[str, str]]:
    """Label and value of each row of `Filing Details`; an empty value is printed, as in eFileIL's comments."""
    style = "Case Style" if facts.layout is Layout.OLDER else "Case Name"
    rows = [
        ("Court", facts.court),
        ("Case Number", facts.case_field),
        (style, facts.style),
        ("Date/Time Submitted", _clock(facts.submitted, facts.zone)),
    ]
    if facts.accepted is not None:
        rows.append(("Date/Time Accepted", _clock(facts.accepted, facts.zone)))
    if facts.title is Title.ACCEPTED:
        rows.append(("Accepted Comments", facts.comments))
    if facts.title in RETURNS:
        rows.append((f"{facts.title.split()[1]} Comments", facts.comments))
    rows += [
        ("Filing Type", facts.filing_type),
        ("Filing Description", facts.description),
        ("Filing Code", facts.code),
        ("Filed By", facts.filed_by),
        ("Filing Attorney", facts.attorney),
    ]
    return rows


def _clock(moment: datetime, zone: str) -> str:
    """3/2/2026 4:05 PM CST."""
    hour = f"{moment:%I:%M %p}".lstrip("0")
    return f"{moment.month}/{moment.day}/{moment.year} {hour} {zone}".rstrip()
