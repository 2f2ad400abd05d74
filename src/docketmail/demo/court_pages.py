"""The toy court's pages that lead on: frames, menus of a notice's documents, lists of an appellate filing.

Written after the pages of real courts, with the signs by which clients tell them apart. Where a form was seen is
said beside it; the pages are in Free Law Project's juriscraper, tests/examples/pacer.
"""

from __future__ import annotations

from html import escape

from docketmail.demo.court_filings import Filing, Paper, System
from docketmail.demo.court_replies import Reply, page


SHOW_TEMP = "/cgi-bin/show_temp.pl"
"""What shows a temporary file: courts put a paper there and lead to it."""
FRAME_BUSTER = "<script>if (top!=self) {top.location.replace(location.href);}</script>"
"""It stands on every page of CM/ECF and is no sign of anything."""


def html(title: str, body: str, head: str = "") -> bytes:
    """A page of CM/ECF."""
    return (
        f"<html><head><title>{escape(title)}</title>{FRAME_BUSTER}{head}</head>\n"
        f"<body>{body}</body></html>\n"
    ).encode()


def frame(address: str) -> Reply:
    """A page whose frame shows a short-lived file (courtlistener#1708)."""
    shown = f'<iframe src="{escape(address)}" width="100%" height="100%" frameborder="0"></iframe>'
    return page(html("Display PDF", shown))


def script_jump(address: str) -> Reply:
    """A page whose script leads to the file (juriscraper, reports.py:361: the Northern District of Oklahoma)."""
    return page(html("", "", f'<script>window.location = "{address}";</script>'))


def menu(filing: Filing, magic: str) -> Reply:
    """The Document Selection Menu behind a notice's link; each row has the notice's magic number.

    The buttons cost money. District courts print rounded sizes, or exact ones in boxes for their script, as
    juriscraper's saved menus show: the toy's do so in turn. Bankruptcy courts count "parts" and print no size
    (courtlistener#852).
    """
    rows = _bankruptcy_rows if filing.system is System.BANKRUPTCY else _district_rows
    together = (
        f"/cgi-bin/show_multidocs.pl?caseid={filing.case_id}"
        f"&arr_de_seq_nums={filing.sequence}&magic_num={magic}"
    )
    return page(
        html(
            "CM/ECF",
            "<p><b>Document Selection Menu</b></p><p align=center><big>Multiple Documents</big></p>"
            "<p>To view the main document and its attachments without incurring a PACER fee,\n"
            "click on the hyperlinks displayed on this menu.  You may incur a PACER fee\n"
            "to view CM/ECF documents from hyperlinks within the documents.</p>"
            f"<form><table width=700 cellpadding=4>{rows(filing, magic)}</table></form>"
            f'<form name="view_multi_docs" method="POST" action="{escape(together)}">'
            '<input type="hidden" name="zipit" value="0">'
            '<input type="submit" id="view_button" value="View Selected">'
            '<input type="submit" id="download_button" value="Download Selected"></form>',
        )
    )


def _district_rows(filing: Filing, magic: str) -> str:
    """Arguments of goDLS in a district court: the last two are hdr and psf_report (recap-chrome, pacer.js)."""
    boxed = int(filing.sequence) % 2 == 0
    rows = []
    for index, each in enumerate(filing.papers):
        link = _row_link(filing, index, magic, "'',''", str(index or filing.sequence))
        size = f"{each.size / 1024:.1f} KB" if boxed else f"{max(1, each.size // 1000)} kb"
        box = _box(filing, index, each) if boxed else ""
        head = "<td colspan=2><B>Document Number:</B> " if index == 0 else "<td valign=top>"
        told = f"<td>{escape(each.description)}</td>" if index else ""
        rows.append(f"<tr>{box}{head}{link}</td>{told}<td>{_count(each)}</td><td>{size}</td>")
    rows.insert(1, "<tr><td>&nbsp;</td><tr><td><B>Attachment</B></TD><TD><B>Description</B></TD>")
    return "\n".join(rows)


def _bankruptcy_rows(filing: Filing, magic: str) -> str:
    """In a bankruptcy court claim_id, claim_num and claim_doc_seq come behind the magic number (pacer.js)."""
    rows = ["<tr><th>Part</th><th>Description</th><th>Pages</th></tr>"]
    for index, each in enumerate(filing.papers):
        link = _row_link(filing, index, magic, "'','',''", str(index + 1))
        rows.append(
            f"<TR><TD align='right'>{link}</TD><TD> {escape(each.description)}</TD>"
            f"<TD>{_count(each)}</TD></TR>"
        )
    return "\n".join(rows)


def _row_link(filing: Filing, index: int, magic: str, more: str, number: str) -> str:
    path = filing.path(index)
    call = f"goDLS('{path}','{filing.case_id}','{filing.sequence}','','','','{magic}',{more})"
    return f'<a href="https://{filing.host}{path}" onClick="{call};return(false);">{number}</a>'


def _box(filing: Filing, index: int, each: Paper) -> str:
    """The part's id, its bytes and its pages, for the script that adds them up."""
    value = f"{int(filing.document_ids[index][4:])}-{each.size}-{each.pages}"
    return f'<td><input type="checkbox" name="document_1_{index}" value="{value}" /></td>'


def _count(each: Paper) -> str:
    return f"{each.pages} page" if each.pages == 1 else f"{each.pages} pages"


def appellate_list(filing: Filing) -> Reply:
    """The appellate list of documents: its rows have no uid, so they are not free (ca2_22-956)."""
    listed = "\n".join(_appellate_row(filing, index) for index in range(len(filing.papers)))
    return page(
        html(
            "Documents",
            f"<table><tr><th><b>{len(filing.papers)} Documents are attached to this filing</b>"
            "<br></th></tr></table><table border=1><tr><td><table>"
            "<tr><th colspan=2>Document</th><th>Description</th><th>Pages</th></tr>"
            f"\n{listed}</table></td></tr></table><form name='dktEntry' method='get' "
            f"action='https://{filing.host}/n/beam/servlet/TransportRoom'>"
            "<input type='hidden' name='servlet' value='ShowDocMulti'>"
            f"<input type='hidden' name='caseId' value='{filing.case_id}'>"
            "<input value='Combine All Documents' type='button' onclick='ProcessForm(\"view\")'>"
            f"</form>{_appellate_script(filing)}",
        )
    )


def _appellate_row(filing: Filing, index: int) -> str:
    each, document_id = filing.papers[index], filing.document_ids[index]
    # A lock stands where the reader would be asked who he is (recap-chrome, appellate/utils.js).
    lock = "doclock.gif' title='Open Restricted Document" if index else "document.gif' title='Open"
    return (
        f"<tr><td align='center'>{index + 1}</td><td><a href='https://{filing.host}/docs1/{document_id}' "
        f"onclick=\"return doDocPostURL('{document_id}')\"><img src='TransportRoom?servlet={lock}'></a>"
        f"&nbsp;</td><td>{escape(each.description)}</td><td align='center'>{each.pages}</td></tr>"
    )


def _appellate_script(filing: Filing) -> str:
    """Jumps that only a click makes, and both are to be paid for."""
    return (
        "<script>function doDocPostURL(dls) {"
        f"window.open('TransportRoom?servlet=ShowDoc&caseId={filing.case_id}&dls_id='+dls);"
        "return false;}\nfunction ProcessForm(choice) {"
        f"window.location='TransportRoom?servlet=ShowDocMulti&caseId={filing.case_id}';"
        "return false;}</script>"
    )
