"""What is no notice is told as what it is, with what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from docketmail.core.courts import read
from docketmail.core.notice import Kind, NotANotice, Notice


NOTICES = Path(__file__).parents[2] / "notices"
MOTION = (NOTICES / "cmecf" / "nysd_motion.eml").read_bytes()


def said(text: str, subject: str = "Hello") -> NotANotice:
    reading = read(f"Subject: {subject}\nContent-Type: text/html\n\n{text}".encode())
    assert isinstance(reading, NotANotice)
    return reading


def test_it_tells_what_the_mail_says() -> None:
    assert (
        said("<p>The  clerk's\noffice</p><p> &nbsp; </p>is closed.").text
        == "The clerk's office\nis closed."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Please confirm your e-mail address for CM/ECF.",
        "PACER: to activate your account, click here.",
        "Verify that this is your new email address (ecf.vtd.uscourts.gov).",
        "Validate your subscription at search.txcourts.gov",
        "E-mail verification for electronic filing",
    ],
)
def test_a_request_to_confirm_is_a_subscription(text: str) -> None:
    assert said(text).kind is Kind.SUBSCRIPTION


@pytest.mark.parametrize(
    "text",
    [
        "Please confirm your e-mail address at our shop.",
        "Please confirm the hearing. Your PACER account is fine.",
        "The motion asks to verify. CM/ECF",
    ],
)
def test_any_other_request_is_not(text: str) -> None:
    assert said(text).kind is Kind.OTHER


@pytest.mark.parametrize(
    ("subject", "text"),
    [("Test", "x"), ("TEST - ignore", "x"), ("x", "This is a test."), ("x", "a test e-mail")],
)
def test_a_test_is_called_one(subject: str, text: str) -> None:
    reading = said(text, subject)
    assert (reading.kind, reading.reason[:6]) == (Kind.OTHER, "a test")


@pytest.mark.parametrize(
    ("subject", "text"), [("Testimony of A", "x"), ("x", "the DNA test was read")]
)
def test_what_speaks_of_one_is_none(subject: str, text: str) -> None:
    assert said(text, subject).reason == "no court system wrote it"


@pytest.mark.parametrize("sender", [b"MAILER-DAEMON@mx.example", b"postmaster@mx.example"])
def test_a_report_that_quotes_a_notice_grants_no_look(sender: bytes) -> None:
    reading = read(MOTION.replace(b"NYSD_ECF_Pool@nysd.uscourts.gov", sender))
    assert isinstance(reading, NotANotice)
    assert "another mail" in reading.reason


EDIT = "<p>Modified {} from x to y.</p>"


@pytest.mark.parametrize(
    "what", ["Dkt text", "Docket Text", "Date Filed", "Date Entered", "docket entry text"]
)
def test_an_edit_is_one_whatever_was_changed(what: str) -> None:
    reading = read(
        MOTION.replace(b"MOTION to Compel", EDIT.format(what[0].upper() + what[1:]).encode())
    )
    assert isinstance(reading, Notice)
    assert reading.kind is Kind.DOCKET_EDIT


def test_modified_alone_is_no_edit() -> None:
    reading = read(MOTION.replace(b"MOTION to Compel", b"MOTION to Compel (Modified on 3/4/2025)"))
    assert isinstance(reading, Notice)
    assert reading.kind is Kind.FILING
