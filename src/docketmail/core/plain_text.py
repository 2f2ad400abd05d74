"""Text as it reads: letters that look like ours are ours, what is invisible is not there, markup is taken away.

For comparison alone, where a word must be found however it is written; what a person is shown is the text itself.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final


# Of Unicode's confusable letters (UTS 39, confusables.txt) those of scripts that can write a whole word of ours:
# Cyrillic, Greek, Armenian, phonetic; Cherokee and Lisu. A letter that has ours in its own name is found by it.
_CONFUSABLE: Final = {
    "a": "аАαΑɑᎪꓮ", "b": "ьВΒβᏴꓐ", "c": "сСϲςᏟꓚ", "d": "ԁժðÐᎠꓓ", "e": "еЕεΕΣɛєᎬꓰ", "f": "ϝꓝ", "g": "ɡցᏀꓖ",  # noqa: RUF001 - that they look alike is the point
    "h": "һНΗᎻꓧ", "i": "іІιΙıɪᎥꓲ", "j": "јЈᎫꓙ", "k": "кКκΚᏦꓗ", "l": "ӏᏞꓡ", "m": "мМΜᎷꓟ", "n": "пηոΝꓠ", "o": "оОοΟօꓳ",  # noqa: RUF001 - that they look alike is the point
    "p": "рРρΡᏢꓑ", "r": "гրᎡᏒꓣ", "s": "ѕЅᏚꓢ", "t": "тТτΤᎢꓔ", "u": "υսꓴ", "v": "ѵνᏙꓦ", "w": "ԝωᎳꓪ", "x": "хХχΧꓫ",  # noqa: RUF001 - that they look alike is the point
    "y": "уУүγΥᎩꓬ", "z": "ΖᏃꓜ",  # noqa: RUF001 - that they look alike is the point
}  # fmt: skip
_PLAIN_LETTER: Final = {like: letter for letter, several in _CONFUSABLE.items() for like in several}
_OWN_NAME: Final = re.compile(
    r"(?:LATIN|NEGATIVE|REGIONAL INDICATOR)\b.* (?:LETTER|CAPITAL) ([A-Z])(?: WITH .*)?"
)
"""Small capitals, letters with a hook or a stroke, white on black, flags."""
_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and signs by category that show nothing: Hangul fillers, the empty Braille pattern."""


class _Plain(dict[int, str | None]):
    """Each character as the plain letters it looks like; None for the invisible. Fills itself."""

    def __missing__(self, code: int) -> str | None:
        self[code] = _plain(chr(code))
        return self[code]


def _plain(character: str) -> str | None:
    if character in _BLANK or unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return None
    parts = unicodedata.normalize("NFKD", character)
    # One sign may be several letters: the ligature of f and i, or an s in brackets.
    letters = [_letter(part) for part in parts]
    return "".join(letter for letter in letters if letter.isalnum()) or parts[0]


def _letter(part: str) -> str:
    if part.isascii():
        return part
    named = _OWN_NAME.fullmatch(unicodedata.name(part, ""))
    # Small Cherokee letters fold to their capitals.
    own = named[1].lower() if named else _PLAIN_LETTER.get(part)
    return own or _PLAIN_LETTER.get(part.casefold(), part)


_TABLE: Final = _Plain()


def plain(text: str) -> str:
    """The text in the letters that it shows; the case of ASCII letters is kept."""
    return text if text.isascii() else text.translate(_TABLE)


_LONGEST_TAG: Final = 200
"""Characters of a tag, attributes and all; the bound keeps a text of `<` alone linear."""
_MARKUP: Final = re.compile(
    rf"</?[A-Za-z!][^<>]{{0,{_LONGEST_TAG}}}>"
    r"|(?<=\w)[*~`]{1,3}(?=\w)"  # emphasis that begins or ends inside a word: **S**EALED
    r"|=\r?\n"  # a soft line break of quoted-printable that nobody decoded
)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});", re.IGNORECASE)


def readings(text: str) -> tuple[str, ...]:
    """The plain text as it stands and, where markup is left in it, as it was meant.

    Both, since a word may stand inside what looks like a tag, and a tag may stand inside a word.
    """
    spelt = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
    meant = _MARKUP.sub("", spelt)
    return tuple(dict.fromkeys((plain(text), plain(meant))))
