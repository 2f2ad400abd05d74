from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from docketmail.adapters.watchdog import Notifier


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(5)
        yield listener


def heard(listener: socket.socket) -> bytes:
    return listener.recv(1000)


def test_it_says_ready_alive_stopping_and_one_line(systemd: socket.socket) -> None:
    notifier = Notifier({"NOTIFY_SOCKET": systemd.getsockname()})
    notifier.ready()
    notifier.alive()
    notifier.status("3 letters due")
    notifier.stopping()
    said = [heard(systemd) for _ in range(4)]
    assert said == [b"READY=1", b"WATCHDOG=1", b"STATUS=3 letters due", b"STOPPING=1"]


def test_an_address_that_begins_with_an_at_sign_is_an_abstract_one() -> None:
    name = f"docketmail-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(f"\0{name}")
        listener.settimeout(5)
        Notifier({"NOTIFY_SOCKET": f"@{name}"}).ready()
        assert heard(listener) == b"READY=1"


def test_without_systemd_it_speaks_to_nobody() -> None:
    notifier = Notifier({})
    notifier.ready()
    notifier.alive()
    assert notifier.watchdog_seconds is None


@pytest.mark.parametrize(
    ("written", "seconds"), [("30000000", 30.0), ("500000", 0.5), ("", None), ("soon", None)]
)
def test_it_knows_how_long_systemd_waits_for_a_sign_of_life(
    written: str, seconds: float | None
) -> None:
    assert Notifier({"WATCHDOG_USEC": written}).watchdog_seconds == seconds


def test_the_address_is_taken_out_of_the_environment_so_that_no_child_speaks_for_us(
    monkeypatch: pytest.MonkeyPatch, systemd: socket.socket
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", systemd.getsockname())
    notifier = Notifier()
    assert "NOTIFY_SOCKET" not in os.environ
    notifier.ready()
    assert heard(systemd) == b"READY=1"
