"""The whole line, from 250 to the letters at the relay: how long for one notice, how many a second.

The real daemon stands between the toy court, which answers at once with a paper of 100 KB, and the toy
mailbox as the relay, each in a process of its own on this machine. A notice has two readers, the noticed
attorney and the desk, and is told when both letters with the paper are at the relay. Its courts are ten,
for one request at a time per court is the rule.

The peer is the bare sum of the line's parts without any promise: one SMTP message taken, one GET over
TLS, and for each letter one label and one send, one after the other, with the same toys. It is the
limit that this machine sets. Rounds are interleaved; shown are medians, with the smallest and the largest.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from zoneinfo import ZoneInfo

from abroad import HOSTS, NUMBER, Court, Mailbox
from aiosmtplib import SMTP
from parts import Parts
from tables import line, options, tell

from docketmail.demo import firm
from docketmail.demo.court_filings import Filing
from docketmail.demo.court_notices import Attached, Docketed, Facts, Mailed, district_html, vouched
from docketmail.demo.pdfs import make_pdf
from docketmail.demo.rig import Rig


RATE = 20
"""Notices a second while their time is taken: a firm of thousands, at the end of a court's day."""
LATENCY_SECONDS = 15.0
FIRST_RATE = 10.0
STEEPER = 1.25
STEP_SECONDS = 6.0
MOST_STEPS = 12
BEHIND = 1.0
"""Seconds' worth of notices that may be under way at a step's end before the backlog counts as growing."""
PATIENCE = 60.0
"""Seconds for the last letters."""
READERS = (firm.ANNA, firm.DESK)
CONNECTIONS = 10
"""Of the court's mailer to us."""
SUMS = 60
"""Bare sums timed one after the other; then as many at a time as the daemon's relay connections."""
TOGETHER = 4
SUMS_TOGETHER = 200
PAPER = make_pdf("x" * 10_200, pages=10)
"""100 KB on ten pages."""


class Line:
    """A running daemon with its peers: sends notices and knows when each was taken and told."""

    def __init__(self, directory: Path) -> None:
        self._court = Court(PAPER)
        self._mailbox = Mailbox(self._arrived)
        elsewhere = dict.fromkeys(HOSTS, self._court.port)
        self._rig = Rig(directory, elsewhere=elsewhere, court=self._court, mailbox=self._mailbox)
        self._serial = 0
        self.taken: dict[int, float] = {}
        """Serial -> when it had its 250."""
        self.told: dict[int, float] = {}
        """Serial -> when its last letter was at the relay."""
        self._letters: defaultdict[int, dict[str, float]] = defaultdict(dict)
        self._stir = asyncio.Event()
        self._connections: asyncio.LifoQueue[SMTP] = asyncio.LifoQueue()

    async def start(self) -> None:
        await self._rig.set_up()
        await self._rig.start()

    async def close(self) -> None:
        await self._rig.tear_down()

    def _arrived(self, serial: int, recipient: str, at: float) -> None:
        letters = self._letters[serial]
        letters[recipient] = at
        if letters.keys() >= set(READERS):
            self.told.setdefault(serial, max(letters.values()))
            self._stir.set()

    def notices(self, count: int) -> list[tuple[int, bytes]]:
        """Write so many notices of what the court dockets now."""
        written = []
        for filing, link in self._court.file(count):
            self._serial += 1
            written.append((self._serial, notice(self._serial, filing, link)))
        return written

    async def send(self, rate: float, notices: Sequence[tuple[int, bytes]]) -> None:
        """Hand them over at this rate, whether or not those before were taken."""
        for _ in range(CONNECTIONS):
            client = SMTP(hostname="127.0.0.1", port=self._rig.port, start_tls=False)
            await client.connect()
            self._connections.put_nowait(client)
        began = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as tasks:
            for number, (serial, mail) in enumerate(notices):
                tasks.create_task(self._send(began + number / rate, serial, mail))
        while not self._connections.empty():
            await self._connections.get_nowait().quit()

    async def _send(self, at: float, serial: int, mail: bytes) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(at - loop.time())
        client = await self._connections.get()
        await client.sendmail("ecf@vtd.uscourts.gov", [firm.ANNA_INTAKE], mail)
        self.taken[serial] = loop.time()
        self._connections.put_nowait(client)

    @property
    def under_way(self) -> int:
        """Notices taken and not yet told."""
        return len(self.taken) - len(self.told)

    async def finish(self) -> None:
        """Wait until every notice is told; raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            while self.under_way:
                self._stir.clear()
                await self._stir.wait()

    def check(self) -> None:
        """Whether the court was asked as it should be: speed that costs a promise is none."""
        _, harms = self._court.record()
        if harms:
            raise RuntimeError(f"the court was harmed: {harms[0]}")


def notice(serial: int, filing: Filing, link: str) -> bytes:
    """A district court's notice of one paper, to the demo's attorney."""
    entered = datetime.now(UTC).astimezone(ZoneInfo("America/New_York"))  # noqa: TID251
    facts = Facts(
        host=filing.host,
        court_name="District of Benchmarks",
        cases=(
            Docketed(
                NUMBER.format(serial),
                "Marlow v. Ostrander",
                "41",
                (link,),
                recipients=(
                    Mailed("Anna Quill", (firm.ANNA,)),
                    Mailed("Rival Counsel", ("counsel@rival.example",)),
                ),
            ),
        ),
        docket_text="ORDER granting 12 Motion to Continue.",
        short_description="Order on Motion to Continue",
        entered=entered,
        zone=entered.tzname() or "",
        serial=serial,
        documents=(Attached(),),
    )
    return vouched(district_html(facts), firm.MX)


async def latencies(line: Line) -> list[float]:
    """Milliseconds from the 250 to the last letter, at `RATE`."""
    notices = line.notices(int(RATE * LATENCY_SECONDS))
    await line.send(RATE, notices)
    await line.finish()
    return [(line.told[serial] - line.taken[serial]) * 1000 for serial, _ in notices]


async def sustained(line: Line) -> float:
    """The most notices a second that are told as fast as they come, in steps of a quarter more."""
    best, rate = 0.0, FIRST_RATE
    for _ in range(MOST_STEPS):
        notices = line.notices(int(rate * STEP_SECONDS))
        await line.send(rate, notices)
        behind = line.under_way
        await line.finish()
        if behind > rate * BEHIND:
            break
        best, rate = rate, rate * STEEPER
    line.check()
    return best


async def ours() -> tuple[list[float], float]:
    """Milliseconds of single notices, and how many a second go together, in a daemon with an empty ledger."""
    with tempfile.TemporaryDirectory() as directory:
        line = Line(Path(directory))
        try:
            await line.start()
            return await latencies(line), await sustained(line)
        finally:
            await line.close()


def _unheard(*_: object) -> None:
    """Nobody waits for these."""


async def bare() -> tuple[list[float], float]:
    """Milliseconds of single sums, and how many sums a second go together."""
    court, inbox, outbox = Court(PAPER), Mailbox(_unheard), Mailbox(_unheard)
    lanes = [Parts(court, inbox, outbox, firm.ANNA_INTAKE, READERS) for _ in range(TOGETHER)]
    try:
        for lane in lanes:
            await lane.start()
        filed = iter(court.file(SUMS + SUMS_TOGETHER + 1))
        filing, link = next(filed)
        mail = notice(1, filing, link)
        await lanes[0].sum(mail, link)  # not measured: everything is used for the first time
        single = [await lanes[0].sum(mail, next(filed)[1]) for _ in range(SUMS)]

        async def work(lane: Parts) -> None:
            for _, link in filed:
                await lane.sum(mail, link)

        began = time.perf_counter()
        await asyncio.gather(*map(work, lanes))
        return single, SUMS_TOGETHER / (time.perf_counter() - began)
    finally:
        for lane in lanes:
            await lane.close()
        for peer in (court, inbox, outbox):
            await peer.close()


async def measure(rounds: int) -> list[dict[str, object]]:
    """Measure line and parts in turn and return the lines that are printed."""
    found: defaultdict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))

    def keep(name: str, ours: float, theirs: float) -> None:
        found[name][0].append(ours)
        found[name][1].append(theirs)

    for _ in range(rounds):
        sums, rate = await bare()
        times, most = await ours()
        keep(f"line p50, {RATE}/s", _at(times, 50), _at(sums, 50))
        keep(f"line p99, {RATE}/s", _at(times, 99), _at(sums, 99))
        keep("line sustained", most, rate)
    peer = f"bare sum of its parts, {len(HOSTS)} courts, {len(READERS)} letters"
    units = ("ms", "ms", "notices/s")
    return [line(name, unit, peer, *found[name]) for name, unit in zip(found, units, strict=True)]


def _at(figures: Sequence[float], percent: int) -> float:
    return quantiles(figures, n=100)[percent - 1]


def main() -> int:
    """Measure and tell."""
    asked = options(__doc__)
    for one in asyncio.run(measure(asked.rounds)):
        tell(one, as_json=asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
