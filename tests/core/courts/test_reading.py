"""Any bytes have an answer, soon; and what a mail may not make of itself."""

from __future__ import annotations

import json
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, strategies as st

from docketmail.cli.explain_notice import explanation, told
from docketmail.core.courts import read
from docketmail.core.notice import Kind, Mark, NotANotice, Notice, Unreadable


NOTICES = Path(__file__).parents[2] / "notices"
SAMPLES = [path.read_bytes() for path in sorted(NOTICES.rglob("*.eml"))]
MOTION = (NOTICES / "cmecf" / "nysd_motion.eml").read_bytes()
LOOK = b"magic_num=48201973"

PIECES = st.sampled_from(
    [
        b"<", b">", b"\n", b"\r\n", b"\0", b'"', b"'", b"&#x", b"=?utf-8?b?", b"?=", b"\xff", b"--",
        b"Case Name:", b"<br>Docket Text:", b"FileNumber=1-2]", b"magic_num=",
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"on 99/99/9999 at 99:99 PM EST",
    ]
)  # fmt: skip


@given(st.binary())
def test_any_bytes_have_an_answer(raw: bytes) -> None:
    reading = read(raw)
    json.dumps(explanation(reading))
    assert list(told("mail", reading))


@given(
    st.sampled_from(SAMPLES), st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 40), PIECES))
)
def test_a_damaged_notice_has_an_answer(raw: bytes, wounds: list[tuple[int, int, bytes]]) -> None:
    for place, length, piece in wounds:
        raw = raw[:place] + piece + raw[place + length :]
    assert list(told("mail", read(raw)))


HEAD = (
    b"Subject: Activity\nContent-Type: text/html\n\n<p>Notice of Electronic Filing</p>"
    b"The following transaction was entered on 1/1/2025 at 1:00 PM EST and filed on 1/1/2025"
)
TABLE = (
    b"<br>Case Name:<br>A v. B<br>Case Number:<br><a href=https://ecf.nysd.uscourts.gov/cgi-bin/DktRpt.pl?1>1-1</a>"
    b"<br>Document Number:<br>1<br>Docket Text:<br>x"
)
LIST = b"<br>1-1 Notice has been electronically mailed to:<br>"


@pytest.mark.parametrize(
    "raw",
    [
        HEAD + b"<div>" * 100_000,
        HEAD + b"".join(b"<b id=%d>" % n for n in range(1000)) + b"<p>x</p>" * 1000,
        HEAD + b"<!--" * 100_000,
        HEAD + b"<a href='" * 50_000,
        HEAD + TABLE * 3000,
        HEAD + b"<br>Case Name:<br>Case Number:" * 17_000,
        HEAD + TABLE + LIST * 8000,
        HEAD + TABLE + LIST + b"a@b.example<br>" * 30_000,
        HEAD + TABLE + LIST + b"a" * 500_000,
        HEAD + TABLE + b"Document description:x<br>" * 20_000,
        HEAD + TABLE + b"seal s e a l sea-" * 29_000,
        HEAD.replace(b"html", b"plain") + b"https://urldefense.com/v3/__" * 18_000,
        b"Content-Type: " + b";" * 500_000 + b"\n\nx",
        b"Subject: " + b"=?" * 250_000 + b"\n\nx",
        b"Content-Type: message/rfc822\n\n" * 17_000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(9000)
        ),
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\na\n" * 70_000,
    ],
)
def test_the_work_grows_with_the_size_alone(raw: bytes) -> None:
    """Half a megabyte takes 0.5 s at worst on a busy machine; anything quadratic would take minutes."""
    began = perf_counter()
    read(raw)
    assert perf_counter() - began < 5


def test_a_text_that_is_too_long_is_not_read_by_half() -> None:
    reading = read(MOTION + b"<br>" * 200_000)
    assert isinstance(reading, Unreadable)
    assert "longer" in reading.reason


def test_more_cases_than_any_notice_has_are_unreadable() -> None:
    assert isinstance(read(HEAD + TABLE * 201), Unreadable)


def notice(raw: bytes) -> Notice:
    reading = read(raw)
    assert isinstance(reading, Notice)
    return reading


@pytest.mark.parametrize("magic", [b"MAGIC", b"", b"0", b"000", b"-1", b"12a", "٤٢".encode()])
def test_a_placeholder_is_no_look(magic: bytes) -> None:
    reading = notice(MOTION.replace(LOOK, b"magic_num=" + magic))
    assert reading.links == ()
    assert Mark.PLACEHOLDER_LINK in reading.marks
    assert Mark.TEXT_ONLY not in reading.marks


@pytest.mark.parametrize(
    "host",
    [
        b"http://ecf.nysd.uscourts.gov",
        b"https://ecf.nysd.uscourts.gov.evil.example",
        b"https://ecf.nysd.uscourts.gov@evil.example",
        b"https://ecf.nysd.uscourts.gov:8443",
        b"https://user@ecf.nysd.uscourts.gov",
        b"https://ecf.nowhere.uscourts.gov",
        b"https://pacer.nysd.uscourts.gov",
        "https://ecf.n\u0443sd.uscourts.gov".encode(),
    ],
)
def test_a_link_to_any_other_host_is_no_look(host: bytes) -> None:
    reading = read(MOTION.replace(b"https://ecf.nysd.uscourts.gov/doc1", host + b"/doc1"))
    assert not isinstance(reading, Notice) or reading.links == ()


def test_a_document_link_without_any_magic_number_is_no_look() -> None:
    reading = notice(MOTION.replace(b"&" + LOOK, b""))
    assert reading.links == ()
    assert Mark.PLACEHOLDER_LINK not in reading.marks


def test_a_look_in_the_docket_text_is_not_opened() -> None:
    link = (
        b'<a href="https://ecf.nysd.uscourts.gov/doc1/1?caseid=1&de_seq_num=1&magic_num=55">1</a>'
    )
    assert len(notice(MOTION.replace(b"MOTION to Compel", b"MOTION " + link)).links) == 1


def test_a_look_is_kept_exactly_as_sent() -> None:
    raw = MOTION.replace(
        b"&de_seq_num=88&" + LOOK, b"&amp;de_seq_num=88&amp;extra=%41b&\r\n" + LOOK
    )
    assert notice(raw).links[0].url == (
        "https://ecf.nysd.uscourts.gov/doc1/127135551234"
        "?caseid=611204&de_seq_num=88&extra=%41b&magic_num=48201973"
    )


def test_links_to_two_courts_are_unreadable() -> None:
    raw = MOTION.replace(b"ecf.nysd.uscourts.gov/cgi-bin", b"ecf.nyed.uscourts.gov/cgi-bin")
    assert isinstance(read(raw), Unreadable)


def test_two_systems_that_claim_one_mail_make_it_unreadable() -> None:
    other = (
        b"<p>A new docket entry has been added for <a href='https://www.supremecourt.gov/search.aspx"
        b"?filename=/docket/docketfiles/html/public/25-1.html'>X</a>.</p>"
    )
    reading = read(MOTION + other)
    assert isinstance(reading, Unreadable)
    assert "cmecf and scotus" in reading.reason


def test_several_attached_mails_are_not_read_as_one() -> None:
    part = b"--x\nContent-Type: message/rfc822\n\n" + MOTION + b"\n"
    raw = b"Content-Type: multipart/mixed; boundary=x\n\n" + part + part + b"--x--\n"
    assert isinstance(read(raw), Unreadable)


def test_a_bounce_that_quotes_a_notice_is_none() -> None:
    raw = (
        b"Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: text/plain\n\nUndelivered.\n"
        b"--x\nContent-Type: message/rfc822\n\n" + MOTION + b"\n--x--\n"
    )
    reading = read(raw)
    assert isinstance(reading, NotANotice)
    assert reading.kind is Kind.OTHER
    assert "another mail" in reading.reason
    assert reading.text == "Undelivered."


def test_an_empty_mail_is_no_notice() -> None:
    assert isinstance(read(b""), NotANotice)
