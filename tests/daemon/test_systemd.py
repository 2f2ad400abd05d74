"""The real process under something that speaks as systemd does."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.smtp_client import Client, connected
from daemon.postroom import Postroom
from docketmail.demo import firm
from docketmail.demo.rig import Rig


ORDER = "ORDER granting 12 Motion to Continue."


class FakeSystemd:
    """Listens where the daemon reports."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(path))
        self._socket.settimeout(0)

    async def hears(self) -> str:
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(30):
            return (await loop.sock_recv(self._socket, 256)).decode()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
async def systemd(tmp_path: Path) -> AsyncIterator[FakeSystemd]:
    fake = FakeSystemd(tmp_path / "notify")
    yield fake
    fake.close()


async def test_systemd_hears_ready_signs_of_life_and_the_end(
    rig: Rig, systemd: FakeSystemd
) -> None:
    seconds = 20
    watched = {"NOTIFY_SOCKET": str(systemd.path), "WATCHDOG_USEC": str(seconds * 1_000_000)}
    await rig.launch(environment=watched)
    assert await systemd.hears() == "READY=1"
    async with connected(rig.port):
        pass  # ready is ready: nobody is refused
    for _ in range(2):
        async with asyncio.timeout(seconds):
            assert await systemd.hears() == "WATCHDOG=1"
    assert rig.process is not None
    rig.process.send_signal(signal.SIGTERM)
    while (last := await systemd.hears()) == "WATCHDOG=1":
        pass
    assert last == "STOPPING=1"
    assert await rig.stop() == 0


AS_SYSTEMD = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
os.execv(sys.argv[2], sys.argv[2:])
"""
"""Puts a socket where systemd would, says for whom, and becomes the daemon."""


async def test_connections_to_systemd_s_socket_wait_while_the_daemon_restarts(
    rig: Rig, postroom: Postroom
) -> None:
    with socket.create_server(("127.0.0.1", rig.port)) as held:
        passed = held.fileno()
        behind = (sys.executable, "-c", AS_SYSTEMD, str(passed))
        await rig.start(behind=behind, descriptors=(passed,))
        await rig.send(postroom.notice(ORDER, postroom.file()), firm.ANNA_INTAKE)
        assert await rig.stop() == 0

        reader, writer = await asyncio.open_connection("127.0.0.1", rig.port)
        early = Client(reader, writer)
        await rig.launch(behind=behind, descriptors=(passed,))
        assert (await early.reply()).startswith("220"), "it waited, and was not refused"
        assert (await early.say("EHLO mail.court.test")).startswith("250")
        entry = "MINUTE ENTRY: hearing held."
        assert (await early.mail(postroom.notice(entry), firm.ANNA_INTAKE)).startswith("250")
        writer.close()
        await writer.wait_closed()
        await postroom.told(ORDER)
        await postroom.told(entry)
