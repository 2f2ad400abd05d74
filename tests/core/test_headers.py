from __future__ import annotations

from dataclasses import replace
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given, strategies as st

from docketmail.core.answering import Named, named
from docketmail.core.envelope import Envelope
from docketmail.core.headers import WIRE, headers, text_header
from docketmail.core.letter import LetterContent, Mailbox
from docketmail.core.naming import printable
from letter_samples import case, filing, held, letter, postmark


def of(content: LetterContent, subject: str = "s", part: int = 1) -> dict[str, str]:
    return headers(content, subject, part, 2)


def test_a_mail_says_that_no_person_wrote_it() -> None:
    found = of(letter)
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["X-Auto-Response-Suppress"] == "All"
    assert found["X-Docketmail-Receipt"] == "R-7H3K-22"
    assert found["Date"] == "Thu, 05 Mar 2026 03:24:10 +0000"
    assert "Reply-To" not in found


def test_the_message_id_is_the_receipt_the_letters_identity_and_the_part() -> None:
    first, second = of(letter)["Message-ID"], of(letter, part=2)["Message-ID"]
    assert first == f"<{letter.receipt}.{'ab' * 32}.1-2@docketmail.hartwell.example>"
    assert second == f"<{letter.receipt}.{'ab' * 32}.2-2@docketmail.hartwell.example>"


def test_an_answer_finds_the_letter_by_what_the_message_id_says() -> None:
    answer = f"In-Reply-To: {of(letter)['Message-ID']}\r\n\r\nThanks.".encode()
    assert named(answer) == (Named(letter.receipt, "ab" * 32),)


def test_answers_go_where_they_are_wanted_and_else_to_the_sender() -> None:
    assert "Reply-To" not in of(letter)
    asked = replace(letter, postmark=replace(postmark, answers="answers@in.hartwell.example"))
    assert of(asked)["Reply-To"] == "answers@in.hartwell.example"


def test_letters_of_a_case_stand_in_its_thread() -> None:
    found = of(letter)
    assert found["References"] == found["In-Reply-To"] == f"<case.{'c0ffee' * 5}@{postmark.domain}>"
    assert found["List-Id"] == f"<{'c0ffee' * 5}.{postmark.domain}>"
    assert found["X-Docketmail-Case"] == "cand 5:26-cv-00123-MKO"


def test_a_letter_about_several_cases_stands_in_the_threads_of_the_first_few() -> None:
    cases = tuple(replace(case, thread=f"case{n}") for n in range(9))
    references = of(replace(letter, filing=replace(filing, cases=cases)))["References"].split()
    assert references == [f"<case.case{n}@{postmark.domain}>" for n in range(5)]


def test_letters_of_a_state_envelope_stand_in_its_thread_inside_the_case_s() -> None:
    of_state = replace(filing, envelope=Envelope(number="300123", thread="beef", steps=()))
    found = of(replace(letter, filing=of_state))
    case_thread, own = found["References"].split()
    assert (case_thread, own) == (of(letter)["References"], f"<envelope.beef@{postmark.domain}>")
    assert found["In-Reply-To"] == own


def test_a_hold_has_no_thread() -> None:
    assert not {"References", "In-Reply-To", "List-Id"} & set(of(held))


@pytest.mark.parametrize(
    "address", ["", "a", "a b@c.d", "a@b\r\nBcc: x@y.z", "a@b>", "<a@b", "ä@b.c", "a@b@c"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="no e-mail address"):
        of(replace(letter, postmark=replace(postmark, reader=Mailbox("A", address))))


@pytest.mark.parametrize("field", ["identity", "domain"])
def test_an_id_cannot_smuggle_a_header(field: str) -> None:
    with pytest.raises(ValueError, match="cannot stand in a header"):
        of(replace(letter, postmark=replace(postmark, **{field: "a\r\nBcc: x"})))  # type: ignore[arg-type]


def test_the_wire_refuses_a_header_in_a_header() -> None:
    with pytest.raises(ValueError, match="control character"):
        WIRE.fold_binary("Subject", "a\r\nBcc: x@y.z")


@given(st.text(max_size=300))
def test_any_line_reads_back_as_it_was(text: str) -> None:
    line = printable(text)
    value = text_header("Subject", line)
    assert WIRE.fold_binary("Subject", value).isascii()
    assert all(len(folded) <= 998 for folded in value.split("\r\n"))
    assert decoded(value) == line


@pytest.mark.parametrize(
    "line",
    ["a,b;c" * 40 + " " + "d,e" * 30, "ab;cd,ef gh; " * 30 + "i", "x" * 2000, "=?utf-8?q?x?="],
)
def test_a_line_that_is_hard_to_fold_reads_back_as_it_was(line: str) -> None:
    value = text_header("Subject", line)
    assert decoded(value) == line
    assert all(len(folded) <= 998 for folded in value.split("\r\n"))


@given(st.text(alphabet=' aé\N{EN DASH}=?_&"\\<>@,;', min_size=1, max_size=120))
def test_any_name_reads_back_as_it_was(name: str) -> None:
    value = of(replace(letter, postmark=replace(postmark, reader=Mailbox(name, "a@b.example"))))[
        "To"
    ]
    line = printable(name)
    parsed = parsed_to(value)
    assert parsed.address == "a@b.example"
    assert len(line) > 80 or parsed.name == line


def decoded(value: str) -> str:
    return str(make_header(decode_header(value.replace("\r\n ", " "))))


def parsed_to(value: str) -> Mailbox:
    name, address = parseaddr(value.replace("\r\n ", " "))
    return Mailbox(decoded(name), address)
