"""The table of documents of a letter: what each paper is called and where it stands for this reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docketmail.core import naming
from docketmail.core.label import Label
from docketmail.core.letter import PaperLine, Standing
from docketmail.core.lifecycle import PaperState
from docketmail.core.looks import court_page
from docketmail.core.notice import Case, Notice
from docketmail.core.policy.opening import WORDS
from docketmail.core.records import Letter, Paper
from docketmail.core.retrieval import Refusal
from docketmail.ledger.enclosed import follows, has_already, is_unwanted


@dataclass(frozen=True, slots=True)
class Row:
    """One paper of a letter."""

    line: PaperLine
    paper: Paper
    label: Label


def rows(
    letter: Letter, notice: Notice, papers: Sequence[Paper], *, restricted: bool, limit: int
) -> Iterator[Row]:
    """The papers of a letter in the court's order, named so that no two have one file name."""
    taken: list[str] = []
    cases = {case.number: case for case in notice.cases}
    pages = {link.document_id: court_page(link) for link in notice.links}
    for paper in papers:
        case = cases.get(paper.case, Case(number=paper.case))
        label = naming.label(
            notice, case, paper.index, paper.description, restricted=restricted, taken=taken
        )
        taken.append(label.file_name)
        standing, why = _standing(letter, paper, limit)
        line = PaperLine(
            paper=paper.id,
            case=paper.case,
            document=naming.document_label(case.document_number, paper.index),
            description=paper.description,
            file_name=label.file_name,
            pages=paper.pages,
            size=paper.size,
            standing=standing,
            why=why,
            court_page=pages.get(paper.document_id, ""),
        )
        yield Row(line, paper, label)


_SAID = {
    PaperState.AWAITED: Standing.FOLLOWS,
    PaperState.HERE: Standing.ATTACHED,
    PaperState.APART: Standing.APART,
    PaperState.SEQUESTERED: Standing.CALLED_BACK,
    PaperState.DESTROYED: Standing.CALLED_BACK,
    PaperState.PURGED: Standing.CALLED_BACK,
}


def _standing(letter: Letter, paper: Paper, limit: int) -> tuple[Standing, str]:
    if is_unwanted(letter, paper.id) and paper.state in {PaperState.AWAITED, PaperState.HERE}:
        return Standing.UNWANTED, ""
    if follows(letter, paper):
        return Standing.FOLLOWS, ""
    if paper.state is PaperState.NOT_OBTAINED:
        return _not_here(paper.reason)
    if paper.state is PaperState.HERE and (paper.size or 0) > limit * _ENCODED:
        return Standing.TOO_LARGE, ""
    if paper.state is PaperState.HERE and has_already(letter, paper.id):
        return Standing.EARLIER, ""
    return _SAID[paper.state], ""


_ENCODED = 0.72
"""Bytes of a file for one byte of mail: base64 makes 4 of 3 and breaks each 76 with two more (RFC 2045, 6.8)."""


def _not_here(reason: str) -> tuple[Standing, str]:
    if reason == Refusal.NOT_FREE:
        return Standing.NOT_FREE, ""
    if reason in {refusal.value for refusal in Refusal}:
        return Standing.NOT_OBTAINED, reason
    if reason == "nature_of_suit":
        return Standing.NOT_OBTAINED, Refusal.RESTRICTED.value
    return Standing.NOT_OPENED, WORDS.get(reason, reason)
