"""The intake alone answers 250 after its door says that the message is durable: seen by strace."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.smtp_client import connected
from strace_order import WITHOUT_STRACE, traced, violations


SERVER = """
import asyncio, os, sys, tempfile
from docketmail.adapters.intake import Intake, Known, Limits, bind

def store(body):
    with tempfile.TemporaryFile() as file:
        file.write(body)
        file.flush()
        if sys.argv[1] == "durable":
            os.fsync(file.fileno())

async def accept(arrival):
    await asyncio.to_thread(store, arrival.body)

async def serve():
    sock = bind("127.0.0.1", 0)
    intake = Intake(accept=accept, knows=lambda a: Known.KNOWN, hostname="intake.test",
                    limits=Limits(), on_fault=print)
    await intake.start([sock])
    print(sock.getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await intake.close(1)

asyncio.run(serve())
"""
MESSAGES = 5


async def send(port: int) -> None:
    async with connected(port) as client:
        for _ in range(MESSAGES):
            assert (await client.mail(b"Subject: x\r\n\r\n" + b"text\r\n" * 500)).startswith("250")


async def load(port: int, connections: int) -> None:
    await asyncio.gather(*(send(port) for _ in range(connections)))


def trace(door: str, connections: int, file: Path) -> tuple[int, list[str]]:
    """Send some messages over so many connections at once to a traced server with this door."""
    command = traced(file, [sys.executable, "-c", SERVER, door])
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        asyncio.run(load(int(process.stdout.readline()), connections))
        process.communicate()
    return violations(file.read_text())


@pytest.mark.skipif(bool(WITHOUT_STRACE), reason=WITHOUT_STRACE)
@pytest.mark.parametrize("connections", [1, 20])
def test_every_250_follows_a_sync_of_its_own(connections: int, tmp_path: Path) -> None:
    assert trace("durable", connections, tmp_path / "trace") == (connections * MESSAGES, [])


@pytest.mark.skipif(bool(WITHOUT_STRACE), reason=WITHOUT_STRACE)
def test_the_trace_shows_a_door_that_forgets(tmp_path: Path) -> None:
    answered, early = trace("forgetful", 1, tmp_path / "trace")
    assert len(early) == answered == MESSAGES
