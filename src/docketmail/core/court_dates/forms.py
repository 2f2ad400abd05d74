"""The forms in which courts print that something is set, moved or taken off. What is none of them is no date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from docketmail.core.court_dates.clauses import Clause
from docketmail.core.court_dates.subjects import Name, deadline_name, hearing_name, name, subject
from docketmail.core.court_dates.values import Change, DateKind


@dataclass(frozen=True, slots=True)
class Form:
    """What a clause says of its date."""

    kind: DateKind
    what: str
    change: Change = Change.SET
    behind: int = 0
    """Characters behind the date that are part of it: `is VACATED`."""


_BE: Final = (
    r"(?:is|are|be|been|has|have|shall|will|now|hereby|also|further|remains?|currently|presently)"
)
_SETS: Final = r"(?:set|scheduled|calendared|noticed|on\scalendar)"
_RESETS: Final = r"(?:re-?set|re-?scheduled|re-?noticed|continued|moved|adjourned|postponed|advanced|extended|enlarged|changed)"
_TOWARDS: Final = r"(?:for|to|on|until|through)(?:\sand\sincluding)?"
_BY: Final = r"(?:by|on\sor\sbefore|on|before|until|not?\slater\sthan)"
_PAST: Final = re.compile(
    r"\b(?:was|were|had|previously|originally|formerly|initially)\s*$", re.IGNORECASE
)

_SET: Final = re.compile(
    rf"(?:^|\s)(?:{_BE}\s){{0,4}}(?:(?P<reset>{_RESETS})|{_SETS})(?:\s{_TOWARDS})?:?$",
    re.IGNORECASE,
)
_HELD: Final = re.compile(
    r"\s(?:to\sbe|will\sbe|shall\sbe|will)\s(?:held|heard|take\splace|proceed|conducted|submitted|considered)"
    r"(?:\s[^.,;:]{1,60})?:?$",
    re.IGNORECASE,
)
_MATTER: Final = re.compile(
    r"(?:\S+\s){0,4}(?:motions?|motion\(s\)|matters?|petitions?|appeals?|objections?)$",
    re.IGNORECASE,
)
_DUE: Final = re.compile(
    rf"\s(?:{_BE}\s){{0,3}}(?P<due>due(?:\sdates?)?)(?:\s{_BY})?:?$", re.IGNORECASE
)
_DAY_ITSELF: Final = re.compile(
    r"(?:\s(?:is|of))?(?:\s(?:by|on\sor\sbefore|on|not?\slater\sthan))?:?$", re.IGNORECASE
)
"""Between a deadline's own name and its date: `Deadline for mediation is on or before`."""
_BARE: Final = re.compile(r"(?:\s(?:on|for))?:?$", re.IGNORECASE)
_ORDERED: Final = re.compile(
    r"\b(?:shall|must|(?:is|are)\s(?:directed|ordered|required)\sto)\b.*\s(?:by|on\sor\sbefore|before|not?\slater\sthan)$",
    re.IGNORECASE | re.DOTALL,
)
_HAS_UNTIL: Final = re.compile(
    r"(?P<who>\S.*?)\s(?:has|have|shall\shave)\suntil$", re.IGNORECASE | re.DOTALL
)
_TO_DO: Final = re.compile(r"\s(?:(?:in|within)\swhich\s)?(to\s.+)", re.IGNORECASE | re.DOTALL)
_ALLOWED: Final = re.compile(r"\bgranted\b", re.IGNORECASE)
"""What stands before is no longer asked for."""
_LAST_WORDS: Final = re.compile(rf"\s{_BY}$", re.IGNORECASE)
_FRONTED: Final = re.compile(r"(?:by|on\sor\sbefore|not?\slater\sthan)", re.IGNORECASE)
_COMMANDS: Final = re.compile(r",\s(.{2,120}?\s(?:shall|must)\s.*)", re.IGNORECASE | re.DOTALL)

_FROM: Final = re.compile(rf"\s(?:(?:{_BE}\s){{0,3}}{_RESETS}\s)?from$", re.IGNORECASE)
_GRANTED: Final = re.compile(
    rf"\b(?:order|grant\w*|{_RESETS}|resetting|continuing|rescheduling|extending)\b", re.IGNORECASE
)
_MOVED: Final = re.compile(rf"\b{_RESETS}(?:\s{_TOWARDS})?:?$", re.IGNORECASE)
_AWAY: Final = re.compile(
    rf"[^;]{{0,120}}?\b(?:is|are|was|were|be|been)\s(?:hereby\s)?{_RESETS}\b", re.IGNORECASE
)
"""Behind a date that stands no more, where no new one is printed: `is continued pending mediation`."""
_MOVING: Final = (
    r"(?:re-?setting|continuing|re-?scheduling|adjourning|postponing|advancing|extending)"
)
_MOVING_IT: Final = re.compile(rf"\b{_MOVING}\b", re.IGNORECASE)
"""In `continuing trial set for 3/1/2027` the date is the old one, or the new: nobody can tell."""
_TITLE: Final = re.compile(
    rf"\b(?:(?P<reset>{_MOVING})|setting|scheduling|noticing)\s(?P<what>.*)\s(?:to|for|until|on)$",
    re.IGNORECASE | re.DOTALL,
)
_OFF: Final = re.compile(
    r"[^.;]{0,120}?\b(?:vacated|cancell?ed|stricken|withdrawn|terminated|(?:removed|taken|off)\s(?:from\s|off\s)?(?:the\s)?"
    r"(?:court's\s)?calendar)\b",
    re.IGNORECASE,
)
_TAKING_OFF: Final = re.compile(
    r"\b(?:vacating|cancell?ing|striking|terminating|vacated|cancell?ed|terminated?)\b",
    re.IGNORECASE,
)
_REFERS: Final = re.compile(
    rf"\s(?:(?:{_BE}|previously|originally|formerly|initially)\s){{0,3}}(?:{_SETS}|due)(?:\s(?:for|on|by))?$|\s(?:of|on)$",
    re.IGNORECASE,
)
"""Before the date that is moved or taken off."""

_ASKS: Final = re.compile(
    r"\b(?:requests?|requesting|seeks?|seeking|propose[ds]|proposing|asks?|asking|extension)\b"
    r"|\bto\s(?:continue|re-?schedule|vacate|cancel|adjourn|postpone|re-?set|extend|strike|move|advance|enlarge)\b",
    re.IGNORECASE,
)
"""What a filer wants is no date of the court's."""
_RECORD: Final = re.compile(
    r"\b(?:minute\sentry|proceedings?\smemo|minutes|proceedings|transcript\sof|recording|held)\b",
    re.IGNORECASE,
)
"""Words of an entry about what is over."""
_RECORD_REACH: Final = 200
"""Characters before a bare name that may say so; a heading and a judge's name."""


def moved(old: Clause, new: Clause) -> Form | None:
    """`The hearing set for 2/1/2027 is VACATED and RESET for 3/1/2027`: the form of two dates of one sentence."""
    if not new.joined:
        return None
    between, since = new.lead, _FROM.search(old.lead)
    if since is not None:
        aimed = between.lower() in ("to", "until") and _GRANTED.search(old.lead)
        return _moved(old.lead[: since.start()]) if aimed else None
    refers, verb = _REFERS.search(old.lead), _MOVED.search(between)
    if refers is None or verb is None or hearing_name(between[: verb.start()].rstrip()):
        return None
    return None if _ASKS.search(between) else _moved(old.lead[: refers.start()])


def _moved(lead: str) -> Form | None:
    named = name(lead)
    return Form(named[0], named[1].words, Change.RESET) if named else _due(lead, Change.RESET)


def taken_off(clause: Clause) -> Form | None:
    """`The hearing set for 2/1/2027 is VACATED`, and what is taken off by its order's title."""
    refers = _REFERS.search(clause.lead)
    heading, colon, of = clause.lead[: refers.start() if refers else 0].rpartition(": ")
    named = name(of)
    if named is None:
        return None
    kind, found = named
    verb = _OFF.match(clause.tail)
    if verb is None and not _TAKING_OFF.search(heading + colon + of[: found.noun_at]):
        return None
    return Form(kind, found.words, Change.VACATED, verb.end() if verb else 0)


def fixed(clause: Clause) -> Form | None:
    """Something that is set for the date, or due by it."""
    forms = (
        _due_by,
        _set_for,
        _to_be_held,
        _set_by_title,
        _ordered,
        _until,
        _commanded,
        _deadline,
        _bare,
    )
    return next((form for form in (of(clause) for of in forms) if form), None)


def _due_by(clause: Clause) -> Form | None:
    verb = _DUE.search(clause.lead)
    return (
        _due(clause.lead, Change.SET)
        if verb and not _PAST.search(clause.lead[: verb.start()])
        else None
    )


def _due(lead: str, change: Change) -> Form | None:
    """`Responses due`; the noun's `due` is part of what is printed."""
    verb = _DUE.search(lead)
    of = subject(lead[: verb.start()]) if verb else ""
    return Form(DateKind.DEADLINE, f"{of} {verb['due']}", change) if verb and of else None


def _set_for(clause: Clause) -> Form | None:
    verb = _SET.search(clause.lead)
    if verb is None or _PAST.search(clause.lead[: verb.start()]) or _AWAY.match(clause.tail):
        return None
    lead = clause.lead[: verb.start()]
    named = name(lead)
    if named is None or (named[0] is DateKind.HEARING and _is_no_setting(lead, named[1])):
        return None
    return Form(named[0], named[1].words, Change.RESET if verb["reset"] else Change.SET)


def _set_by_title(clause: Clause) -> Form | None:
    """`ORDER continuing hearing to 3/1/2027`."""
    title = _TITLE.search(clause.lead)
    named = name(title["what"]) if title else None
    if title is None or named is None or _ASKS.search(clause.lead[: title.start()]):
        return None
    return Form(named[0], named[1].words, Change.RESET if title["reset"] else Change.SET)


def _is_no_setting(lead: str, event: Name) -> bool:
    """Whether the words before an event say that somebody asks for it, or that it is over."""
    before = lead[: event.noun_at]
    return any(sign.search(before) for sign in (_ASKS, _RECORD, _MOVING_IT))


def _to_be_held(clause: Clause) -> Form | None:
    verb = _HELD.search(clause.lead)
    if verb is None:
        return None
    lead = clause.lead[: verb.start()]
    event = hearing_name(lead)
    if event is not None:
        return None if _is_no_setting(lead, event) else Form(DateKind.HEARING, event.words)
    matter = _MATTER.search(lead)
    words = f"{matter[0]} {' '.join(verb[0].split()[:3])}" if matter else ""
    return Form(DateKind.HEARING, words) if words and not _ASKS.search(lead) else None


def _ordered(clause: Clause) -> Form | None:
    asked = _ALLOWED.split(clause.lead)[-1]
    if not _ORDERED.search(clause.lead) or _ASKS.search(asked):
        return None
    return Form(DateKind.DEADLINE, _LAST_WORDS.sub("", clause.lead))


def _until(clause: Clause) -> Form | None:
    """`Defendants have until 3/1/2027 to answer`."""
    has, task = _HAS_UNTIL.search(clause.lead), _TO_DO.match(clause.tail)
    if has is None or task is None:
        return None
    words = f"{subject(has['who'])} {task[1]}"
    return Form(DateKind.DEADLINE, words, behind=len(clause.tail))


def _commanded(clause: Clause) -> Form | None:
    """`On or before 3/1/2027, Ms. Sorrel shall file a status report`."""
    command = _COMMANDS.match(clause.tail) if _FRONTED.fullmatch(clause.lead) else None
    words = _LAST_WORDS.sub("", command[1]) if command else ""
    return Form(DateKind.DEADLINE, words, behind=len(clause.tail)) if words else None


def _deadline(clause: Clause) -> Form | None:
    """`Deadline for mediation is on or before 2/11/2027`, `Discovery cutoff: 3/1/2027`."""
    verb = _DAY_ITSELF.search(clause.lead)
    lead = clause.lead[: verb.start()] if verb else ""
    named = deadline_name(lead)
    if named is None or hearing_name(lead[: named.noun_at].rstrip()) or _ASKS.search(lead):
        return None
    return Form(DateKind.DEADLINE, named.words)


def _bare(clause: Clause) -> Form | None:
    """`Oral argument on Monday, March 1, 2027 at 9:00 a.m.`, `Motion Docket Date 3/1/2027`."""
    verb = _BARE.search(clause.lead)
    lead = clause.lead[: verb.start()] if verb else ""
    event = hearing_name(lead)
    if event is None or not (clause.printed.at or event.words.lower().endswith("date")):
        return None
    told = clause.text[max(0, clause.start - _RECORD_REACH) : clause.start] + lead
    over = _RECORD.search(told) or _RECORD.search(clause.tail)
    return None if over or _ASKS.search(lead) else Form(DateKind.HEARING, event.words)
