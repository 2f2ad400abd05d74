"""What a date is about: it tells two hearings of the same name in one case apart."""

from __future__ import annotations

import re
from typing import Final


_REACH: Final = 500
"""Characters before a date in which its heading may stand; of 86 sample texts the farthest date stands 390 behind it."""
_HEADING: Final = re.compile(
    r"\b(?:(?:hearings?|deadlines?|conferences?|dates?|trial)\b[^.:;]{0,40}?\s(?:as\sto|re|on|regarding)\b"
    r"|related\sdocument\(?s?\)?)[^.]{0,200}",
    re.IGNORECASE,
)
"""`Set/Reset Deadlines as to 45 MOTION ...:` of the district courts; `(related document(s)[41] ...)` of the bankruptcy courts."""
_REFERS: Final = re.compile(
    r"\b(?:as\sto|re|on|regarding|related\sdocument\(?s?\)?):?\s?"
    r"((?:(?:[\s\[\]()#,&]|\band\b|\b(?:docs?|documents?|dkt|ecf|nos?)\b\.?){0,6}\b\d{1,4}\b(?!/|\([a-z]\)|\s?U\.))+)",
    re.IGNORECASE,
)
_FURTHER: Final = re.compile(r"(?:\[|,\s|\band\s)(\d{1,4})(?=\]|\s[A-Z])")
_PERSON: Final = re.compile(
    r"\bas\sto\s((?:[A-Z][\w'.-]*,?\s){0,4}[A-Z][\w'-]*(?:\s?\(\d{1,3}\))?)"
)


def about(text: str, start: int, lead: str) -> tuple[str, ...]:
    """Document numbers that the clause or its heading names; else the person whom a date is "as to".

    `lead` is the clause before its date, `start` its place in the text.
    """
    before = text[max(0, start - _REACH) : start]
    headings = _HEADING.findall(before)
    numbers = _numbers(lead) or (_numbers(headings[-1]) if headings else ())
    if numbers:
        return numbers
    people = _PERSON.findall(before + lead)
    return (people[-1].strip(" ,."),) if people else ()


def _numbers(words: str) -> tuple[str, ...]:
    found = _REFERS.search(words)
    if found is None:
        return ()
    named = [*re.findall(r"\d+", found[1]), *_FURTHER.findall(words, found.end())]
    return tuple(dict.fromkeys(named))
