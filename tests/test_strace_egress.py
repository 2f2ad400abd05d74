"""The reader of traces sees every way to send, so that a test that relies on it can fail."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from strace_egress import destinations, traced
from strace_order import WITHOUT_STRACE


SENDING = """
import socket, subprocess, sys
for family, place in ((socket.AF_INET, ("127.0.0.1", 9)), (socket.AF_INET6, ("::1", 10))):
    with socket.socket(family, socket.SOCK_STREAM) as stream:
        stream.connect_ex(place)
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
    datagrams.sendto(b"", ("127.0.0.2", 11))
    datagrams.sendmsg([b""], [], 0, ("127.0.0.3", 12))
child = "import socket; socket.socket().connect_ex(('127.0.0.4', 13))"
subprocess.run([sys.executable, "-c", child])
"""


@pytest.mark.skipif(bool(WITHOUT_STRACE), reason=WITHOUT_STRACE)
def test_whatever_a_process_or_its_child_sends_to_is_seen(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    subprocess.run([*traced(trace), sys.executable, "-c", SENDING], check=True)  # noqa: S603
    assert destinations(trace.read_text()) == {
        ("127.0.0.1", 9),
        ("::1", 10),
        ("127.0.0.2", 11),
        ("127.0.0.3", 12),
        ("127.0.0.4", 13),
    }


def test_a_line_that_is_not_understood_is_no_silence() -> None:
    with pytest.raises(ValueError, match="unread"):
        destinations("17 connect(3, {sa_family=AF_INET, sin_port=53, 0x08080808}, 16) = 0")


def test_what_stays_on_the_machine_by_its_nature_is_nobody() -> None:
    trace = (
        '17 connect(3, {sa_family=AF_UNIX, sun_path="/run/systemd/notify"}, 22) = 0\n'
        "17 sendto(4, [{nlmsg_len=20}], 20, 0, {sa_family=AF_NETLINK, nl_pid=0}, 12) = 20\n"
        '17 sendto(5, "220 ready"..., 9, 0, NULL, 0) = 9\n'
    )
    assert destinations(trace) == set()
