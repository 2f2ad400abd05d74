"""A paper of half a gigabyte goes to the disk with flat memory, over real TLS."""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path

import pytest
import trustme

from docketmail.adapters.database import SqliteDatabase
from docketmail.adapters.fetcher import Fetcher, FetchLimits
from docketmail.adapters.keys import SCHEMA, KeyStore
from docketmail.adapters.spool import FileSpool
from docketmail.core.retrieval import Get
from docketmail.core.yard import Yard
from rude_court import Manners, RudeCourt, write_ca


HOST = "ecf.vtd.uscourts.gov"
MEGABYTE = 1 << 20
PAPER = 500
"""Megabytes; the District of Oregon's exhibits are so large."""
ALLOWED = 60.0
"""Megabytes over what a small paper left resident; the court is in the same process."""
MIDDLE = os.urandom(MEGABYTE)


def resident(which: str) -> float:
    """Megabytes of this process: VmRSS now, VmHWM at its highest."""
    found = re.search(rf"{which}:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def begin_anew() -> None:
    """Let the highest begin at what is resident now: proc(5)."""
    Path("/proc/self/clear_refs").write_text("5")


def paper(megabytes: int) -> Manners:
    async def speak(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % (megabytes * MEGABYTE + 10))
        writer.write(b"%PDF-")
        for _ in range(megabytes):
            writer.write(MIDDLE)
            await writer.drain()
        writer.write(b"%%EOF")

    return speak


@pytest.mark.soak
async def test_half_a_gigabyte_goes_to_the_disk_with_flat_memory(tmp_path: Path) -> None:
    ca = trustme.CA()
    database = SqliteDatabase(tmp_path / "keys.db")
    await database.write(SCHEMA.create_all)
    spool = FileSpool(tmp_path / "spool", await KeyStore.open(database, bytes(32)), bytes(32), 0)
    async with RudeCourt(ca, HOST).open() as court:
        fetcher = Fetcher(
            Yard({HOST}),
            connect_to={HOST: court.place},
            ca_file=write_ca(ca, tmp_path),
            limits=FetchLimits(total=600),
        )
        for megabytes in (5, PAPER):  # the first for what stays: libraries, threads
            court.manners = paper(megabytes)
            begin_anew()
            idle = resident("VmRSS")
            ticket = await spool.prepare()
            get = Get(f"https://{HOST}/doc1/1?magic_num=1", None)
            answer = await fetcher.get(get, await spool.sink(ticket))
            assert answer.size == megabytes * MEGABYTE + 10
            assert await spool.completed(ticket) is not None
            await spool.forget(ticket)
            over = resident("VmHWM") - idle
            assert over <= ALLOWED, f"{over:.0f} MB"
        await fetcher.aclose()
    await database.close()
