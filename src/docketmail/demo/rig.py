"""The real daemon between a toy court and a toy mailbox, on loopback: for the demo, the tests and the benchmarks.

Everything lies in one directory. The daemon is a process of its own, started as systemd would start it and ended as
an operator, or a power cut, would end it.
"""

from __future__ import annotations

import asyncio
import os
import signal
import smtplib
import socket
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docketmail import config as configuration, daemon
from docketmail.adapters.control import ask
from docketmail.adapters.keys import new_master_key
from docketmail.adapters.schema import upgrade
from docketmail.commands import COMMANDS
from docketmail.demo import firm
from docketmail.demo.court import ToyCourt
from docketmail.demo.mailbox import ToyMailbox


HOSTS = (
    "ecf.vtd.uscourts.gov",
    "ecf.cand.uscourts.gov",
    "ecf.ctb.uscourts.gov",
    "ecf.ca2.uscourts.gov",
    "ca9-showdoc.azurewebsites.us",
    "illinois.tylertech.cloud",
    "texas.tylertech.cloud",
)
PATIENCE = 20.0
"""Seconds for the daemon to answer after its start: Python needs about one on two busy cores."""


@dataclass
class Rig:
    """One directory, one court, one mailbox, one daemon at a time."""

    directory: Path
    roster: str = firm.ROSTER
    ledger_url: str = ""
    trusted: str = f'[{{ address = "127.0.0.1", authserv_id = "{firm.MX}" }}]'
    """Whose word about senders is believed."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Further lines of the configuration, by section: "log": 'level = "debug"'."""
    hosts: Sequence[str] = HOSTS
    """Hosts that are the toy court's."""
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """Hosts that are not the toy court's, and the ports on loopback where they are reached."""
    court: ToyCourt = field(default_factory=ToyCourt)
    mailbox: ToyMailbox = field(default_factory=ToyMailbox)
    process: asyncio.subprocess.Process | None = None
    port: int = 0

    @property
    def config(self) -> Path:
        """The daemon's configuration."""
        return self.directory / "docketmail.toml"

    @property
    def journal(self) -> Path:
        """What the daemon wrote to standard output and error, over all its lives."""
        return self.directory / "journal.log"

    async def set_up(self) -> None:
        """Open court and mailbox, write the configuration, the key, the ledger and the roster."""
        self.directory.mkdir(parents=True, exist_ok=True)
        await self.court.start()
        await self.mailbox.start()
        self.port = free_port()
        (self.directory / "court-ca.pem").write_bytes(self.court.ca_pem)
        self.config.write_text(self._configuration())
        (self.directory / "state").mkdir(mode=0o700, exist_ok=True)
        new_master_key(self.directory / "master.key")
        await upgrade(self._ledger, "ledger")
        await upgrade(f"sqlite:///{self.directory}/state/keys.db", "keys")
        await self._apply_roster()

    async def _apply_roster(self) -> None:
        async with daemon.world(configuration.load(self.config)) as world:
            by = f"uid:{os.getuid()}"
            await COMMANDS["roster.apply"](world, by=by, document=self.roster, version=0)

    @property
    def _ledger(self) -> str:
        return self.ledger_url or f"sqlite:///{self.directory}/state/ledger.db"

    def _configuration(self) -> str:
        sections = self._sections() | {
            section: self._sections().get(section, "") + f"{lines}\n"
            for section, lines in self.settings.items()
        }
        return "\n".join(f"[{section}]\n{lines}" for section, lines in sections.items())

    def _sections(self) -> dict[str, str]:
        ports = dict.fromkeys(self.hosts, self.court.port) | dict(self.elsewhere)
        connect = ", ".join(f'"{host}" = "127.0.0.1:{port}"' for host, port in ports.items())
        return {
            "intake": f"""\
listen = ["127.0.0.1:{self.port}"]
hostname = "{firm.INTAKE_DOMAIN}"
trusted = {self.trusted}
""",
            "storage": f"""\
directory = "{self.directory}/state"
ledger = "{self._ledger}"
master_key = "{self.directory}/master.key"
reserve_bytes = 1000000
""",
            "court": f"""\
connect_to = {{ {connect} }}
ca_file = "{self.directory}/court-ca.pem"
spacing_seconds = 0.0
""",
            "relay": f"""\
host = "127.0.0.1"
port = {self.mailbox.port}
security = "none"
""",
            "mail": 'from_address = "docketmail@example.com"\n',
            "control": f'socket = "{self.directory}/control.sock"\n',
            "log": 'format = "json"\n',
        }

    async def start(
        self,
        *,
        behind: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        descriptors: Sequence[int] = (),
    ) -> None:
        """Start the daemon and wait until it takes mail; raises RuntimeError where it does not.

        Args:
            behind: a command that starts the daemon's: a tracer's, a wrapper's.
            environment: variables beside our own, as systemd sets them.
            descriptors: open files that it inherits, as systemd passes sockets.

        """
        await self.launch(behind=behind, environment=environment, descriptors=descriptors)
        for _ in range(int(PATIENCE / 0.05)):
            if self.process is None or self.process.returncode is not None:
                raise RuntimeError(f"the daemon ended at once; see {self.journal}")
            if await self._greets():
                return
            await asyncio.sleep(0.05)
        raise RuntimeError(f"the daemon does not answer; see {self.journal}")

    async def launch(
        self,
        *,
        behind: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        descriptors: Sequence[int] = (),
    ) -> None:
        """Start the daemon's process, and wait for nothing."""
        with self.journal.open("ab") as journal:
            self.process = await asyncio.create_subprocess_exec(
                *behind,
                *DOCKETMAIL,
                "serve",
                "--config",
                str(self.config),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=journal,
                stderr=journal,
                env={**os.environ, **(environment or {})},
                pass_fds=descriptors,
            )

    async def _greets(self) -> bool:
        """Whether somebody behind our port says 220: a socket that systemd holds is open without."""
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(PATIENCE):
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                greeting = await reader.readline()
                writer.close()
                await writer.wait_closed()
                return greeting.startswith(b"220")
        return False

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """End the daemon, gently or not, and return its exit status."""
        if self.process is None:
            return 0
        if self.process.returncode is None:
            self.process.send_signal(how)
        status = await self.process.wait()
        self.process = None
        return status

    async def tear_down(self) -> None:
        """End everything; the files stay."""
        await self.stop()
        await self.court.close()
        await self.mailbox.close()

    async def send(self, mail: bytes, *recipients: str) -> None:
        """Mail a notice as a court's, or the firm's own, server would; raises smtplib's exceptions and OSError."""
        await asyncio.to_thread(self._send, mail, recipients)

    def _send(self, mail: bytes, recipients: tuple[str, ...]) -> None:
        with smtplib.SMTP("127.0.0.1", self.port, timeout=30) as client:
            client.sendmail("ecf@vtd.uscourts.gov", recipients, mail)

    async def ask(self, command: str, **values: Any) -> dict[str, Any]:
        """Ask the running daemon over its control socket; raises ControlError, or NobodyListensError."""
        return await ask(self.directory / "control.sock", command, values)

    async def command(self, *words: str) -> str:
        """Run a command of `docketmail` on this configuration; its output. Raises RuntimeError where it fails."""
        child = await asyncio.create_subprocess_exec(
            *DOCKETMAIL,
            *words,
            "--config",
            str(self.config),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            env={**os.environ, "NO_COLOR": "1"},
        )
        said, _ = await child.communicate()
        if child.returncode:
            raise RuntimeError(f"docketmail {words[0]}: {said.decode()}")
        return said.decode()


DOCKETMAIL = (sys.executable, "-m", "docketmail")


def free_port() -> int:
    """A port on loopback that nobody uses at this moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port
