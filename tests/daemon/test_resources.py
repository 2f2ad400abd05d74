"""What a stranger can make the real daemon spend."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from adapters.smtp_client import connected
from daemon.postroom import Postroom
from docketmail.demo import firm
from docketmail.demo.rig import Rig


MB = 10**6
PIECE = b"x" * MB
MAY_GROW = 20 * MB
"""A message may hold 10 MB until it is too big, and for a moment the piece that made it so."""


class Memory:
    """The daemon's resident memory from now on."""

    def __init__(self, rig: Rig) -> None:
        assert rig.process is not None
        self._place = Path("/proc", str(rig.process.pid))
        (self._place / "clear_refs").write_text("5")  # forget the peak (proc(5))
        self._before = self._read("VmRSS")

    def grown(self) -> int:
        """Bytes by which its peak is above what it was."""
        return self._read("VmHWM") - self._before

    def _read(self, name: str) -> int:
        status = (self._place / "status").read_text()
        [line] = (line for line in status.splitlines() if line.startswith(name))
        return int(line.split()[1]) * 1024


async def one_notice(rig: Rig, postroom: Postroom, words: str) -> None:
    await rig.send(postroom.notice(words, postroom.file()), firm.ANNA_INTAKE)
    await postroom.told(words)


async def flood(writer: asyncio.StreamWriter) -> None:
    for _ in range(60):
        writer.write(PIECE)
        await writer.drain()


@pytest.mark.parametrize(
    "megabytes", [60, pytest.param(300, marks=[pytest.mark.soak, pytest.mark.timeout(600)])]
)
async def test_a_message_without_a_line_end_costs_next_to_nothing(
    rig: Rig, postroom: Postroom, megabytes: int
) -> None:
    await rig.start()
    await one_notice(rig, postroom, "ORDER one.")  # what is loaded at the first is no growth
    memory = Memory(rig)
    async with connected(rig.port) as client:
        await client.address(firm.ANNA_INTAKE)
        for _ in range(megabytes):
            await client.send(PIECE)
        await client.send(b"\r\n.\r\n")
        assert (await client.reply()).startswith("552")
    assert memory.grown() < MAY_GROW
    await one_notice(rig, postroom, "ORDER two.")


async def test_a_command_without_a_line_end_is_cut_off(rig: Rig, postroom: Postroom) -> None:
    await rig.start()
    await one_notice(rig, postroom, "ORDER one.")
    memory = Memory(rig)
    _, writer = await asyncio.open_connection("127.0.0.1", rig.port)
    with pytest.raises(ConnectionError):
        await flood(writer)
    writer.transport.abort()
    assert memory.grown() < MAY_GROW
    await one_notice(rig, postroom, "ORDER two.")
