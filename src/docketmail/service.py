"""The daemon's moving parts: listener, workers, control socket, watchdog; started, run and stopped together."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from docketmail import announcements, clawback
from docketmail.adapters.control import ControlServer
from docketmail.adapters.intake import Intake, Known, Limits, TlsFiles, bind, systemd_sockets
from docketmail.adapters.watchdog import Notifier
from docketmail.admission import Admission
from docketmail.commands import COMMANDS, Answer, AskedWrongError
from docketmail.config import Config
from docketmail.core.figures import Figure
from docketmail.core.roster import folded
from docketmail.ledger import figures
from docketmail.logs import Log
from docketmail.ports import Arrival, StoreError
from docketmail.runner import Runner
from docketmail.world import World


if TYPE_CHECKING:
    from docketmail.adapters.metrics import MetricsServer


GRACE = 30.0
"""Seconds that messages under way have at the end; see `runner.GRACE` for the rest of systemd's 90."""
REFRESH = 10.0
"""Seconds between two looks for a roster that another node applied."""
HEARTBEAT = 5.0
"""Seconds between two signs of life, where systemd does not watch: for its status line alone."""


class Service:
    """One daemon, once its world is there."""

    def __init__(self, config: Config, world: World, log: Log) -> None:
        """Put the parts together; nothing is started."""
        self._config = config
        self._world = world
        self._log = log
        self._runner = Runner(world, log.work)
        self._admission = Admission(world, self._runner.stir)
        self._intake = self._listener()
        self._closing: asyncio.Task[None] | None = None
        commands = {name: self._bound(name) for name in COMMANDS}
        self._control = ControlServer(
            config.control.socket, commands, (AskedWrongError,), log.defect
        )
        self._metrics = self._figures_server()

    def _figures_server(self) -> MetricsServer | None:
        if self._config.metrics.listen is None:
            return None
        # A tenth of a second that a daemon without figures, and every command beside it, is spared.
        from docketmail.adapters.metrics import MetricsServer  # noqa: PLC0415

        return MetricsServer(self._config.metrics.listen, self._figures, self._log.defect)

    async def _figures(self) -> Sequence[Figure]:
        world = self._world
        waiting = partial(figures.waiting, run=world.run, now=world.clock.now())
        return (*world.tally.figures(), *await world.ledger.read(waiting))

    def _listener(self) -> Intake:
        intake = self._config.intake
        limits = Limits(
            message_bytes=intake.message_bytes,
            recipients=intake.recipients,
            connections=intake.connections,
            connections_per_peer=intake.connections_per_peer,
            idle_seconds=intake.idle_seconds,
            message_seconds=intake.message_seconds,
        )
        tls = None
        if intake.tls_certificate and intake.tls_key:
            files = intake.tls_certificate, intake.tls_key, intake.client_ca_file
            tls = TlsFiles(*files, asks=self._asks)
        return Intake(
            accept=self._accept,
            knows=self._knows,
            hostname=intake.hostname,
            limits=limits,
            on_fault=self._log.fault,
            tls=tls,
        )

    async def _accept(self, arrival: Arrival) -> None:
        """Take a message; where database or spool fail at it, nobody else might notice: the daemon ends."""
        try:
            await self._admission.accept(arrival)
        except (StoreError, OSError) as error:
            self._runner.fail(error)
            raise

    def _asks(self, peer: str) -> str:
        believed = self._world.believes(peer)
        return believed.certificate if believed else ""

    def _knows(self, address: str) -> Known:
        roster = self._world.roster()
        if not roster.firms:
            return Known.NO_ROSTER
        for_answers = folded(address) == self._world.settings.answers_to
        return Known.KNOWN if for_answers or roster.addressed((address,)) else Known.UNKNOWN

    def _bound(self, name: str) -> Callable[..., asyncio.Future[Answer]]:
        async def command(by: str, **values: object) -> Answer:
            self._log.command(name, by)
            answer = await COMMANDS[name](self._world, by=by, **values)
            self._runner.stir()
            return answer

        return command  # type: ignore[return-value]

    async def start(self) -> None:
        """Finish what a crash left, then listen: for commands, then for mail."""
        await clawback.finish_destroying(self._world)
        await announcements.of_upgrade(self._world)
        await self._world.labeller.start()
        await self._control.start()
        if self._metrics is not None:
            await self._metrics.start()
        await self._intake.start(self._sockets())

    def _sockets(self) -> list[socket.socket]:
        passed = systemd_sockets(os.environ)
        return passed or [bind(at.host, at.port) for at in self._config.intake.listen]

    async def run(self, notifier: Notifier) -> None:
        """Work until a signal says stop; raises what ends the daemon."""
        loop = asyncio.get_running_loop()
        for stop in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(stop, self._leave)
        beside = [
            asyncio.create_task(self._live(notifier)),
            asyncio.create_task(self._follow_roster()),
        ]
        try:
            await self._runner.run()
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)

    def _leave(self) -> None:
        """Take no more mail from now on, while the workers finish what runs."""
        self._runner.stop()
        if self._closing is None:
            self._closing = asyncio.create_task(self._intake.close(GRACE))

    async def _live(self, notifier: Notifier) -> None:
        """Tell systemd that we live, as long as the workers really look at the ledger."""
        period = notifier.watchdog_seconds
        before = -1
        while True:
            if self._runner.turns != before:
                before = self._runner.turns
                notifier.alive()
            await asyncio.sleep(max(period / 3, 1.0) if period else HEARTBEAT)

    async def _follow_roster(self) -> None:
        while True:
            await asyncio.sleep(REFRESH)
            try:
                await self._world.roster.refresh()
            except StoreError as error:
                self._runner.fail(error)

    async def stop(self) -> None:
        """Take no more mail and no more commands; what was accepted is durable already."""
        await (self._closing or self._intake.close(GRACE))
        await self._control.close()
        if self._metrics is not None:
            await self._metrics.close()
