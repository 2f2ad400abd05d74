"""What a court writes beside its notices: announcements, invitations, requests to confirm.

Such a mail is passed on as it came, but for its links. A request to confirm an address or a subscription is
of no use without its link: a person has to open it, docketmail never does.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from docketmail.core import mail as mails
from docketmail.core.notice import Unreadable


MOST: Final = 5
"""Links that are shown; the Supreme Court's request to confirm has one (juriscraper's samples of scotus)."""
# The host is exactly a court's, whatever stands in the path; nobody's name or password before it.
_OF_A_COURT: Final = re.compile(
    r"https?://(?:[a-z0-9-]+\.)*(?:uscourts|supremecourt|txcourts)\.gov(?:[/?][!#-;=?-~]*)?",
    re.IGNORECASE,
)


def author(raw: bytes) -> str:
    """The address that the mail says it is from; empty where it says none."""
    mail = mails.read(raw)
    return "" if isinstance(mail, Unreadable) else mail.sender


def to_open(raw: bytes) -> tuple[str, ...]:
    """The mail's links to a court's own host, exactly as sent, each once: what a person may have to open."""
    mail = mails.read(raw)
    if isinstance(mail, Unreadable):
        return ()
    found = (anchor.url for anchor in mail.sheet.anchors if _OF_A_COURT.fullmatch(anchor.url))
    return tuple(islice(dict.fromkeys(found), MOST))
