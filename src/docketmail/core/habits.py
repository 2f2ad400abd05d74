"""What a court's notices always print, and what one of them lost: a court that changed its layout shows here.

Only layout counts, never what the filing itself may bring or leave out (filers, attachments, who is not mailed).
Where the layout differs with what was filed, it is two forms, each with habits of its own: a notice with papers
prints a document number and a list of documents, a text entry need not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from docketmail.core.notice import Case, Kind, Level, Mark, Notice


class Field(StrEnum):
    """What a notice prints in a place of its own."""

    CASE_NUMBER = "case_number"
    CASE_NAME = "case_name"
    DOCKET_TEXT = "docket_text"
    DATE = "date"
    """Of entry or of filing, whichever."""
    TIME_OF_ENTRY = "time_of_entry"
    DATE_FILED = "date_filed"
    LIST_OF_RECIPIENTS = "list_of_recipients"
    """The heading of it: a list may be empty."""
    DOCUMENT_NUMBER = "document_number"
    LIST_OF_DOCUMENTS = "list_of_documents"
    FREE_LOOK = "free_look"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True)
class Habit:
    """What is known of a court's notices of one form."""

    known: bool = False
    """Whether enough of them were read."""
    lacked: frozenset[str] = frozenset()
    """Fields that one of them did without, or that a person said may be missing."""


KNOWN_AFTER: Final = 20
"""Notices of a form after which its habits are known. What one notice in seven does
without is missing from one of twenty in 19 of 20 courts; in the other one notice is held, once: its release teaches."""

_TOLD: Final = frozenset({Field.CASE_NUMBER, Field.DOCKET_TEXT, Field.DATE})
_ESSENTIAL: Final[dict[tuple[str, Kind], frozenset[Field]]] = {
    ("cmecf", Kind.FILING): _TOLD | {Field.LIST_OF_RECIPIENTS},
    ("cmecf", Kind.DOCKET_ACTIVITY): _TOLD | {Field.LIST_OF_RECIPIENTS},
    ("cmecf", Kind.REGENERATED): _TOLD,
    ("acms", Kind.DOCKET_ACTIVITY): _TOLD | {Field.LIST_OF_RECIPIENTS},
}
"""What no notice of that system and kind does without: none of 79 public sample notices (juriscraper), nor of our own.
Of other kinds there are too few to say: what they always print is learned, court by court."""


def form(notice: Notice) -> str:
    """Whose habits a notice follows: `system/court/kind/papers` or `.../text`."""
    papers = "papers" if _has_papers(notice) else "text"
    return f"{notice.system}/{notice.court}/{notice.kind}/{papers}"


def lacks(notice: Notice) -> frozenset[Field]:
    """The fields that notices of some court print, and this one does not."""
    cases = notice.cases
    entered = bool(notice.entered_at) or _in_each(case.entered_at for case in cases)
    filed = bool(notice.filed_on) or _in_each(case.filed_on for case in cases)
    prints = {
        Field.CASE_NUMBER: _in_each(case.number for case in cases),
        Field.CASE_NAME: _in_each(case.name for case in cases),
        Field.DOCKET_TEXT: _in_each(case.docket_text for case in cases),
        Field.DATE: entered or filed,
        Field.TIME_OF_ENTRY: entered,
        Field.DATE_FILED: filed,
        Field.LIST_OF_RECIPIENTS: notice.recipients_printed,
    }
    if _has_papers(notice):
        prints |= _of_papers(notice, cases)
    return frozenset(field for field, there in prints.items() if not there)


def lost(notice: Notice, habit: Habit) -> tuple[Field, ...]:
    """The fields that such notices always have and this one has not, in the order of `Field`."""
    always = frozenset(Field) if habit.known else _essential(notice)
    missing = (always & lacks(notice)) - habit.lacked
    return tuple(field for field in Field if field in missing)


def _of_papers(notice: Notice, cases: tuple[Case, ...]) -> dict[Field, bool]:
    return {
        Field.DOCUMENT_NUMBER: any(case.document_number for case in cases),
        Field.LIST_OF_DOCUMENTS: bool(notice.documents),
        Field.FREE_LOOK: bool(notice.links) or _says_why_no_look(notice),
    }


def _essential(notice: Notice) -> frozenset[Field]:
    found = _ESSENTIAL.get((notice.system, notice.kind), frozenset())
    # Seven of 34 public sample notices of bankruptcy courts print no list of recipients; of all others each does.
    of_bankruptcy = notice.court.removesuffix("-mega").endswith("b")
    return found - {Field.LIST_OF_RECIPIENTS} if of_bankruptcy else found


def _has_papers(notice: Notice) -> bool:
    return bool(notice.documents or notice.links)


def _says_why_no_look(notice: Notice) -> bool:
    """Whether what was filed, and not the layout, may be why there is no look."""
    return notice.level is not Level.PUBLIC or bool(
        notice.marks & {Mark.PLACEHOLDER_LINK, Mark.REWRITTEN_LINK}
    )


def _in_each(values: Iterable[object]) -> bool:
    """Whether every case has it, and there is a case."""
    found = list(values)
    return bool(found) and all(found)
