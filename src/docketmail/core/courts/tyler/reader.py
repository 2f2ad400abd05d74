"""Reading a mail of Odyssey eFile & Serve: what was submitted, served, accepted or returned.

Unverified, since no public mail shows them in full: services, copies and returns, and how a mail repeats a security
marker. `StateFiling.unverified` names what of a notice was read by such a wording.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docketmail.core.courts import moments
from docketmail.core.courts.rewriting import is_rewritten, unwrapped
from docketmail.core.courts.tyler import layout, levels
from docketmail.core.courts.tyler.states import BY_HOST, SEEN, State, court
from docketmail.core.courts.tyler.urls import landing_guid
from docketmail.core.mail import Mail
from docketmail.core.markup import folded
from docketmail.core.notice import (
    Case,
    Document,
    Kind,
    Link,
    Mark,
    Notice,
    Reading,
    Recipient,
    StateFiling,
    Unreadable,
)


NAME: Final = "tyler"

_KINDS: Final = {
    "filing submitted": Kind.SUBMITTED,
    "notification of service": Kind.SERVED,
    "courtesy copy": Kind.SERVED,
    "preliminary copy": Kind.SERVED,
    "administrative copy of service": Kind.SERVED,
    "notice of electronic filing": Kind.SERVED,
    "filing accepted": Kind.ACCEPTED,
    "filing returned": Kind.RETURNED,
    "filing rejected": Kind.RETURNED,
}
SEEN_TITLES: Final = frozenset(
    {
        "filing submitted",
        "filing accepted",
        "notification of service",
        "administrative copy of service",
        "notice of electronic filing",
    }
)
"""Of subjects that public code and mails show; the others are the vendor's words in its help."""
_NAMES: Final = "|".join(name.replace(" ", r"\s+") for name in _KINDS)
_TITLE: Final = re.compile(rf"^[ \xa0]*({_NAMES})[ \xa0]*$", re.IGNORECASE | re.MULTILINE)
# The header above it says some of the same, and where it leaves a value out the next sentence would pass for one.
_DETAILS: Final = re.compile(r"^[ \xa0]*Filing[ \xa0]+Details[ \xa0]*$", re.MULTILINE)
# `; Envelope Number: 120519758` ends a submission's, `for filing Motion` a service's.
_SUBJECT: Final = re.compile(
    rf"({_NAMES})\s+(?:for|of)\b.{{0,200}}?\bCase:\s*([^,;]*)[,;]?\s*(.*?)"
    r"\s*(?:[;,]\s*Envelope\s+Number:\s*(\d+)|\bfor\s+filing\s+(.+))?",
    re.IGNORECASE,
)
_ENVELOPE: Final = re.compile(r"Envelope\s+Number\s*:?\s*(\d+)", re.IGNORECASE)
_HOST: Final = re.compile(r"https://([a-z0-9.-]+)(?:/|$)", re.IGNORECASE | re.ASCII)
_ACTIVE: Final = re.compile(r"\bactive for (\d{1,4}) days\b", re.IGNORECASE)
_FILE: Final = re.compile(r".+\.(?:pdf|docx?|tiff?)", re.IGNORECASE)


def recognises(mail: Mail) -> bool:
    """Whether it is one of the system's mails: its title, with an envelope's number or a link to a landing page."""
    text = mail.sheet.text
    if not (_SUBJECT.fullmatch(mail.subject) or _TITLE.search(text)):
        return False
    return _ENVELOPE.search(f"{text}\n{mail.subject}") is not None or any(
        landing_guid(unwrapped(anchor.url)) for anchor in mail.sheet.anchors
    )


def read(mail: Mail) -> Reading:
    """What it says of its one envelope."""
    found = _Found(mail)
    if len(found.states) > 1:
        return Unreadable("its links lead to the e-filing systems of several states", mail.subject)
    if not found.envelope and not found.number:
        return Unreadable("it names neither an envelope nor a case", mail.subject)
    return _notice(mail, found)


class _Found:
    """The pieces of one mail; where its tables leave something open, the subject says it."""

    def __init__(self, mail: Mail) -> None:
        text = mail.sheet.text
        title = _TITLE.search(text)
        subject = _SUBJECT.fullmatch(mail.subject)
        below = text[title.start() :] if title else text
        details = _DETAILS.search(below)
        self._values = layout.find(below[details.start() :] if details else below)
        envelope = _ENVELOPE.search(below)
        said = subject.groups(default="") if subject else ("",) * 5
        self.title = folded(title[1] if title else said[0]).lower()
        self.envelope = envelope[1] if envelope else said[3]
        self.number = self.one("number") or folded(said[1]) or self.envelope
        """Of a new case, which has no number yet, the envelope's stands there."""
        printed = "style" in self._values
        self.style = self.one("style") if printed else folded(said[2])
        self.description = self.one("description") or folded(said[4])
        days = _ACTIVE.search(text)
        self.active_days = int(days[1]) if days else None
        self.hosts = list(dict.fromkeys(_hosts(mail)))
        self.states: list[State] = list(dict.fromkeys(BY_HOST[host] for host in self.hosts))

    def one(self, field: str) -> str:
        """The value of a field; of several the first that says something."""
        return next(filter(None, self._values.get(field, [])), "")

    def all(self, field: str) -> tuple[str, ...]:
        """Every value of a field, each once."""
        return tuple(filter(None, dict.fromkeys(self._values.get(field, []))))

    def prints(self, field: str) -> bool:
        return field in self._values


def _hosts(mail: Mail) -> Iterator[str]:
    """The states' hosts that its links lead to, a scanner's links included."""
    for anchor in mail.sheet.anchors:
        host = _HOST.match(unwrapped(anchor.url))
        if host and host[1].lower() in BY_HOST:
            yield host[1].lower()


def _notice(mail: Mail, found: _Found) -> Notice:
    state = next(iter(found.states), None)
    filing = _filing(found, state.zone if state else None)
    names = found.all("document")
    return Notice(
        system=NAME,
        kind=_KINDS[found.title],
        court=court(state, found.one("court")),
        court_name=found.one("court"),
        entered_at=filing.accepted_at or filing.submitted_at,
        short_description=found.description or found.one("code") or None,
        subject=mail.subject,
        cases=(Case(found.number, found.style, docket_text=found.description, links=_links(mail)),),
        documents=tuple(_documents(found.number, names)),
        recipients=filing.served,
        recipients_printed=found.prints("contacts"),
        marks=frozenset({Mark.REWRITTEN_LINK}) if _rewritten(mail) else frozenset(),
        level=levels.strictest(
            levels.of_markers(filing.security),
            levels.of_words((found.style, filing.code, found.description, *names)),
        ),
        state=filing,
    )


def _filing(found: _Found, zone: str | None) -> StateFiling:
    return StateFiling(
        envelope=found.envelope,
        filing_type=found.one("filing_type"),
        code=found.one("code"),
        description=found.description,
        submitted_at=moments.printed(found.one("submitted"), zone),
        accepted_at=moments.printed(found.one("accepted"), zone),
        comments="\n".join(found.all("comments")),
        filed_by=found.one("filed_by"),
        filing_attorney=found.one("attorney"),
        served=tuple(
            Recipient(found.number, name, addresses)
            for name, addresses in layout.contacts(found.one("contacts"))
        ),
        security=found.all("security"),
        link_days=found.active_days,
        unverified=tuple(_unverified(found)),
    )


def _unverified(found: _Found) -> Iterator[str]:
    """What was read by a wording that no public mail shows."""
    if found.title not in SEEN_TITLES:
        yield "kind"
    if not SEEN.issuperset(found.hosts):
        yield "host"
    if found.prints("contacts"):
        yield "served"
    if found.prints("comments") and _KINDS[found.title] is Kind.RETURNED:
        yield "comments"
    if found.prints("security"):
        yield "security"
    if len(found.all("document")) > 1:
        yield "documents"


def _links(mail: Mail) -> tuple[Link, ...]:
    """Every landing page, once; on whatever host: that of a stranger is held by the rules, not passed over."""
    urls = dict.fromkeys(unwrapped(anchor.url) for anchor in mail.sheet.anchors)
    pages = [(url, guid) for url in urls if (guid := landing_guid(url))]
    return tuple(Link(url, guid, guid, document_index=n) for n, (url, guid) in enumerate(pages))


def _rewritten(mail: Mail) -> bool:
    return any(is_rewritten(anchor.url) for anchor in mail.sheet.anchors)


def _documents(case: str, names: tuple[str, ...]) -> Iterator[Document]:
    for place, name in enumerate(names):
        yield Document(case, place, name, name if _FILE.fullmatch(name) else "")
