"""How far each entry may go: the words, the marks and the kind of case that say so.

Words restrict, they do not close: a motion to seal is often public, so the link is opened and listed counsel
has letter and papers, and nobody else has anything. Only the court's explicit mark says SEALED.

The strictest of them holds. The desk may say of a case that its caption says too much (`Classification.OPEN`), and
of a word that it is a name (`WordException`); no word of the desk's undoes what the court itself marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from docketmail.core.captions import ground
from docketmail.core.casefile import Classification
from docketmail.core.further_words import restricting
from docketmail.core.notice import Case, Mark, Notice
from docketmail.core.policy.duplicate import same_entry
from docketmail.core.policy.walls import CaseOfFirm


@dataclass(frozen=True, slots=True)
class Restriction:
    """That an entry is restricted, and the place and word (or ground) that say so."""

    place: str
    word: str

    @property
    def reason(self) -> str:
        """In one line, for the letter's rule."""
        return f"{self.place}: {self.word}"


def entry(
    notice: Notice, case: Case, of: CaseOfFirm, menu: Iterable[str] = ()
) -> Restriction | None:
    """The first word that restricts this case's entry, with the place where it stands.

    `menu` holds the titles that only the court's own menu told.
    """
    excepted = tuple(exception.word for exception in of.file.exceptions)
    return first_word(_places(notice, case, menu), of.firm.policy.words, excepted)


def _places(notice: Notice, case: Case, menu: Iterable[str]) -> Iterator[tuple[str, str]]:
    titles = [d for d in notice.documents if d.case in {case.number, ""}]
    yield "docket text", case.docket_text
    yield "caption", case.name
    yield "short description", notice.short_description or ""
    yield "subject", notice.subject
    for document in titles:
        yield "document title", document.description
    for document in titles:
        yield "original filename", document.original_filename
    for title in menu:
        yield "document title", title


def first_word(
    places: Iterable[tuple[str, str]], further: tuple[str, ...] = (), excepted: tuple[str, ...] = ()
) -> Restriction | None:
    """The first word that restricts, of texts with the names of their places.

    `further` holds the firm's own words, `excepted` those that restrict nothing in this case.
    """
    for place, text in places:
        for word in restricting(text, further, excepted):
            return Restriction(place, word)
    return None


def of_entry(
    notice: Notice,
    case: Case,
    of: CaseOfFirm,
    earlier: Sequence[Notice] = (),
    menu: Iterable[str] = (),
) -> Restriction | None:
    """What restricts this case's entry, as this notice tells it or one that it corrects or tells anew.

    The court's edit of a sealed motion may say no more than which date was wrong.
    """
    found = entry(notice, case, of, menu) or restricted_caption(case, of)
    if found is None:
        before = ((one, same) for one in earlier for same in one.cases if same_entry(case, same))
        told = (of_entry(one, same, of) or status(one, same) for one, same in before)
        found = next(filter(None, told), None)
    return found


def status(notice: Notice, case: Case) -> Restriction | None:
    """That the court marks the entry as sealed."""
    if sealed(notice, case):
        return Restriction("status of the entry", "the court marks it as sealed")
    return None


def restricted_caption(case: Case, of: CaseOfFirm) -> Restriction | None:
    """What in the caption makes every entry of the case restricted, unless the desk opened the case.

    The reason names the ground and not the text: a minor's initials are the caption's own.
    """
    said = ground(case.name)
    if not said or of.file.classification is Classification.OPEN:
        return None
    return Restriction("restricted case, by caption", said)


def restricted_case(case: Case, of: CaseOfFirm, denied: frozenset[str]) -> Restriction | None:
    """What else makes every entry of the case restricted: the desk, or the court's own answer.

    `denied` holds the cases that the court once refused by their nature of suit.
    """
    if case.number in denied:
        return Restriction("restricted case", "the court denied it by nature of suit")
    if of.file.restricted:
        return Restriction("restricted case", "marked by the desk")
    return None


def sealed(notice: Notice, case: Case) -> bool:
    """Whether the court marks this entry as sealed: then nothing will arrive electronically."""
    return Mark.SEALED_ENTRY in notice.marks and not case.links
