"""Where a court's host may be reached: on the public internet, and nowhere else.

Security: a forged name server must not turn a court's name into a door of the firm's own network. The
name is resolved once and every address of the answer is judged; the caller connects to an address from
here, never to the name, so that a second answer cannot differ from the judged one (DNS rebinding).
Promises: addresses come out only when all of them are global; otherwise UnreachableError, before any
connection is tried.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

from docketmail.ports import UnreachableError


GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
"""The only IPv6 space that IANA has given out as global unicast."""
NAT64: Final = IPv6Network("64:ff9b::/96")
"""RFC 6052: an IPv4 address in its last 32 bits, as networks without IPv4 reach the rest."""


class ForbiddenAddressError(UnreachableError):
    """A name leads to an address that is no public one. Nothing was sent; a name server may recover."""


async def global_addresses(host: str, port: int) -> list[str]:
    """Resolve a name once; the addresses in the order to try them.

    Raises UnreachableError where the name has none, ForbiddenAddressError where one is not global.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(f"{host} has no address: {error}") from error
    addresses = [str(address[0]) for *_, address in found]
    for address in addresses:
        if not is_global(address):
            raise ForbiddenAddressError(
                f"{host} leads to {address}, which is not on the public internet: "
                "ask who answers this machine's DNS"
            )
    return addresses


def is_global(text: str) -> bool:
    """Whether an address is a public one, also where IPv6 only wraps an IPv4 address."""
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        wrapped = _wrapped(address)
        if wrapped is None:
            return address in GLOBAL_UNICAST and address.is_global
        address = wrapped
    # Python counts most of 224.0.0.0/4 as global: reachable everywhere, but by no connection.
    return address.is_global and not address.is_multicast


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address behind an IPv4-mapped, 6to4, Teredo or NAT64 one."""
    if address in NAT64:
        return IPv4Address(address.packed[-4:])
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
