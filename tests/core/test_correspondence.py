from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.correspondence import MOST, author, to_open


def mail(body: str, kind: str = "html") -> bytes:
    head = f"From: Clerk <No-Reply@sc-us.gov>\r\nSubject: s\r\nContent-Type: text/{kind}\r\n\r\n"
    return (head + body).encode()


VERIFY = "http://file.supremecourt.gov/casenotification/update?verify=4b7f&x=%20"


def test_a_link_to_a_court_is_shown_as_it_was_sent_and_once() -> None:
    assert to_open(mail(f"<a href='{VERIFY}'>Confirm</a> or {VERIFY}")) == (VERIFY,)
    assert to_open(mail(f"Confirm here: {VERIFY}", "plain")) == (VERIFY,)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.supremecourt.gov.evil.example/verify",
        "https://evilsupremecourt.gov/verify",
        "https://supremecourt.gov@evil.example/",
        "https://evil.example/?supremecourt.gov/",
        "https://supremecourt.gov:8443/verify",
        "ftp://supremecourt.gov/verify",
        "javascript:alert(1)//supremecourt.gov/",
        "https://\u0455upremecourt.gov/verify",
        "https://supremecourt.com/verify",
    ],
)
def test_a_link_to_any_other_host_is_not(url: str) -> None:
    assert to_open(mail(f"<a href='{url}'>Confirm</a>")) == ()


@pytest.mark.parametrize("host", ["supremecourt.gov", "ecf.vtd.uscourts.gov", "www.txcourts.gov"])
def test_the_courts_are_these_three_domains(host: str) -> None:
    assert to_open(mail(f"<a href=https://{host}/x>Confirm</a>")) == (f"https://{host}/x",)


def test_no_more_are_shown_than_a_person_would_look_at() -> None:
    many = "".join(f"<a href=https://supremecourt.gov/{n}>x</a>" for n in range(50))
    assert len(to_open(mail(many))) == MOST


def test_who_wrote_it_is_what_it_says() -> None:
    assert author(mail("x")) == "no-reply@sc-us.gov"
    assert author(b"Subject: s\r\n\r\nx") == ""


@given(st.binary(max_size=300))
def test_any_bytes_have_an_answer(raw: bytes) -> None:
    for head in (b"", b"Content-Type: text/html\n\n<a href=https://supremecourt.gov/"):
        assert all(len(url) < 3000 and " " not in url for url in to_open(head + raw))
        assert "\n" not in author(b"From: " + raw)
