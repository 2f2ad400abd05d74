"""The doors: who is inside, and how much room large messages have.

Security: one peer cannot keep the others out, and no number of peers can exhaust the memory.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from ipaddress import IPv6Address, ip_address
from typing import Final, Protocol

from docketmail.adapters.intake.limits import Limits


UNCOUNTED: Final = 64 * 2**10
"""Bytes at the beginning of each message that take no room: 500 connections with this much each are
32 MiB, bounded already; the largest of 165 sample notices (juriscraper) was 24 KB. So a notice never
waits for room, whatever large messages do."""

IPV6_SITE_BITS: Final = 64
"""One customer has at least this network and may take any address in it (RFC 6177)."""


def spelled(address: str) -> str:
    """An IP address in its one spelling: no scope, IPv4 mapped into IPv6 as IPv4."""
    ip = ip_address(address.partition("%")[0])
    mapped = ip.ipv4_mapped if isinstance(ip, IPv6Address) else None
    return str(mapped or ip)


def _household(peer: str) -> str | int:
    """What counts as one peer."""
    ip = ip_address(peer)
    return peer if ip.version == 4 else int(ip) >> IPV6_SITE_BITS  # noqa: PLR2004 - IPv4


class Guest(Protocol):
    """Somebody inside."""

    def see_out(self) -> None:
        """End the conversation now if it is idle, else after the message in hand."""

    def turn_out(self) -> None:
        """End the conversation now."""


class Doors:
    """Counts who comes in and who leaves."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._inside: dict[Guest, str | int] = {}
        self._households: Counter[str | int] = Counter()
        self._emptied = asyncio.Event()
        self._emptied.set()

    def __len__(self) -> int:
        return len(self._inside)

    def enter(self, guest: Guest, peer: str) -> bool:
        """Let this guest in, unless there are too many, of this peer or in all."""
        household = _household(peer)
        if (
            len(self._inside) >= self._limits.connections
            or self._households[household] >= self._limits.connections_per_peer
        ):
            return False
        self._inside[guest] = household
        self._households[household] += 1
        self._emptied.clear()
        return True

    def leave(self, guest: Guest) -> None:
        """Count this guest out; once is enough, twice does no harm."""
        household = self._inside.pop(guest, None)
        if household is None:
            return
        self._households[household] -= 1
        if not self._households[household]:
            del self._households[household]
        if not self._inside:
            self._emptied.set()

    async def clear(self, grace: float) -> None:
        """See everybody out; whoever is still here after this many seconds is turned out."""
        for guest in tuple(self._inside):
            guest.see_out()
        try:
            async with asyncio.timeout(grace):
                await self._emptied.wait()
        except TimeoutError:
            for guest in tuple(self._inside):
                guest.turn_out()


class Room:
    """Memory that large messages share."""

    def __init__(self, size: int) -> None:
        """Have this many bytes to give."""
        self.left = size

    def grow(self, before: int, after: int) -> bool:
        """Let one message grow from so many bytes to so many, if there is room."""
        more = max(after - UNCOUNTED, 0) - max(before - UNCOUNTED, 0)
        if more > self.left:
            return False
        self.left -= more
        return True

    def leave(self, size: int) -> None:
        """Give back what a message of this size took."""
        self.left += max(size - UNCOUNTED, 0)
