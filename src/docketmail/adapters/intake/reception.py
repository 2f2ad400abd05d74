"""What every conversation asks: may one come in, who is known here, and where does a message go?

Security: no reply holds an exception's text.
Promises: a message whose final dot came is handed over to its end, whether or not its client still
listens; 250 is the answer only after `accept` returned.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from enum import Enum, auto

from docketmail.adapters.intake.doors import Doors, Room
from docketmail.adapters.intake.limits import Limits
from docketmail.adapters.intake.replies import FAULT, FULL, STORED
from docketmail.ports import Arrival, FullError


class Known(Enum):
    """What the roster says of an address."""

    KNOWN = auto()
    """Issued once, in use or retired: an address once issued is never refused again."""
    UNKNOWN = auto()
    NO_ROSTER = auto()
    """No roster is loaded: nobody can be called unknown."""


class Reception:
    """What the conversations of one intake share."""

    def __init__(
        self,
        accept: Callable[[Arrival], Awaitable[None]],
        knows: Callable[[str], Known],
        limits: Limits,
        on_fault: Callable[[str], None],
    ) -> None:
        """See `Intake`."""
        self._accept = accept
        self._knows = knows
        self._on_fault = on_fault
        self.limits = limits
        self.doors = Doors(limits)
        self.room = Room(limits.memory_bytes)
        self._storing: set[asyncio.Task[str]] = set()

    def report(self, error: Exception) -> None:
        """Tell of a fault of ours by its type and place: its text may hold what a stranger wrote."""
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f" at {trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else ""
        self._on_fault(f"The intake answered 451: {type(error).__name__}{place}")

    def knows(self, address: str) -> Known:
        """Ask the roster; one that fails knows nobody and calls nobody unknown."""
        try:
            return self._knows(address)
        except Exception as error:  # noqa: BLE001 - a defect of ours must not refuse a court's mail
            self.report(error)
            return Known.NO_ROSTER

    async def store(self, arrival: Arrival, release: Callable[[], None]) -> str:
        """Hand a message over and return the reply; `release` is called when its bytes are ours no more.

        The work goes on where the caller is cancelled.
        """
        task = asyncio.create_task(self._hand_over(arrival))
        self._storing.add(task)
        task.add_done_callback(self._storing.discard)
        task.add_done_callback(lambda _: release())
        return await asyncio.shield(task)

    async def _hand_over(self, arrival: Arrival) -> str:
        try:
            await self._accept(arrival)
        except FullError:
            return FULL
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the court's mailer keeps the mail
            self.report(error)
            return FAULT
        return STORED

    async def finish(self, grace: float) -> None:
        """Wait for what is being stored; nobody was promised what is not done after so many seconds."""
        if not self._storing:
            return
        _, late = await asyncio.wait(self._storing, timeout=grace)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
