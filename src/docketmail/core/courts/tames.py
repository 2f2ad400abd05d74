"""TAMES: notifications of the Texas appellate courts, by subscription, of one or several cases.

They name the case and nothing of what happened; `housekeeping` sends them too, as they say themselves.
They carry no look: the case's page is open to everybody, and nothing is fetched.
"""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.mail import Mail
from docketmail.core.markup import folded
from docketmail.core.notice import Case, Kind, Link, Notice, Reading, Unreadable
from docketmail.core.retrieval import Missing, PaperRef, Refusal, Walk, Walked


NAME: Final = "tames"
HOSTS: Final[frozenset[str]] = frozenset()

_CASE_PAGE: Final = re.compile(r"https?://search\.txcourts\.gov/Case\.aspx\?", re.IGNORECASE)
_COURT: Final = re.compile(r"\bactions taken by the (.{1,80}?) in cases in which\b")
_CASE: Final = re.compile(r"^[ \xa0]*Case Number:[ \xa0]*([\w-]+)([^\n]*)", re.MULTILINE)
_ORDINALS: Final = """First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth
Thirteenth Fourteenth Fifteenth"""
COURTS: Final = {
    "Supreme Court": "tex",
    "Court of Criminal Appeals": "texcrimapp",
    **{f"{nth} Court of Appeals": f"texas_coa{n:02}" for n, nth in enumerate(_ORDINALS.split(), 1)},
}
"""By the name in the mail; PACER knows no state courts, the identifiers are Free Law Project's."""


def recognises(mail: Mail) -> bool:
    """Whether it lists cases and links to their pages."""
    linked = any(_CASE_PAGE.match(anchor.url) for anchor in mail.sheet.anchors)
    return linked and _CASE.search(mail.sheet.text) is not None


def read(mail: Mail) -> Reading:
    """Every case that something happened in."""
    text = mail.sheet.text
    named = _COURT.search(folded(text))
    name = named[1] if named else mail.subject.rpartition(" from ")[2]
    court = COURTS.get(name.removesuffix(" of Texas"))
    if court is None:
        return Unreadable(
            "it looks like a notification of a Texas court, but of none that is known", mail.subject
        )
    return Notice(
        system=NAME,
        kind=Kind.DOCKET_ACTIVITY,
        court=court,
        court_name=name,
        subject=mail.subject,
        cases=tuple(Case(case[1], folded(case[2])) for case in _CASE.finditer(text)),
    )


def retrieve(link: Link, *, announced: bool) -> Walk:
    """Nothing: its notices have no looks."""
    del announced
    yield from ()
    return Walked(missing=(Missing(PaperRef(0, link.document_id), Refusal.NOT_FREE),))
