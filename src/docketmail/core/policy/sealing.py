"""How far each entry may go: its level, and the words or marks that say so.

Words restrict, they do not close: a motion to seal is often public, so the link is opened and listed counsel
has letter and papers, and nobody else has anything. Only the court's explicit mark says SEALED.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docketmail.core.notice import Case, Mark, Notice
from docketmail.core.policy.duplicate import same_entry
from docketmail.core.sealing_words import find_words


@dataclass(frozen=True, slots=True)
class Restriction:
    """That an entry is restricted, and the place and word (or ground) that say so."""

    place: str
    word: str

    @property
    def reason(self) -> str:
        """In one line, for the letter's rule."""
        return f"{self.place}: {self.word}"


# Rule 5.2(c) and the courts' own practice (policy.md, federal 6): Social Security appeals and civil
# immigration cases are open to the parties alone; a caption says no more than this about it.
_RESTRICTED_CAPTION = re.compile(
    r"""\bcomm(?:issioner|['\u2019]?r|\.)?,?\s+(?:of\s+)?(?:the\s+)?(?:soc(?:ial|\.)?\s+sec(?:urity|\b)|ssa\b)
      | social\s+security\s+administration
      | \bimmigration\b | \bU\.?S\.?C\.?I\.?S\b | \bICE\b | homeland\s+security | \bDHS\b
      | \bwardens?\b | \bfield\s+office\s+director\b | \bjuvenile\b
      | executive\s+office\s+for\s+immigration
      | ^\s*sealed\s+v[s.]?\b | \bv[s.]?\.?\s+sealed\b
      | (?:^|\bv[s.]?\.?\s+|\b(?:in\s+re:?|matter\s+of|o/?b/?o|behalf\s+of|ex\s+rel\.?|parents?\s+of|friend\s+of)\s+)
        (?:[A-Z]\.\s?){2,4}(?=,|\s|$)(?:.{0,40}\bminor\b)?""",
    re.IGNORECASE | re.VERBOSE,
)


def entry(notice: Notice, case: Case, menu: Iterable[str] = ()) -> Restriction | None:
    """The first word that restricts this case's entry, with the place where it stands.

    `menu` holds the titles that only the court's own menu told.
    """
    titles = [d for d in notice.documents if d.case in {case.number, ""}]
    places = (
        ("docket text", case.docket_text),
        ("caption", case.name),
        ("short description", notice.short_description or ""),
        ("subject", notice.subject),
        *(("document title", document.description) for document in titles),
        *(("original filename", document.original_filename) for document in titles),
        *(("document title", title) for title in menu),
    )
    return first_word(places)


def first_word(places: Iterable[tuple[str, str]]) -> Restriction | None:
    """The first word that restricts, of texts with the names of their places."""
    for place, text in places:
        for word in find_words(text):
            return Restriction(place, word.as_written)
    return None


def of_entry(
    notice: Notice, case: Case, earlier: Sequence[Notice] = (), menu: Iterable[str] = ()
) -> Restriction | None:
    """What restricts this case's entry, as this notice tells it or one that it corrects or tells anew.

    The court's edit of a sealed motion may say no more than which date was wrong.
    """
    found = entry(notice, case, menu) or restricted_caption(case)
    if found is None:
        before = ((one, same) for one in earlier for same in one.cases if same_entry(case, same))
        told = (of_entry(one, same) or status(one, same) for one, same in before)
        found = next(filter(None, told), None)
    return found


def status(notice: Notice, case: Case) -> Restriction | None:
    """That the court marks the entry as sealed."""
    if sealed(notice, case):
        return Restriction("status of the entry", "the court marks it as sealed")
    return None


def restricted_caption(case: Case) -> Restriction | None:
    """What in the caption makes every entry of the case restricted."""
    found = _RESTRICTED_CAPTION.search(case.name)
    return (
        Restriction("restricted case, by caption", " ".join(found.group().split()))
        if found
        else None
    )


def sealed(notice: Notice, case: Case) -> bool:
    """Whether the court marks this entry as sealed: then nothing will arrive electronically."""
    return Mark.SEALED_ENTRY in notice.marks and not case.links
