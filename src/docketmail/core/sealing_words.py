r"""The words that restrict an entry: `seal` and `redact` in any variant, however they are written.

Nobody marks a sealed entry for machines: the words are all there is. So they are found inside other
words (unsealing, unredacted), in letters of other alphabets that look alike, across soft hyphens and
zero-width characters, letter by letter (`S E A L E D`), broken (`sea-\nled`) and mistyped (`SEALD`,
`REDCATED`). Too much is found rather than too little: it costs a reader a masked subject, the other a sealed paper.

tests/core/sealing_words.toml holds the words that are found and those that are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Final

from docketmail.core.notice import Mark
from docketmail.core.plain_text import readings


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was found, as written (without what is invisible in it)."""

    mark: Mark
    as_written: str
    start: int = field(compare=False, default=0)
    """Its place in the text as it reads."""

    @property
    def end(self) -> int:
        return self.start + len(self.as_written)


_PASSES_FOR: Final = {"s": "[s5$]", "e": "[e3]", "a": "[a4@]", "t": "[t7]"}
"""Digits and signs that are typed for a letter."""
_S, _E, _A, _T = _PASSES_FOR.values()
_NO_LETTER_BEFORE: Final = r"(?<![^\W\d_])"
_NO_LETTER_BEHIND: Final = r"(?![^\W\d_])"
# A line's end, with the indent or the quoting mark of the next.
_DASH: Final = r"[-\u2010-\u2015]"
_HYPHEN: Final = rf"(?:{_DASH}[\s>]{{0,12}})?+"
_BREAK: Final = rf"(?:{_DASH}[\s>]{{0,12}}|[\s>]{{1,12}})?+"
_SPACED: Final = r"[\W_]{1,3}"

# A digit for the last letter counts before an ending alone, or SEA1.pdf would be a sealed paper.
_WHOLE: Final = re.compile(
    rf"(?P<seal>{_S}{_E}{_A}(?:l|[1|!i](?={_E}d|ing)))|(?P<redact>r{_E}d{_A}c{_T})", re.IGNORECASE
)

_ENDINGS: Final = {"seal": ("ed", "ing"), "redact": ("ed", "ing", "ion")}

_ENOUGH: Final = 100
"""Words to find; the first one restricts the entry."""
_LONGEST: Final = 30
"""Letters shown on either side of a word's core."""
_LETTERS_BEFORE: Final = re.compile(r"[^\W\d_]*$")
_LETTERS_AFTER: Final = re.compile(r"[^\W\d_]*")


def _letters(word: str, between: str) -> str:
    return between.join(_PASSES_FOR.get(letter, letter) for letter in word)


def _broken(word: str, endings: tuple[str, ...]) -> str:
    """Broken by a hyphen anywhere; by a blank only where an ending shows that it is one word."""
    ends = "|".join(_letters(end, _BREAK) for end in endings)
    return (
        rf"{_NO_LETTER_BEFORE}(?:un|re|pre|non)?{_HYPHEN}"
        rf"(?:{_letters(word, _BREAK)}{_BREAK}(?:{ends}){_NO_LETTER_BEHIND}|{_letters(word, _HYPHEN)}(?!\w))"
    )


def _spaced(word: str) -> str:
    alone = r"(?![^\W_])"
    more = rf"(?:{_SPACED}[a-z]{alone}){{0,9}}+"
    return rf"(?<![^\W_]){_letters(word, _SPACED)}{more}{alone}"


_TORN: Final = re.compile(
    "|".join(
        rf"(?P<{word}>{_spaced(word)}|{_broken(word, ends)})" for word, ends in _ENDINGS.items()
    ),
    re.IGNORECASE,
)


def _mistyped(word: str, ending: str) -> Iterator[str]:
    """Two letters exchanged, or one typed twice; the first is seldom mistyped, and `wholesaled` is a word."""
    whole = word + ending
    for place in range(1, len(word)):
        yield whole[:place] + whole[place + 1] + whole[place] + whole[place + 2 :]
        yield whole[: place + 1] + whole[place:]


_LEFT_OUT: Final = ("redac", "redct", "rdact")
"""A letter left out counts where no other word comes of it: `reacted` and `predated` are words."""
_SLIPS: Final = {
    "seal": [slip for end in _ENDINGS["seal"] for slip in _mistyped("seal", end)],
    "redact": [
        slip
        for end in _ENDINGS["redact"]
        for slip in (*_mistyped("redact", end), *(short + end for short in _LEFT_OUT))
    ],
}
_MISTYPED: Final = re.compile(
    "|".join(rf"(?P<{word}>{'|'.join(slips)})" for word, slips in _SLIPS.items()), re.IGNORECASE
)

_LIKE: Final = bytes.maketrans(b"5$34@71|!", b"sseaatlll")
_SEPARATORS: Final = bytes(
    code for code in range(128) if chr(code) not in "$@|!" and not chr(code).isalnum()
)
_CORES: Final = tuple(
    core.encode() for core in ("seal", "redact", "seai", *_SLIPS["seal"], *_SLIPS["redact"])
)
"""One of these stands in the compacted text wherever there is a word; most texts end their search here."""

# As a status of the entry: in brackets, or where a sentence or a remark begins. `[SEALED]` stood in 13 mails
# of one case in ded (courtlistener#2041); SEALED DOCUMENT in a habeas case of cacd.
_STATUS: Final = re.compile(
    r"\[\s{0,3}SEALED\s{0,3}\]|(?:^|[.;:*(\[-])[\s*]{0,4}SEALED\s{1,3}(?:DOCUMENT|ENTRY)\b"
)


def find_words(text: str) -> tuple[Word, ...]:
    """Every such word in the text, each once."""
    found = chain.from_iterable(map(in_reading, readings(text)))
    return tuple(dict.fromkeys(islice(found, _ENOUGH)))


def in_reading(text: str) -> Iterator[Word]:
    """Every such word, wherever it stands in one of a text's `readings`."""
    # A bar may stand for a letter (`SEA|ED`) or between letters (`S|E|A|L`).
    compact = _compact(text), _compact(text.replace("|", "").replace("!", ""))
    if any(core in letters for letters in dict.fromkeys(compact) for core in _CORES):
        yield from _whole_words(text)
        yield from _torn_words(text)


def says_sealed(text: str) -> bool:
    """Whether the court says, as a status, that this entry is sealed; speaking of sealing is not that."""
    return "SEALED" in text and _STATUS.search(text) is not None


def _whole_words(text: str) -> Iterator[Word]:
    for found in chain(_WHOLE.finditer(text), _MISTYPED.finditer(text)):
        before = _LETTERS_BEFORE.search(text, max(0, found.start() - _LONGEST), found.start())
        after = _LETTERS_AFTER.match(text, found.end(), found.end() + _LONGEST)
        start = before.start() if before else found.start()
        written = text[start : after.end() if after else found.end()]
        yield Word(_mark(found), written, start)


def _torn_words(text: str) -> Iterator[Word]:
    for found in _TORN.finditer(text):
        if not found[0].isalnum():
            yield Word(_mark(found), found[0], found.start())


def _mark(found: re.Match[str]) -> Mark:
    return Mark.REDACT if found.lastgroup == Mark.REDACT else Mark.SEAL


def _compact(text: str) -> bytes:
    """The text's letters alone, with the digits and signs that pass for letters read as such."""
    return text.lower().encode("ascii", "ignore").translate(_LIKE, _SEPARATORS)
