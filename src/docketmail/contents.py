"""What one letter says: the ledger's record of it, put together with the notice and the papers of this moment."""

from __future__ import annotations

from collections.abc import Iterable, Set as AbstractSet
from dataclasses import dataclass, replace

from docketmail import alarms, announcements, entries, notes, paper_rows, particulars, readings
from docketmail.core.label import Label
from docketmail.core.letter import (
    About,
    KeptApart,
    LetterContent,
    LetterKind,
    Mailbox,
    PaperLine,
    Postmark,
    Recalled,
    Standing,
    Undelivered,
)
from docketmail.core.lifecycle import PaperState
from docketmail.core.notice import Notice
from docketmail.core.policy import listing, telling
from docketmail.core.policy.facts import Origin
from docketmail.core.records import FilingRecord, Letter, Paper
from docketmail.core.roster import Firm, Matter
from docketmail.entries import Desk
from docketmail.ledger import cases, court_warnings, letters, spares
from docketmail.ports import Book
from docketmail.world import World


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter, not yet composed: what it says, and the papers that are to go with it."""

    content: LetterContent
    attached: tuple[tuple[Paper, Label], ...] = ()
    original: bytes | None = None


OF_HOLDS = (LetterKind.HELD, LetterKind.ESCALATION, LetterKind.NOT_TAKEN)
"""Letters about mail that is not believed: nothing of its text is in them."""


async def draft(world: World, letter: Letter, limit: int) -> Draft:
    """Put a letter together for its one reader."""
    firm = readings.firm_of(world, letter.firm)
    if letter.kind in OF_HOLDS:
        return Draft(_content(world, letter, firm, about=await alarms.held(world, letter)))
    if letter.kind in announcements.KINDS:
        about = await announcements.of(world, firm, letter)
        return Draft(_content(world, letter, firm, about=about))
    if letter.kind == LetterKind.NOT_A_NOTICE:
        return Draft(_content(world, letter, firm, about=await alarms.day(world, letter)))
    desk = await _desk(world, letter, firm)
    if isinstance(desk.known.facts.reading, Notice):
        return await _drafted(desk, limit)
    content = _content(
        world,
        letter,
        firm,
        desk.matters,
        mail=entries.passed_on(desk),
        about=_about(desk),
        notes=notes.of(desk),
    )
    return Draft(content, original=_original(desk, content))


async def _desk(world: World, letter: Letter, firm: Firm) -> Desk:
    """Everything that a letter about a filing is made of, as it is at this moment."""
    known = await readings.of_id(world, letter.notice)
    papers, whole, spare, new, warns = await world.ledger.read(
        lambda book: (
            _papers(book, letter),
            _of(book, letter),
            spares.noticed(book, letter.filing or ""),
            cases.new_in(book, letter.filing or ""),
            court_warnings.warns(book, _of(book, letter)),
        )
    )
    told = await particulars.known_of(world, whole, known.facts)
    _check_owed(told, letter)
    standings = {one.case: one for one in telling.standings(told)}
    earlier = told.earlier[0] if told.earlier else None
    before = await _before(world, whole, letter) if earlier else None
    return Desk(
        world, letter, firm, known, told, standings, papers, earlier, before, spare, new, warns
    )


async def _before(world: World, filing: FilingRecord, letter: Letter) -> Letter | None:
    """The reader's last letter about the entry that the filing tells anew."""
    had = await world.ledger.read(lambda book: letters.before(book, filing, letter.reader))
    return had[-1] if had else None


async def _drafted(desk: Desk, limit: int) -> Draft:
    masked = entries.restricted(desk) != ""
    rows = list(
        paper_rows.rows(desk.letter, desk.notice, desk.papers, restricted=masked, limit=limit)
    )
    lines = tuple(
        replace(row.line, supplied_by=_supplier(desk.firm, row.paper.supplied_by)) for row in rows
    )
    content = _content(
        desk.world,
        desk.letter,
        desk.firm,
        desk.matters,
        filing=entries.told(desk),
        retold=entries.retold(desk),
        papers=lines,
        about=_about(desk),
        own_copy=_own_copy(desk, lines),
        may_supply=_may_supply(desk, lines),
        completes=await _completes(desk),
        notes=notes.of(desk),
    )
    attached = [row for row in rows if row.line.standing is Standing.ATTACHED]
    return Draft(
        content, tuple((row.paper, row.label) for row in attached), _original(desk, content)
    )


class NotOwedError(Exception):
    """By the roster and the marks in force now, the reader is not to have this letter any more."""


class WalledError(Exception):
    """A wall keeps the reader from the matter by now, and somebody else has to see to what the letter asks."""


ASKS = (LetterKind.RECALL, LetterKind.UNDELIVERED)
"""Letters that somebody of the firm has to have."""


def _check_owed(known: telling.Known, letter: Letter) -> None:
    """Raise an error for a letter that tells more than its reader may have by now; it may wait for days."""
    if letter.kind in letters.TOLD:
        _check_told(known, letter)
    elif _is_walled(known, letter):
        raise WalledError(letter.id) if letter.kind in ASKS else NotOwedError(letter.id)


def _check_told(known: telling.Known, letter: Letter) -> None:
    now = next((one for one in telling.decide(known) if one.reader == letter.reader), None)
    withheld = set(letter.facts["withheld"].split("\n"))
    unwanted = {*letter.facts.get("letter_only", "").split("\n"), *withheld}
    if now is None or not {*letter.cases} <= {*now.cases} or not {*now.withheld} <= withheld:
        raise NotOwedError(letter.id)
    if not {*now.letter_only} <= unwanted:
        raise NotOwedError(letter.id)


def _is_walled(known: telling.Known, letter: Letter) -> bool:
    """Whether a wall stands between any of the letter's cases and the mailbox that it would go to."""
    cases = [known.of(case) for case in letter.cases]
    return any(of.shuts_out(mailbox(known.firm, letter.reader).address) for of in cases)


def _content(
    world: World, letter: Letter, firm: Firm, matters: Iterable[Matter] = (), **rest: object
) -> LetterContent:
    settings = world.settings
    return LetterContent(
        kind=LetterKind(letter.kind),
        postmark=Postmark(
            identity=identity(world, letter),
            domain=settings.message_id_domain,
            sender=Mailbox(settings.sender_name, settings.sender),
            reader=mailbox(firm, letter.reader, matters),
            written_at=letter.written_at,
            answers=settings.answers_to if letter.reader in firm.by_id else "",
        ),
        receipt=letter.id,
        rule=letter.rule,
        desk=mailbox(firm, firm.desk),
        **rest,  # type: ignore[arg-type]
    )


def identity(world: World, letter: Letter) -> str:
    """A keyed hash of what makes a letter the one that it is: nobody else can make its Message-ID."""
    about = letter.filing or letter.notice
    which = f"letter\n{about}\n{letter.reader}\n{letter.kind}\n{letter.revision}"
    return world.spool.mark(which.encode())


def mailbox(firm: Firm, reader: str, matters: Iterable[Matter] = ()) -> Mailbox:
    """A reader's name and address, by the roster in force; somebody who left it has the desk instead."""
    person = firm.by_id.get(reader)
    if person is None and not reader.startswith("outside:"):
        person = firm.by_id.get(firm.desk)
    if person is not None:
        return Mailbox(person.name, person.email)
    address = reader.removeprefix("outside:")
    names = {o.email: o.name for matter in matters for o in matter.outside}
    return Mailbox(names.get(address, ""), address)


def _supplier(firm: Firm, by: str) -> str:
    """Who handed a paper in, in words; empty where the court gave it."""
    person = firm.by_id.get(by.removeprefix(PERSON))
    return person.name if person else "a person of the firm" if by else ""


PERSON = "person:"
"""Stands before a person's id where the ledger says who did something; a user of this machine is `uid:` and a number."""


def _papers(book: Book, letter: Letter) -> tuple[Paper, ...]:
    found = (book.get(Paper, paper) for paper in letter.papers)
    return tuple(sorted((p for p in found if p), key=lambda p: (p.case, p.look or "", p.index)))


def _of(book: Book, letter: Letter) -> FilingRecord:
    filing = book.get(FilingRecord, letter.filing or "")
    if filing is None:
        raise LookupError(f"letter {letter.id} has no filing")
    return filing


def _about(desk: Desk) -> About | None:
    facts = desk.letter.facts
    if desk.letter.kind == LetterKind.UNDELIVERED:
        return Undelivered(mailbox(desk.firm, facts["refused"]), int(facts["code"]))
    if desk.letter.kind == LetterKind.RECALL:
        return Recalled(facts.get("why", ""))
    if desk.letter.kind == LetterKind.APART:
        return KeptApart(f"docketmail release {' '.join(desk.letter.papers)} --why ...")
    return None


def _own_copy(desk: Desk, lines: tuple[PaperLine, ...]) -> bool:
    """Whether this reader has a notice of their own whose link may still show what did not come.

    It shows nothing that was never free: there it would ask for a login, and for money.
    """
    return _are_any(lines, {Standing.NOT_OBTAINED, Standing.NOT_OPENED}) and _is_noticed(desk)


def _may_supply(desk: Desk, lines: tuple[PaperLine, ...]) -> bool:
    """Whether this reader is asked for what did not come: a noticed attorney, or the desk."""
    asked = desk.at_desk or _is_noticed(desk)
    missing = {Standing.NOT_FREE, Standing.NOT_OBTAINED, Standing.NOT_OPENED}
    return bool(desk.world.settings.answers_to) and _are_any(lines, missing) and asked


def _are_any(lines: tuple[PaperLine, ...], standings: AbstractSet[Standing]) -> bool:
    return any(line.standing in standings for line in lines)


def _is_noticed(desk: Desk) -> bool:
    person = desk.firm.by_id.get(desk.letter.reader)
    return desk.letter.reader in desk.known.record.people or (
        person is not None
        and any(person.addresses & listing.printed(desk.notice, c) for c in desk.cases)
    )


async def _completes(desk: Desk) -> bool:
    """Whether this supplement leaves nothing of the filing missing that its reader may have."""
    if desk.letter.kind != LetterKind.SUPPLEMENT:
        return False
    filing = desk.letter.filing
    papers = await desk.world.ledger.read(lambda book: book.find(Paper, filing=filing))
    ours = [p for p in papers if p.case in desk.letter.cases and p.case not in desk.withheld]
    return all(paper.state is PaperState.HERE for paper in ours)


def _original(desk: Desk, content: LetterContent) -> bytes | None:
    """The court's own mail, harmless: only where it is of one case at most and not restricted, with the first letter.

    What a person forwarded begins with the person's own words, which may be for nobody else; and a firm that follows
    the case is not to learn at which address it came.
    """
    if desk.known.facts.sender.origin is not Origin.COURT or desk.told.followed is not None:
        return None
    single = len(desk.notice.cases) <= 1 and not content.restricted
    if not single or desk.letter.kind not in letters.FIRST or desk.withheld != [""]:
        return None
    return readings.copied(desk.known.raw)
