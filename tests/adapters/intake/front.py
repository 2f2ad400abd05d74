"""An intake that listens, and the door behind it that a test holds."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from docketmail.adapters.intake import Intake, Known, Limits, TlsFiles, bind
from docketmail.ports import Arrival


class Door:
    """Takes what arrives: at once, or when the test opens, or with the error that the test names."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.open = asyncio.Event()
        self.open.set()
        self.knocked = asyncio.Event()
        self.error: Exception | None = None
        self.faults: list[str] = []
        self.strangers: set[str] = set()
        self.roster = True

    async def accept(self, arrival: Arrival) -> None:
        self.knocked.set()
        await self.open.wait()
        if self.error:
            raise self.error
        self.arrivals.append(arrival)

    def knows(self, address: str) -> Known:
        if not self.roster:
            return Known.NO_ROSTER
        return Known.UNKNOWN if address in self.strangers else Known.KNOWN


class Front:
    """A listening intake, its port and its door."""

    def __init__(self, limits: Limits, tls: TlsFiles | None) -> None:
        self.door = Door()
        self.intake = Intake(
            accept=self.door.accept,
            knows=self.door.knows,
            hostname="intake.test",
            limits=limits,
            on_fault=self.door.faults.append,
            tls=tls,
        )
        self.socket = bind("127.0.0.1", 0)
        self.port: int = self.socket.getsockname()[1]

    async def empty(self) -> None:
        """Wait until nobody is inside."""
        await asyncio.wait_for(self.intake._reception.doors._emptied.wait(), 10)


@asynccontextmanager
async def listening(tls: TlsFiles | None = None, **limits: float) -> AsyncIterator[Front]:
    """An intake with these limits changed."""
    front = Front(replace(Limits(), **limits), tls)  # type: ignore[arg-type]
    await front.intake.start([front.socket])
    try:
        yield front
    finally:
        front.door.open.set()
        await front.intake.close(grace=0.2)
