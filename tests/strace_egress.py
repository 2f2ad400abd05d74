"""Reads what strace saw of a process and its children: every internet address that they sent anything to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from rude_court import Place


CALLS: Final = "connect,sendto,sendmsg,sendmmsg"
"""Every system call that can name whom it speaks to."""

IPV4: Final = re.compile(r'sin_port=htons\((\d+)\), sin_addr=inet_addr\("([^"]+)"\)')
IPV6: Final = re.compile(
    r'sin6_port=htons\((\d+)\), sin6_flowinfo=htonl\(\d+\), inet_pton\(AF_INET6, "([^"]+)"'
)


def traced(trace: Path) -> list[str]:
    """The command that runs another and writes what `destinations` reads."""
    return ["strace", "-f", "-e", f"trace={CALLS}", "-o", str(trace)]


def destinations(trace: str) -> set[Place]:
    """Addresses and ports; raises ValueError for a line that speaks of the internet and is not understood."""
    found: set[Place] = set()
    for line in trace.splitlines():
        places = IPV4.findall(line) + IPV6.findall(line)
        if "=AF_INET" in line and not places:
            raise ValueError(f"unread: {line}")
        found |= {(address, int(port)) for port, address in places}
    return found
