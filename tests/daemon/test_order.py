"""The real daemon answers 250 after a message is durable, and never before: seen by strace."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest

from adapters.smtp_client import connected
from daemon.postroom import Postroom
from docketmail.demo import firm
from docketmail.demo.rig import Rig
from strace_order import WITHOUT_STRACE, traced, violations


MESSAGES = 5
"""Over each connection."""


async def send(rig: Rig, mails: list[bytes]) -> None:
    async with connected(rig.port) as client:
        for mail in mails:
            assert (await client.mail(mail, firm.ANNA_INTAKE)).startswith("250")


def traced_process(rig: Rig) -> int:
    """The daemon's own process id: strace, its parent, passes no signal on."""
    assert rig.process is not None
    tracer = rig.process.pid
    [daemon] = Path(f"/proc/{tracer}/task/{tracer}/children").read_text().split()
    return int(daemon)


@pytest.mark.skipif(bool(WITHOUT_STRACE), reason=WITHOUT_STRACE)
@pytest.mark.parametrize("connections", [1, 20])
async def test_no_250_goes_out_before_a_sync_of_what_it_promises(
    rig: Rig, postroom: Postroom, tmp_path: Path, connections: int
) -> None:
    trace = tmp_path / "trace"
    mails = [postroom.notice(f"ORDER no. {n}.") for n in range(connections * MESSAGES)]
    await rig.start(behind=traced(trace, []))
    shares = [mails[n::connections] for n in range(connections)]
    await asyncio.gather(*(send(rig, share) for share in shares))
    os.kill(traced_process(rig), signal.SIGTERM)
    assert rig.process is not None
    assert await rig.process.wait() == 0
    assert violations(trace.read_text()) == (len(mails), [])
