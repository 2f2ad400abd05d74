"""What leaves: addresses that nobody rewrites, and mails that hold no command."""

from __future__ import annotations

import pytest
from aiosmtplib.email import quote_address
from aiosmtplib.protocol import PERIOD_REGEX, normalize_message_line_endings
from hypothesis import example, given, settings, strategies as st

from docketmail.adapters.smtp_session import canonical, is_mailbox, stuffed


@pytest.mark.parametrize(
    "address",
    [
        "docketing@ostrander-quenby.example",
        "o'hara+nysd/civil@mail.firm.example",
        "a.b.c@localhost",
        "jürgen@kanzlei.example",
        "desk@gericht-münchen.example",
        f"{'a' * 64}@{'b' * 63}.example",
    ],
)
def test_an_ordinary_address_is_one(address: str) -> None:
    assert is_mailbox(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "desk",
        "@firm.example",
        "desk@",
        "desk@firm..example",
        ".desk@firm.example",
        "desk.@firm.example",
        "de..sk@firm.example",
        "desk@-firm.example",
        "desk@firm-.example",
        "desk@[127.0.0.1]",
        '"the desk"@firm.example',
        "The Desk <desk@firm.example>",
        "desk@firm.example, other@elsewhere.example",
        "desk@firm.example (Ann)",
        "desk@firm.example ",
        "desk@firm.example\n",
        "desk@firm.example>\r\nRCPT TO:<other@elsewhere.example",
        '"a\r\nb"@firm.example',
        "desk@firm.exam\u200bple",
        "desk\u00a0@firm.example",
        "desk\x00@firm.example",
        "desk\ud800@firm.example",
        f"{'a' * 65}@firm.example",
        f"a@{'b' * 64}.example",
        f"a@{'.'.join(['b' * 60] * 5)}",
    ],
)
def test_what_a_relay_could_understand_otherwise_is_no_address(address: str) -> None:
    assert not is_mailbox(address)


PIECES = st.sampled_from(list("abZ09.@-_+'\"\\<>(),;: é中\u200b\r\n\x00%!"))


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join) | st.emails() | st.text(max_size=20))
@example('"a\r\nb"@x.y')
@example("a@b.c\nX")
def test_no_address_that_passes_is_rewritten_on_its_way(address: str) -> None:
    if is_mailbox(address):
        assert quote_address(address) == f"<{address}>"


@settings(deadline=None)
@given(st.emails(domains=st.just("firm.example")))
def test_the_usual_generator_of_addresses_passes(address: str) -> None:
    assert is_mailbox(address)


LINES = st.lists(st.sampled_from([b".", b"\r", b"\n", b"\r\n", b"a", b"\r\n.\r\n"])).map(b"".join)


@settings(deadline=None)
@given(LINES | st.binary())
@example(b"one\n.\nMAIL FROM:<a@b.example>")
def test_a_mail_goes_out_as_aiosmtplib_would_send_it(mail: bytes) -> None:
    theirs = PERIOD_REGEX.sub(b"..", normalize_message_line_endings(mail)) + b".\r\n"
    assert stuffed(canonical(mail)) == theirs


@settings(deadline=None)
@given(LINES)
def test_only_the_end_of_a_mail_is_a_lone_dot(mail: bytes) -> None:
    wire = b"\r\n" + stuffed(canonical(mail))
    assert wire.index(b"\r\n.\r\n") == len(wire) - 5
    assert wire.count(b"\n") == wire.count(b"\r") == wire.count(b"\r\n")
