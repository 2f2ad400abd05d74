"""The real daemon of a test: everything lies in the test's own directory, which stays where the test fails."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from daemon.postroom import Postroom
from docketmail.demo import court_replies
from docketmail.demo.rig import Rig


@pytest.fixture
def bare_rig(tmp_path: Path) -> Rig:
    """Not set up yet: a test may still say how the daemon is to be configured."""
    return Rig(tmp_path / "rig")


@pytest.fixture
async def rig(bare_rig: Rig) -> AsyncIterator[Rig]:
    """Set up; the daemon is not started."""
    try:
        await bare_rig.set_up()
        yield bare_rig
    finally:
        await bare_rig.stop(signal.SIGKILL)  # whoever tests its end has ended it
        await bare_rig.tear_down()


@pytest.fixture
def postroom(bare_rig: Rig) -> Postroom:
    return Postroom(bare_rig)


@pytest.fixture
def slow_court(monkeypatch: pytest.MonkeyPatch) -> None:
    """`Manner.SLOW` is slow enough for something to happen meanwhile, on a busy machine too."""
    monkeypatch.setattr(court_replies, "SLOWNESS", 5.0)
