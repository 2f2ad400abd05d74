"""Durable messages per second, from the greeting to 250: the daemon's front beside Postfix's smtpd.

Ours is intake, roster, admission, spool and ledger as the daemon puts them together (`front.py`): each message is
sealed under a key of its own and stands in the ledger with its notice and that notice's first event. What the
workers do afterwards is not in it. Postfix accepts into its hold queue, so it delivers nothing: one file and one fsync per message. The
client is Postfix's smtp-source for both, one recipient, connections kept open (-d); client and server
share the machine. Rounds are interleaved; shown are medians, with the smallest and the largest.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tables import line, options, tell

from docketmail.demo.firm import ANNA_INTAKE


Server = Callable[[int], AbstractContextManager[None]]

MAIN_CF = """
compatibility_level = 3.6
queue_directory = {place}/queue
data_directory = {place}/data
daemon_directory = {daemons}
mail_owner = postfix
setgid_group = postdrop
myhostname = peer.test
mydestination =
alias_maps =
inet_interfaces = loopback-only
mynetworks = 127.0.0.0/8
default_transport = discard
smtpd_client_restrictions = static:HOLD
smtpd_relay_restrictions = permit_mynetworks, reject
smtpd_peername_lookup = no
in_flow_delay = 0
"""
MASTER_CF = """
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
discard unix - - n - - discard
"""


@dataclass(frozen=True)
class Load:
    """What one run sends."""

    name: str
    size: int
    connections: int
    messages: int
    """For one to five seconds; no more than 1,000 on a connection, which is what our limits allow."""


LOADS = (
    Load("intake 4K x1", 4096, 1, 1000),
    Load("intake 4K x20", 4096, 20, 5000),
    Load("intake 60K x1", 61440, 1, 1000),
    Load("intake 60K x20", 61440, 20, 3000),
)
WARM_UP = Load("warm-up", 4096, 20, 200)
"""Not measured: Postfix starts its processes with the first connections."""


@contextlib.contextmanager
def ours(port: int) -> Iterator[None]:
    """Our server on this port, in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        script = Path(__file__).with_name("front.py")
        with running([sys.executable, str(script), str(port), place], port):
            yield


@contextlib.contextmanager
def postfix(port: int) -> Iterator[None]:
    """A private Postfix on this port, which keeps all mail on hold."""
    with tempfile.TemporaryDirectory() as directory:
        place = Path(directory)
        # Its processes run as another user.
        place.chmod(0o755)
        for part in ("queue", "data", "config"):
            (place / part).mkdir()
        shutil.chown(place / "data", "postfix")
        values = {"place": place, "port": port, "daemons": daemons()}
        (place / "config" / "main.cf").write_text(MAIN_CF.format(**values))
        (place / "config" / "master.cf").write_text(MASTER_CF.format(**values))
        command = ["postfix", "-c", str(place / "config")]
        with running([*command, "start-fg"], port):
            try:
                yield
            finally:
                # A signal to the script that waits would leave Postfix running.
                subprocess.run([*command, "stop"], check=True, capture_output=True)  # noqa: S603


def daemons() -> str:
    """Where this system keeps Postfix's programs."""
    asked = ["postconf", "-dh", "daemon_directory"]
    answer = subprocess.run(asked, check=True, capture_output=True, text=True)  # noqa: S603
    return answer.stdout.strip()


@contextlib.contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """Run a server that greets on this port."""
    nowhere = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)  # noqa: S603
    try:
        greeted(port)
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def greeted(port: int) -> None:
    """Wait for a greeting; raises TimeoutError after 20 seconds."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with (
            contextlib.suppress(OSError),
            socket.create_connection(("127.0.0.1", port), timeout=5) as client,
        ):
            if client.recv(3) == b"220":
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody greets on port {port}")


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def rate(port: int, load: Load) -> float:
    """Send it, and return messages per second; raises CalledProcessError where one was not taken."""
    command = ["smtp-source", "-d", "-s", str(load.connections), "-m", str(load.messages)]
    command += ["-l", str(load.size), "-f", "notice@court.test", "-t", ANNA_INTAKE]
    began = time.perf_counter()
    subprocess.run([*command, f"127.0.0.1:{port}"], check=True)  # noqa: S603
    return load.messages / (time.perf_counter() - began)


def measure(load: Load, rounds: int) -> dict[str, object]:
    """Measure both in turn and return the line that is printed."""
    rates: dict[Server, list[float]] = {ours: [], postfix: []}
    for _ in range(rounds):
        for server, seen in rates.items():
            port = free_port()
            with server(port):
                rate(port, WARM_UP)
                seen.append(rate(port, load))
    peer = "Postfix smtpd, accept to hold queue"
    return line(load.name, "messages/s", peer, rates[ours], rates[postfix])


def main() -> int:
    """Measure every load; the exit status is 3 where Postfix is not installed, or may not start."""
    asked = options(__doc__)
    # Debian keeps smtp-source in /usr/sbin, which a user's PATH leaves out.
    os.environ["PATH"] += ":/usr/sbin"
    if not shutil.which("smtp-source") or not shutil.which("postfix"):
        print(
            "The peer is missing: apt-get install --no-install-recommends postfix", file=sys.stderr
        )
        return 3
    if os.geteuid() != 0:
        print("Postfix starts as root only: sudo this benchmark", file=sys.stderr)
        return 3
    for load in LOADS:
        tell(measure(load, asked.rounds), as_json=asked.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
