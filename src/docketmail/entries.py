"""What a letter tells of a filing: the court's own words of each case that its reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from docketmail import readings
from docketmail.core.correspondence import author, to_open
from docketmail.core.court_dates.reading import find
from docketmail.core.courts.table import COURTS
from docketmail.core.envelope import Envelope, Step
from docketmail.core.letter import CaseEntry, Entry, FilingFacts, PassedOn, Retold
from docketmail.core.notice import Case, Kind, Mark, NotANotice, Notice, StateFiling
from docketmail.core.original import without_links
from docketmail.core.policy import duplicate, listing, readers, sealing, telling
from docketmail.core.policy.duplicate import same_entry
from docketmail.core.policy.facts import Origin
from docketmail.core.records import Letter, Paper
from docketmail.core.roster import Firm, Matter, docket, folded
from docketmail.ledger.letters import BEGINS
from docketmail.world import World


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a letter about a filing is made of."""

    world: World
    letter: Letter
    firm: Firm
    known: readings.Known
    told: telling.Known
    standings: dict[Case, telling.Standing]
    papers: tuple[Paper, ...]
    earlier: Notice | None = None
    """What the notice corrects or tells anew."""
    before: Letter | None = None
    """The reader's own letter about that."""
    spare: tuple[str, ...] = ()
    """Ids of the people whose own copies have a look that nobody opened."""
    unclassified: frozenset[str] = frozenset()
    """Numbers of the cases that this filing told of first, and of which nobody has said yet what they are."""
    warns: bool = False
    """Whether the desk learns by this filing that the court's own rule is not known."""

    @property
    def notice(self) -> Notice:
        return self.told.notice

    @property
    def matters(self) -> list[Matter]:
        """Those of the cases that the reader sees."""
        return [matter for case in self.cases for matter in self.told.file(case.number).matters]

    @property
    def withheld(self) -> list[str]:
        return self.letter.facts.get("withheld", "").split("\n")

    @property
    def walled(self) -> list[str]:
        """The cases that a wall keeps from the reader, who is told of them for want of anybody else."""
        reader = self.letter.reader
        return [case.number for case in self.cases if reader in self.told.of(case.number).behind]

    @property
    def at_desk(self) -> bool:
        """Whether the reader is the desk, or stands in for it in these cases."""
        cases = [self.told.of(case.number) for case in self.cases]
        return self.letter.reader == readers.alarmed(self.firm, cases)

    @property
    def cases(self) -> list[Case]:
        return [case for case in self.notice.cases if case.number in self.letter.cases]


def restricted(desk: Desk) -> str:
    """Why the letter is masked outside its body: the first ground among the cases that the reader sees."""
    if desk.walled:
        return "a wall keeps you from the matter"
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
        envelope=_envelope(desk, notice.state) if notice.state and shown else None,
        cases=tuple(_case(desk, case) for case in desk.cases),
    )


def _envelope(desk: Desk, filing: StateFiling) -> Envelope:
    """The envelope's history up to this letter: each step once, in the order in which they can be."""
    told = [desk.notice, *desk.told.earlier]
    steps = {one.kind: _step(one, one.state) for one in reversed(told) if one.state}
    thread = f"thread\n{desk.firm.id}\n{duplicate.envelope(desk.notice)}"
    return Envelope(
        number=filing.envelope,
        thread=desk.world.spool.mark(thread.encode())[:THREAD],
        steps=tuple(steps[kind] for kind in STEPS if kind in steps),
        service_only=filing.service_only,
        comments=filing.comments,
    )


STEPS = (Kind.SUBMITTED, Kind.SERVED, Kind.ACCEPTED, Kind.RETURNED)
"""Of an envelope, in their order."""


def _step(notice: Notice, filing: StateFiling) -> Step:
    """Service is complete on submission (Texas Rule of Civil Procedure 21a(b)(3)); of a return no time is printed."""
    times = {
        Kind.SUBMITTED: filing.submitted_at,
        Kind.SERVED: filing.submitted_at,
        Kind.ACCEPTED: filing.accepted_at,
    }
    return Step(notice.kind, times.get(notice.kind))


def retold(desk: Desk) -> Retold | None:
    """What the letter comes after, where it begins to tell of an entry that was told before."""
    if desk.letter.kind not in BEGINS.values():
        return None
    if desk.before is None or desk.earlier is None:
        return Retold(None)
    told_on = desk.before.written_at.astimezone(ZoneInfo(desk.firm.timezone)).date()
    same = telling.words(desk.earlier) == telling.words(desk.notice)
    return Retold(told_on, same_words=same and not _kept_back(desk.before))


def _kept_back(letter: Letter) -> list[str]:
    """The cases of which a letter told no more than that something was entered."""
    return [case for case in letter.facts.get("withheld", "").split("\n") if case]


def _text_before(desk: Desk, case: Case) -> str:
    """The docket text as the reader was told it earlier, where it was another."""
    if desk.letter.kind not in BEGINS.values() or desk.before is None or desk.earlier is None:
        return ""
    told = [
        one.docket_text
        for one in desk.earlier.cases
        if same_entry(case, one)
        and one.number in desk.before.cases
        and one.number not in _kept_back(desk.before)
    ]
    other = case.number not in desk.withheld and told[:1] != [case.docket_text]
    return told[0] if told and other else ""


def passed_on(desk: Desk) -> PassedOn:
    """A mail that tells of no filing, as it came but for its links; the desk has those that ask to be opened."""
    reading = desk.known.facts.reading
    text = reading.text if isinstance(reading, NotANotice) else ""
    asks = desk.notice.kind is Kind.SUBSCRIPTION and desk.known.facts.sender.origin is Origin.COURT
    at_desk = desk.firm.desk in {desk.letter.reader, desk.letter.facts.get("refused")}
    places = ("subject", reading.subject), ("text", text)
    restriction = sealing.first_word(places, desk.firm.policy.words)
    return PassedOn(
        kind=desk.notice.kind,
        by_court=desk.known.facts.sender.origin is Origin.COURT,
        sender=author(desk.known.raw) or desk.known.message.sender,
        subject=reading.subject,
        text=without_links(text),
        to_open=to_open(desk.known.raw) if asks and at_desk else (),
        restricted_because=restriction.reason if restriction else "",
        unread=not isinstance(reading, NotANotice) or reading.like_a_notice,
    )


def _matter(desk: Desk) -> str:
    """The reader's own matter of these cases; a person of the firm may be told of a colleague's."""
    reader = desk.letter.reader
    known = [] if desk.walled else desk.matters
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
    thread = f"thread\n{desk.firm.id}\n{desk.notice.court}\n{docket(case.number)}"
    place = desk.world.spool.mark(thread.encode())[:THREAD]
    if case.number in desk.walled:
        return CaseEntry(number=case.number, thread=place)
    noticed, others = _served(desk, case)
    has_papers = any(paper.case == case.number for paper in desk.papers)
    text = "" if case.number in desk.withheld else case.docket_text
    court = COURTS.get(desk.notice.court)
    return CaseEntry(
        number=case.number,
        caption=case.name,
        thread=place,
        document_number=case.document_number,
        filers=case.filers,
        docket_text=text,
        dates=find(text, court.zone if court else None),
        entry=_entry(desk, case, has_papers=has_papers),
        closed=case.closed,
        entered_at=case.entered_at,
        noticed=noticed,
        others=others,
        text_before=_text_before(desk, case),
    )


def _served(desk: Desk, case: Case) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of our people and of others in the court's list; whom it served is nothing for a firm that follows."""
    if desk.told.followed is not None:
        return (), ()
    printed = listing.printed(desk.notice, case)
    others = (
        r.name
        for r in desk.notice.recipients
        if r.case in {case.number, ""}
        and not {folded(a) for a in r.addresses} & desk.firm.by_address.keys()
    )
    ours = (person.name for person in desk.firm.people if person.addresses & printed)
    return tuple(ours), tuple(name for name in others if name)


def _entry(desk: Desk, case: Case, *, has_papers: bool) -> Entry:
    if desk.standings[case].sealed:
        return Entry.SEALED
    # No look is no proof of no document: it may be another attorney's, or the court granted none.
    text_alone = Mark.TEXT_ONLY in desk.notice.marks and not case.links and not has_papers
    return Entry.TEXT if text_alone else Entry.PAPERS
