"""What is on a date, in the court's own words: `Further Status Conference`, `Deadline for mediation`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from docketmail.core.court_dates.values import DateKind


_EVENT: Final = re.compile(
    r"\b(?:(?:motion\sdocket|noting|submission|return|hearing|trial|court|appearance)\sdate|hearings?|conferences?|trials?"
    r"|arguments?|meetings?|mediations?|arraignments?|sentencings?|(?:jury\s)?selection|change\sof\splea|plea|status"
    r"|appearances?|examinations?|(?:calendar|docket|role|roll)\scall|colloquy|voir\sdire|inquest|tutorial|show\scause"
    r"|settlement|motion\sday)\b(?!-)",
    re.IGNORECASE,
)
"""Nouns for what a court holds. `Motion Docket Date` (S.D. Tex.) and `submission date` (E.D. La.) are held on paper."""
_ON_WHAT: Final = re.compile(
    r"\s*(?:-\s|,?\s?(?:on|of|re|as\sto|for|in|before|by|via|regarding|and|with)\b|\(|#?\d|$)",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(r"\b(?:filed|entered)\b", re.IGNORECASE)
"""What an event before these words is on belongs to another paper."""
# fmt: off
_MODIFIERS: Final = frozenset((
    "adversary", "appeal", "bail", "bankruptcy", "bench", "bond", "case", "cause", "chapter", "civil", "claim", "claims",
    "competency", "confirmation", "construction", "continued", "criminal", "daubert", "detention", "discovery",
    "dismissal", "emergency", "evidentiary", "expedited", "fairness", "final", "first", "further", "identity",
    "in-court", "in-person", "initial", "joint", "jury", "law", "management", "markman", "mediation", "motion",
    "motions", "omnibus", "oral", "parte", "plea", "post-trial", "pre-motion", "pre-trial", "preliminary", "pretrial",
    "probable", "reaffirmation", "remote", "removal", "revocation", "scheduling", "second", "sentence", "sentencing",
    "settlement", "show", "special", "status", "summary", "supervised", "telephone", "telephonic", "third", "trial",
    "tro", "valuation", "video", "videoconference", "violation", "virtual", "voluntary", "waiver", "zoom",
))
"""Words in lower case that belong to the name of an event which follows."""
_BETWEEN: Final = frozenset(("of", "and", "the", "in", "for", "to", "on", "&", "/", "-", "a"))
_HEADING: Final = frozenset((
    "amended", "an", "any", "canceling", "cancelling", "chambers", "clerk's", "clerks", "continuing", "court", "court's",
    "docket", "electronic", "entry", "granting", "hereby", "minute", "minutes", "noticing", "notice", "only", "order",
    "ordered", "ordering", "paperless", "re", "re-setting", "regarding", "rescheduling", "resetting", "said",
    "scheduled", "scheduling", "set", "set/reset", "setting", "text", "text-only", "that", "this", "vacating",
))
# fmt: on
"""Words before a name that only head the entry: `NOTICE of`, `ORDER setting`."""
_WORDS: Final = 8
"""Words of a name before its noun; `Initial Case Management and Scheduling` has five."""
_LONGEST: Final = 160
"""Characters of what a hearing is on; what stands farther from its date belongs to another sentence."""

_DEADLINE: Final = re.compile(
    r"\b(?:deadlines?|cut-?\s?offs?|bar\sdates?|due\sdates?|(?:transcript\s)?restriction|last\sday(?=\s(?:to|for)\b))",
    re.IGNORECASE,
)
_TIME_TO: Final = re.compile(r"\btime\s(?=(?:to|for|within)\b)", re.IGNORECASE)
"""`Time to answer` is a deadline where it is extended: alone it is what a motion asks for."""
_FILLER: Final = re.compile(
    r"^(?:(?:and|the|a|an|that|with|any|all\s(?=other))\b\s*)+", re.IGNORECASE
)
_PROSE: Final = re.compile(
    r".*(?:,\s(?:and\s)?|\s(?:with|that|and\sthe|is)\s)(?=\S)", re.IGNORECASE | re.DOTALL
)
_AND_THE: Final = re.compile(r".*\sand\s(?=the\s)", re.IGNORECASE | re.DOTALL)
"""`The motion is granted and the brief` is two subjects."""
_SHORT: Final = 60
"""Characters of a subject that is taken whole; from a longer one, prose, its last phrase."""


class Name(NamedTuple):
    """What is on a date."""

    noun_at: int
    """Where its noun stands in the lead: what stands before may say that somebody only asks for it."""
    words: str


def hearing_name(lead: str) -> Name | None:
    """The event that a lead ends with, with what it is on; None where it ends with none."""
    begin = max(0, len(lead) - _LONGEST)
    elsewhere = max((found.end() for found in _ELSEWHERE.finditer(lead, begin)), default=begin)
    events = [
        found for found in _EVENT.finditer(lead, elsewhere) if _ON_WHAT.match(lead, found.end())
    ]
    if not events:
        return None
    # `Meeting of Creditors & Notice of Appointment with 341(a) meeting`: the nearer one is held.
    first, last = events[0], events[-1]
    apart = re.search(r"\bwith\b", lead[first.end() : last.start()])
    at = (last if apart else first).start()
    return Name(at, _called(lead[:at], lead[at:]))


def _called(before: str, event: str) -> str:
    """The event with the words before it that belong to its name."""
    words: list[str] = []
    for word in reversed(before.split()[-_WORDS:]):
        if not _belongs(word):
            break
        words.insert(0, word)
    conference = event.lower().startswith("conference")
    while words and words[0].lower() in _HEADING | _BETWEEN:
        if conference and words[0].lower() == "scheduling" and len(words) == 1:
            break
        words.pop(0)
    return " ".join([*words, event.strip()])


def _belongs(word: str) -> bool:
    if word.endswith((",", ".", ";", ":")) or (word.endswith(")") and "(" not in word[1:]):
        return False
    plain = word.lower()
    return word[0].isupper() or word[0].isdigit() or plain in _MODIFIERS or plain in _BETWEEN


def deadline_name(lead: str) -> Name | None:
    """The deadline that a lead ends with, by its own noun; None where it has none."""
    return _deadline_at(_DEADLINE, lead)


def _deadline_at(noun: re.Pattern[str], lead: str) -> Name | None:
    found = noun.search(lead)
    return Name(found.start(), subject(lead)) if found else None


def name(lead: str) -> tuple[DateKind, Name] | None:
    """Hearing or deadline, whichever noun comes first: `Hearing on Motion to Extend Deadline` is a hearing."""
    hearing = hearing_name(lead)
    deadline = deadline_name(lead) or _deadline_at(_TIME_TO, lead)
    if hearing and (deadline is None or hearing.noun_at < deadline.noun_at):
        return DateKind.HEARING, hearing
    return (DateKind.DEADLINE, deadline) if deadline else None


def subject(lead: str) -> str:
    """The subject of a clause: all of a short one, of prose its last phrase."""
    whole = _FILLER.sub("", _AND_THE.sub("", lead.strip(" ,;:-")))
    if len(whole) <= _SHORT:
        return whole
    return _FILLER.sub("", _PROSE.sub("", whole)) or whole
