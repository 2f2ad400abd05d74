"""What the toy court says in a paper's place: restricted, sealed, not available, out of service, and nonsense.

The words are those that juriscraper (reports.py:269-391, http.py:80) and recap-chrome (content_delegate.js:42) look for.
"""

from __future__ import annotations

from collections.abc import Mapping

from docketmail.demo.court_filings import Filing, Paper
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_pages import html
from docketmail.demo.court_replies import Reply, page


RETRY_AFTER = 2
"""Seconds that the toy court asks to be left alone for; a second less would round to nothing on a busy machine."""
_WARNING = "<table><tr><td>Warning!</td></tr></table><p><b>{}</b></p>"
WORDINGS: Mapping[Manner, tuple[str, ...]] = {
    Manner.RESTRICTED: (
        _WARNING.format("This document is restricted to court users and the parties."),
        _WARNING.format("This document is SEALED."),
        _WARNING.format("Its access settings do not allow it to be seen."),
    ),
    Manner.SEALED: ("Sealed Document", "Filed Under Seal", "Document is Sealed"),
    Manner.NO_PERMISSION: ("You do not have permission to view\nthis document.",),
    Manner.NATURE_OF_SUIT: ("Permission to view this document is denied based on Nature of Suit.",),
    Manner.SEALED_ENTRY: ("could not retrieve dktentry for dlsid 4711",),
    Manner.TRANSCRIPT: ("You do not have access to this transcript.",),
    Manner.NOT_PUBLIC: ("No matter of public record",),
    Manner.COURT_USERS: ("This image is not available for viewing by non-court users.",),
    Manner.WRONG_CASE: ("Cannot locate the case with caseid 4711.",),
    Manner.UNAVAILABLE: ("This document is not available.",),
    Manner.NOT_DISPLAYED: ("The requested document cannot be displayed.",),
    Manner.CLIENT_CODE: ("A Client Code is required for PACER search.",),
    Manner.MAINTENANCE: ("CM/ECF is down for maintenance. Please try again later.",),
}
"""Where a manner has several wordings, the court's entries have them in turn."""


def note(manner: Manner, filing: Filing) -> Reply:
    """The words of a manner."""
    wordings = WORDINGS[manner]
    return words(wordings[int(filing.sequence) % len(wordings)])


def words(text: str) -> Reply:
    """A page of nothing but these."""
    return page(html("", f"<p>{text}</p>"))


def outage(*, retry: bool = False) -> Reply:
    """The court's server is there, and its CM/ECF is not."""
    said = {"Retry_After": str(RETRY_AFTER)} if retry else {}
    return page(html("503", "<h1>Service Unavailable</h1>"), 503, **said)


def throttled() -> Reply:
    """Too many requests (RFC 6585). No court is known to say so to strangers."""
    return page(html("429", "<h1>Too Many Requests</h1>"), 429, Retry_After=str(RETRY_AFTER))


def inlined(paper: Paper) -> Reply:
    """A page with the PDF's own bytes in its text (juriscraper, reports.py:386)."""
    text = paper.pdf.decode("latin-1").replace("<", "&lt;")
    return page(html("", f"<pre>{text} pdf:Producer</pre>"))


def refused(status: int) -> Reply:
    """Neither a document nor a page of a court."""
    return page(b"<h1>No</h1>", status)
