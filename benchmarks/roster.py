"""Rosters at scale: 20 firms, 5,000 people, 500,000 matters; applied, imported, looked up, held in memory.

Ours is what the commands do in the daemon: a plan, then the change as one transaction, every line checked. The peer
of writing is the same rows through Python's sqlite3, `executemany` into tables of the same columns and indexes, one
transaction a firm, nothing checked and nothing compared; of a look-up one indexed SELECT without an event loop or a
thread; of memory a dict that holds every matter.

A look-up of a case asks for whatever may have it: patterns, related cases, appearances (`casefiles.of`). Look-ups
are in processor time, so that a busy machine does not choose the winner.
Each round is a process for each of the two. Shown are medians, with the smallest and the largest.
"""

from __future__ import annotations

import asyncio
import re
import statistics
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from abroad import Abroad
from firms import CONFIGURATION, FIRMS, PEOPLE, Plain, address, case, roster, sheet
from tables import line, parser, tell

from docketmail import casefiles, config as configuration, daemon
from docketmail.adapters.keys import new_master_key
from docketmail.adapters.schema import upgrade
from docketmail.commands import COMMANDS
from docketmail.core.notice import Case, Kind, Notice
from docketmail.ports import Book
from docketmail.world import World


LOOKUPS = 2_000
CHANGED = 100
"""One matter in so many is another when the table is imported again."""
Figures = dict[str, float]


class Stopwatch:
    """Seconds by what they were spent on."""

    def __init__(self) -> None:
        self.figures: Figures = defaultdict(float)

    @contextmanager
    def timing(self, what: str) -> Iterator[None]:
        """Add the time of this block."""
        began = time.perf_counter()
        yield
        self.figures[what] += time.perf_counter() - began


def memory(of: str) -> float:
    """Megabytes: `VmRSS` of now, `VmHWM` at the highest (Linux, proc(5))."""
    found = re.search(rf"{of}:\s+(\d+)", Path("/proc/self/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else 0.0


def percentiles(name: str, spent: list[float]) -> Figures:
    """The median, and what one in a hundred exceeds."""
    cut = statistics.quantiles(spent, n=100)
    return {f"{name}, p50": cut[49], f"{name}, p99": cut[98]}


# Ours


@asynccontextmanager
async def opened(directory: Path) -> AsyncIterator[World]:
    """The daemon's own parts over its directory."""
    async with daemon.world(configuration.load(directory / "docketmail.toml")) as world:
        yield world


async def set_up(directory: Path) -> None:
    """A configuration, a key and two empty databases."""
    (directory / "state").mkdir(mode=0o700)
    (directory / "docketmail.toml").write_text(CONFIGURATION.format(directory))
    new_master_key(directory / "master.key")
    for which in ("ledger", "keys"):
        await upgrade(f"sqlite:///{directory}/state/{which}.db", which)


async def ours(pipe: Connection, directory: Path, matters: int) -> None:
    """Apply, import, import again."""
    await set_up(directory)
    watch = Stopwatch()
    async with opened(directory) as world:
        idle = memory("VmRSS")
        beside = asyncio.create_task(write_beside(world, watch.figures))
        with watch.timing("apply"):
            await change(world, "roster.plan", "roster.apply", document=roster())
        for what, changed in (("import", 0), ("again", matters // CHANGED)):
            for firm in range(FIRMS):
                text = sheet(matters, changed=changed)
                with watch.timing(what):
                    values = {"firm": f"f{firm}", "text": text}
                    await change(world, "roster.plan_import", "roster.import", **values)
        beside.cancel()
        with suppress(asyncio.CancelledError):
            await beside
        watch.figures["highest"] = memory("VmHWM") - idle
    pipe.send(dict(watch.figures))


async def change(world: World, plan: str, apply: str, **values: str) -> None:
    """As the command line does: see the plan, then make the change."""
    seen = await COMMANDS[plan](world, by="uid:0", **values)
    await COMMANDS[apply](world, by="uid:0", version=seen["version"], **values)


async def write_beside(world: World, figures: Figures) -> None:
    """Write all the while, as arriving mail does; keep the longest wait."""

    def nothing(book: Book) -> str:
        return book.new_id("z")

    while True:
        began = time.perf_counter()
        await world.ledger.write(nothing)
        figures["wait"] = max(figures["wait"], time.perf_counter() - began)
        await asyncio.sleep(0.01)


async def our_lookups(pipe: Connection, directory: Path, matters: int) -> None:
    """A daemon that starts on what was imported: what it holds, and how fast it finds."""
    before = memory("VmRSS")
    spent: list[float] = []
    asked: list[float] = []
    async with opened(directory) as world:
        held = memory("VmRSS") - before
        for number in range(LOOKUPS):
            began = time.process_time()
            found = world.roster().addressed((address(number % FIRMS, number % PEOPLE),))
            asked.append(time.process_time() - began)
            [firm] = map(world.roster().by_id.get, found)
            court, docket = case(number * 7919 % matters)
            notice = Notice("cmecf", Kind.FILING, court, "", cases=(Case(f"{docket}-ABC"),))
            assert firm is not None
            began = time.process_time()
            files = await casefiles.of(world, firm, notice)
            spent.append(time.process_time() - began)
            assert len(files[f"{docket}-ABC"].matters) == 1
    pipe.send({"held": held, **percentiles("case", spent), **percentiles("address", asked)})


# Theirs


async def theirs(pipe: Connection, directory: Path, matters: int) -> None:
    """The same rows, and nothing else."""
    watch = Stopwatch()
    plain, idle = Plain(directory / "plain.db"), memory("VmRSS")
    with watch.timing("apply"):
        tomllib.loads(roster())
    for what, changed in (("import", 0), ("again", matters // CHANGED)):
        for firm in range(FIRMS):
            text = sheet(matters, changed=changed)
            one = Stopwatch()
            with watch.timing(what), one.timing("wait"):
                plain.replace(f"f{firm}", text)
            watch.figures["wait"] = max(watch.figures["wait"], one.figures["wait"])
    pipe.send({**watch.figures, "highest": memory("VmHWM") - idle})


async def their_lookups(pipe: Connection, directory: Path, matters: int) -> None:
    """A SELECT, a dict, and every matter in memory."""
    plain, before = Plain(directory / "plain.db"), memory("VmRSS")
    spent: list[float] = []
    asked: list[float] = []
    people = {address(f, p): (f, p) for f in range(FIRMS) for p in range(PEOPLE)}
    for number in range(LOOKUPS):
        sought = address(number % FIRMS, number % PEOPLE)
        began = time.process_time()
        firm, _ = people[sought]
        asked.append(time.process_time() - began)
        began = time.process_time()
        found = plain.matters_of(f"f{firm}", *case(number * 7919 % matters))
        spent.append(time.process_time() - began)
        assert len(found) == 1
    every = plain.all()
    held = memory("VmRSS") - before
    assert len(every) == FIRMS * matters
    pipe.send({"held": held, **percentiles("case", spent), **percentiles("address", asked)})


# Both


async def abroad(work: Callable[..., Any], directory: Path, matters: int) -> Figures:
    """The figures of a process of its own."""
    process = Abroad(work, directory, matters)
    try:
        figures: Figures = await asyncio.to_thread(process.pipe.recv)
    finally:
        await process.close()
    return figures


async def one_round(matters: int) -> tuple[Figures, Figures]:
    """Ours, then theirs."""
    with tempfile.TemporaryDirectory(prefix="docketmail-roster-") as place:
        run = partial(abroad, directory=Path(place), matters=matters)
        mine = {**await run(ours), **await run(our_lookups)}
        return mine, {**await run(theirs), **await run(their_lookups)}


def measurements(matters: int) -> list[tuple[str, str, float, str, str]]:
    """Figure, name, what a second or a megabyte is counted in, unit, peer."""
    thousand = f"{FIRMS * matters // 1000},000"
    return [
        ("apply", "apply 5,000 people", 1, "s", "tomllib alone"),
        ("import", f"import {thousand} matters", 1, "s", "sqlite3 executemany"),
        ("again", "the same, one in 100 changed", 1, "s", "sqlite3, all anew"),
        ("wait", "a write meanwhile, longest", 1000, "ms", "their longest transaction"),
        ("highest", "memory meanwhile, highest", 1, "MB", "sqlite3 executemany"),
        ("held", "memory of a daemon's start", 1, "MB", "a dict of every matter"),
        ("address, p50", "intake address, p50", 1e6, "us", "dict"),
        ("address, p99", "intake address, p99", 1e6, "us", "dict"),
        ("case, p50", "matters of a case, p50", 1e6, "us", "one SELECT"),
        ("case, p99", "matters of a case, p99", 1e6, "us", "one SELECT"),
    ]


def main() -> int:
    """Measure."""
    asks = parser(__doc__)
    asks.add_argument("--matters", type=int, default=25_000, help="of each firm (default: 25000)")
    asked = asks.parse_args()
    rounds = [asyncio.run(one_round(asked.matters)) for _ in range(asked.rounds)]
    for figure, name, scale, unit, peer in measurements(asked.matters):
        ours_, theirs_ = (
            [scale * side[figure] for side in sides] for sides in zip(*rounds, strict=True)
        )
        tell(line(name, unit, peer, ours_, theirs_), as_json=asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
