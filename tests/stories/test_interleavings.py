"""Whatever happens in the town, in whatever order: the promises hold."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from hypothesis import given, settings, strategies as st

from docketmail import clawback
from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import HoldState, LetterState, PaperState
from docketmail.core.records import FilingRecord, Hold, Letter, NoticeRecord, Paper
from docketmail.demo.court_filings import Filing, Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ledger import chain
from docketmail.ports import BrokenOffError, Deferred, Refused, UnreachableError
from offices import ANNA, BEN, CLARA, DESK, MATTER, PARALEGAL, QUILL
from town import MX_ADDRESS, Town, body_of, papers_of


COUNSEL = MATTER.outside[0].email
PEOPLE = (ANNA, BEN)
MANNERS = (Manner.PAPER, Manner.PAPER, Manner.FRAME, Manner.SIGN_ON, Manner.CUT, Manner.RESTRICTED)
FAULTS = (UnreachableError("away"), BrokenOffError("hung up"), Deferred(450), Refused(550))
SLACK = timedelta(seconds=30)
"""Two faults of the relay cost 5 and 15 seconds, and time passes here in steps of 10."""
MOST_FAULTS = 2


@dataclass
class Play:
    """One run: the town, and what the test must remember beside it."""

    town: Town = field(default_factory=Town)
    filings: list[tuple[Filing, str, datetime]] = field(default_factory=list)
    secrets: list[bytes] = field(default_factory=list)
    """Papers of restricted entries."""
    gone: list[tuple[bytes, int]] = field(default_factory=list)
    """Papers that were called back, and how many mails had left by then."""
    faults: int = 0

    async def notice(self, who: int, *, sealed: bool, attached: int, manner: int) -> None:
        """Something is filed, and one attorney has the notice."""
        serial = len(self.filings)
        text = "MOTION to Seal CANARY." if sealed else f"ORDER {serial}."
        names = [f"Paper {serial}-{n}" for n in range(1 + attached)]
        papers = [Filed(make_pdf(name), name) for name in names]
        papers[0] = Filed(papers[0].pdf, papers[0].description, manner=MANNERS[manner])
        self.secrets += [paper.pdf for paper in papers if sealed]
        filing = self.town.file(*papers)
        self.filings.append((filing, text, self.town.clock.now()))
        await self.copy(serial, who)

    async def copy(self, which: int, who: int, peer: str = MX_ADDRESS) -> None:
        """A copy of a notice arrives for an attorney; each has a look of its own."""
        if self.filings:
            filing, text, entered = self.filings[which % len(self.filings)]
            both = (ANNA.court_addresses[0], BEN.email)
            mail = self.town.notice(filing, text=text, recipients=both, entered=entered)
            await self.town.receive(mail, PEOPLE[who].intake, peer=peer)

    async def stranger(self, which: int, who: int) -> None:
        await self.copy(which, who, peer="203.0.113.9")

    async def unreachable(self, times: int) -> None:
        self.town.courthouse.unreachable += times

    async def fault(self, reader: int, kind: int) -> None:
        """The relay has trouble with one reader's next letter; the second person is never refused."""
        address = (ANNA.email, DESK.email, PARALEGAL.email, COUNSEL)[reader]
        if self.faults < MOST_FAULTS:
            self.faults += 1
            self.town.relay.answers.setdefault(address, []).append(FAULTS[kind])

    async def time(self, seconds: int) -> None:
        await self.town.pass_time(seconds, by=10)

    async def step(self, times: int) -> None:
        for _ in range(times):
            await self.town.step()

    async def crash(self) -> None:
        await self.town.boot()
        await clawback.finish_destroying(self.town.world)

    async def hold(self, which: int, command: str) -> None:
        waiting = [h for h in await self.town.all(Hold) if h.state is not HoldState.ENDED]
        if waiting:
            why = {} if command == "holds.ack" else {"why": "because"}
            await self.ask(command, hold=waiting[which % len(waiting)].id, **why)

    async def call_back(self, which: int) -> None:
        papers = [p for p in await self.town.all(Paper) if p.state not in clawback.GONE]
        if papers:
            paper = papers[which % len(papers)]
            await self.ask("papers.call_back", papers=[paper.id], why="privileged")
            pdfs = [x.pdf for filing, *_ in self.filings for x in filing.papers]
            marks = {self.town.world.spool.mark(pdf): pdf for pdf in pdfs}
            if paper.digest in marks:
                self.gone.append((marks[paper.digest], len(self.town.relay.taken)))

    async def supply(self, which: int) -> None:
        missing = [p for p in await self.town.all(Paper) if p.state is PaperState.NOT_OBTAINED]
        if missing:
            paper = missing[which % len(missing)]
            pdf = b64encode(make_pdf(f"By hand {paper.id}")).decode()
            await self.ask("papers.supply", paper=paper.id, pdf=pdf)

    async def ask(self, command: str, **values: object) -> None:
        try:
            await COMMANDS[command](self.town.world, by="uid:7", **values)
        except AskedWrongError:
            return


small = st.integers(0, 3)
EVENTS = st.one_of(
    st.tuples(
        st.just("notice"),
        st.fixed_dictionaries(
            {
                "who": st.integers(0, 1),
                "sealed": st.booleans(),
                "attached": st.integers(0, 1),
                "manner": st.integers(0, len(MANNERS) - 1),
            }
        ),
    ),
    st.tuples(
        st.sampled_from(["copy", "stranger"]),
        st.fixed_dictionaries({"which": small, "who": st.integers(0, 1)}),
    ),
    st.tuples(st.just("unreachable"), st.fixed_dictionaries({"times": st.integers(1, 8)})),
    st.tuples(st.just("fault"), st.fixed_dictionaries({"reader": small, "kind": small})),
    st.tuples(
        st.just("time"), st.fixed_dictionaries({"seconds": st.sampled_from([10, 60, 130, 700])})
    ),
    st.tuples(st.just("step"), st.fixed_dictionaries({"times": st.integers(1, 4)})),
    st.tuples(st.just("crash"), st.just({})),
    st.tuples(
        st.just("hold"),
        st.fixed_dictionaries(
            {
                "which": small,
                "command": st.sampled_from(["holds.ack", "holds.release", "holds.dismiss"]),
            }
        ),
    ),
    st.tuples(st.sampled_from(["call_back", "supply"]), st.fixed_dictionaries({"which": small})),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(EVENTS, min_size=3, max_size=10))
def test_whatever_happens_the_promises_hold(events: list[tuple[str, dict[str, object]]]) -> None:
    asyncio.run(play(events))


async def play(events: list[tuple[str, dict[str, object]]]) -> None:
    run = Play()
    await run.town.boot()
    await run.notice(0, sealed=False, attached=1, manner=0)
    for name, values in events:
        await getattr(run, name)(**values)
    await run.town.pass_time(180, by=10)

    await no_look_is_opened_twice(run.town)
    await everybody_is_told_in_time(run.town)
    await nobody_has_two_first_letters(run.town)
    restricted_stays_inside(run)
    what_was_called_back_stays_gone(run)
    await the_chains_are_whole(run.town)
    assert run.town.defects == []


async def no_look_is_opened_twice(town: Town) -> None:
    assert town.clerk.harms == []
    assert len(town.courthouse.asked) == len(set(town.courthouse.asked))


async def everybody_is_told_in_time(town: Town) -> None:
    """Noticed attorney or desk (or who has their letter) within two minutes, or there is a hold."""
    letters = await town.all(Letter)
    holds = {hold.notice: hold for hold in await town.all(Hold)}
    tellers = {DESK.id, CLARA.id}
    for notice in await town.all(NoticeRecord):
        if notice.id in holds:
            alarm = next(x for x in letters if x.facts.get("hold") == holds[notice.id].id)
            assert alarm.written_at <= notice.tell_by
            if notice.filing is None:
                continue
        told = [x for x in letters if x.filing == notice.filing]
        firsts = {x.reader for x in told if x.kind == LetterKind.FIRST}
        assert firsts >= {DESK.id, *notice.people}
        in_time = [x for x in told if x.sent_at and x.sent_at <= notice.tell_by + SLACK]
        assert {x.reader for x in in_time} & {*tellers, *notice.people}
    assert all(x.state is not LetterState.DUE for x in letters)


async def nobody_has_two_first_letters(town: Town) -> None:
    firsts = [x for x in await town.all(Letter) if x.kind == LetterKind.FIRST]
    assert len({(x.filing, x.reader) for x in firsts}) == len(firsts)
    assert len({f.key for f in await town.all(FilingRecord)}) == len(await town.all(FilingRecord))
    for person in QUILL.people:
        by_id = {mail["Message-ID"]: str(mail) for mail in town.inbox(person.email)}
        assert len(set(by_id.values())) == len(by_id)


def restricted_stays_inside(run: Play) -> None:
    for mail in run.town.inbox(COUNSEL):
        assert "CANARY" not in body_of(mail) + str(mail["Subject"])
        for pdf in papers_of(mail).values():
            assert not any(pdf.startswith(secret) for secret in run.secrets)


def what_was_called_back_stays_gone(run: Play) -> None:
    readers = {one.recipient for one in run.town.relay.taken}
    for pdf, had_left in run.gone:
        later = Town()
        later.relay.taken = run.town.relay.taken[had_left:]
        for reader in readers:
            for mail in later.inbox(reader):
                assert not any(copy.startswith(pdf) for copy in papers_of(mail).values())


async def the_chains_are_whole(town: Town) -> None:
    for notice in await town.all(NoticeRecord):
        found = await town.ledger.read(partial(chain.faults, row=notice))
        assert list(found) == []
