from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from adapters.authenticity.signing import NOTICE
from docketmail.adapters.authenticity import message
from docketmail.adapters.authenticity.message import signed


def test_a_mail_is_taken_apart_as_its_signer_did() -> None:
    mail = signed(b"From: a@b.example\r\nX-Long: one\r\n\ttwo\r\n\r\nbody\nmore\r\n")
    assert mail is not None
    assert mail.headers == [(b"From", b" a@b.example\r\n"), (b"X-Long", b" one\r\n\ttwo\r\n")]
    assert mail.body == b"body\r\nmore\r\n"


def test_a_mail_without_a_body_is_one() -> None:
    for end in (b"", b"\r\n", b"\r\n\r\n"):
        mail = signed(b"From: a@b.example" + end)
        assert mail is not None
        assert mail.body == b""


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n\r\nbody",
        b"\r\nFrom: a@b.example\r\n\r\n",
        b"To: nobody@b.example\r\n\r\n",
        b"From: a@b.example\r\nFROM: c@d.example\r\n\r\n",
        b"From: a@b.example\r\nSubject: one\r\nsubject: two\r\n\r\n",
        b"From: a@b.example\r\nContent-Type: text/plain\r\nContent-Type: text/html\r\n\r\n",
        b"From: a@b.example\r\nX: y\rSubject: one\r\n\r\n",
        b"From: a@b.example\r\nX: y\r\r\nbody\r\n\r\n",
        b"From: a@b.example\r\nno header\r\n\r\n",
        b"From: a@b.example\r\nSubject : one\r\n\r\n",
        b"From: a@b.example\r\n: one\r\n\r\n",
        b"From: a@b.example\r\nFrom someone at noon\r\n\r\n",
        b"From someone at noon\r\nFrom: a@b.example\r\n\r\n",
        b" From: a@b.example\r\nFrom: a@b.example\r\n\r\n",
        b"From: a@b.example\r\nS\xfcbject: one\r\n\r\n",
        b"From: a@b.example\r\n" + b"X: y\r\n" * message.FIELDS + b"\r\n",
        b"From: a@b.example\r\nX: " + b"y" * message.HEAD + b"\r\n\r\n",
        b"From: a@b.example\r\nX: " + b"y" * message.HEAD,
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(raw: bytes) -> None:
    assert signed(raw) is None


def test_a_bare_cr_in_the_body_is_the_signer_s_own() -> None:
    assert signed(NOTICE + b"one\rtwo\r\n") is not None


@given(st.binary(max_size=200), st.integers(0, len(NOTICE)))
def test_any_bytes_are_a_mail_or_none(rubbish: bytes, at: int) -> None:
    for raw in (rubbish, NOTICE[:at] + rubbish + NOTICE[at:]):
        mail = signed(raw)
        assert mail is None or len(mail.named(b"from")) == 1
