"""Listening sockets: from systemd, or our own.

Security: with a systemd socket unit the daemon listens on port 25 without any capability.
Promises: systemd's sockets stay open over a restart; nobody's connection is refused meanwhile.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from typing import Final


FIRST_PASSED: Final = 3
"""SD_LISTEN_FDS_START, sd_listen_fds(3)."""


def bind(host: str, port: int) -> socket.socket:
    """Listen on this address, or a name's first; raises OSError. An IPv6 address is IPv6 only."""
    info = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, _, _, _, address = info[0]
    return socket.create_server(address[:2], family=family)


def systemd_sockets(environ: Mapping[str, str]) -> list[socket.socket]:
    """The listening sockets that systemd passed to this very process; none where it passed none.

    Raises OSError where the socket unit holds something that is no listening stream socket.
    """
    if environ.get("LISTEN_PID") != str(os.getpid()):
        return []
    passed = [
        socket.socket(fileno=FIRST_PASSED + number)
        for number in range(int(environ.get("LISTEN_FDS", "0")))
    ]
    for sock in passed:
        sock.set_inheritable(False)
        if not sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            raise OSError("systemd passed a socket that does not listen: use ListenStream= alone")
    return passed
