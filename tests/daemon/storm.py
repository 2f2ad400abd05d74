"""Bad weather: clients that mail notices to a daemon that is killed again and again, and who was told of them by then."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from adapters.smtp_client import connected
from daemon.postroom import TEAM, Letter, Postroom, until
from docketmail.demo.rig import Rig


CLIENTS = 4
WORK = 8
"""Notices that are sent and not yet told: every kill meets some, the last life is soon done."""
LONGEST_LIFE = 1.5
"""Seconds from the greeting to the kill; a notice takes about half of one on an idle machine."""
LONGEST_START = 2.0
"""Seconds from the start of a process that is killed before it may have come to its greeting."""
MINUTES_TO_TELL = 5 * 60.0
"""Seconds for the last life to tell all that is left: with the margin of a busy machine."""


def dice(seed: int) -> Iterator[float]:
    """Numbers in [0, 1), the same ones for the same seed."""
    for throw in count():
        yield int.from_bytes(sha256(b"%d %d" % (seed, throw)).digest()[:4], "big") / 2**32


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a court said, and who must hear of it."""

    mark: str
    """Comes first in every letter about it, and in no other."""
    mails: tuple[tuple[bytes, str], ...]
    readers: tuple[str, ...] = TEAM

    def owed(self) -> list[tuple[str, str]]:
        """Its mark with each of its readers."""
        return [(self.mark, reader) for reader in self.readers]


@dataclass
class Storm:
    """Clients that send, and a daemon that dies."""

    rig: Rig
    postroom: Postroom
    throws: Iterator[float]
    work: int = WORK
    longest_life: float = LONGEST_LIFE
    sent: list[Told] = field(default_factory=list)
    taken: dict[str, float] = field(default_factory=dict)
    """Mark -> when a client first saw a 250 for it, on the event loop's clock."""
    lives: list[float] = field(default_factory=list)
    """When each life of the daemon was begun, on the same clock."""
    accepted: int = 0
    tries: int = 0
    kills: int = 0
    killed_workers: int = 0
    workers: set[Path] = field(default_factory=set)
    letters: defaultdict[tuple[str, str], list[Letter]] = field(
        default_factory=lambda: defaultdict(list)
    )
    """By mark and reader."""
    _read: int = 0
    _untold: list[Told] = field(default_factory=list)
    _waiting: asyncio.Queue[tuple[str, bytes, str]] = field(default_factory=asyncio.Queue)

    async def rage(self, notices: Iterator[Told], kills: int = sys.maxsize) -> None:
        """Kill so many daemons at work, as long as there are notices; the last one lives until all is taken."""
        async with self._clients(notices) as feeding:
            while self.kills < kills and not feeding.done():
                await self._live_and_die()
            if not feeding.done():
                feeding.cancel()
            await self.start()
            async with asyncio.timeout(MINUTES_TO_TELL):
                await self._waiting.join()

    @asynccontextmanager
    async def _clients(self, notices: Iterator[Told]) -> AsyncIterator[asyncio.Task[None]]:
        feeding = asyncio.create_task(self._feed(notices))
        clients = [asyncio.create_task(self._send()) for _ in range(CLIENTS)]
        try:
            yield feeding
        finally:
            for task in (feeding, *clients):
                task.cancel()
            await asyncio.gather(feeding, *clients, return_exceptions=True)

    async def _feed(self, notices: Iterator[Told]) -> None:
        """Hand out notices such that so many are always untold, until there are no more."""
        while True:
            while len({mark for mark, _ in self.untold()}) < self.work:
                told = next(notices, None)
                if told is None:
                    return
                self._hand(told)
            await asyncio.sleep(0.1)

    def _hand(self, told: Told) -> None:
        self.sent.append(told)
        self._untold.append(told)
        for mail, to in told.mails:
            self._waiting.put_nowait((told.mark, mail, to))

    async def start(self) -> None:
        """Begin a life and wait for its greeting."""
        self._born()
        await self.rig.start()

    def _born(self) -> None:
        self.lives.append(asyncio.get_running_loop().time())

    async def _live_and_die(self) -> None:
        """Most die at work, every fourth before it may have come to that."""
        if next(self.throws) < 1 / 4:
            self._born()
            await self.rig.launch()
            await asyncio.sleep(next(self.throws) * LONGEST_START)
        else:
            await self.start()
            await asyncio.sleep(next(self.throws) * self.longest_life / 2)
            self._kill_worker()
            await asyncio.sleep(next(self.throws) * self.longest_life / 2)
        self.workers |= children(self.rig)
        assert await self.rig.stop(signal.SIGKILL) == -signal.SIGKILL
        self.kills += 1

    def _kill_worker(self) -> None:
        """One that labels papers, by its number: the daemon lives on."""
        found = sorted(children(self.rig))
        self.workers |= set(found)
        if found:
            with suppress(ProcessLookupError):
                os.kill(int(found[int(next(self.throws) * len(found))].name), signal.SIGKILL)
                self.killed_workers += 1

    async def _send(self) -> None:
        while True:
            mark, mail, to = await self._waiting.get()
            await self._until_taken(mail, to)
            self.taken.setdefault(mark, asyncio.get_running_loop().time())
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
            self.letters[letter.mark, letter.reader].append(letter)
        self._read = len(delivered)
        self._untold = [told for told in self._untold if self._missing(told)]
        return [owed for told in self._untold for owed in self._missing(told)]

    def _missing(self, told: Told) -> list[tuple[str, str]]:
        return [owed for owed in told.owed() if owed not in self.letters]

    def told_twice(self) -> list[tuple[str, str]]:
        """Who has two different first letters of one thing; the same one twice is harmless."""
        firsts = {
            owed: {letter.id for letter in self.letters[owed] if letter.kind != "supplement"}
            for told in self.sent
            for owed in told.owed()
        }
        return [owed for owed, ids in firsts.items() if len(ids) != 1]

    def delays(self) -> list[float]:
        """Seconds from the 250 to each reader's first letter, the shortest first."""
        return sorted(
            min(letter.at for letter in self.letters[owed]) - self.taken[told.mark]
            for told in self.sent
            for owed in told.owed()
        )

    def copies(self) -> Counter[tuple[str, str]]:
        """How often each letter was delivered."""
        return Counter((letter.reader, letter.id) for letter in self.postroom.delivered())

    async def calm(self) -> None:
        """Wait until everybody is told and nothing is left to do; raises AssertionError, or TimeoutError."""
        with suppress(TimeoutError):
            await until(lambda: not self.untold(), MINUTES_TO_TELL)
        assert not self.untold(), self.untold()
        async with asyncio.timeout(MINUTES_TO_TELL):
            while not await nothing_is_due(self.rig):  # noqa: ASYNC110 - another process has no event to give
                await asyncio.sleep(0.5)
        self.untold()

    async def over(self) -> None:
        """End the last life; raises AssertionError where a letter or a notice was lost, or anything is left over."""
        assert not self.told_twice(), self.told_twice()
        different = {(one.reader, one.id, one.raw) for one in self.postroom.delivered()}
        assert len(different) == len(self.copies()), (
            "a letter that is sent twice is the same letter"
        )
        assert len(await listed(self.rig)) == self.accepted
        assert f"{self.accepted} notice(s) are whole" in await self.rig.command("ledger", "verify")
        assert await self.rig.stop() == 0
        # A kill may tear a line of the journal, so that it is no JSON.
        assert not re.search(r'"level": "(?:error|critical)"', self.rig.journal.read_text())
        assert not any(worker.exists() for worker in self.workers), "no worker outlives its daemon"


def children(rig: Rig) -> set[Path]:
    """Its worker processes, where it has come to starting them."""
    assert rig.process is not None
    pid = rig.process.pid
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return {Path("/proc", child) for child in found}


async def listed(rig: Rig) -> Sequence[dict[str, Any]]:
    """Every notice that the daemon knows."""
    notices: Sequence[dict[str, Any]] = (await rig.ask("notices.list", limit=100_000))["notices"]
    return notices


async def nothing_is_due(rig: Rig) -> bool:
    return not any(notice["due"] or notice["awaited"] for notice in await listed(rig))
