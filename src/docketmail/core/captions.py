"""Captions that say of a whole case that it is not for everybody (policy.md, federal 6).

Rule 5.2(c) of the Federal Rules of Civil Procedure and Appellate Rule 25(a)(5) leave Social Security and immigration
cases to their parties; a minor is named by initials (5.2(a)(3)); a party may be sealed. Nothing in a notice says so but
the caption, and often an officer's name alone stands for the agency. Where one is wrong the desk opens the case.
"""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.plain_text import readings


_VERSUS: Final = r"\bv(?:s|ersus)?\b\.?\s{1,3}"
_PARTY_ENDS: Final = r"(?=\s{0,3}(?:$|[,;(/&]|\bet\b|\bin\s+(?:his|her|their)\b|\bv(?:s|ersus)?\b))"

# As they were sued, since 2007: ssa.gov/history/commissioners.html.
_COMMISSIONERS: Final = "Astrue|Colvin|Berryhill|Saul|Kijakazi|O['\u2019]?Malley|Dudek|Bisignano"
# Secretaries of Homeland Security, Attorneys General (petitions for review) and heads of the agencies since 2009,
# where the name alone is seldom somebody else's: dhs.gov/past-secretaries, justice.gov/ag/historical-bios.
_OFFICERS: Final = "Napolitano|Nielsen|McAleenan|Mayorkas|Noem|Holder|Sessions|Barr|Garland|Bondi|Jaddou|Cuccinelli"
_FIRST_NAMES: Final = r"(?:(?!(?:of|city|town|county|the)\b)[\w.'\u2019-]{1,20}\s){0,3}"
_SEALED: Final = r"(?:under\s{1,3}seal|sealed)"
_SECURITY: Final = r"soc(?:ial|\.)?\s{0,3}sec(?:urity|\b\.?)"
_COMMISSIONER: Final = r"comm(?:issioner|['\u2019]?r|\b\.?)"

# Named in their own letters, and no persons; the dots of `U.S. Bank` are no minor's.
_INSTITUTIONS: Final = r"(?!(?:U\.\s?S|[SF]\.\s?[ET]\.\s?C|E\.\s?E\.\s?O|N\.\s?L\.\s?R|F\.\s?[DC]|E\.\s?P\.\s?A|I\.\s?R\.\s?S|N\.\s?[CF])\.)"
_NO_TITLE: Final = (
    r"(?!(?:[MP]\.\s?[DAC]|D\.\s?[COD]|N\.\s?[AV]|L\.\s?[LP]|S\.\s?A|A\.\s?G|B\.\s?V|R\.\s?N)\.)"
)
"""Behind a comma these are a physician's or a company's: M.D., N.A., L.L.C., P.C."""
_INITIALS: Final = rf"(?-i:{_INSTITUTIONS}[A-Z]\.\s?(?:[A-Z]\.[\s-]?){{1,3}}(?<!\s)\d?)"
_NO_NAME_FOLLOWS: Final = (
    r"(?=\s{0,3}(?:$|[,;&()/]|\b(?:an?\s|by|and|et|through|on|individually|vs?|versus)\b))"
)

SAID: Final[dict[str, tuple[str, ...]]] = {
    "Social Security": (
        rf"\b{_COMMISSIONER}[,\s]{{1,3}}(?:of\s{{1,3}})?(?:the\s{{1,3}})?{_SECURITY}",
        rf"\b{_COMMISSIONER}[,\s]{{1,3}}(?:of\s{{1,3}})?(?:the\s{{1,3}})?s\.?s\.?a\b",
        rf"\b{_SECURITY}\s{{0,3}}(?:admin|comm)",
        rf"{_VERSUS}(?:the\s)?(?:s\.?s\.?a\.?|{_SECURITY}){_PARTY_ENDS}",
        rf"{_VERSUS}{_FIRST_NAMES}(?:{_COMMISSIONERS}){_PARTY_ENDS}",
    ),
    "immigration": (
        r"\bimmigration\b",
        r"\bu\.?s\.?c\.?i\.?s\b",
        r"\bhomeland\s{1,3}security\b",
        r"\b(?:dhs|eoir)\b",
        r"\bcustoms\s{1,3}(?:and|&)\s{1,3}border\b",
        r"\bborder\s{1,3}(?:protection|patrol)\b",
        r"\benforcement\s{1,3}(?:and|&)\s{1,3}removal\b",
        r"\b(?:ero|ice)\s{1,3}(?:field|detention|processing|facility)",
        rf"(?:{_VERSUS}|[,(]\s?)(?:u\.?\s?s\.?\s)?(?:ice|cbp|ins)\b{_PARTY_ENDS}",
        r"\((?:ice|cbp)\)",
        r"\b(?:field|district)\s{1,3}(?:office\s{1,3})?director\b",
        r"\b(?:detention|processing)\s{1,3}(?:center|facility)\b",
        rf"{_VERSUS}{_FIRST_NAMES}(?:{_OFFICERS})(?:,?\s{{0,3}}[js]r\.?)?{_PARTY_ENDS}",
    ),
    "warden": (r"\bwardens?\b", r"\bofficer\s{1,3}in\s{1,3}charge\b"),
    "a sealed party": (
        rf"^\s{{0,3}}{_SEALED}\s{{1,3}}{_VERSUS}",
        rf"{_VERSUS}{_SEALED}{_PARTY_ENDS}",
    ),
    "a minor": (
        rf"^\s{{0,3}}{_INITIALS}{_NO_NAME_FOLLOWS}",
        rf"{_VERSUS}{_INITIALS}{_NO_NAME_FOLLOWS}",
        rf"\b(?:re:?|of|and|o/?b/?o|rel\.?|for|friend|parents?)\s{{1,3}}{_INITIALS}{_NO_NAME_FOLLOWS}",
        rf"[,;&(]\s{{0,3}}{_NO_TITLE}{_INITIALS}{_NO_NAME_FOLLOWS}",
        r"\b(?:a|an|the)\s{1,3}(?:minor|infant)\b",
        r"\bminor\s{1,3}(?:child|plaintiff|daughter|son)",
        r",\s{0,3}minors?\b|\bminors\b",
        r"\binfants?(?:\s{1,3}(?:by|under)\b|,)",
        r"\bnext\s{1,3}friend\b",
        r"\bguardian\s{1,3}ad\s{1,3}litem\b",
        r"\bnatural\s{1,3}(?:guardian|parent|mother|father)\b",
        r"\bjuvenile\b",
    ),
}
"""What each ground looks like; of a ground one is enough."""
_GROUNDS: Final = {
    name: re.compile("|".join(patterns), re.IGNORECASE) for name, patterns in SAID.items()
}


def ground(caption: str) -> str:
    """What the caption says of its case, by name; empty where it says nothing."""
    texts = readings(caption)
    said = (name for name, how in _GROUNDS.items() if any(how.search(text) for text in texts))
    return next(said, "")
