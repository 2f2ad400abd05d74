"""The walk from an ACMS link to its paper: one request, and a PDF or the end.

Every document of a notice has a link of its own, whose GUID is good for one viewing (juriscraper PR #1462).
There is no menu and no frame; a signed-in user's way to the document goes through SAML.
"""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, Cut, Get, Missing, PaperRef, Refusal, Walk, Walked
from docketmail.core.signals import see
from docketmail.core.webpage import read_webpage


_LINK: Final = re.compile(
    r"https://ca(?:\d{1,2}|dc|fc)-showdoc\.azurewebsites\.us/NDA/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    re.ASCII | re.IGNORECASE,
)


def retrieve(link: Link, *, announced: bool) -> Walk:
    """Walk from a link to its one paper; attachments that are announced have links of their own."""
    del announced
    paper = PaperRef(link.document_index, link.document_id)
    if not _LINK.fullmatch(link.url):
        return Walked(missing=(Missing(paper, Refusal.UNKNOWN, ("no_acms_link",)),))
    answer = yield Get(link.url, paper)
    if isinstance(answer, Cut):
        return Walked(missing=(Missing(paper, answer.refusal),))
    if answer.is_pdf:
        return Walked(obtained=(paper,))
    return Walked(missing=(_missing(paper, answer),))


def _missing(paper: PaperRef, answer: Answer) -> Missing:
    signals = see(answer, read_webpage(answer))
    return Missing(paper, Refusal(signals.kind.value), signals.names)
