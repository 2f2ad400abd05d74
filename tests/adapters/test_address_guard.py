"""Only public addresses come through, in whatever clothes the others come."""

from __future__ import annotations

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given, strategies as st

from docketmail.adapters.address_guard import (
    ForbiddenAddressError,
    is_public,
    public_addresses,
)
from docketmail.ports import UnreachableError


NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.1.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "100::1",
    "2001:db8::1",
    "3fff::1",
    "2001:0:7f00:1::f5ff:fffe",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2002:808:808::1",
    "fc00::1",
    "fd12:3456:789a::1",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
PUBLIC = [
    "8.8.8.8",
    "199.107.16.200",
    "2600:1f18::1",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_let_through(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_wrapping_an_ipv4_address_never_changes_the_judgement(address: IPv4Address) -> None:
    plain = is_public(str(address))
    mapped = IPv6Address(b"\0" * 10 + b"\xff\xff" + address.packed)
    nat64 = IPv6Address(IPv6Address("64:ff9b::").packed[:12] + address.packed)
    assert is_public(str(mapped)) == is_public(str(nat64)) == plain


def test_what_is_inside_a_provider_s_own_nat64_prefix_cannot_be_told_by_the_address() -> None:
    """docs/security.md says so: such a network's translator has to refuse private addresses."""
    assert is_public("2600:1f18:64:ff9b::7f00:1")


@pytest.mark.parametrize(
    "name",
    ["localhost", "127.1", "2130706433", "0x7f000001", "017700000001", "0", "::1", "fe80::1%lo"],
)
async def test_every_way_to_write_this_machine_is_refused(name: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        await public_addresses(name, 443)


async def test_one_private_address_among_public_ones_spoils_the_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _answer(monkeypatch, ["8.8.8.8", "10.0.0.7"])
    with pytest.raises(ForbiddenAddressError, match=r"10\.0\.0\.7"):
        await public_addresses("ecf.nysd.uscourts.gov", 443)


async def test_public_addresses_come_in_the_resolver_s_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _answer(monkeypatch, ["2600:1f18::1", "8.8.8.8"])
    addresses = await public_addresses("ecf.nysd.uscourts.gov", 443)
    assert addresses == ["2600:1f18::1", "8.8.8.8"]


@pytest.mark.parametrize("name", ["no-such-court.invalid", "a" * 64 + ".example", ".."])
async def test_a_name_without_address_is_unreachable(name: str) -> None:
    with pytest.raises(UnreachableError):
        await public_addresses(name, 443)


def _answer(monkeypatch: pytest.MonkeyPatch, addresses: list[str]) -> None:
    async def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        return [
            (socket.AF_UNSPEC, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses
        ]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)
