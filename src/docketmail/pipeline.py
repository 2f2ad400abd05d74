"""Story 1: from the court's mail to counsel's inbox. What is due, and the stage that does it.

Each stage reads facts, asks the core, does one effect and records it. A stage never calls another: it leaves
something due, and the runner (`runner.py`) finds it. Nothing goes back. Three promises hold at every line, pulled
plug or not: a link is opened at most once, a letter is delivered at least once, the ledger moves exactly once.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from docketmail import checking, following, letterbox, particulars, readings, walking
from docketmail.contents import NotOwedError, WalledError
from docketmail.core.lifecycle import NoticeState
from docketmail.core.policy import acceptance, court_rules, opening, readers, telling
from docketmail.core.records import FilingRecord, Letter, LookRecord, NoticeRecord
from docketmail.ledger import (
    court_warnings,
    filings,
    followings,
    habits,
    held_cases,
    holds,
    letters,
    looks,
)
from docketmail.ports import Book, Deferred, Refused, Sent, UnreachableError
from docketmail.world import World


async def read(world: World, notice: NoticeRecord) -> None:
    """What did the court say? The notice joins its filing, or is held and told to the desk."""
    known = await checking.known(world, notice)
    facts = await readings.with_records(world, known.facts)
    objection = acceptance.objection(facts, notice.waived)
    now = world.clock.now()
    if objection is not None:
        if await checking.put_off(world, notice, objection):
            return
        desk = readers.alarmed(facts.firm, map(facts.of, facts.files))
        raised = partial(
            holds.hold,
            work=notice,
            objection=objection,
            desk=desk,
            now=now,
            patience=world.settings.second_person,
        )
        await world.ledger.write(
            partial(held_cases.hold, work=notice, facts=facts, raised=raised, now=now)
        )
        world.tally.notice(facts.court, objection.rule)
        return
    told = readings.told(facts)
    marks = readings.marks(world, known)
    joined = partial(filings.join, work=notice, notice=told, marks=marks, now=now)

    def record(book: Book) -> None:
        habits.learn(book, notice, joined(book), facts)

    await world.ledger.write(record)
    world.tally.notice(facts.court)


async def screen(world: World, notice: NoticeRecord) -> None:
    """May its looks be opened? What a rule objects to stays closed, and the letter says so."""
    known = await readings.of(world, notice)
    facts = await readings.with_records(world, known.facts)
    before = await particulars.earlier_notices(world, notice.filing)
    told = readings.told(facts)
    facts = replace(facts, marked=await particulars.marked(world, facts.firm, told))
    refused = opening.refused(told, facts, notice.waived, before)
    now = world.clock.now()
    await world.ledger.write(
        partial(filings.screened, work=notice, refused=refused, now=now, decide_by=world.decide_by)
    )


async def open_look(world: World, look: LookRecord) -> None:
    """Spend the look, once, for its papers."""
    link, address = await readings.errand(world, look)
    try:
        walked = await walking.walk(world, look, link, address)
    except UnreachableError:
        return  # the walk wrote it down: the look is as whole as it was, and due again
    now = world.clock.now()
    ended = await world.ledger.write(
        partial(
            looks.end,
            look=look,
            walked=walked,
            now=now,
            decide_by=world.decide_by,
            spacing=world.settings.spacing,
        )
    )
    if ended is not None:
        world.tally.look(ended)


async def decide(world: World, filing: FilingRecord) -> None:
    """Who is told what? Every letter that is owed is written, at the latest when the two minutes are nearly over."""
    await following.bring(world, filing)
    known = await particulars.of_filing(world, filing)
    fates, firms = telling.fates(known), await following.followers(world, known)
    left = court_rules.leaves_open(known.notice, known.firm)
    now, decide_by = world.clock.now(), world.decide_by(filing)

    def record(book: Book) -> None:
        letters.tell(book, filing, fates, now, decide_by)
        followings.begin(book, filing, firms, now)
        if left and known.followed is None:
            court_warnings.warn_once(book, filing, now)

    await world.ledger.write(record)


async def deliver(world: World, letter: Letter) -> None:
    """Send a letter with its labelled copies: sent, put off, or refused and told to somebody else."""
    outcome: Sent | Deferred | Refused
    try:
        outcome = await letterbox.post(world, letter)
    except WalledError:
        outcome = Refused(letterbox.WALLED)
    except NotOwedError:
        now = world.clock.now()
        await world.ledger.write(partial(letters.withdraw, work=letter, now=now))
        return
    now = world.clock.now()
    firm = world.roster().by_id.get(letter.firm)
    instead = await letterbox.instead(world, firm, letter) if firm else None
    again = now + letterbox.wait(world, letter)
    posted = partial(
        letters.posted, work=letter, outcome=outcome, instead=instead, now=now, again=again
    )
    nobody = partial(
        holds.undeliverable, work=letter, now=now, patience=world.settings.second_person
    )

    def record(book: Book) -> None:
        posted(book)
        if firm is not None and instead is None and isinstance(outcome, Refused):
            nobody(book, desk=firm.desk)

    await world.ledger.write(record)


ON_NOTICE = {NoticeState.RECEIVED: read, NoticeState.READ: screen}
"""What is due for a notice, by its state."""
