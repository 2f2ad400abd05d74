"""What a letter tells of a filing: the court's own words of each case that its reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from docketmail import readings
from docketmail.core.letter import CaseEntry, Entry, FilingFacts
from docketmail.core.notice import Case, Mark, Notice
from docketmail.core.policy import listing, telling
from docketmail.core.records import Letter, Paper
from docketmail.core.roster import Firm, folded
from docketmail.world import World


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a letter about a filing is made of."""

    world: World
    letter: Letter
    firm: Firm
    known: readings.Known
    notice: Notice
    standings: dict[Case, telling.Standing]
    papers: tuple[Paper, ...]

    @property
    def withheld(self) -> list[str]:
        return self.letter.facts.get("withheld", "").split("\n")

    @property
    def cases(self) -> list[Case]:
        return [case for case in self.notice.cases if case.number in self.letter.cases]


def restricted(desk: Desk) -> str:
    """Why the letter is masked outside its body: the first ground among the cases that the reader sees."""
    for case in desk.cases:
        one = desk.standings[case]
        if one.restriction is not None:
            return one.restriction.reason
        if one.sealed:
            return "the court marks the entry as sealed"
    return ""


def told(desk: Desk) -> FilingFacts:
    """What the court told, as far as this reader may see it."""
    notice = desk.notice
    shown = [case.number for case in desk.cases if case.number not in desk.withheld]
    return FilingFacts(
        kind=notice.kind,
        court=notice.court,
        court_name=notice.court_name,
        title=(notice.short_description or "") if shown or not desk.cases else "",
        entered_at=notice.entered_at,
        entered_here=_here(notice.entered_at, desk.firm),
        filed_on=notice.filed_on,
        matter=_matter(desk),
        restricted_because=restricted(desk),
        cases=tuple(_case(desk, case) for case in desk.cases),
    )


def _matter(desk: Desk) -> str:
    """The reader's own matter of these cases; a person of the firm may be told of a colleague's."""
    court, reader = desk.notice.court, desk.letter.reader
    known = [m for case in desk.cases for m in desk.firm.matters_of(court, case.number)]
    own = [m for m in known if reader in {*m.readers, *(f"outside:{o.email}" for o in m.outside)}]
    told = own or (known if reader in desk.firm.by_id else [])
    return told[0].id if told else ""


def _here(entered: datetime | None, firm: Firm) -> datetime | None:
    if entered is None or entered.tzinfo is None:
        return None
    here = entered.astimezone(ZoneInfo(firm.timezone))
    return None if here.utcoffset() == entered.utcoffset() else here


THREAD = 32
"""Characters of a case's thread: it is a label of List-Id, and a label has 63 at the most (RFC 1035, 2.3.4)."""


def _case(desk: Desk, case: Case) -> CaseEntry:
    printed = listing.printed(desk.notice, case)
    ours = [p.name for p in desk.firm.people if p.addresses & printed]
    others = [
        r.name
        for r in desk.notice.recipients
        if r.case in {case.number, ""}
        and not {folded(a) for a in r.addresses} & desk.firm.by_address.keys()
    ]
    has_papers = any(paper.case == case.number for paper in desk.papers)
    thread = f"thread\n{desk.firm.id}\n{desk.notice.court}\n{case.number}"
    return CaseEntry(
        number=case.number,
        caption=case.name,
        thread=desk.world.spool.mark(thread.encode())[:THREAD],
        document_number=case.document_number,
        filers=case.filers,
        docket_text="" if case.number in desk.withheld else case.docket_text,
        entry=_entry(desk, case, has_papers=has_papers),
        closed=case.closed,
        entered_at=case.entered_at,
        noticed=tuple(ours),
        others=tuple(name for name in others if name),
    )


def _entry(desk: Desk, case: Case, *, has_papers: bool) -> Entry:
    if desk.standings[case].sealed:
        return Entry.SEALED
    # No look is no proof of no document: it may be another attorney's, or the court granted none.
    text_alone = Mark.TEXT_ONLY in desk.notice.marks and not case.links and not has_papers
    return Entry.TEXT if text_alone else Entry.PAPERS
