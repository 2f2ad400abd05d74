"""Reading a notice of ACMS: a link for each document, each good for one viewing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docketmail.core.courts import moments, people
from docketmail.core.courts.acms import layout
from docketmail.core.courts.acms.layout import Layout
from docketmail.core.courts.rewriting import is_opaque, is_rewritten, unwrapped
from docketmail.core.courts.table import COURTS, Court
from docketmail.core.mail import Mail
from docketmail.core.markup import Anchor, folded
from docketmail.core.notice import (
    Case,
    Document,
    Kind,
    Link,
    Mark,
    Notice,
    Reading,
    Recipient,
    Unreadable,
)


NAME: Final = "acms"
_COURTS: Final = {
    f"{identifier}-showdoc.azurewebsites.us": court
    for identifier, court in COURTS.items()
    if layout.CIRCUIT.fullmatch(identifier)
}
HOSTS: Final = frozenset(_COURTS)


def recognises(mail: Mail) -> bool:
    """Whether ACMS sent it: its title, and links to its hosts."""
    return bool(_courts(mail)) and layout.TITLE.search(mail.sheet.text) is not None


def read(mail: Mail) -> Reading:
    """What a mail that ACMS sent says."""
    courts = _courts(mail)
    if len(courts) != 1:
        return Unreadable(
            "it looks like a notice of ACMS, but its links lead to several courts", mail.subject
        )
    found = layout.find(mail.sheet)
    if found is None:
        return Unreadable(
            "it looks like a notice of ACMS, but names no case or has no docket text", mail.subject
        )
    return _notice(mail, courts[0], found)


def _courts(mail: Mail) -> list[Court]:
    """The courts that its links lead to, a scanner's links included."""
    hosts = (layout.host(unwrapped(anchor.url)) for anchor in mail.sheet.anchors)
    return list(dict.fromkeys(_COURTS[host] for host in hosts if host in _COURTS))


def _notice(mail: Mail, court: Court, found: Layout) -> Notice:
    number, event = layout.event(mail.subject)
    papers = [anchor for anchor in found.documents if _may_be_look(anchor)]
    titles = [folded(found.text[anchor.start : anchor.end]) for anchor in papers]
    links = tuple(_looks(papers))
    entered_at, filed_on = moments.read(found.sentence, court.zone)
    return Notice(
        system=NAME,
        kind=Kind.DOCKET_ACTIVITY,
        court=court.identifier,
        court_name=found.court_name or court.name,
        entered_at=entered_at,
        filed_on=filed_on,
        short_description=event or next(iter(titles), None),
        subject=mail.subject,
        cases=tuple(
            Case(case, name, document_number=number, docket_text=found.docket_text, links=links)
            for case, name in found.cases
        ),
        documents=tuple(
            Document(found.cases[0][0], place, title) for place, title in enumerate(titles)
        ),
        recipients=tuple(
            Recipient(case, name, addresses)
            for case, _ in found.cases
            for name, addresses in people.mailed(found.mailed)
        ),
        recipients_printed=found.recipients_printed,
        not_mailed=_not_mailed(found.not_mailed, forwarded=mail.forwarded),
        marks=_marks(found.documents),
    )


def _not_mailed(section: str, *, forwarded: bool) -> tuple[str, ...]:
    return people.others(people.without_sign_off(section) if forwarded else section)


def _may_be_look(anchor: Anchor) -> bool:
    return bool(layout.guid(unwrapped(anchor.url))) or is_opaque(anchor.url)


def _looks(papers: list[Anchor]) -> Iterator[Link]:
    for place, anchor in enumerate(papers):
        url = unwrapped(anchor.url)
        if identifier := layout.guid(url):
            yield Link(url, identifier, identifier, document_index=place)


def _marks(documents: tuple[Anchor, ...]) -> frozenset[Mark]:
    if not documents:
        return frozenset({Mark.TEXT_ONLY})
    if any(is_rewritten(anchor.url) for anchor in documents):
        return frozenset({Mark.REWRITTEN_LINK})
    return frozenset()
