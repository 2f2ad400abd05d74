"""A zone in which one court signs, sends from one address and publishes a policy; and who checks with it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest

from adapters.authenticity.signing import PEER, rsa_record
from adapters.authenticity.zone import Zone, served
from docketmail.adapters.authenticity import DnsAuthenticator


TIMEOUT = 0.5
"""Seconds that the impatient wait; a silent name server costs a test this much."""


@pytest.fixture
def zone() -> Zone:
    zone = Zone()
    zone.text("law1._domainkey.court.example", rsa_record())
    zone.text("arc1._domainkey.gateway.example", rsa_record())
    zone.text("court.example", f"v=spf1 ip4:{PEER} -all")
    zone.text("_dmarc.court.example", "v=DMARC1; p=none")
    return zone


@pytest.fixture
def nameserver(zone: Zone) -> Iterator[tuple[str, int]]:
    with served(zone) as address:
        yield address


@pytest.fixture
async def authenticator(nameserver: tuple[str, int]) -> AsyncIterator[DnsAuthenticator]:
    authenticator = DnsAuthenticator([nameserver])
    yield authenticator
    await authenticator.aclose()


@pytest.fixture
async def impatient(nameserver: tuple[str, int]) -> AsyncIterator[DnsAuthenticator]:
    authenticator = DnsAuthenticator([nameserver], timeout=TIMEOUT)
    yield authenticator
    await authenticator.aclose()
