"""A firm's own words beside those of sealing, and the words that the desk excepted for a case."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, strategies as st

from docketmail.core.further_words import restricting, says_nothing_else


SECRET = ("trade secret",)
AIR = ("Sealed Air",)


@pytest.mark.parametrize(
    "text",
    [
        "Trade Secret", "TRADE SECRETS", "trade-secret", "Trade_Secret.pdf", "trade\nsecret", "trade  secret", "tra\u00adde secret",
        "\u0442rade \u0455ecret", "tr@de s3cret", "trade se-\ncret", "t r a d e s e c r e t", "trade <b>s</b>ecret", "non-trade secret",
    ],
)  # fmt: skip
def test_a_firm_s_word_is_found_however_it_is_written(text: str) -> None:
    assert list(restricting(text, SECRET))


@pytest.mark.parametrize(
    "text", ["trade", "secret trade", "nontrade secret", "tradesecret", "trading secrets"]
)
def test_other_words_are_not(text: str) -> None:
    assert list(restricting(text, SECRET)) == []


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("confidential", "NONCONFIDENTIALITY agreement"), ("confidential", "Ex1_Confidential2.pdf"), ("in camera", "In-Camera review"),
        ("HIPAA", "Hipaa release"), ("minor", "M1NOR"), ("minor", "m\u0456nor"), ("confidential", "con\ufb01dential"), ("Project 9", "PROJECT 9"),
        ("R&D", "R & D file"), ("tr\u00e9sor", "TRESOR"),
    ],
)  # fmt: skip
def test_a_word_is_found_inside_others_and_a_phrase_where_a_word_begins(
    word: str, text: str
) -> None:
    assert list(restricting(text, (word,)))


@pytest.mark.parametrize(("word", "text"), [("in camera", "Martin Camera Shop"), ("minor", "from in order"), ("--", "a -- b"), ("", "x")])  # fmt: skip
def test_a_word_is_not_put_together_from_others(word: str, text: str) -> None:
    assert list(restricting(text, (word,))) == []


def test_both_lists_count_and_the_words_of_sealing_come_first() -> None:
    assert list(restricting("Trade secret filed under seal", SECRET)) == ["seal", "Trade secret"]


@pytest.mark.parametrize("text", ["Sealed Air Corp.", "SEALED AIR", "sealed\nair", "(Sealed Air)", "Sealed Air's brief", "Sea\u00adled Air"])  # fmt: skip
def test_an_excepted_word_restricts_nothing(text: str) -> None:
    assert list(restricting(text)) != []
    assert list(restricting(text, (), AIR)) == []


@pytest.mark.parametrize(
    ("text", "still"),
    [
        ("MOTION by Sealed Air to seal 12", "seal"),
        ("Sealed Air; Sealed motion", "Sealed"),
        ("un-Sealed Air", "Sealed"),
        ("Sealed Airline", "Sealed"),
        ("Sealed Air-tight", "Sealed"),
        ("Sealed_Air.pdf", "Sealed"),
        ("unSealed Air", "unSealed"),
        ("S E A L E D Air", "S E A L E D"),
        ("Sealed, Air", "Sealed"),
        ("REDACTED by Sealed Air", "REDACTED"),
    ],
)
def test_an_exception_is_of_the_very_words_alone(text: str, still: str) -> None:
    assert still in restricting(text, (), AIR)


def test_what_reaches_beyond_an_excepted_word_restricts() -> None:
    assert list(restricting("Seale v. Marlow", (), ("Seale",))) == []
    assert list(restricting("filed as Seale d", (), ("Seale",))) == ["Seale d"]


def test_an_exception_spares_a_firm_s_word_too_and_several_stand_side_by_side() -> None:
    text = "Trade Secret Partners v. Sealed Air"
    assert list(restricting(text, SECRET, ("Trade Secret Partners", *AIR))) == []
    assert list(restricting(text, SECRET, ("Trade Secret Partners",))) == ["Sealed"]
    assert list(restricting("Sealed Air", (), ("Air", "Sealed", *AIR))) == []


@given(st.text(), st.text())
def test_nothing_that_is_excepted_hides_another_word(before: str, after: str) -> None:
    assert "redacted" in restricting(f"{before} Sealed Air redacted Sealed Air {after}", (), AIR)


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_word_and_any_exception_can_be_asked_for(text: str, word: str, excepted: str) -> None:
    list(restricting(text, (word,), (excepted,)))


@pytest.mark.parametrize(
    "words",
    ["Seal", "sealed", "UNSEALED", "un-seal", "Redacted.", "redactions", "\u0455eal", " sealing "],
)
def test_a_bare_word_of_sealing_says_nothing_else(words: str) -> None:
    assert says_nothing_else(words)


@pytest.mark.parametrize(
    "words", ["Harold Seal", "Sealed Air", "Seale", "sealant", "Seal v. Marlow", "Redactor Co."]
)
def test_a_name_says_more(words: str) -> None:
    assert not says_nothing_else(words)


@pytest.mark.parametrize("piece", ["Sealed Air ", "t r a d e ", "trade ", "seal", "Sealed Ai "])
def test_a_megabyte_takes_linear_time(piece: str) -> None:
    before = process_time()
    list(restricting(piece * (1_000_000 // len(piece)), SECRET, AIR))
    assert process_time() - before < 10
