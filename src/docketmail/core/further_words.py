"""Every word that restricts an entry: those of sealing, and those that a firm added; without what the desk excepted.

A firm's word is found as the words of sealing are: inside other words (`confidential` in `nonconfidentiality`), in any
case, in letters that look alike, letter by letter, broken by a hyphen. A phrase begins where a word begins, and between
its words anything but letters may stand. An exception is the reverse: the very words, whole, and nothing that reaches beyond them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, chain
from typing import Final

from docketmail.core.plain_text import plain, readings
from docketmail.core.sealing_words import in_reading


_PASSES_FOR: Final = {"a": "[a4@]", "e": "[e3]", "i": "[i1l|!]", "l": "[l1i|!]", "o": "[o0]", "s": "[s5$]", "t": "[t7]"}  # fmt: skip
"""Digits and signs that are typed for a letter; i and l are one letter in half of the type faces."""
_DASH: Final = "-\u2010-\u2015"
_HYPHEN: Final = rf"(?:[{_DASH}][\s>]{{0,12}})?+"
_BETWEEN_LETTERS: Final = r"[\W_]{1,3}"
_NO_LETTER_BEFORE: Final = r"(?<![^\W\d_])"
_BETWEEN_WORDS: Final = r"[\W_]{1,12}"


def restricting(
    text: str, further: tuple[str, ...] = (), excepted: tuple[str, ...] = ()
) -> Iterator[str]:
    """Every word of the text that restricts its entry, as written, in the order of the lists.

    `further` holds the firm's words, `excepted` those that restrict nothing in this case.
    """
    for reading in readings(text):
        spared = _Spared(reading, excepted)
        for start, end, written in chain(_sealing(reading), _firms(reading, further)):
            if not spared.covers(start, end):
                yield written


class _Spared:
    """Where a text has excepted words: a word that lies inside one of them restricts nothing."""

    def __init__(self, reading: str, excepted: tuple[str, ...]) -> None:
        spans = sorted(
            found.span() for one in excepted for found in _exactly(one).finditer(reading)
        )
        self._starts = [start for start, _ in spans]
        self._ends = list(accumulate((end for _, end in spans), max))

    def covers(self, start: int, end: int) -> bool:
        """Whether one of them begins no later and ends no earlier."""
        before = bisect_right(self._starts, start)
        return bool(before) and end <= self._ends[before - 1]


def _sealing(reading: str) -> Iterator[tuple[int, int, str]]:
    return ((word.start, word.end, word.as_written) for word in in_reading(reading))


def _firms(reading: str, further: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    for word in further:
        for found in _anyhow(word).finditer(reading):
            yield *found.span(), found[0]


@lru_cache(maxsize=1024)
def _anyhow(word: str) -> re.Pattern[str]:
    """A firm's word however it is written; a word without a letter or digit is nowhere."""
    parts = re.findall(r"[^\W_]+", plain(word).lower())
    if not parts:
        return _NOWHERE
    whole = _BETWEEN_WORDS.join(_HYPHEN.join(map(_letter, part)) for part in parts)
    if len(parts) > 1:
        whole = _NO_LETTER_BEFORE + whole  # `in camera` is not in `Martin Cameras`
    spaced = _BETWEEN_LETTERS.join(map(_letter, "".join(parts)))
    return re.compile(rf"{whole}|(?<!\w){spaced}(?!\w)", re.IGNORECASE)


def _letter(letter: str) -> str:
    return _PASSES_FOR.get(letter, re.escape(letter))


_NOWHERE: Final = re.compile(r"(?!)")


@lru_cache(maxsize=1024)
def _exactly(words: str) -> re.Pattern[str]:
    """The excepted words, whole: not behind a hyphen (`un-Seal`) and not before one."""
    parts = plain(words).split()
    whole = r"\s{1,12}".join(map(re.escape, parts))
    return (
        re.compile(rf"(?<![{_DASH}\w]){whole}(?![{_DASH}\w])", re.IGNORECASE) if parts else _NOWHERE
    )


def says_nothing_else(words: str) -> bool:
    """Whether these words are a word of sealing alone, which courts write in any entry: too wide to be excepted.

    CM/ECF's own titles are `Motion to Seal` and `Sealed Document`: a party named Seal is excepted with a neighbour,
    as in `Harold Seal`.
    """
    return _BARE.fullmatch(plain(words).strip(" .,;:'\"()[]")) is not None


_BARE: Final = re.compile(
    r"(?:(?:un|re|pre|non)[- ]?)?(?:seal(?:s|ed|er|ing|ings)?|redact(?:s|ed|ing|ion|ions)?)",
    re.IGNORECASE,
)
