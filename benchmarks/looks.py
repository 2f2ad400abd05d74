"""Papers: how much memory many large ones take, how fast they come in, how fast they are labelled.

The server is a process that is nothing but fast (`shelf.py`). Ours is the daemon's fetcher and spool: each
paper is sealed with AES-256-GCM as it comes, written and made durable (file, name, directory) before it
counts. The peers do less: curl writes a plain file, which a second line lets it sync, and qpdf rewrites a file
where we append a label, after reading all of it for what is odd. The line "not kept" is the fetcher alone.

Memory is what the process had resident at its highest, less what it had after one paper, beside the limit
that docketmail sets itself: 200 MB for 50 papers of 50 MB at once. Rounds are interleaved; shown are medians,
with the smallest and the largest.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
import time
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from abroad import Abroad
from shelf import HOSTS, MEGABYTE, Shelf, link
from tables import line, options, tell

from docketmail.adapters.database import SqliteDatabase
from docketmail.adapters.fetcher import Fetcher
from docketmail.adapters.keys import SCHEMA, KeyStore
from docketmail.adapters.labeller import PdfLabeller
from docketmail.adapters.spool import FileSpool
from docketmail.core.label import Label
from docketmail.core.retrieval import Get
from docketmail.core.yard import Yard
from docketmail.demo.pdfs import make_pdf


AT_ONCE = len(HOSTS)
LARGE = 50
"""Megabytes of a paper: a long exhibit."""
ALLOWED = 200.0
"""Megabytes over idle."""
ONE_BY_ONE = 5
PAGES = (500, 5_000)
LABEL = Label("order.pdf", "Order", "vtd", "1:26-cv-00001", "41", "2026-11-02", "Order")
MISSING = "The peer is missing: apt-get install --no-install-recommends curl qpdf"


class Nowhere:
    """Takes a paper and keeps nothing."""

    async def describe(self, about: dict[str, str]) -> None: ...

    async def write(self, data: bytes) -> None: ...

    async def finish(self) -> int:
        return 0

    async def discard(self) -> None: ...


class Station:
    """The daemon's own fetcher and spool in one directory."""

    def __init__(self, fetcher: Fetcher, spool: FileSpool) -> None:
        self._fetcher = fetcher
        self._spool = spool

    @classmethod
    @asynccontextmanager
    async def open(cls, directory: Path, port: int) -> AsyncIterator[Station]:
        """The authority's certificate lies in the directory."""
        database = SqliteDatabase(directory / "keys.db")
        await database.write(SCHEMA.create_all)
        keys = await KeyStore.open(database, bytes(32))
        fetcher = Fetcher(
            Yard(frozenset(HOSTS)),
            connect_to=dict.fromkeys(HOSTS, ("127.0.0.1", port)),
            ca_file=directory / "ca.pem",
        )
        yield cls(fetcher, FileSpool(directory / "spool", keys, bytes(32), reserve=0))
        await fetcher.aclose()
        await database.close()

    async def keep(self, host: str, megabytes: int) -> None:
        """Fetch a paper into the spool."""
        ticket = await self._spool.prepare()
        answer = await self._fetcher.get(
            Get(link(host, megabytes), None), await self._spool.sink(ticket)
        )
        if not answer.is_pdf or answer.size != megabytes * MEGABYTE:
            raise RuntimeError(f"no whole paper: {answer.size} bytes")

    async def pass_by(self, host: str, megabytes: int) -> None:
        """Fetch a paper and keep nothing."""
        await self._fetcher.get(Get(link(host, megabytes), None), Nowhere())


# Memory


async def _measure_memory(pipe: Connection, directory: Path, port: int) -> None:
    """In a process of its own: the megabytes that many papers at once take over idle."""
    async with Station.open(directory, port) as station:
        await station.keep(HOSTS[0], 1)
        _begin_anew()
        idle = _resident("VmRSS")
        await asyncio.gather(*(station.keep(host, LARGE) for host in HOSTS))
        pipe.send(_resident("VmHWM") - idle)


def _begin_anew() -> None:
    """Let the high water mark begin at what is resident now: proc(5)."""
    Path("/proc/self/clear_refs").write_text("5")


def _resident(which: str) -> float:
    found = re.search(rf"{which}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    if found is None:
        raise RuntimeError(f"/proc does not say {which}: this benchmark wants Linux")
    return int(found[1]) / 1024


async def memory(shelf: Shelf) -> float:
    """Megabytes over idle."""
    with _directory(shelf) as directory:
        process = Abroad(_measure_memory, Path(directory), shelf.port)
        taken: float = await asyncio.to_thread(process.pipe.recv)
        await process.close()
        return taken


# Throughput


async def _rate(fetch: Callable[[str, int], Awaitable[None]]) -> float:
    """Megabytes a second, one paper after the other."""
    await asyncio.to_thread(
        os.sync
    )  # what the one before left to write is not this one's to wait for
    began = time.perf_counter()
    for host in HOSTS[:ONE_BY_ONE]:
        await fetch(host, LARGE)
    return ONE_BY_ONE * LARGE / (time.perf_counter() - began)


async def throughput(shelf: Shelf, turn: int) -> dict[str, float]:
    """Megabytes a second of each contender; another one begins each time.

    Whoever follows on large files that were just deleted waits for the disk and for memory: with the same code
    up to half as much again.
    """
    with _directory(shelf) as directory:

        async def curl(host: str, megabytes: int) -> None:
            await _run(
                *("curl", "--silent", "--show-error", "--fail", "--http1.1"),
                *("--cacert", f"{directory}/ca.pem", "--output", f"{directory}/{host}.pdf"),
                *("--connect-to", f"{host}:443:127.0.0.1:{shelf.port}", link(host, megabytes)),
            )

        async def curl_and_sync(host: str, megabytes: int) -> None:
            await curl(host, megabytes)
            await _run("sync", f"{directory}/{host}.pdf")

        async with Station.open(Path(directory), shelf.port) as station:
            await station.keep(HOSTS[0], 1)  # not measured: everything is used for the first time
            contenders = deque(
                [
                    ("kept", station.keep),
                    ("curl", curl),
                    ("passed", station.pass_by),
                    ("synced", curl_and_sync),
                ]
            )
            contenders.rotate(turn)
            return {name: await _rate(fetch) for name, fetch in contenders}


async def _run(*command: str) -> None:
    process = await asyncio.create_subprocess_exec(*command)
    if await process.wait():
        raise RuntimeError(f"{command[0]} failed")


def _directory(shelf: Shelf) -> tempfile.TemporaryDirectory[str]:
    directory = tempfile.TemporaryDirectory(prefix="docketmail-looks-")
    Path(directory.name, "ca.pem").write_bytes(shelf.ca_pem)
    return directory


# Labels


async def labelling(labeller: PdfLabeller, pdf: bytes) -> tuple[float, float]:
    """Milliseconds for one paper: ours, and qpdf's with its start and its file."""
    began = time.perf_counter()
    labelled = await labeller.label(pdf, LABEL)
    ours = time.perf_counter() - began
    if labelled.copy is None:
        raise RuntimeError("the paper came back without a label")
    with _filed(pdf) as paper:
        began = time.perf_counter()
        await _run("qpdf", paper, f"{paper}.out")
        return ours * 1000, (time.perf_counter() - began) * 1000


@contextmanager
def _filed(pdf: bytes) -> Iterator[str]:
    """The paper as a file, in a directory that goes."""
    with tempfile.TemporaryDirectory() as directory:
        paper = Path(directory, "paper.pdf")
        paper.write_bytes(pdf)
        yield str(paper)


async def measure(rounds: int) -> list[dict[str, object]]:
    """Measure everything in turn and return the lines that are printed."""
    found: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    shelf, labeller = Shelf(), PdfLabeller()
    await labeller.start()
    papers = {pages: make_pdf("Exhibit", pages) for pages in PAGES}
    for turn in range(rounds):
        rates = await throughput(shelf, turn)
        found[f"fetch {LARGE} MB, not kept"].append((rates["passed"], rates["curl"]))
        found[f"fetch {LARGE} MB, kept"].append((rates["kept"], rates["curl"]))
        found[f"fetch {LARGE} MB, durable"].append((rates["kept"], rates["synced"]))
        for pages, pdf in papers.items():
            found[f"label {pages:,} pages"].append(await labelling(labeller, pdf))
        found[f"memory, {AT_ONCE} x {LARGE} MB"].append((await memory(shelf), ALLOWED))
    await labeller.close()
    await shelf.close()
    return [_line(name, figures) for name, figures in found.items()]


def _line(name: str, figures: list[tuple[float, float]]) -> dict[str, object]:
    unit, peer = {
        "fetch": (
            "MB/s",
            "curl into a file, and sync" if "durable" in name else "curl into a file",
        ),
        "label": ("ms", "qpdf, file to file"),
        "memory": ("MB over idle", "the limit"),
    }[re.split(r"\W", name)[0]]
    ours, theirs = zip(*figures, strict=True)
    return line(name, unit, peer, ours, theirs)


def main() -> int:
    """Measure and tell; the exit status is 3 where a peer is not installed."""
    asked = options(__doc__)
    if not shutil.which("curl") or not shutil.which("qpdf"):
        print(MISSING, file=sys.stderr)
        return 3
    for one in asyncio.run(measure(asked.rounds)):
        tell(one, as_json=asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
