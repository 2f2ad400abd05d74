from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from docketmail.adapters.intake import bind, systemd_sockets


def test_a_bound_socket_takes_connections() -> None:
    with bind("127.0.0.1", 0) as server, socket.create_connection(server.getsockname()) as client:
        accepted, peer = server.accept()
        accepted.close()
        assert peer == client.getsockname()


def test_an_ipv6_address_leaves_ipv4_to_others() -> None:
    with bind("::1", 0) as server:
        assert server.getsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY) == 1


@pytest.mark.parametrize(
    "environ",
    [{}, {"LISTEN_FDS": "1"}, {"LISTEN_PID": "1", "LISTEN_FDS": "1"}],
    ids=["none", "no process", "another process"],
)
def test_sockets_for_another_process_are_left_alone(environ: dict[str, str]) -> None:
    assert systemd_sockets(environ) == []


def test_no_socket_at_all_is_no_mistake() -> None:
    assert systemd_sockets({"LISTEN_PID": str(os.getpid())}) == []


AS_SYSTEMD = """
import os, socket, sys
from docketmail.adapters.intake import systemd_sockets
own = socket.create_server(("127.0.0.1", 0)) if sys.argv[1] == "listening" else socket.socket()
os.dup2(own.fileno(), 3, inheritable=True)
try:
    passed = systemd_sockets({"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"})
except OSError as error:
    print(error)
else:
    print([sock.getsockname() == own.getsockname() for sock in passed], os.get_inheritable(3))
"""


def passed(kind: str) -> str:
    """What a process says that systemd passed this kind of socket to."""
    command = [sys.executable, "-c", AS_SYSTEMD, kind]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603


def test_the_sockets_that_systemd_passed_are_taken_and_not_passed_on() -> None:
    assert passed("listening") == "[True] False\n"


def test_a_socket_that_does_not_listen_is_told() -> None:
    assert "use ListenStream= alone" in passed("idle")
