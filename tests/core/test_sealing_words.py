"""`seal` and `redact`, however they are written: the list beside this file, and what no list can hold."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, strategies as st

from docketmail.core.notice import Mark
from docketmail.core.sealing_words import find_words, says_sealed


LISTED: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("sealing_words.toml").read_text("utf-8")
)
POSITIVES = [(group["word"], text) for group in LISTED["positive"] for text in group["texts"]]
NEAR_MISSES = [
    (group["restricted"], text) for group in LISTED["near_miss"] for text in group["texts"]
]


@pytest.mark.parametrize(("word", "text"), POSITIVES)
def test_every_positive_is_found(word: str, text: str) -> None:
    assert {found.mark for found in find_words(text)} == {Mark(word)}


@pytest.mark.parametrize(("restricted", "text"), NEAR_MISSES)
def test_every_near_miss_is_decided_as_listed(*, restricted: bool, text: str) -> None:
    assert bool(find_words(text)) is restricted


def test_the_list_has_three_hundred_of_each_and_each_once() -> None:
    texts = [text for _, text in (*POSITIVES, *NEAR_MISSES)]
    assert len(POSITIVES) >= 300
    assert len(NEAR_MISSES) >= 300
    assert [text for text, count in Counter(texts).items() if count > 1] == []


@pytest.mark.parametrize(("word", "text"), POSITIVES[::7])
@pytest.mark.parametrize(
    ("before", "after"), [("ORDER re ", "."), ("(", ") by A"), ("Ex. 4, ", " and 5")]
)
def test_a_positive_is_found_among_other_words(
    word: str, text: str, before: str, after: str
) -> None:
    assert Mark(word) in {found.mark for found in find_words(f"{before}{text}{after}")}


def test_a_word_is_told_as_written_and_once() -> None:
    found = find_words("Motion to Unseal, sea-\nled and Unseal")
    assert [word.as_written for word in found] == ["Unseal", "sea-\nled"]


@pytest.mark.parametrize(
    "text", ["S E A L I N G S", "r.e.d.a.c.t.i.o.n.s", "unsea-\nled", "unsealing", "REDCATED"]
)
def test_a_word_is_told_whole(text: str) -> None:
    assert find_words(f"to {text} 12")[0].as_written == text


def test_a_word_has_its_place() -> None:
    assert [(word.start, word.end) for word in find_words("MOTION to unsealed, s e a l")] == [
        (10, 18),
        (20, 27),
    ]


def test_very_many_words_are_told_as_far_as_a_person_can_read() -> None:
    assert len(find_words(" ".join(f"sealx{'y' * n}" for n in range(300)))) <= 100


@pytest.mark.parametrize("text", ["[SEALED] Letter", "SEALED DOCUMENT by A", "*SEALED ENTRY*", "x. SEALED DOCUMENT", "(SEALED DOCUMENT)"])  # fmt: skip
def test_a_status(text: str) -> None:
    assert says_sealed(text)


@pytest.mark.parametrize("text", ["motion to file SEALED DOCUMENT", "Sealed document rules apply", "UNSEALED DOCUMENT", "sealed"])  # fmt: skip
def test_speaking_of_sealing_is_no_status(text: str) -> None:
    assert not says_sealed(text)


@given(st.text(), st.sampled_from(["sealed", "REDACTED", "s e a l", "redcated"]), st.text())
def test_a_word_is_found_between_any_texts(before: str, word: str, after: str) -> None:
    assert find_words(f"{before} {word} {after}")


_LETTERS_BETWEEN = st.text("\u00ad\u200b\u2060\u034f\ufe0f", max_size=3)
_WORDS = st.sampled_from(["sealed", "unsealing", "redacted", "unredacted", "redaction"])


@given(_WORDS, st.data())
def test_a_word_is_found_whatever_invisible_stands_in_it(word: str, data: st.DataObject) -> None:
    written = "".join(letter + data.draw(_LETTERS_BETWEEN) for letter in word)
    cased = "".join(data.draw(st.sampled_from([c.lower(), c.upper()])) for c in written)
    assert find_words(cased)


@given(_WORDS, st.data())
def test_a_word_that_a_line_broke_is_found_wherever_it_broke(
    word: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(1, len(word) - 1))
    broken = data.draw(st.sampled_from(["-\n", "-\r\n   ", "\u2010\n", "=\n", "\u2011"]))
    assert find_words(f"ORDER {word[:place]}{broken}{word[place:]} 12")


@pytest.mark.parametrize("piece", ["sea ", "s e a ", "s" + " " * 12, "<a", "&#1", "a*", "seal", "sea l e", "\u0455\u0435\u0430", "s-\n    ", "redac ", "_s_e"])  # fmt: skip
def test_a_megabyte_of_nearly_a_word_takes_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    before = process_time()
    find_words(text)
    # Measured: 0.03 to 0.3 s; what grew with the square would take hours.
    assert process_time() - before < 5
