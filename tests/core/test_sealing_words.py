"""`seal` and `redact`, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.notice import Mark
from docketmail.core.sealing_words import find_words, says_sealed


@pytest.mark.parametrize(
    "text",
    [
        "sealed", "SEALED", "Unsealing", "re-sealed", "filed under seal.", "Exhibit_SEALED.pdf",
        "s\u00adea\u00adled", "s\u200beal", "se\u2060aled", "\u0455\u0435\u0430led", "\uff33\uff25\uff21\uff2c", "séaled", "\u1d24 s e a l e d",
        "S E A L E D", "S.E.A.L.", "s_e_a_l", "sea-led", "sea-\nled", "sea\u2011led", "unsea-led", "sea led", "5ealed", "s3@led",
        "sea1ed", "seaIed", "\U0001d42c\U0001d41e\U0001d41a\U0001d425\U0001d41e\U0001d41d",
    ],
)  # fmt: skip
def test_seal_is_found(text: str) -> None:
    assert {word.mark for word in find_words(text)} == {Mark.SEAL}


@pytest.mark.parametrize(
    "text",
    [
        "redacted", "REDACTION", "unredacted", "un-redacted", "Brief_Redacted1.pdf", "re-dacted", "redac-\ntion",
        "r e d a c t", "r\u00adedact", "r\u0435d\u0430\u0441ted", "redac ted", "r3d4cted",
    ],
)  # fmt: skip
def test_redact_is_found(text: str) -> None:
    assert {word.mark for word in find_words(text)} == {Mark.REDACT}


@pytest.mark.parametrize(
    "text",
    [
        "these allegations", "the disease alleged", "release all", "Chase-Alvarez", "per se al", "Deep Sea L.L.C.",
        "SEA1.pdf", "sea", "predate", "reacted", "read act", "", "Jose Alonso",
    ],
)  # fmt: skip
def test_other_words_are_not(text: str) -> None:
    assert find_words(text) == ()


def test_a_word_is_told_as_written() -> None:
    assert [word.as_written for word in find_words("Motion to Unseal, sea-\nled and Unseal")] == [
        "Unseal",
        "sea-\nled",
    ]


@pytest.mark.parametrize("text", ["[SEALED] Letter", "SEALED DOCUMENT by A", "*SEALED ENTRY*", "x. SEALED DOCUMENT", "(SEALED DOCUMENT)"])  # fmt: skip
def test_a_status(text: str) -> None:
    assert says_sealed(text)


@pytest.mark.parametrize("text", ["motion to file SEALED DOCUMENT", "Sealed document rules apply", "UNSEALED DOCUMENT", "sealed"])  # fmt: skip
def test_speaking_of_sealing_is_no_status(text: str) -> None:
    assert not says_sealed(text)


@given(st.text(), st.sampled_from(["sealed", "REDACTED"]), st.text())
def test_the_plain_word_is_found_between_any_texts(before: str, word: str, after: str) -> None:
    assert find_words(f"{before} {word} {after}")
