"""What the toy court's servers answer, written after the pages of real courts.

The markup keeps the signs by which clients tell these pages apart and leaves the rest out. Where a sign
was seen is said beside it; the pages are in Free Law Project's juriscraper, tests/examples/pacer, and
the login and receipt signs in its recap-chrome, src/pacer.js.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


PACER_LOGIN = "https://pacer.login.uscourts.gov/csologin/login.jsf"


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer over HTTP."""

    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=UTF-8"
    location: str | None = None
    pause: float = 0.0
    """Seconds between the first half of the body and the second."""
    cut: bool = False
    """The connection is closed after the first half."""


@dataclass(frozen=True, slots=True)
class MenuRow:
    """One document as a menu lists it."""

    document_id: str
    description: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Entry:
    """What a menu's rows have in common: the entry's numbers and the magic number of the notice."""

    host: str
    case_id: str
    sequence: str
    magic: str


def paper(pdf: bytes, *, pause: float = 0.0, cut: bool = False) -> Reply:
    """A PDF at once."""
    return Reply(pdf, content_type="application/pdf", pause=pause, cut=cut)


def frame(file: str) -> Reply:
    """A page whose frame shows a short-lived file (courtlistener#1708)."""
    source = f"/cgi-bin/show_temp.pl?file={file}&type=application/pdf"
    return _page(
        "Display PDF",
        f'<iframe src="{escape(source)}" width="100%" height="100%" frameborder="0"></iframe>',
    )


def menu(entry: Entry, rows: Sequence[MenuRow]) -> Reply:
    """The Document Selection Menu behind a notice's link; its frame-buster is no sign of a login.

    Each row has the same magic number as the notice (nyed_123019137279). The buttons cost money.
    """
    listed = "".join(_menu_row(entry, index, row) for index, row in enumerate(rows))
    return _page(
        "CM/ECF",
        "<script>if (top!=self) {top.location.replace(location.href);}</script>"
        "<p><b>Document Selection Menu</b></p><p align=center><big>Multiple Documents</big></p>"
        "<p>To view the main document and its attachments without incurring a PACER fee,\n"
        "click on the hyperlinks displayed on this menu.  You may incur a PACER fee\n"
        "to view CM/ECF documents from hyperlinks within the documents.</p>"
        f"<form><table>{listed}</table></form>"
        '<form name="view_multi_docs" method="POST" action="/cgi-bin/show_multidocs.pl?'
        f'caseid={entry.case_id}"><input type="hidden" name="zipit" value="0">'
        '<input type="button" id="view_button" value="View Selected">'
        '<input type="button" id="download_button" value="Download Selected"></form>',
    )


def _menu_row(entry: Entry, index: int, row: MenuRow) -> str:
    path = f"/doc1/{row.document_id}"
    call = f"goDLS('{path}','{entry.case_id}','{entry.sequence}','','','1','{entry.magic}','','')"
    label = escape(row.description)
    box = f"{row.document_id[4:]}-{row.size}-{row.pages}"
    head = "<td colspan=2><b>Document Number:</b></td>" if index == 0 else ""
    return (
        f'<tr>{head}<td><input type="checkbox" name="document_1_{index}" value="{box}"></td>'
        f'<td><a href="https://{entry.host}{path}" onClick="{call};return(false);">{index or 1}</a>'
        f"</td><td>{label if index else ''}</td><td>{row.pages} pages</td>"
        f"<td>{row.size / 1024:.1f} KB</td></tr>"
    )


def appellate_menu(host: str, rows: Sequence[MenuRow]) -> Reply:
    """The appellate list of documents: its rows have no uid, so they are not free (ca2_22-956)."""
    listed = "".join(
        f"<tr><td>{number}</td><td><a href='https://{host}/docs1/{row.document_id}' "
        f"onclick=\"return doDocPostURL('{row.document_id}')\">Open</a></td>"
        f"<td>{escape(row.description)}</td><td>{row.pages}</td></tr>"
        for number, row in enumerate(rows, start=1)
    )
    return _page(
        "Documents",
        f"<table><tr><th>{len(rows)} Documents are attached to this filing</th></tr></table>"
        f"<table>{listed}</table><form name='dktEntry' "
        f"action='https://{host}/n/beam/servlet/TransportRoom'>"
        "<input value='Combine All Documents' type='button'></form>",
    )


def sign_on() -> Reply:
    """A login prompt with status 200: a script jumps to PACER's sign-on (courtlistener#2160)."""
    return _page("", f"<script>location.assign('{PACER_LOGIN}?pscCourtId=');</script>")


def sign_on_redirect() -> Reply:
    """The same as a redirect, which no client of ours follows."""
    return Reply(b"", status=302, location=PACER_LOGIN)


def login_form() -> Reply:
    """A court's own login page (please_log_in.html); used, expired and restricted look alike."""
    return _page(
        "ECF",
        '<form action="/cgi-bin/login.pl" method="POST" name="GetPass">'
        "<b>CM/ECF Filer or PACER Login</b><p>This is a <b>Restricted Web Site</b> for Official "
        "Court Business only.</p><p>If the login prompt appears again, the free look has "
        'expired.</p>Login: <input name="login"> Password: <input type="password" name="key"> '
        'client code: <input name="clcode"> <input type="submit" name="button1" value="Login">'
        "<p>An access fee of $0.10 per page will be assessed.</p></form>",
    )


def receipt(path: str) -> Reply:
    """A page that asks for money (vaed_1): a submit would buy the paper."""
    return _page(
        "",
        "<p>To accept charges shown below, click on the 'View Document' button, otherwise click "
        "the 'Back' button on your browser.</p>"
        f"<form method=\"post\" action=\"{path}\" onsubmit=\"goDLS('{path}','1','1','1','',"
        "'1','','');return(false);\"><table><tr><th>PACER Service Center</th></tr>"
        "<tr><th>Transaction Receipt</th></tr><tr><th>Billable Pages:</th><td>3</td>"
        "<th>Cost:</th><td>0.30</td></tr></table>"
        '<input type="submit" value="View Document"></form>',
    )


def confirmation(path: str) -> Reply:
    """What a careful reader may switch on: a click before the look is used (juriscraper#663)."""
    return _page(
        "Free Look",
        "<p>You are about to use your one free look at this document.</p>"
        f'<form method="POST" action="{path}"><input type="submit" value="Continue"></form>',
    )


def restricted() -> Reply:
    """The interstitial of a restricted document (recap-chrome, content_delegate.js)."""
    return _page(
        "",
        "<table><tr><td>Warning!</td></tr></table><p><b>This document is restricted to court "
        "users and the parties.</b></p>",
    )


def unavailable() -> Reply:
    """The words of a document that the court does not have (juriscraper, reports.py)."""
    return _page("", "<p>This document is not available.</p>")


def wrong_case(case_id: str) -> Reply:
    """The words for numbers that do not belong together (juriscraper, reports.py)."""
    return _page("", f"<p>Cannot locate the case with caseid: {escape(case_id)}.</p>")


def outage() -> Reply:
    """The court is down for maintenance."""
    page = _page("503", "<h1>Service Unavailable</h1><p>CM/ECF is down for maintenance.</p>")
    return Reply(page.body, status=503)


def refused(status: int) -> Reply:
    """Neither a document nor a page of a court."""
    return Reply(b"<h1>No</h1>", status=status)


def _page(title: str, body: str) -> Reply:
    page = f"<html><head><title>{escape(title)}</title></head>\n<body>{body}</body></html>\n"
    return Reply(page.encode())
