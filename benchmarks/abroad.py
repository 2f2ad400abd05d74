"""The toy court and the toy mailbox in processes of their own, so that neither shares the daemon's interpreter."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from itertools import cycle, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from docketmail.demo.court import ToyCourt
from docketmail.demo.court_filings import Filing, Paper
from docketmail.demo.mailbox import ToyMailbox


HOSTS = tuple(
    f"ecf.{court}.uscourts.gov"
    for court in ("vtd", "nysd", "nyed", "mad", "njd", "paed", "ded", "mdd", "vaed", "flsd")
)
"""District courts in one zone. One request at a time per court is the rule, so they are several."""
NUMBER = "1:26-cv-{:05d}-abc"
SERIAL = re.compile(rb"1:26-cv-(\d{5})")
"""Every notice has a case of its own, by which its letters are known."""
HEAD = 16_384
"""Bytes of a letter in which its case stands; behind them comes the paper."""


class Abroad:
    """A process that runs a coroutine with one end of a pipe; we have the other."""

    def __init__(self, work: Callable[..., Any], *args: object) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(target=_run, args=(work, theirs, *args), daemon=True)
        self._process.start()

    async def start(self) -> None:
        """It runs already: `Rig` asks its court and its mailbox to."""

    async def close(self) -> None:
        self._process.terminate()
        self._process.join()
        self.pipe.close()


def _run(work: Callable[..., Any], *args: object) -> None:
    asyncio.run(work(*args))


class Court(Abroad):
    """Answers at once, with the same paper for every look."""

    def __init__(self, pdf: bytes) -> None:
        super().__init__(_hold_court, pdf)
        self.port, self.ca_pem = self.pipe.recv()

    def file(self, count: int) -> list[tuple[Filing, str]]:
        """Docket so many entries, the hosts in turn; each with the link of its one look."""
        self.pipe.send(count)
        filed: list[tuple[Filing, str]] = self.pipe.recv()
        return filed

    def record(self) -> tuple[int, list[str]]:
        """How many requests came, and every harm."""
        self.pipe.send(0)
        requests, harms = self.pipe.recv()
        return requests, harms


async def _hold_court(pipe: Connection, pdf: bytes) -> None:
    court = ToyCourt()
    await court.start()
    pipe.send((court.port, court.ca_pem))
    hosts = cycle(HOSTS)
    while True:
        count = await asyncio.to_thread(pipe.recv)
        if not count:
            pipe.send((len(court.requests), [str(harm) for harm in court.harms]))
            continue
        filings = [court.file(host, [Paper(pdf)]) for host in islice(hosts, count)]
        links = [court.grant(filing).links[0] for filing in filings]
        bare = [Filing(f.host, f.case_id, f.sequence, f.document_ids, ()) for f in filings]
        pipe.send(list(zip(bare, links, strict=True)))


class Mailbox(Abroad):
    """Takes every mail, and tells of it: the serial of its case, the recipient, the second it was there."""

    def __init__(self, tell: Callable[[int, str, float], None]) -> None:
        super().__init__(_take_mail)
        self.port = self.pipe.recv()
        self._tell = tell
        asyncio.get_running_loop().add_reader(self.pipe.fileno(), self._hear)

    def _hear(self) -> None:
        while self.pipe.poll():
            self._tell(*self.pipe.recv())

    async def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self.pipe.fileno())
        await super().close()


async def _take_mail(pipe: Connection) -> None:
    mailbox = ToyMailbox()
    await mailbox.start()
    pipe.send(mailbox.port)
    while True:
        mails = list(await mailbox.arrived(1))
        mailbox.delivered.clear()
        for one in mails:
            found = SERIAL.search(one.mail[:HEAD])
            pipe.send((int(found[1]) if found else 0, one.recipient, one.at))
