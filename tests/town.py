"""The town: a firm, its courts and its relay in memory, and the whole line run step by step.

Nothing here runs in the background: `Town.settle` claims what is due and does it, one piece after the other, so
that a plug (`crash.py`) can be pulled before or after any port call and the same calls come again.
"""

from __future__ import annotations

import asyncio
import email
import email.policy
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from docketmail.admission import Admission
from docketmail.core.answers import answer_of, describe
from docketmail.core.authentication import Believed, Envelope, Findings
from docketmail.core.examination import ORDINARY, Examined, Labelled, Oddity
from docketmail.core.firm_records import MatterSource
from docketmail.core.label import Label
from docketmail.core.records import R, Record
from docketmail.core.retrieval import Answer, Get, Submit
from docketmail.core.roster import Matter, Roster
from docketmail.demo.court_clerk import Clerk
from docketmail.demo.court_filings import Filing, Grant, Paper
from docketmail.demo.court_notices import (
    Attached,
    Docketed,
    Facts,
    Mailed,
    district_html,
    vouched,
)
from docketmail.demo.court_referee import Asked
from docketmail.demo.court_replies import arrived
from docketmail.demo.pdfs import make_pdf
from docketmail.ledger import leases, matters as ledgered
from docketmail.ledger.leases import Leased
from docketmail.ports import (
    Arrival,
    Book,
    BrokenOffError,
    Deferred,
    Ledger,
    Outgoing,
    Refused,
    Sent,
    Sink,
    Spool,
    UnpagedError,
    UnreachableError,
)
from docketmail.runner import Runner
from docketmail.world import Settings, World
from fake_spool import FakeSpool
from fakes import FakeClock, FakeLedger
from offices import ANNA, MATTER, QUILL, ROSTER


CAND = "ecf.cand.uscourts.gov"
MX = "mx.quillhart.example"
ANSWERS = "answers@dockets.quillhart.example"
"""Where answers to our letters go."""
MX_ADDRESS = "192.0.2.25"
PACIFIC = ZoneInfo("America/Los_Angeles")


class FakeCourthouse:
    """The toy court's clerk across the table, without a network."""

    def __init__(self, clerk: Clerk, clock: FakeClock) -> None:
        self.clerk = clerk
        self.clock = clock
        self.unreachable = 0
        """So many requests never leave."""
        self.asked: list[str] = []
        self.doorsteps: list[str] = []

    async def get(self, get: Get, sink: Sink) -> Answer:
        return await self._ask("GET", get.url, b"", sink)

    async def submit(self, submit: Submit, sink: Sink) -> Answer:
        return await self._ask("POST", submit.url, urlencode(submit.fields).encode(), sink)

    async def _ask(self, method: str, url: str, body: bytes, sink: Sink) -> Answer:
        if self.unreachable:
            self.unreachable -= 1
            await sink.discard()
            raise UnreachableError("the court's host does not answer")
        self.asked.append(url)
        host, _, target = url.removeprefix("https://").partition("/")
        now = self.clock.now().timestamp()
        reply = self.clerk.answer(Asked(now, host, method, f"/{target}", body=body))
        said = reply.headers
        told = said.get("Content-Type", ""), said.get("Location"), said.get("Retry-After")
        about = describe(url, reply.status, *told)
        await sink.describe(about)
        try:
            data = arrived(reply)
        except BrokenOffError:
            await sink.discard()
            raise
        await sink.write(data)
        size = await sink.finish()
        return answer_of(about, data, size)

    async def approach(self, host: str) -> None:
        return

    async def reach(self, host: str) -> None:
        self.doorsteps.append(host)
        if self.unreachable:
            self.unreachable -= 1
            raise UnreachableError("the court's host does not answer")


class FakeRelay:
    """Takes every mail, unless told otherwise."""

    def __init__(self) -> None:
        self.taken: list[Outgoing] = []
        self.answers: dict[str, list[Sent | Deferred | Refused | Exception]] = {}
        self.limit: int | None = None

    async def send(self, outgoing: Outgoing) -> Sent | Deferred | Refused:
        planned = self.answers.get(outgoing.recipient)
        answer = planned.pop(0) if planned else Sent()
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, Sent):
            self.taken.append(outgoing)
        return answer

    async def size_limit(self) -> int | None:
        return self.limit


class FakeLabeller:
    """Writes the label behind the paper, which is no way to treat a PDF but easy to see."""

    async def start(self) -> None:
        return

    async def label(self, pdf: bytes, label: Label) -> Labelled:
        found = await self.examine(pdf)
        return Labelled(None if found.oddities else pdf + f"\n% {label.bookmark}".encode(), found)

    async def examine(self, pdf: bytes) -> Examined:
        oddities = Oddity.SCRIPTS if b"/JavaScript" in pdf else ORDINARY
        return Examined(pdf.count(b"/Type /Page "), oddities)


class FakeAuthenticator:
    """Finds what it was told to, one finding after the other and the last for ever; nothing, where it was not told."""

    def __init__(self) -> None:
        self.findings: list[Findings] = []
        self.asked: list[Envelope] = []
        self.answers = asyncio.Event()
        """Not set: the DNS keeps whoever asks waiting."""
        self.answers.set()

    async def check(self, raw: bytes, envelope: Envelope) -> Findings:
        self.asked.append(envelope)
        await self.answers.wait()
        if len(self.findings) > 1:
            return self.findings.pop(0)
        return self.findings[0] if self.findings else Findings()


class FakePager:
    """Remembers who was paged."""

    def __init__(self) -> None:
        self.paged: list[str] = []
        self.broken = 0

    async def page(self, hold: str, reason: str) -> None:
        if self.broken:
            self.broken -= 1
            raise UnpagedError("exit status 1")
        self.paged.append(reason)


class FakeRosters:
    """A roster that is in force."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster

    def __call__(self) -> Roster:
        return self.roster

    async def refresh(self) -> None:
        return


@dataclass
class Town:
    """The world of one test."""

    clock: FakeClock = field(default_factory=FakeClock)
    ledger: Ledger = field(default_factory=FakeLedger)
    spool: Spool = field(default_factory=FakeSpool)
    clerk: Clerk = field(default_factory=Clerk)
    relay: FakeRelay = field(default_factory=FakeRelay)
    pager: FakePager = field(default_factory=FakePager)
    authenticator: FakeAuthenticator = field(default_factory=FakeAuthenticator)
    rosters: FakeRosters = field(default_factory=lambda: FakeRosters(ROSTER))
    matters: tuple[Matter, ...] = (MATTER,)
    """Those of Quill Hart."""
    hosts: frozenset[str] = frozenset(
        {CAND, "ecf.ctb.uscourts.gov", "ca9-showdoc.azurewebsites.us"}
    )
    serial: int = 0
    defects: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.courthouse = FakeCourthouse(self.clerk, self.clock)
        self.world = self.build()

    def build(self, **parts: object) -> World:
        """A world over these parts; the run is begun by `boot`."""
        ports: dict[str, object] = {
            "ledger": self.ledger,
            "spool": self.spool,
            "courthouse": self.courthouse,
            "relay": self.relay,
            "labeller": FakeLabeller(),
            "pager": self.pager,
            "authenticator": self.authenticator,
            "believes": lambda peer: Believed(authserv_id=MX) if peer == MX_ADDRESS else None,
        }
        return World(
            **(ports | parts),  # type: ignore[arg-type]
            clock=self.clock,
            roster=self.rosters,
            jitter=lambda: 0.5,
            run="unbegun",
            settings=Settings(
                sender="docketmail@quillhart.example",
                answers_to=ANSWERS,
                message_id_domain="quillhart.example",
                hosts=self.hosts,
            ),
        )

    async def matters_are(self, *matters: Matter) -> None:
        """These are the firm's matters from now on, and no others."""
        self.matters = matters
        await self.ledger.write(self._written)

    def _written(self, book: Book) -> None:
        source = MatterSource.WRITTEN
        ledgered.carry_out(book, ledgered.changes(book, QUILL.id, source, self.matters))

    async def boot(self) -> None:
        """A new life of the daemon on the same ledger and spool."""
        await self.matters_are(*self.matters)
        begin = partial(leases.begin_run, node="town", now=self.clock.now())
        self.world = replace(self.world, run=await self.world.ledger.write(begin))

    # What courts do

    def file(self, *papers: Paper, host: str = CAND) -> Filing:
        """Something is filed; one paper where none is named."""
        return self.clerk.file(host, papers or (Paper(make_pdf("Order")),))

    def notice(
        self,
        filing: Filing | None = None,
        grant: Grant | None = None,
        *,
        text: str = "ORDER granting 12 Motion to Continue.",
        recipients: Iterable[str] = (ANNA.court_addresses[0], "rival@otherside.example"),
        number: str = "4:26-cv-00771-JST",
        caption: str = "Marlow v. Ostrander",
        entered: datetime | None = None,
    ) -> bytes:
        """The court's notice of a filing, as the firm's own mail server hands it over."""
        self.serial += 1
        if filing is not None and grant is None:
            grant = self.clerk.grant(filing)
        papers = filing.papers if filing else ()
        facts = Facts(
            host=filing.host if filing else CAND,
            court_name="Northern District of California",
            cases=(
                Docketed(
                    number,
                    caption,
                    document_number="45" if filing else "",
                    links=grant.links if grant else (),
                    recipients=tuple(Mailed(a.partition("@")[0], (a,)) for a in recipients),
                ),
            ),
            docket_text=text,
            short_description="Order",
            entered=entered or self.clock.now().astimezone(PACIFIC),
            zone="PST",
            serial=self.serial,
            documents=tuple(Attached(paper.description) for paper in papers),
        )
        return vouched(district_html(facts), MX)

    # What the daemon does

    async def receive(
        self,
        mail: bytes,
        *to: str,
        peer: str = MX_ADDRESS,
        sender: str = "ecf@cand.uscourts.gov",
    ) -> None:
        """The mail arrives by SMTP; returns when it is answered 250."""
        admission = Admission(self.world, lambda: None)
        arrival = Arrival(
            peer=peer,
            helo="mx",
            tls=True,
            sender=sender,
            recipients=to or (ANNA.intake,),
            body=mail,
        )
        await admission.accept(arrival)

    async def step(self) -> bool:
        """Claim what is due and do it; whether there was anything."""
        runner = Runner(self.world, self._report)
        works = await runner.claim()
        for work in works:
            await runner.do(work)
        if runner.failed is not None:
            raise runner.failed
        return bool(works)

    async def settle(self) -> None:
        """Work until nothing is due."""
        while await self.step():
            pass

    async def pass_time(self, seconds: float, by: float = 5.0) -> None:
        """Let time pass, and work whenever something is due."""
        end = self.clock.now() + timedelta(seconds=seconds)
        while self.clock.now() < end:
            self.clock.tick(by)
            await self.settle()

    def _report(self, stage: str, work: Leased, error: Exception | None) -> None:
        if error is not None:
            self.defects.append(error)

    # What people see

    def inbox(self, address: str) -> list[EmailMessage]:
        """What somebody was sent, in order, duplicates and all."""
        return [
            email.message_from_bytes(one.mail, policy=email.policy.default)
            for one in self.relay.taken
            if one.recipient == address
        ]

    async def all(self, kind: type[R]) -> list[R]:
        """Every record of a kind."""
        return await self.ledger.read(lambda book: book.find(kind))


def body_of(mail: EmailMessage) -> str:
    """The plain text of a letter."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def papers_of(mail: EmailMessage) -> dict[str, bytes]:
    """File name -> bytes of every PDF that came with a letter."""
    return {
        str(part.get_filename()): part.get_content()
        for part in mail.iter_attachments()
        if part.get_content_type() == "application/pdf"
    }


def record_counts(records: Iterable[Record]) -> dict[str, int]:
    """How many records of each kind."""
    counts: dict[str, int] = {}
    for record in records:
        counts[type(record).__name__] = counts.get(type(record).__name__, 0) + 1
    return counts
