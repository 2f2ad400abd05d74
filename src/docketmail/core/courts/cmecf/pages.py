"""What one answer of a CM/ECF server is, and what may be requested because of it.

An allow-list. Three answers lead on: a PDF, a frame around this court's own temporary file (or a redirect
to it, by the server or by a script), and a Document Selection Menu whose rows carry our own magic number. Whatever else comes is
followed nowhere and only named; and none of the three counts on a page that also shows a login, a
payment, a session, a challenge or an address gate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docketmail.core.courts.cmecf.menu import Listing, Row, list_of, menu_of
from docketmail.core.courts.cmecf.urls import LookUrl
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, PageKind
from docketmail.core.signals import see
from docketmail.core.webpage import WebPage, read_webpage


OK: Final = 200
FRAMES: Final = frozenset({"iframe", "embed"})
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
JUMP: Final = re.compile(
    r"""\bwindow\.location\s*=\s*(?P<quote>["'])(?P<address>[^"']*)(?P=quote)"""
)


@dataclass(frozen=True, slots=True)
class Page:
    """One answer, understood."""

    kind: PageKind
    signals: tuple[str, ...]
    """Every sign seen, by name."""
    frame: str | None = None
    """The temporary file to request next; set for a frame alone."""
    rows: tuple[Row, ...] = ()
    """The documents listed; set for a menu alone."""
    of_a_session: bool = False
    """The court took us for somebody who is signed in."""


def read_page(answer: Answer, link: Link) -> Page:
    """Understand an answer to a request of the walk that started from this link."""
    if answer.is_pdf:
        return Page(PageKind.PDF, ("pdf_header",))
    page = read_webpage(answer)
    look = LookUrl.of(link)
    listing = _listing(answer, page, look, link) if look else Listing()
    frame = _frame(answer, page, look) if look else None
    # What a filer called an exhibit is no sign of anything.
    signals = see(answer, page, without=listing.places)
    if signals.forbid or not (listing.rows or frame):
        return Page(signals.kind, signals.names, of_a_session=signals.of_a_session)
    if listing.rows:
        told = {"row_with_our_look" if row.free else "row_without_our_look" for row in listing.rows}
        return Page(PageKind.MENU, (*sorted(told), *signals.names), rows=listing.rows)
    return Page(PageKind.FRAME, ("temporary_file", *signals.names), frame=frame)


def _listing(answer: Answer, page: WebPage, look: LookUrl, link: Link) -> Listing:
    if answer.status != OK or not page.is_html:
        return Listing()
    menu = menu_of(page, look, link)
    return menu if menu.rows else list_of(page)


def _frame(answer: Answer, page: WebPage, look: LookUrl) -> str | None:
    """The one temporary file that a frame shows or a redirect leads to."""
    if answer.status in REDIRECTS:
        return look.of_temporary_file(answer.location or "")
    if answer.status != OK or not page.is_html:
        return None
    frames = (element["src"] for element in page.elements() if element.tag in FRAMES)
    framed = {look.of_temporary_file(source) for source in frames} - {None}
    # Where there is a frame, what scripts would do at a click does not matter.
    files = framed or {look.of_temporary_file(address) for address in _jumps(page)}
    return files.pop() if len(files) == 1 else None


def _jumps(page: WebPage) -> Iterator[str]:
    """Where scripts send the reader (juriscraper, reports.py:361: seen in the Northern District of Oklahoma)."""
    for script in page.scripts:
        for found in JUMP.finditer(script):
            yield found["address"]
