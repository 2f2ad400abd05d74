"""The heaviest mails and pages that fit: one thing repeated up to the largest size that is read at all.

What grows faster than its size shows here first. Each is a name and its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from docketmail.core.mail import MAX_DEPTH, MAX_PARTS, MAX_TEXT
from docketmail.core.retrieval import MAX_PAGE


TESTS: Final = Path(__file__).parents[1]
MOTION: Final = (TESTS / "notices/cmecf/nysd_motion.eml").read_bytes()
ACMS: Final = (TESTS / "notices/acms/ca9_several_links.eml").read_bytes()
MENU: Final = (TESTS / "pages/menu.html").read_bytes()

HEAD: Final = (
    b"From: ecf@nysd.uscourts.gov\nSubject: Activity in Case 1:24-cv-00001 A v. B Motion\nContent-Type: text/html\n\n"
    b"<p>Southern District of New York</p><p>Notice of Electronic Filing</p>"
    b"The following transaction was entered by C, D on 1/1/2025 at 1:00 PM EST and filed on 1/1/2025<br>"
)
TABLE: Final = (
    b"<table><tr><td>Case Name:</td><td>A v. B</td></tr><tr><td>Case Number:</td><td>"
    b"<a href=https://ecf.nysd.uscourts.gov/cgi-bin/DktRpt.pl?1>1:24-cv-00001</a></td></tr>"
    b"<tr><td>Filer:</td><td>A</td></tr><tr><td>Document Number:</td><td>"
    b"<a href='https://ecf.nysd.uscourts.gov/doc1/127035551234?caseid=1&de_seq_num=8&magic_num=48201973'>4</a></td></tr></table>"
)
TEXT: Final = b"<p>Docket Text:<br>MOTION (C, D)</p>"
LIST: Final = b"<br>1:24-cv-00001 Notice has been electronically mailed to:<br>"
OTHERS: Final = b"<br>1:24-cv-00001 Notice has been delivered by other means to:<br>"
STAMP: Final = (
    b"Document description:Exhibit<br>Original filename:x.pdf<br>Electronic document Stamp:<br>"
    b"[STAMP dcecfStamp_ID=1 [Date=1/1/2025] [FileNumber=%d-%d] [0a1b]]<br>"
)
FRAME: Final = b"<!DOCTYPE html><html><head><title>Document Selection Menu</title></head><body>Document Selection Menu<table>"
ROW: Final = (
    b"<tr><td><a href='https://ecf.nysd.uscourts.gov/doc1/1271%08d' onClick=\"goDLS('/doc1/1271%08d','1','8','','','1','48201973','','');"
    b'return(false);">%d</a></td><td>Exhibit</td><td>3 pages</td><td>1.0 mb</td></tr>'
)


def heavy_mails() -> Iterator[tuple[str, bytes]]:
    """Mails of almost the longest text that is read."""
    notice = HEAD + TABLE + TEXT
    for name, head, piece in (
        ("cases", HEAD, TABLE),
        ("cases with texts", HEAD, TABLE + TEXT),
        ("links to cases", b"Subject: x\nContent-Type: text/html\n\nSummary of ECF Activity<br>", b"<a href=https://ecf.nysd.uscourts.gov/cgi-bin/DktRpt.pl?1>"),
        ("case labels", HEAD, b"<br>Case Name:<br>Case Number:"),
        ("case names alone", HEAD, b"<br>Case Name:"),
        ("labels", HEAD + TABLE, b"<br>Filer:"),
        ("docket text labels", HEAD + TABLE, b"<br>Docket Text:"),
        ("addresses in lines", notice + LIST, b"Ada &nbsp a@b.example<br>"),
        ("addresses in one line", notice + LIST, b"a@b.example, "),
        ("addresses glued together", notice + LIST, b"a@b.example"),
        ("an address without an end", notice + LIST, b"a"),
        ("an address of dots", notice + LIST, b"a."),
        ("at signs", notice + LIST, b"@"),
        ("a host without an end", notice + LIST + b"a@", b"b."),
        ("hyphens of a host", notice + LIST + b"a@", b"-a"),
        ("lists", notice, LIST),
        ("lists with a reader", notice, LIST + b"Ada a@b.example<br>"),
        ("postal addresses", notice + OTHERS, b"Osric<br>Kiln Lane 1<br><br>"),
        ("headings", notice, OTHERS),
        ("half headings", notice, b"<br>1:24-cv-00001 Notice has been "),
        ("stamps", notice, STAMP % (1, 1)),
        ("descriptions", notice, b"Document description:"),
        ("file numbers", notice + b"Document description:x Electronic document Stamp:", b"FileNumber=1 "),
        ("anchors", notice, b"<a href=https://ecf.nysd.uscourts.gov/doc1/1?magic_num=12345678&caseid=1>1</a>"),
        ("short anchors", notice, b"<a href=h>"),
        ("anchors in the table", HEAD + TABLE, b"<a href=https://ecf.nysd.uscourts.gov/doc1/1?magic_num=12345678>1</a>"),
        ("rewritten links", notice, b"<a href=https://urldefense.com/v3/__https://ecf.nysd.uscourts.gov/doc1/1__;Kg!>1</a>"),
        ("rewritten in one another", notice + b"<a href=", b"https://nam02.safelinks.protection.outlook.com/?url="),
        ("stars", notice, b"<a href=https://urldefense.com/v3/__https://a/" + b"*" * 900 + b"__;" + b"Kioq" * 225 + b"!>1</a>"),
        ("tags", notice, b"<b>"),
        ("open tags", notice, b"<b "),
        ("open divs", notice, b"<div>"),
        ("comments", notice, b"<!--x-->"),
        ("open comments", notice, b"<!--"),
        ("open quotes", notice, b"<a href='"),
        ("attributes", notice + b"<a ", b"x=y "),
        ("equals signs", notice + b"<a ", b"="),
        ("scripts", notice, b"<script>"),
        ("less-than signs", notice, b"<"),
        ("entities", notice, b"&amp;"),
        ("ampersands", notice, b"&"),
        ("numeric entities", notice, b"&#65;"),
        ("line ends", notice, b"<br>"),
        ("blanks", notice, b"x &nbsp; "),
        ("sentences", HEAD, b"<br>The following transaction was entered on 1/1/2025 at 1:00 PM EST"),
        ("titles", HEAD, b"<br>Notice of Electronic Filing<br>"),
        ("sealing words", notice, b"seal redact "),
        ("torn sealing words", notice, b"s e a l e d r e d a c t "),
        ("broken sealing words", notice, b"sea-\nled re-dac-ted "),
        ("foreign letters", notice, "\u0455\u0435\u0430\u04cf ".encode()),
        ("underscores", notice, b"s_e_a_"),
        ("hearings", HEAD + TABLE + b"Docket Text:", b"Hearing set for 1/1/2025 at 10:00 AM in Courtroom 5. "),
        ("summary", b"Subject: Summary of ECF Activity\nContent-Type: text/html\n\nSummary of ECF Activity<br>",
         b"<p><a href=https://ecf.nysd.uscourts.gov/cgi-bin/DktRpt.pl?1>1:24-cv-1</a> A v. B<br>Docket Text: x</p>"),
        ("forward banners", notice, b"Begin forwarded message:<br>From: x<br>Subject: y<br>"),
        ("spread words", notice + b"<br>Subject:", b" \xc2\xa0"),
        ("links of ACMS", ACMS.split(b"<b>Document:")[0],
         b"<b>Document:</b> <a href='https://ca9-showdoc.azurewebsites.us/NDA/5d0a71c2-93be-4c18-a2f4-6b0e37d915aa'>B</a><br/>"),
    ):  # fmt: skip
        yield name, _filled(head, piece)
        if not name.startswith("summary"):
            yield f"{name}, plain", _filled(head, piece).replace(b"text/html", b"text/plain", 1)
    yield from heavy_wrappings()


def heavy_wrappings() -> Iterator[tuple[str, bytes]]:
    """Mails whose headers and parts are the load."""
    part = b"--x\nContent-Type: text/html\n\n" + b"<b>x" * (MAX_TEXT // MAX_PARTS // 4 - 8) + b"\n"
    mixed = b"Content-Type: multipart/mixed; boundary=x\n\n"
    yield "parts", mixed + part * (MAX_PARTS - 1)
    yield "too many parts", mixed + b"--x\n\na\n" * (MAX_TEXT // 8)
    yield "enclosed again and again", b"Content-Type: message/rfc822\n\n" * (MAX_TEXT // 31)
    yield "forwards as deep as they go", b"Content-Type: message/rfc822\n\n" * MAX_DEPTH + _filled(HEAD + TABLE + LIST, b"a@b.c ")  # fmt: skip
    nested = (
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(9000)
    )
    yield "parts in parts", b"".join(nested)
    yield "parameters", b"Content-Type: multipart/mixed" + b"; a=b" * (MAX_TEXT // 5) + b"\n\nx"
    yield "semicolons", b"Content-Type: " + b";" * MAX_TEXT + b"\n\nx"
    yield "encoded words", b"Subject: " + b"=?utf-8?q?a?= " * (MAX_TEXT // 14) + b"\n\nx"
    yield "half encoded words", b"Subject: " + b"=?" * (MAX_TEXT // 2) + b"\n\nx"
    yield "prefixes", b"Subject: " + b"Fwd: re:" * (MAX_TEXT // 8) + b"\n\nx"
    yield "headers", b"X: y\n" * (MAX_TEXT // 5) + b"\nx"
    yield "folded header", b"Subject: a" + b"\n b" * (MAX_TEXT // 3) + b"\n\nx"
    yield (
        "base64",
        b"Content-Transfer-Encoding: base64\nContent-Type: text/html\n\n"
        + b"PGI+\n" * (MAX_TEXT // 5),
    )
    yield (
        "no base64",
        b"Content-Transfer-Encoding: base64\nContent-Type: text/html\n\n"
        + b"-\n" * (MAX_TEXT // 2),
    )
    yield (
        "quoted-printable",
        b"Content-Transfer-Encoding: quoted-printable\nContent-Type: text/html\n\n"
        + b"=3D=\n" * (MAX_TEXT // 5),
    )
    yield "noise", b"Content-Type: text/html\n\n" + bytes(range(256)) * (MAX_TEXT // 300)


def heavy_pages() -> Iterator[tuple[str, bytes]]:
    """Answers of a court of the largest size that is read as a page."""
    for name, head, piece in (
        ("rows", FRAME, ROW % (1, 1, 1)),
        ("links", FRAME, b"<a href=/doc1/1>1</a>"),
        ("checkboxes", FRAME, b"<input type=checkbox value='1-2-3'>"),
        ("frames", b"<html><body>", b"<iframe src='/cgi-bin/show_temp.pl?file=1.pdf'></iframe>"),
        ("forms", b"<html><body>", b"<form action=/x><input name=login type=password></form>"),
        ("cells", FRAME, b"<td>"),
        ("tables", FRAME, b"<table>"),
        ("open divs", FRAME, b"<div>"),
        ("open formatting", FRAME, b"<b><i><p>"),
        ("attributes", FRAME + b"<a ", b"x=y "),
        ("comments", FRAME, b"<!--"),
        ("scripts", FRAME, b"<script>location.assign('x')</script>"),
        ("arguments", FRAME + b"<a onclick=\"goDLS('/doc1/1'", b",'1'"),
        ("entities", FRAME, b"&amp;"),
        ("words", FRAME, b"login password PACER "),
        ("line ends", FRAME, b"<br>"),
        ("less-than signs", FRAME, b"<"),
        ("noise", b"<html>", bytes(range(256))),
    ):
        yield name, _filled(head, piece, MAX_PAGE)
    numbered = b"".join(ROW % (n, n, n) for n in range(MAX_PAGE // (len(ROW) + 20)))
    yield "rows of many documents", FRAME + numbered
    yield "ids", FRAME + b"".join(b"<b id=%d>" % n for n in range(MAX_PAGE // 14))


def _filled(head: bytes, piece: bytes, size: int = MAX_TEXT) -> bytes:
    return head + piece * ((size - len(head)) // len(piece.decode(errors="replace")) - 1)
