"""Text as it reads."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.plain_text import plain, readings


@pytest.mark.parametrize(
    ("written", "reads"),
    [
        ("Plain & simple", "Plain & simple"),
        ("\u0455\u0435\u0430l", "seal"),
        ("\uff33\uff25\uff21\uff2c", "SEAL"),
        ("\ua731\u1d07\u1d00\u029f", "seal"),
        ("\U0001f182\U0001f1ea", "se"),
        ("\uabaa\u13ac", "se"),
        ("con\ufb01rm", "confirm"),
        ("\u24ae", "s"),
        ("s\u00ade\u200ba\u0301l", "seal"),
        ("s\u3164e\u2800al", "seal"),
        ("\u0141\u0111", "ld"),
        ("\u00a0", " "),
        ("\u4e2d\u2014", "\u4e2d\u2014"),
    ],
)
def test_letters_that_look_alike_are_ours_and_the_invisible_is_not_there(
    written: str, reads: str
) -> None:
    assert plain(written) == reads


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("<b>S</b>EAL", "SEAL"),
        ("se&shy;al &amp; co", "seal & co"),
        ("s&#101;al", "seal"),
        ("s&#x65;al", "seal"),
        ("S**EAL**ED", "SEALED"),
        ("sea=\nled", "sealed"),
        ("se<!-- x -->al", "seal"),
    ],
)
def test_a_text_with_markup_left_in_it_has_two_readings(text: str, meant: str) -> None:
    assert readings(text) == (plain(text), meant)


@pytest.mark.parametrize("text", ["", "a < b > c", "AT&T; x", "2 * 3", "**", "&#99999999;"])
def test_a_text_without_markup_has_one(text: str) -> None:
    assert readings(text) == (text,)


def test_what_stands_inside_a_tag_is_in_the_first_reading() -> None:
    assert readings("<sealed>") == ("<sealed>", "")


@given(st.text())
def test_any_text_reads(text: str) -> None:
    assert readings(text)[0] == plain(text)
