from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.authenticity.signing import ENVELOPE, NOTICE, Signer
from adapters.authenticity.zone import Zone
from docketmail.adapters.authenticity import DnsAuthenticator
from docketmail.core.authentication import Findings


COURT = frozenset({"court.example"})
STRANGER = replace(ENVELOPE, sender="a@stranger.example", peer="198.51.100.9")


def from_(sender: str, mail: bytes = NOTICE) -> bytes:
    return mail.replace(b"Clerk of Court <clerk@court.example>", sender.encode("utf-8"))


async def signed(authenticator: DnsAuthenticator, sender: str = "clerk@court.example") -> Findings:
    """What is found of a mail that the court's key signs and a stranger's host hands over."""
    return await authenticator.check(Signer().sign(from_(sender)), STRANGER)


async def test_a_signature_of_the_domain_itself_is_enough(authenticator: DnsAuthenticator) -> None:
    found = await signed(authenticator)
    assert found.dmarc == COURT
    assert not found.failed & {"dmarc"}


async def test_the_envelope_s_sender_alone_is_enough(authenticator: DnsAuthenticator) -> None:
    found = await authenticator.check(NOTICE, ENVELOPE)
    assert (found.dkim, found.spf, found.dmarc) == (frozenset(), COURT, COURT)


@pytest.mark.parametrize("record", ["v=DMARC1; p=none", "v=DMARC1; p=reject", "v=DMARC1"])
async def test_neither_is_a_failure_whatever_the_domain_asks_for(
    authenticator: DnsAuthenticator, zone: Zone, record: str
) -> None:
    zone.text("_dmarc.court.example", record)
    found = await authenticator.check(NOTICE, STRANGER)
    assert not found.dmarc
    assert "dmarc" in found.failed


async def test_who_publishes_nothing_neither_passes_nor_fails(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    del zone.records["_dmarc.court.example", "TXT"]
    found = await signed(authenticator)
    assert found.dkim
    assert not found.dmarc
    assert not (found.failed | found.faults) & {"dmarc"}


async def test_a_domain_below_is_of_the_same_organisation(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    found = await signed(authenticator, "clerk@nd.court.example")
    assert found.dmarc == {"nd.court.example"}
    assert zone.asked["_dmarc.nd.court.example"]
    assert zone.asked["_dmarc.court.example"]


async def test_the_domain_s_own_record_goes_before_its_organisation_s(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text("_dmarc.nd.court.example", "v=DMARC1; p=none; adkim=s; aspf=s")
    found = await signed(authenticator, "clerk@nd.court.example")
    assert found.dkim == COURT
    assert not found.dmarc
    assert "dmarc" in found.failed


async def test_strict_is_content_with_the_very_name(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text("_dmarc.court.example", "v=DMARC1; p=reject; adkim=s")
    assert (await signed(authenticator)).dmarc == COURT


@pytest.mark.parametrize(("record", "passes"), [("v=DMARC1; aspf=s", False), ("v=DMARC1", True)])
async def test_strict_about_the_envelope_wants_no_other_name(
    authenticator: DnsAuthenticator, zone: Zone, record: str, *, passes: bool
) -> None:
    zone.text("_dmarc.court.example", record)
    zone.text("bounce.court.example", *zone.records["court.example", "TXT"])
    below = replace(ENVELOPE, sender="a@bounce.court.example")
    found = await authenticator.check(NOTICE, below)
    assert found.spf == {"bounce.court.example"}
    assert bool(found.dmarc) == passes


async def test_two_under_one_public_suffix_are_strangers(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text("_dmarc.quill-county.co.uk", "v=DMARC1; p=none")
    zone.text(
        "law1._domainkey.ink-county.co.uk", zone.records["law1._domainkey.court.example", "TXT"][0]
    )
    mail = from_("clerk@quill-county.co.uk")
    found = await authenticator.check(Signer(domain="ink-county.co.uk").sign(mail), STRANGER)
    assert found.dkim == {"ink-county.co.uk"}
    assert not found.dmarc


async def test_a_part_of_a_body_speaks_for_nobody(authenticator: DnsAuthenticator) -> None:
    mail = Signer(length=True).sign() + b"appended\r\n"
    found = await authenticator.check(mail, STRANGER)
    assert found.partly == COURT
    assert not found.dmarc


@pytest.mark.parametrize(
    "sender",
    [
        "clerk@court.example, a@evil.example",
        "a@evil.example, Clerk <clerk@court.example>",
        "<clerk@court.example> <a@evil.example>",
        "Court: clerk@court.example;",
        "clerk",
        "",
        "<>",
        "clerk@c\u00f6urt.example",
        "clerk@[192.0.2.7]",
        "<" * 9000,
    ],
)
async def test_a_from_without_one_plain_address_is_nobody_s(
    authenticator: DnsAuthenticator, zone: Zone, sender: str
) -> None:
    found = await signed(authenticator, sender)
    assert not any(name.startswith("_dmarc") for name in zone.asked)
    assert not found.dmarc
    assert "dmarc" not in found.failed


async def test_no_answer_is_a_fault(authenticator: DnsAuthenticator, zone: Zone) -> None:
    zone.broken.add("_dmarc.court.example")
    found = await signed(authenticator)
    assert found.faults == {"dmarc"}
    assert not found.dmarc


async def test_what_the_key_s_name_server_left_open_is_no_failure_of_dmarc(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.broken.add("law1._domainkey.court.example")
    found = await signed(authenticator)
    assert found.faults == {"dkim", "dmarc"}
    assert "dmarc" not in found.failed


async def test_two_records_are_none(authenticator: DnsAuthenticator, zone: Zone) -> None:
    zone.text("_dmarc.court.example", "v=DMARC1; p=none", "v=DMARC1; p=reject")
    found = await signed(authenticator)
    assert not found.dmarc
    assert "dmarc" not in found.failed
