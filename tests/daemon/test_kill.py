"""The real process is killed, again and again, while mail comes in: nobody is left untold, no look is opened twice."""

from __future__ import annotations

import asyncio
import re
import signal
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from adapters.smtp_client import connected
from daemon.postroom import TEAM, Letter, Postroom, lines, papers_of, until
from docketmail.demo import firm
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_notices import Mailed, district_html
from docketmail.demo.rig import Rig


CLIENTS = 4
WORK = 8
"""Notices that are sent and not yet told when a life begins: every kill meets some, the last life is soon done."""
LONGEST_LIFE = 1.5
"""Seconds from the greeting to the kill; a notice takes about half of one on an idle machine."""
LONGEST_START = 2.0
"""Seconds from the start of a process that is killed before it may have come to its greeting."""
MINUTES_TO_TELL = 5 * 60.0
"""Seconds for the last life to tell all that is left: with the margin of a busy machine."""
MARK = re.compile(r"ORDER no\. \d{5} of the court|2:99-cv-\d{5}")
"""What tells one notice's letters from another's."""
BOTH = (Mailed("Anna Quill", (firm.ANNA,)), Mailed("Ben Hart", (firm.BEN,)))


def dice(seed: int) -> Iterator[float]:
    """Numbers in [0, 1), the same ones for the same seed."""
    for throw in count():
        yield int.from_bytes(sha256(b"%d %d" % (seed, throw)).digest()[:4], "big") / 2**32


@dataclass(frozen=True)
class Told:
    """What a court said, and who must hear of it."""

    mark: str
    """Stands in every letter about it, and in no other."""
    mails: tuple[tuple[bytes, str], ...]
    readers: tuple[str, ...] = TEAM


class Court:
    """Writes notices of every sort, in turn."""

    def __init__(self, postroom: Postroom) -> None:
        self._postroom = postroom
        self._number = count(1)

    def notices(self) -> Iterator[Told]:
        while True:
            yield self._paper()
            yield self._menu()
            yield self._paper(Manner.SIGN_ON)
            yield self._entry()
            yield self._stranger()
            yield self._copies()
            yield self._paper(Manner.FRAME)

    def _mark(self) -> str:
        return f"ORDER no. {next(self._number):05d} of the court"

    def _paper(self, manner: Manner = Manner.PAPER) -> Told:
        return self._told(self._postroom.file("Order", manner=manner))

    def _menu(self) -> Told:
        return self._told(self._postroom.file("Motion", "Exhibit A", "Exhibit B"))

    def _entry(self) -> Told:
        return self._told(None)

    def _told(self, filing: Any) -> Told:
        mark = self._mark()
        return Told(mark, ((self._postroom.notice(f"{mark}.", filing), firm.ANNA_INTAKE),))

    def _stranger(self) -> Told:
        """A hold's letter holds nothing of the text, only the case's number."""
        number = f"2:99-cv-{next(self._number):05d}"
        filing = self._postroom.file("Bait")
        mail = district_html(self._postroom.facts("ORDER.", filing, number=number))
        return Told(number, ((mail, firm.ANNA_INTAKE),), (firm.DESK,))

    def _copies(self) -> Told:
        """Each attorney's copy has a look of its own."""
        mark, filing = self._mark(), self._postroom.file("Stipulation")
        first, second = (self._postroom.notice(mark, filing, recipients=BOTH) for _ in range(2))
        copies = ((first, firm.ANNA_INTAKE), (second, firm.BEN_INTAKE))
        return Told(mark, copies, (*TEAM, firm.BEN))


@dataclass
class Storm:
    """Clients that send, and a daemon that dies."""

    rig: Rig
    postroom: Postroom
    throws: Iterator[float]
    sent: list[Told] = field(default_factory=list)
    accepted: int = 0
    tries: int = 0
    workers: set[Path] = field(default_factory=set)
    letters: defaultdict[tuple[str, str], list[Letter]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By mark and reader."""
    _read: int = 0
    _waiting: asyncio.Queue[tuple[bytes, str]] = field(default_factory=asyncio.Queue)

    async def rage(self, kills: int) -> None:
        """Kill so many daemons at work; the last one lives until every mail was taken."""
        notices = Court(self.postroom).notices()
        clients = [asyncio.create_task(self._send()) for _ in range(CLIENTS)]
        try:
            for _ in range(kills):
                while len({mark for mark, _ in self.untold()}) < WORK:
                    self._hand(next(notices))
                await self._live_and_die()
            await self.rig.start()
            async with asyncio.timeout(MINUTES_TO_TELL):
                await self._waiting.join()
        finally:
            for client in clients:
                client.cancel()
            await asyncio.gather(*clients, return_exceptions=True)

    def _hand(self, told: Told) -> None:
        self.sent.append(told)
        for mail in told.mails:
            self._waiting.put_nowait(mail)

    async def _live_and_die(self) -> None:
        """Most die at work, every fourth before it may have come to that."""
        if next(self.throws) < 1 / 4:
            await self.rig.launch()
            await asyncio.sleep(next(self.throws) * LONGEST_START)
        else:
            await self.rig.start()
            await asyncio.sleep(next(self.throws) * LONGEST_LIFE)
        self.workers |= children(self.rig)
        assert await self.rig.stop(signal.SIGKILL) == -signal.SIGKILL

    async def _send(self) -> None:
        while True:
            mail, to = await self._waiting.get()
            await self._until_taken(mail, to)
            self._waiting.task_done()

    async def _until_taken(self, mail: bytes, to: str) -> None:
        """As a court's mailer does: the same mail again until there is a 250."""
        while True:
            self.tries += 1
            try:
                async with connected(self.rig.port) as client:
                    reply = await client.mail(mail, to)
            except (OSError, EOFError):
                await asyncio.sleep(0.05)
                continue
            assert reply.startswith("250"), reply
            self.accepted += 1
            return

    def untold(self) -> list[tuple[str, str]]:
        """Who has no letter of what."""
        delivered = self.postroom.delivered()
        for letter in delivered[self._read :]:
            for mark in set(MARK.findall(letter.body)):
                self.letters[mark, letter.reader].append(letter)
        self._read = len(delivered)
        return [owed for owed in self._owed() if not self.letters[owed]]

    def _owed(self) -> Iterator[tuple[str, str]]:
        return ((told.mark, reader) for told in self.sent for reader in told.readers)

    def told_twice(self) -> list[tuple[str, str]]:
        """Who has two different first letters of one thing; the same one twice is harmless."""
        firsts = {
            owed: {letter.id for letter in self.letters[owed] if letter.kind != "supplement"}
            for owed in self._owed()
        }
        return [owed for owed, ids in firsts.items() if len(ids) != 1]


def children(rig: Rig) -> set[Path]:
    """Its worker processes, where it has come to starting them."""
    assert rig.process is not None
    pid = rig.process.pid
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {Path("/proc", child) for child in found}


async def nothing_is_due(rig: Rig) -> bool:
    said = await rig.ask("notices.list", limit=100_000)
    return not any(notice["due"] or notice["awaited"] for notice in said["notices"])


@pytest.mark.parametrize(
    ("kills", "seed"),
    [
        pytest.param(10, 1, marks=pytest.mark.timeout(600)),
        pytest.param(200, 2, marks=[pytest.mark.soak, pytest.mark.timeout(3600)]),
    ],
)
async def test_killed_at_any_moment_it_tells_everybody_and_opens_nothing_twice(
    rig: Rig, postroom: Postroom, kills: int, seed: int
) -> None:
    storm = Storm(rig, postroom, dice(seed))
    await storm.rage(kills)
    try:
        await until(lambda: not storm.untold(), MINUTES_TO_TELL)
    except TimeoutError:
        assert storm.untold() == []
    async with asyncio.timeout(MINUTES_TO_TELL):
        while not await nothing_is_due(rig):  # noqa: ASYNC110 - another process has no event to give
            await asyncio.sleep(0.5)

    assert rig.court.harms == []
    assert storm.told_twice() == []
    copies = Counter((letter.reader, letter.id) for letter in postroom.delivered())
    different = {(letter.reader, letter.id, letter.raw) for letter in postroom.delivered()}
    assert len(different) == len(copies), "a letter that is sent twice is the same letter"
    notices = (await rig.ask("notices.list", limit=100_000))["notices"]
    assert len(notices) == storm.accepted
    cut = len({notice["filing"] for notice in notices if "cut" in notice["missing"]})
    assert cut <= kills, "a court has one request of ours at a time: a kill costs no more than that"
    assert f"{storm.accepted} notice(s) are whole" in await rig.command("ledger", "verify")
    assert await rig.stop() == 0
    assert not {line["level"] for line in lines(rig)} & {"error", "critical"}
    assert not any(worker.exists() for worker in storm.workers), "no worker outlives its daemon"
    print(  # noqa: T201 - figures for who asks for them (-s)
        f"\n{kills} kills; {storm.accepted} notices taken in {storm.tries} tries;"
        f" {len(copies)} letters, {copies.total() - len(copies)} of them once more;"
        f" {len(rig.court.requests)} requests, {cut} cut"
    )


@pytest.mark.usefixtures("slow_court")
async def test_a_kill_in_the_middle_of_a_look_costs_that_look_alone(
    rig: Rig, postroom: Postroom
) -> None:
    await rig.start()
    slow = postroom.file("Transcript", manner=Manner.SLOW)
    await rig.send(postroom.notice("ORDER one.", slow), firm.ANNA_INTAKE)
    await until(lambda: len(rig.court.requests) == 1)
    await rig.stop(signal.SIGKILL)

    await rig.start()
    await rig.send(postroom.notice("ORDER two.", postroom.file()), firm.ANNA_INTAKE)
    async with asyncio.timeout(20):
        await postroom.told("ORDER one.")
        await postroom.told("ORDER two.")
    assert len(rig.court.requests) == 2
    for reader in TEAM:
        [first], [second] = (postroom.letters(reader, words) for words in ("one.", "two."))
        assert papers_of(first) == {}, "the answer broke off, and nobody asks again"
        assert len(papers_of(second)) == 1
