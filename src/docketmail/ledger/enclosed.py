"""What became of a paper with one letter: it went along, went before, follows, or its reader does not want it."""

from __future__ import annotations

from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Letter, Paper


def carries(letter: Letter, paper: str) -> bool:
    """Whether a letter has the paper with it: it was here when the letter was written."""
    return paper in letter.facts.get("here", "").split("\n")


def has_already(letter: Letter, paper: str) -> bool:
    """Whether the reader had the very bytes with a letter about the entry's earlier filing."""
    return paper in letter.facts.get("again", "").split("\n")


def is_unwanted(letter: Letter, paper: str) -> bool:
    """Whether the reader has letters alone in the paper's case: it goes with none of them."""
    return paper in letter.facts.get("unwanted", "").split("\n")


def follows(letter: Letter, paper: Paper) -> bool:
    """Whether the paper goes with a later letter: it was awaited when this one was written, or came after.

    To a reader who wants letters alone it is worth another one only that it did not come.
    """
    awaited = paper.id in letter.facts.get("awaited", "").split("\n")
    if is_unwanted(letter, paper.id):
        return awaited and paper.state is PaperState.NOT_OBTAINED
    told = carries(letter, paper.id) or has_already(letter, paper.id)
    return awaited or (paper.state is PaperState.HERE and not told)


def is_news(paper: Paper, told: list[Letter]) -> bool:
    """Whether a paper stands otherwise than the reader was told last."""
    last = [letter for letter in told if paper.id in letter.papers]
    return not last or follows(last[-1], paper)
