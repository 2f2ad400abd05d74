"""How the real process ends: with what it had begun, and with nothing more."""

from __future__ import annotations

import asyncio
import signal

import pytest

from adapters.smtp_client import connected
from daemon.postroom import TEAM, Postroom, lines, papers_of, until
from docketmail.demo import firm
from docketmail.demo.court_manners import Manner
from docketmail.demo.mailbox import Mood
from docketmail.demo.rig import Rig


ORDER = "ORDER granting 12 Motion to Continue."


@pytest.mark.usefixtures("slow_court")
async def test_sigterm_lets_a_look_under_way_come_to_its_end(rig: Rig, postroom: Postroom) -> None:
    await rig.start()
    slow = postroom.file("Transcript", manner=Manner.SLOW)
    await rig.send(postroom.notice(ORDER, slow), firm.ANNA_INTAKE)
    await until(lambda: len(rig.court.requests) == 1)
    assert await rig.stop() == 0

    await rig.start()
    await postroom.told(ORDER)
    for reader in TEAM:
        [letter] = postroom.letters(reader)
        assert len(papers_of(letter)) == 1, "the paper came in before the end"
    assert len(rig.court.requests) == 1


async def test_sigterm_lets_a_message_under_way_have_its_250(rig: Rig, postroom: Postroom) -> None:
    await rig.start()
    notice = postroom.notice(ORDER, postroom.file())
    async with connected(rig.port) as busy, connected(rig.port) as idle:
        await busy.address(firm.ANNA_INTAKE)
        await busy.send(notice[:200])
        assert rig.process is not None
        rig.process.send_signal(signal.SIGTERM)
        assert (await idle.reply()).startswith("421"), "who has nothing under way is sent away"
        await busy.send(notice[200:] + b".\r\n")
        assert (await busy.reply()).startswith("250")
    assert await rig.stop() == 0

    await rig.start()
    await postroom.told(ORDER)


@pytest.mark.usefixtures("slow_court")
async def test_after_sigterm_no_more_mail_is_taken_while_work_is_finished(
    rig: Rig, postroom: Postroom
) -> None:
    await rig.start()
    slow = postroom.file("Transcript", manner=Manner.SLOW)
    await rig.send(postroom.notice(ORDER, slow), firm.ANNA_INTAKE)
    await until(lambda: len(rig.court.requests) == 1)
    async with connected(rig.port) as idle:
        assert rig.process is not None
        rig.process.send_signal(signal.SIGTERM)
        assert (await idle.reply()).startswith("421")
        assert rig.process.returncode is None, "the look is still under way"
    with pytest.raises(OSError, match="Connect call failed"):
        await asyncio.open_connection("127.0.0.1", rig.port)
    assert await rig.stop() == 0


@pytest.mark.soak
async def test_work_that_does_not_end_gets_no_more_than_its_grace(
    rig: Rig, postroom: Postroom
) -> None:
    rig.mailbox.mood = Mood.SILENT
    await rig.start()
    await rig.send(postroom.notice(ORDER), firm.ANNA_INTAKE)
    await until(lambda: "filing" in {line.get("stage") for line in lines(rig)})
    async with asyncio.timeout(80):  # systemd waits for 90 (TimeoutStopSec)
        assert await rig.stop() == 0
