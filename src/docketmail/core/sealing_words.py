r"""The words that restrict an entry: `seal` and `redact` in any variant, however they are written.

Nobody marks a sealed entry for machines: the words are all there is. So they are found inside other
words (unsealing, unredacted), in letters of other alphabets that look alike, across soft hyphens and
zero-width characters, letter by letter (`S E A L E D`) and broken (`sea-\nled`). Too much is found
rather than too little: it costs a reader a masked subject, the other a sealed paper.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from docketmail.core.notice import Mark


@dataclass(frozen=True, slots=True)
class Word:
    """A word that was found, as written (without what is invisible in it)."""

    mark: Mark
    as_written: str


_S, _E, _A = "[s5$]", "[e3]", "[a4@]"
_HYPHEN: Final = r"(?:[-\u2010-\u2015]\s{0,3})?+"
_BREAK: Final = r"(?:[-\u2010-\u2015]\s{0,3}|\s{1,3})?+"
_SPACED: Final = r"[\s.*_/\u2010-\u2015-]{1,3}"

# A digit for the last letter counts before an ending alone, or SEA1.pdf would be a sealed paper.
_WHOLE: Final = re.compile(rf"{_S}{_E}{_A}(?:l|[1|!i](?={_E}d|ing))|r{_E}d{_A}ct", re.IGNORECASE)

_ENOUGH: Final = 100
"""Words to find; the first one restricts the entry."""
_LONGEST: Final = 30
"""Letters shown on either side of a word's core."""
_LETTERS_BEFORE: Final = re.compile(r"[^\W\d_]*$")
_LETTERS_AFTER: Final = re.compile(r"[^\W\d_]*")


def _letters(word: str, between: str) -> str:
    return between.join({"s": _S, "e": _E, "a": _A}.get(letter, letter) for letter in word)


def _broken() -> str:
    """Broken by a hyphen anywhere; by a blank only where an ending shows that it is one word."""
    ends = [_letters(end, _BREAK) for end in ("ed", "ing", "ion")]
    return "|".join(
        rf"\b(?:un|re)?{_HYPHEN}(?:{_letters(word, _BREAK)}{_BREAK}(?:{'|'.join(ends)})"
        rf"|{_letters(word, _HYPHEN)}(?!\w))"
        for word in ("seal", "redact")
    )


_TORN: Final = re.compile(
    rf"(?<!\w)(?:{_letters('seal', _SPACED)}|{_letters('redact', _SPACED)})"
    rf"(?:{_SPACED}[a-z](?!\w)){{0,9}}+(?!\w)|{_broken()}",
    re.IGNORECASE,
)

_ALIKE: Final = dict(
    zip(
        "ѕꜱеεᴇɛаαᴀɑӏʟıłιгʀԁᴅđсᴄςтτᴛ",
        "sseeeeaaaalllllrrdddcccttt",
        strict=True,
    )
)
"""Cyrillic, Greek and small-capital letters that look like ours, in lower case."""


class _Plain(dict[int, str | None]):
    """Each character as the plain letter it looks like; None for the invisible. Fills itself."""

    def __missing__(self, code: int) -> str | None:
        letter = unicodedata.normalize("NFKD", chr(code))[0]
        if unicodedata.category(letter) in ("Cf", "Mn", "Me"):
            self[code] = None
        else:
            self[code] = _ALIKE.get(letter.lower(), letter)
        return self[code]


_PLAIN: Final = _Plain()

_LIKE: Final = bytes.maketrans(b"5$34@1|!", b"sseaalll")
_SEPARATORS: Final = bytes(
    code for code in range(128) if chr(code) not in "$@|!" and not chr(code).isalnum()
)
_CORES: Final = (b"seal", b"redact", b"seai")
"""One of these stands in the compacted text wherever there is a word; most texts end their search here."""

# As a status of the entry: in brackets, or where a sentence or a remark begins. `[SEALED]` stood in 13 mails
# of one case in ded (courtlistener#2041); SEALED DOCUMENT in a habeas case of cacd.
_STATUS: Final = re.compile(
    r"\[\s{0,3}SEALED\s{0,3}\]|(?:^|[.;:*(\[-])[\s*]{0,4}SEALED\s{1,3}(?:DOCUMENT|ENTRY)\b"
)


def find_words(text: str) -> tuple[Word, ...]:
    """Every such word in the text, each once."""
    if not text.isascii():
        text = text.translate(_PLAIN)
    compact = _compact(text)
    if not any(core in compact for core in _CORES):
        return ()
    found = chain(_whole_words(text), _torn_words(text))
    return tuple(dict.fromkeys(islice(found, _ENOUGH)))


def says_sealed(text: str) -> bool:
    """Whether the court says, as a status, that this entry is sealed; speaking of sealing is not that."""
    return "SEALED" in text and _STATUS.search(text) is not None


def _whole_words(text: str) -> Iterator[Word]:
    for found in _WHOLE.finditer(text):
        before = _LETTERS_BEFORE.search(text, max(0, found.start() - _LONGEST), found.start())
        after = _LETTERS_AFTER.match(text, found.end(), found.end() + _LONGEST)
        written = (before[0] if before else "") + found[0] + (after[0] if after else "")
        yield Word(Mark.REDACT if found[0][0] in "rR" else Mark.SEAL, written)


def _torn_words(text: str) -> Iterator[Word]:
    for found in _TORN.finditer(text):
        if not found[0].isalnum():
            redact = b"redact" in _compact(found[0])
            yield Word(Mark.REDACT if redact else Mark.SEAL, found[0])


def _compact(text: str) -> bytes:
    """The text's letters alone, with the digits and signs that pass for letters read as such."""
    return text.lower().encode("ascii", "ignore").translate(_LIKE, _SEPARATORS)
