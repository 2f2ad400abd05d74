"""Raw bytes as a mail."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, strategies as st

from docketmail.core import mail as mails
from docketmail.core.mail import Mail
from docketmail.core.markup import folded
from docketmail.core.notice import Unreadable


def mail(raw: bytes) -> Mail:
    read = mails.read(raw)
    assert isinstance(read, Mail)
    return read


def text(raw: bytes) -> str:
    return folded(mail(raw).sheet.text)


def multipart(kind: str, *parts: bytes) -> bytes:
    body = b"".join(b"--=_b\n" + part + b"\n" for part in parts)
    return (
        f'Content-Type: {kind}; boundary="=_b"\n\npreamble\n'.encode() + body + b"--=_b--\nepilogue"
    )


PLAIN = b"Content-Type: text/plain\n\nplain"
HTML = b"Content-Type: text/html\n\n<p>html"


@pytest.mark.parametrize("parts", [(PLAIN, HTML), (HTML, PLAIN)])
def test_html_is_preferred_whichever_comes_first(parts: tuple[bytes, bytes]) -> None:
    assert text(multipart("multipart/alternative", *parts)) == "html"


def test_an_attached_text_is_not_the_body() -> None:
    attached = b"Content-Type: text/html\nContent-Disposition: attachment; filename=x\n\nattached"
    assert text(multipart("multipart/mixed", PLAIN, attached)) == "plain"


def test_headers_are_unfolded_and_decoded() -> None:
    read = mail(
        b'SUBJECT: Activity in\r\n Case =?utf-8?Q?Pe=C3=B1?= =?utf-8?B?YXNjbw==?=\r\nFrom: "A, B" <X@Cand.USCourts.gov>\r\n\r\nx'
    )
    assert read.subject == "Activity in Case Peñasco"
    assert read.sender == "x@cand.uscourts.gov"


@pytest.mark.parametrize("header", [b"=?utf-8?b?A?=", b"=?nonsense?q?=e9?=", b"=?x?y?z?="])
def test_a_broken_encoded_word_is_kept_somehow(header: bytes) -> None:
    assert mail(b"Subject: " + header + b"\n\n").subject


@pytest.mark.parametrize(
    ("declared", "body"),
    [
        ("us-ascii", "Peñasco \u2013 \u2019".encode("cp1252")),
        ("iso-8859-1", "Peñasco \u2013 \u2019".encode("cp1252")),
        ("utf-7", "Peñasco \u2013 \u2019".encode()),
        ("rot13", "Peñasco \u2013 \u2019".encode()),
        ("windows-1252", "Peñasco \u2013 \u2019".encode()),
    ],
)
def test_the_bytes_decide_the_charset(declared: str, body: bytes) -> None:
    assert (
        text(f"Content-Type: text/plain; charset={declared}\n\n".encode() + body)
        == "Peñasco \u2013 \u2019"
    )


def test_a_byte_order_mark_is_no_character() -> None:
    raw = b"\xef\xbb\xbfCase Name:"
    assert mail(b"Content-Type: text/plain\n\n" + raw).sheet.text == "\nCase Name:"


def test_a_declared_single_byte_charset_is_used_where_the_bytes_are_no_utf8() -> None:
    assert (
        text("Content-Type: text/plain; charset=iso-8859-2\n\nŁódź".encode("iso-8859-2")) == "Łódź"
    )


@pytest.mark.parametrize("damage", [b"", b"\n", b"=", b"!"])
def test_base64_is_decoded_even_if_damaged(damage: bytes) -> None:
    raw = b"Content-Type: text/html\nContent-Transfer-Encoding: BASE64\n\n"
    assert text(raw + base64.b64encode(b"<p>Docket Text: x y z") + damage) == "Docket Text: x y z"
    assert text(raw + b"QUJDR") == "ABC"


def test_quoted_printable_is_decoded() -> None:
    assert (
        text(b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\na=3Db =\nc")
        == "a=b c"
    )


def test_a_mail_without_headers_has_a_body_and_one_without_body_has_none() -> None:
    assert text(b"\nhello") == "hello"
    assert text(b"Subject: x") == ""


def test_an_attached_mail_is_what_is_read() -> None:
    inner = b"Content-Type: message/rfc822\n\nSubject: inner\nFrom: c@d.example\n\nnotice"
    read = mail(
        b"Subject: Fwd: outer\nFrom: a@b.example\n" + multipart("multipart/mixed", PLAIN, inner)
    )
    assert (read.subject, read.sender, read.forwarded) == ("inner", "c@d.example", True)
    assert folded(read.sheet.text) == "notice"


@pytest.mark.parametrize(
    ("raw", "subject"),
    [
        (b"Subject: FW: Re: Fwd: Activity in Case 1:25-cv-1 A\n\nx", "Activity in Case 1:25-cv-1 A"),
        (b"Subject: Fwd: look\n\nBegin forwarded message:\n\nSubject: Activity in Case 1:25-cv-1 A\n", "Activity in Case 1:25-cv-1 A"),
        (b"Subject: look\n\n---------- Forwarded message ---------\nSubject: 25-10101 B\n", "25-10101 B"),
        (b"Subject: look\n\n-----Original Message-----\nFrom: x\n", "look"),
    ],
)  # fmt: skip
def test_a_mail_forwarded_within_the_text(raw: bytes, subject: str) -> None:
    read = mail(raw)
    assert read.forwarded
    assert read.subject == subject


def test_a_reply_is_no_forward() -> None:
    assert not mail(b"Subject: Re: 25-10101\n\nx").forwarded


def test_a_boundary_that_begins_like_another_is_another() -> None:
    inner = (
        b'Content-Type: multipart/alternative; boundary="=_b2"\n\n--=_b2\n' + HTML + b"\n--=_b2--\n"
    )
    assert text(multipart("multipart/mixed", inner)) == "html"


def test_a_mail_whose_end_was_lost_is_read_as_far_as_it_goes() -> None:
    assert text(multipart("multipart/mixed", HTML).partition(b"--=_b--")[0]) == "html"


def test_a_calendar_entry_is_noted() -> None:
    assert mail(
        multipart("multipart/mixed", PLAIN, b"Content-Type: text/calendar\n\nBEGIN")
    ).calendar


@pytest.mark.parametrize(
    "raw",
    [
        b"Content-Type: message/rfc822\n\n" * 20,
        multipart("multipart/mixed", *[PLAIN] * 101),
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(20)
        ),
        b"Content-Type: text/html\n\n" + b"x" * (mails.MAX_TEXT + 1),
    ],
)
def test_what_is_wrapped_or_long_beyond_reason_is_unreadable(raw: bytes) -> None:
    assert isinstance(mails.read(raw), Unreadable)


@given(st.binary())
def test_no_bytes_raise(raw: bytes) -> None:
    assert isinstance(mails.read(raw), Mail | Unreadable)


@given(st.binary(), st.binary())
def test_no_header_raises(name: bytes, value: bytes) -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary="
        + name
        + b"\nSubject: "
        + value
        + b"\n\n--"
        + name
        + b"\n\nx"
    )
    assert isinstance(mails.read(raw), Mail | Unreadable)


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_is_told_by_its_mark(order: str) -> None:
    body = base64.b64encode(f"\ufeffPeñasco \u2013 {LONG}".encode(order))
    raw = b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" + body
    assert text(raw) == f"Peñasco \u2013 {LONG}"


LONG = "Docket Text: x"


def test_the_head_that_outlook_quotes_is_a_forward_too() -> None:
    raw = (
        b"Subject: look\nContent-Type: text/html\n\n<b>From:</b> ecf@x.example <br><b>Sent:</b> Tuesday<br>"
        b"<b>Subject:</b> Activity in Case 1:25-cv-1 A"
    )
    assert (mail(raw).forwarded, mail(raw).subject) == (True, "Activity in Case 1:25-cv-1 A")
    assert not mail(b"Subject: look\n\nFrom: here\nto: there\n").forwarded


@pytest.mark.parametrize(
    ("raw", "report"),
    [
        (multipart("multipart/report; report-type=delivery-status", PLAIN), True),
        (b"From: Mail Delivery System <MAILER-DAEMON@mx.example>\n\nx", True),
        (b"From: postmaster@mx.example\n\nx", True),
        (b"From: apostmaster@mx.example\n\nx", False),
        (multipart("multipart/mixed", PLAIN), False),
    ],
)
def test_a_mail_servers_report_is_noted(raw: bytes, *, report: bool) -> None:
    assert mail(raw).report is report


@pytest.mark.parametrize(
    ("kind", "more", "is_file"),
    [
        ("application/pdf", "", True),
        ("text/html", "Content-Disposition: attachment; filename=notice.html\r\n", True),
        ("application/octet-stream", "", True),
        ("image/png", "Content-Disposition: attachment; filename=logo.png\r\n", False),
        ("application/pkcs7-signature", "Content-Disposition: attachment\r\n", False),
        ("text/calendar", "Content-Disposition: attachment\r\n", False),
        ("text/plain", "", False),
        ("message/delivery-status", "", False),
    ],
)
def test_a_file_is_told_from_what_belongs_to_the_mail(
    kind: str,
    more: str,
    is_file: bool,  # noqa: FBT001
) -> None:
    raw = (
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n"
        f"words\r\n--b\r\nContent-Type: {kind}\r\n{more}\r\nx\r\n--b--\r\n"
    )
    assert mail(raw.encode()).files is is_file


def test_what_a_google_group_writes_below_a_mail_is_not_the_mail_s() -> None:
    footer = b'\n-- \nYou received this message because you are subscribed to the Google Groups "x" group.\n'
    assert text(PLAIN + footer) == text(PLAIN)
    assert "Google" in text(PLAIN + footer + b"more " * 300), "nobody hides the rest of a mail so"
