"""The Supreme Court of the United States: notifications of a public docket, by subscription.

They carry no look and ask for no login: the docket page is open to everybody, and nothing is fetched.
"""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.mail import Mail
from docketmail.core.markup import folded, lines
from docketmail.core.notice import Case, Kind, Link, NotANotice, Notice, Reading, Unreadable
from docketmail.core.retrieval import Missing, PaperRef, Refusal, Walk, Walked


NAME: Final = "scotus"
HOSTS: Final[frozenset[str]] = frozenset()

COURT: Final = "scotus"
_COURT_NAME: Final = "Supreme Court of the United States"
_DOCKET: Final = re.compile(
    r"https?://(?:www\.)?supremecourt\.gov/search\.aspx\?filename=/docket/", re.IGNORECASE
)
_CONFIRM: Final = re.compile(r"https?://file\.supremecourt\.gov/casenotification/", re.IGNORECASE)
# The entry's own title may be missing: `A new docket entry has been added for ...`.
_ENTRY: Final = re.compile(r'A new docket entry(?:, "(.*)")? has been added for (.*)$')
_SIGNED_UP: Final = re.compile(r"\.? You have been signed up .{0,60}? for No\. ([\w-]+)")
_ASKS: Final = "it asks to confirm a subscription, which only a person may do"


def recognises(mail: Mail) -> bool:
    """Whether it speaks of a docket entry, or asks to confirm a subscription, and links there."""
    text = mail.sheet.text
    if "new docket entry" in text:
        return any(_DOCKET.match(anchor.url) for anchor in mail.sheet.anchors)
    return any(_CONFIRM.match(anchor.url) for anchor in mail.sheet.anchors)


def read(mail: Mail) -> Reading:
    """The entry of the docket; or the request to confirm, which only a person may answer."""
    text = folded(mail.sheet.text)
    signed_up = _SIGNED_UP.search(text)
    if signed_up is None:
        return NotANotice(Kind.SUBSCRIPTION, _ASKS, mail.subject, lines(mail.sheet.text), NAME)
    entry = _ENTRY.search(text, 0, signed_up.start())
    if entry is None:
        return Unreadable(
            "it looks like a notification of the Supreme Court, but names no entry", mail.subject
        )
    case = Case(number=signed_up[1], name=entry[2], docket_text=entry[1] or "")
    return Notice(
        system=NAME,
        kind=Kind.DOCKET_ACTIVITY,
        court=COURT,
        court_name=_COURT_NAME,
        subject=mail.subject,
        cases=(case,),
    )


def retrieve(link: Link, *, announced: bool) -> Walk:
    """Nothing: its notices have no looks."""
    del announced
    yield from ()
    return Walked(missing=(Missing(PaperRef(0, link.document_id), Refusal.NOT_FREE),))
