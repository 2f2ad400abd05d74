"""Mails that are as long as may be, and made to be slow: the work grows with their length only."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from docketmail.core.courts import read
from docketmail.core.notice import NotANotice, Notice, Unreadable


LENGTH = 490_000
"""Characters; a text of 524,288 is still read."""
SECONDS = 1.0
"""Processor time, with room for a busy machine: what is quadratic takes minutes. The soak of `tests/fuzz` has the
promised 0.1 s."""
MEMORY = 50 << 20

HEAD = """<p>Notice of Electronic Filing</p>The following transaction was entered on 3/4/2025 at 1:00 AM EST<br>
Case Name:<td>Halloran v. Brightwater<br>Case Number:
<a href=https://ecf.nysd.uscourts.gov/cgi-bin/DktRpt.pl?1>1:24-cv-07731</a><br>Docket Text:x<br>"""
MAILED = f"{HEAD}1:24-cv-07731 Notice has been electronically mailed to:<br>"
NOT_MAILED = f"{HEAD}1:24-cv-07731 Notice has been delivered by other means to:<br>"
DOCUMENTS = f"{HEAD}The following document(s) are associated with this transaction:<br>"

FILLINGS = [
    "<", "<a ", "&", "&#1", "<b id=n>", '"', "'", "\n", "\n\t ", " ", "\0", "<!--", "<style", "</title", "<td>", '<a ="', "<a ='=\"",
    "<a href='https://ecf.nysd.uscourts.gov/doc1/1?magic_num=1'>x", "https://", "https://a\n=", "> ", ">\n", "*", "--\n",
    "Case Name:\n", "Case Name: A\nCase Number: 1\n", "Filer:\n", "Docket Text:\n", "Case\n", "1:24-cv-07731 ", "MDL No. ",
    "Notice has been mailed ", "1:24-cv-07731 Notice has been electronically mailed to:\n", "Please see\n", "This is a re-",
    "Document description:\n", "Document description:Original filename:", "FileNumber=1", "The following transaction was ",
    "The following transaction was entered on 3/4/2025\nCase Name: A\nCase Number: 1\n", "a@", "a@b.example, ", "a.", "@b.c", " on behalf of \n",
    "s e a l ", "seal ", "r-", "ch -", "T: 1\n", "Subject: \n", "- Forwarded message",
]  # fmt: skip
STARTS = {"": "", "mailed": MAILED, "not_mailed": NOT_MAILED, "documents": DOCUMENTS}


def hostile(kind: str, start: str, filling: str) -> bytes:
    filled = (filling * (LENGTH // len(filling)))[:LENGTH]
    body = start + (filled.replace("\n", "<br>")[:LENGTH] if start else filled)
    return f"Subject: x\nContent-Type: text/{kind}\n\n{body}".encode()


def seconds(raw: bytes) -> float:
    began = time.process_time()
    assert isinstance(read(raw), Notice | NotANotice | Unreadable)
    return time.process_time() - began


@pytest.mark.parametrize("filling", FILLINGS)
def test_no_filling_makes_a_mail_slow(filling: str) -> None:
    assert seconds(hostile("plain", "", filling)) < SECONDS
    assert seconds(hostile("html", MAILED, filling)) < SECONDS


@pytest.mark.parametrize("filling", FILLINGS)
def test_no_header_makes_a_mail_slow(filling: str) -> None:
    folded = (filling * (LENGTH // len(filling))).replace("\n", "\n ").encode()
    for name in (b"Subject: ", b"Content-Type: multipart/mixed; boundary=", b"X: "):
        assert seconds(name + folded + b"\n\nx") < SECONDS


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["html", "plain"])
@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("filling", FILLINGS)
def test_no_filling_of_any_part_makes_a_mail_slow_or_large(
    kind: str, start: str, filling: str
) -> None:
    raw = hostile(kind, STARTS[start], filling)
    assert seconds(raw) < SECONDS
    tracemalloc.start()
    read(raw)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MEMORY
