"""Is a state paper flagged? Then it stays where it is: not fetched, and the letter goes without it (policy.md, state 3).

A flag is a level above public (the court's marker, one that its list does not know, or the court's own seal), what
restricts an entry anywhere (`sealing`), a case that the desk restricted, or one of the words below where the filer
names case and paper. `Non-confidential` is no flag: it is what some courts' forms call public.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from docketmail.core.casefile import CaseFile
from docketmail.core.further_words import restricting
from docketmail.core.notice import Case, Level, Notice
from docketmail.core.policy.sealing import Restriction


WORDS: Final = ("confidential", "in camera", "juvenile")
_PUBLIC: Final = re.compile(r"\bnon[- ]?confidential\b", re.IGNORECASE)


def flag(
    notice: Notice, case: Case, file: CaseFile, earlier: Sequence[Notice] = ()
) -> Restriction | None:
    """What flags a state filing's papers, with its place; None for one that is public, or of a federal court.

    `earlier` holds the mails of the same envelope that came before: what was flagged once stays flagged.
    """
    if notice.state is None:
        return None
    told = [(notice, case), *((one, other) for one in earlier for other in one.cases)]
    found = (_word(one, other, file) or _level(one) for one, other in told)
    return next(filter(None, found), None)


def _level(notice: Notice) -> Restriction | None:
    if notice.level is Level.PUBLIC or notice.state is None:
        return None
    if notice.level is Level.RESTRICTED and not notice.state.security:
        return None  # by its words alone: they are asked case by case, where an exception may have been granted
    return Restriction("security", "; ".join(notice.state.security) or notice.level.value)


def _word(notice: Notice, case: Case, file: CaseFile) -> Restriction | None:
    """The first of the words, in case style, code, title or file name."""
    excepted = tuple(one.word for one in file.exceptions)
    for place, text in _places(notice, case):
        for word in restricting(_PUBLIC.sub(" ", text), WORDS, excepted):
            return Restriction(place, word)
    return None


def _places(notice: Notice, case: Case) -> Iterator[tuple[str, str]]:
    if notice.state is not None:
        yield "filing code", notice.state.code
        yield "filing description", notice.state.description
    yield "case style", case.name
    yield "short description", notice.short_description or ""
    yield "docket text", case.docket_text
    for paper in notice.documents:
        if paper.case in {case.number, ""}:
            yield "document title", paper.description
            yield "original filename", paper.original_filename
