"""Where a court's host may be reached: on the public internet, and nowhere else.

Security: a forged name server must not turn a court's name into a door of the firm's own network. The
name is resolved once and every address of the answer is judged; the caller connects to an address from
here, never to the name, so that a second answer cannot differ from the judged one (DNS rebinding).
Promises: addresses come out only when all of them are public; otherwise UnreachableError, before any
connection is tried.
"""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

from docketmail.ports import UnreachableError


SPECIAL_IPV4: Final = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        ),
    )
)
"""IANA's special-purpose registry (RFC 6890), multicast (RFC 5771) and what is reserved. All of it, also the
few blocks that are reachable globally, for no court is there. Our own list, since `ipaddress` of each Python
knows another edition of the registry."""
GLOBAL_UNICAST: Final = IPv6Network("2000::/3")
"""The only IPv6 space that IANA has given out as global unicast (RFC 4291, 2.4)."""
SPECIAL_IPV6: Final = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"))
)
"""What the registry takes out of it: Teredo, benchmarks, ORCHID and other protocols (2001::/23), documentation
(RFC 3849, RFC 9637), 6to4, whose relays are history (RFC 7526), and AS112."""
IPV4_INSIDE: Final = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))
"""An IPv4 address in the last 32 bits: mapped (RFC 4291), and NAT64's (RFC 6052), by which networks without
IPv4 reach the rest. NAT64 for local use (64:ff9b:1::/48, RFC 8215) leads to private addresses as well and is
refused with everything else outside of global unicast."""


class ForbiddenAddressError(UnreachableError):
    """A name leads to an address that is no public one. Nothing was sent; a name server may recover."""


async def public_addresses(host: str, port: int) -> list[str]:
    """Resolve a name once; the addresses in the order to try them.

    Raises UnreachableError where the name has none, ForbiddenAddressError where one is not public.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(f"{host} has no address: {error}") from error
    addresses = [str(address[0]) for *_, address in found]
    for address in addresses:
        if not is_public(address):
            raise ForbiddenAddressError(
                f"{host} leads to {address}, which is not on the public internet: "
                "ask who answers this machine's DNS"
            )
    return addresses


def is_public(text: str) -> bool:
    """Whether a court's server may be at an address, also where IPv6 only wraps an IPv4 address."""
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        if not any(address in network for network in IPV4_INSIDE):
            return address in GLOBAL_UNICAST and not _among(SPECIAL_IPV6, address)
        address = IPv4Address(address.packed[-4:])
    return not _among(SPECIAL_IPV4, address)


def _among(
    networks: tuple[IPv4Network, ...] | tuple[IPv6Network, ...], address: IPv4Address | IPv6Address
) -> bool:
    return any(address in network for network in networks)
