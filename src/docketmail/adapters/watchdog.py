"""Tells systemd that the daemon is ready, alive, stopping: sd_notify(3), a datagram.

Security: the address comes from the environment that systemd set; nothing is read back.
"""

from __future__ import annotations

import os
import socket
from collections.abc import MutableMapping
from contextlib import suppress


class Notifier:
    """Speaks to systemd where it listens, else to nobody."""

    def __init__(self, environ: MutableMapping[str, str] | None = None) -> None:
        """Take the socket's address out of the environment, so that no child of ours speaks for us."""
        found = os.environ if environ is None else environ
        self._address = found.pop("NOTIFY_SOCKET", "")
        microseconds = found.get("WATCHDOG_USEC", "")
        self.watchdog_seconds = int(microseconds) / 1e6 if microseconds.isdigit() else None
        """How long systemd waits for a sign of life; None where it does not watch."""

    def ready(self) -> None:
        """The daemon serves."""
        self._send("READY=1")

    def stopping(self) -> None:
        """The daemon finishes what runs."""
        self._send("STOPPING=1")

    def alive(self) -> None:
        """Real progress was made since the last time."""
        self._send("WATCHDOG=1")

    def status(self, text: str) -> None:
        """One line for `systemctl status`; no name, address, docket text or link."""
        self._send(f"STATUS={text}")

    def _send(self, message: str) -> None:
        if not self._address:
            return
        address = "\0" + self._address[1:] if self._address.startswith("@") else self._address
        with (
            suppress(OSError),  # nobody listens just now: the daemon does not end for that
            socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as speaker,
        ):
            speaker.sendto(message.encode(), address)
