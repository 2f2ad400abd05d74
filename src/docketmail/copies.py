"""The copies of a letter's papers: labelled, and looked at for what their readers should know.

What the labeller sees differs from nothing that keeps a paper back: a paper that is odd, or is not what the court's
list says, goes as it came, and its row says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from docketmail.contents import Draft
from docketmail.core.examination import Examined, Extent, differing
from docketmail.core.letter import Enclosure, LetterContent, PaperLine
from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Letter, Paper
from docketmail.ledger import papers
from docketmail.ports import Ticket
from docketmail.world import World


async def labelled(
    world: World, letter: Letter, draft: Draft
) -> tuple[LetterContent, list[Enclosure]]:
    """The labelled copies that go along, the court's own bytes where a label cannot be written; and the letter that says so."""
    enclosures: list[Enclosure] = []
    seen: dict[str, PaperLine] = {}
    lines = {line.paper: line for line in draft.content.papers}
    for paper, label in draft.attached:
        if paper.state is not PaperState.HERE or paper.ticket is None:
            continue
        pdf = await world.spool.read(Ticket.parse(paper.ticket))
        done = await world.labeller.label(pdf, label)
        enclosures.append(Enclosure(paper.id, done.copy or pdf))
        line = seen[paper.id] = _seen(lines[paper.id], paper, done.found)
        await _record(world, letter, line)
    return _with(draft.content, seen), enclosures


def _seen(line: PaperLine, paper: Paper, found: Examined) -> PaperLine:
    listed = differing(Extent(paper.pages, paper.listed_size), Extent(found.pages, paper.size))
    pages = paper.pages if found.pages is None else found.pages
    return replace(line, pages=pages, listed=listed, oddities=found.oddities)


def _with(content: LetterContent, seen: Mapping[str, PaperLine]) -> LetterContent:
    return replace(content, papers=tuple(seen.get(line.paper, line) for line in content.papers))


async def _record(world: World, letter: Letter, line: PaperLine) -> None:
    """What was found stands in the ledger, where there is anything to say."""
    told = {
        "pages": line.pages if line.listed.pages else None,
        "listed_pages": line.listed.pages,
        "size": line.size if line.listed.size else None,
        "listed_size": line.listed.size,
        "oddities": " ".join(str(odd.name).lower() for odd in line.oddities),
    }
    said = {name: str(value) for name, value in told.items() if value}
    if said:
        now = world.clock.now()
        await world.ledger.write(
            partial(papers.examined, notice=letter.notice, paper=line.paper, said=said, now=now)
        )
