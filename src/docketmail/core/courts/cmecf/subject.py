"""What the subject of a CM/ECF notice says of the filing, without the case around it.

Every bankruptcy court arranges number, chapter, name and event in its own way (`Ch-11 24-10001 Name Event`,
`NEF: 22-10001 Ch13 Event Re: Name`, `Event Ch 13 Name 1:24-bk-10001`), so what is known is taken out and what
stays is the event. Names are cut after 18 characters in many of them.
"""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.markup import folded
from docketmail.core.notice import Case


_GAP: Final = "\0"
_CUT: Final = 18
"""Characters of a name in the subjects of flsb, njb, pamb, deb (public samples)."""
_QUOTED: Final = re.compile(r'"([^"]+)"')
_LEAD: Final = re.compile(
    r"^(?:\[[^\]]{1,60}\]\s*)?(?:(?:fwd?|fw|re|re-send)\s*:\s*)*"  # of lists, forwarders, the courts themselves
    r"(?:Activity in (?:\w+ )?case|Multiple Cases|NEF:)\s*",
    re.IGNORECASE,
)
_NUMBER_CORE: Final = re.compile(
    r"(?:\d{1,2}[:-])?\d{2}-(?:[a-z]{2}-)?\d{3,6}|MDL No\. ?\d+", re.IGNORECASE
)
_CHAPTER: Final = re.compile(
    r"(?:^|\0)[\s-]*(?:ch|chapter)[ -]?\d{1,2}\b"  # Ch-11 NUMBER, NUMBER Chapter 13
    r"|-\s*ch\s*\d{0,2}\s*-?\s*(?=\0)"  # ... - CH - NAME
    r"|\bch ?\d{1,2}\s*(?=\0)",  # Event Ch 13 NAME
    re.IGNORECASE,
)
_RE: Final = re.compile(r"\bRe:\s*(?=\0)|^\s*Re:", re.IGNORECASE)
_EDGES: Final = " -:;,"


def case_number(subject: str) -> str:
    """The first case number in a subject, with what belongs to it; empty where there is none."""
    core = _NUMBER_CORE.search(subject)
    return next((word for word in subject.split() if core and core[0] in word), "")


def short_description(
    subject: str, cases: tuple[Case, ...], *, appellate: bool = False
) -> str | None:
    """The subject's own words for the filing, or None."""
    if appellate:
        quoted = _QUOTED.findall(subject)
        return folded(quoted[-1]) or None if quoted else None
    text = _LEAD.sub("", subject).replace('"', "")
    for case in cases:
        text = _without_number(text, case.number)
    for case in cases:
        text = _without_name(text, folded(case.name))
    lowered = text.lower()
    text = _CHAPTER.sub(_GAP, text) if "ch" in lowered else text
    text = _RE.sub("", text) if "re:" in lowered else text
    words = (part.strip(_EDGES) for part in text.split(_GAP))
    return folded(" ".join(word for word in words if word)) or None


def _without_number(text: str, number: str) -> str:
    """The whole number as the case has it (JPML: NYE/1:25-cv-00001), else what every court prints of it."""
    core = _NUMBER_CORE.search(number)
    for known in (number, core[0] if core else ""):
        place = text.lower().find(known.lower()) if known else -1
        if place >= 0:
            # What is glued to the number goes too: initials of the judge, in one court the court's own name.
            _, _, rest = text[place + len(known) :].partition(" ")
            return f"{text[:place]}{_GAP} {rest}"
    return text


def _without_name(text: str, name: str) -> str:
    first = name.partition(" and ")[0]  # of joint debtors
    for known in (name, name[:_CUT].rstrip(), first, first[:_CUT].rstrip()):
        said = folded(known.replace('"', ""))
        place = text.lower().find(said.lower()) if said else -1
        if place >= 0:
            return text[:place] + _GAP + text[place + len(said) :]
    return text
