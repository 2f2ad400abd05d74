from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.authenticity.signing import ENVELOPE, NOTICE, PEER
from adapters.authenticity.zone import Zone
from docketmail.adapters.authenticity import DnsAuthenticator
from docketmail.core.authentication import Envelope, Findings


ELSEWHERE = "198.51.100.9"


async def check(authenticator: DnsAuthenticator, envelope: Envelope = ENVELOPE) -> Findings:
    return await authenticator.check(NOTICE, envelope)


def nothing(found: Findings) -> bool:
    return not found.spf and not (found.failed | found.faults) & {"spf"}


async def test_a_peer_that_may_send_names_the_sender_s_domain(
    authenticator: DnsAuthenticator,
) -> None:
    assert (await check(authenticator)).spf == {"court.example"}


async def test_a_peer_that_may_not_is_a_failure(authenticator: DnsAuthenticator) -> None:
    found = await check(authenticator, replace(ENVELOPE, peer=ELSEWHERE))
    assert not found.spf
    assert "spf" in found.failed


@pytest.mark.parametrize(
    "record",
    [
        f"v=spf1 ip4:{ELSEWHERE} ~all",
        f"v=spf1 ip4:{ELSEWHERE} ?all",
        "v=spf1 ip4:not-an-address -all",
        "v=spf1 include:court.example -all",
        "v=spf1 include:a.loop.example -all",
        "v=spf1 redirect=a.loop.example",
        "v=spf1 " + " ".join(f"a:n{n}.example" for n in range(12)) + " -all",
        f"v=spf1 a:n1.example a:n2.example a:n3.example ip4:{PEER} -all",
        "v=spf1 exists:%{z}.example -all",
        "v=spf1 \xff -all",
        "v=spf1 " + "x" * 3000,
        "v=spf1 a:" + "a" * 1900 + "! -all",
        "v=spf2 +all",
        "nothing of the kind",
    ],
)
async def test_whoever_says_neither_yes_nor_no_says_nothing(
    authenticator: DnsAuthenticator, zone: Zone, record: str
) -> None:
    zone.text("court.example", record)
    zone.text("a.loop.example", "v=spf1 include:b.loop.example -all")
    zone.text("b.loop.example", "v=spf1 redirect=a.loop.example")
    assert nothing(await check(authenticator))


async def test_two_records_are_none(authenticator: DnsAuthenticator, zone: Zone) -> None:
    zone.text("court.example", "v=spf1 +all", "v=spf1 -all")
    assert nothing(await check(authenticator))


async def test_a_loop_of_includes_asks_no_more_than_its_limit(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text("court.example", "v=spf1 " + " ".join(f"include:n{n}.example" for n in range(9)))
    for n in range(9):
        zone.text(f"n{n}.example", "v=spf1 " + " ".join(f"include:m{m}.example" for m in range(9)))
        zone.text(f"m{n}.example", "v=spf1 ?all")
    assert nothing(await check(authenticator))
    assert sum(zone.asked.values()) < 20


async def test_a_name_that_does_not_exist_says_nothing(authenticator: DnsAuthenticator) -> None:
    assert nothing(await check(authenticator, replace(ENVELOPE, sender="a@nowhere.example")))


async def test_a_name_server_that_does_not_answer_is_a_fault(
    impatient: DnsAuthenticator, zone: Zone
) -> None:
    zone.broken.add("broken.example")
    zone.silent.add("silent.example")
    zone.text("through.example", "v=spf1 include:broken.example -all")
    for domain in ("broken.example", "silent.example", "through.example"):
        found = await check(impatient, replace(ENVELOPE, sender=f"a@{domain}"))
        assert "spf" in found.faults
        assert "spf" not in found.failed


async def test_the_null_sender_stands_for_its_helo(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text("out.court.example", f"v=spf1 ip4:{PEER} -all")
    found = await check(authenticator, replace(ENVELOPE, sender=""))
    assert found.spf == {"out.court.example"}


@pytest.mark.parametrize("helo", ["", "[192.0.2.7]", "localhost", "a b.example", "\x00.example"])
async def test_a_helo_that_is_no_name_says_nothing(
    authenticator: DnsAuthenticator, helo: str
) -> None:
    assert nothing(await check(authenticator, replace(ENVELOPE, sender="", helo=helo)))


@pytest.mark.parametrize("sender", ["a" * 400 + "@court.example", "a@", "@", "no-at", "a@[::1]"])
async def test_a_sender_that_is_no_address_says_nothing(
    authenticator: DnsAuthenticator, sender: str
) -> None:
    assert nothing(await check(authenticator, replace(ENVELOPE, sender=sender)))


@pytest.mark.parametrize("peer", ["", "list", "not an address", "1.2.3", "::ffff:198.51.100.9"])
async def test_a_peer_that_is_nowhere_passes_nothing(
    authenticator: DnsAuthenticator, peer: str
) -> None:
    assert not (await check(authenticator, replace(ENVELOPE, peer=peer))).spf


@pytest.mark.parametrize(
    "way", ["a:out.court.example", "mx", "ptr:court.example", "exists:out.%{d}", "a:out.%{o}/24"]
)
async def test_the_ways_to_an_address_are_followed(
    authenticator: DnsAuthenticator, zone: Zone, way: str
) -> None:
    zone.address("out.court.example", PEER)
    zone.records["court.example", "MX"] = ["out.court.example"]
    zone.records["7.2.0.192.in-addr.arpa", "PTR"] = ["out.court.example"]
    zone.text("court.example", f"v=spf1 {way} -all")
    assert (await check(authenticator)).spf == {"court.example"}


async def test_a_peer_of_ipv6_is_found_by_its_address(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.records["six.court.example", "AAAA"] = ["2001:db8::7"]
    zone.text("court.example", "v=spf1 a:six.court.example -all")
    assert (await check(authenticator, replace(ENVELOPE, peer="2001:db8::7"))).spf
