from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from adapters.authenticity.signing import ENVELOPE, NOTICE, SEALED, Sealer, Signer, rsa_record
from adapters.authenticity.zone import Zone
from docketmail.adapters.authenticity import DnsAuthenticator, seals, verifier
from docketmail.core.authentication import Findings


COURT = frozenset({"court.example"})
GATEWAY = frozenset({"gateway.example"})
# As Microsoft 365 writes it, with a version behind the name.
RESULTS = (
    "mx.gateway.example 1; spf=pass (sender ip is 192.0.2.7) smtp.rcpttodomain=firm.example "
    "smtp.mailfrom=court.example; dmarc=pass (p=none sp=none pct=100) action=none "
    "header.from=court.example; dkim=pass (signature was verified) header.d=court.example; arc=none (0)"
)
FORWARDED = replace(ENVELOPE, peer="198.51.100.9")


@pytest.fixture
async def authenticator(nameserver: tuple[str, int]) -> AsyncIterator[DnsAuthenticator]:
    sealers = frozenset({"gateway.example", "second.example"})
    authenticator = DnsAuthenticator([nameserver], sealers)
    yield authenticator
    await authenticator.aclose()


async def check(authenticator: DnsAuthenticator, mail: bytes) -> Findings:
    return await authenticator.check(mail, FORWARDED)


async def test_a_believed_sealer_s_word_counts_as_found_here(
    authenticator: DnsAuthenticator,
) -> None:
    found = await check(authenticator, Sealer().seal(NOTICE, RESULTS))

    assert found.sealed == GATEWAY
    assert (found.dkim, found.spf, found.dmarc) == (COURT, COURT, COURT)
    assert not found.failed, "the forwarder's own host is not the court's, which the sealer answers"


async def test_nobody_is_believed_who_is_not_named(nameserver: tuple[str, int], zone: Zone) -> None:
    authenticator = DnsAuthenticator([nameserver])
    found = await check(authenticator, Sealer().seal(NOTICE, RESULTS))
    await authenticator.aclose()

    assert not found.sealed
    assert not found.dkim
    assert "arc" not in found.failed
    assert zone.asked["arc1._domainkey.gateway.example"] == 0


async def test_a_domain_below_a_believed_one_is_another(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text("arc1._domainkey.evil.gateway.example", rsa_record())
    mail = Sealer(domain="evil.gateway.example").seal(NOTICE, RESULTS)
    assert not (await check(authenticator, mail)).sealed


async def test_a_seal_over_a_stranger_s_signature_is_not_looked_at(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text("arc1._domainkey.stranger.example", rsa_record())
    found = await check(authenticator, Sealer(signer="stranger.example").seal(NOTICE, RESULTS))
    assert not found.sealed
    assert not found.dkim


async def test_a_field_of_any_length_is_not_looked_at(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    mail = Sealer(tags=f"z={'a' * verifier.LONGEST}; ").seal(NOTICE, RESULTS)
    assert not (await check(authenticator, mail)).sealed
    assert zone.asked["arc1._domainkey.gateway.example"] == 0


async def test_a_second_believed_sealer_hands_the_first_one_s_word_on(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text("arc1._domainkey.second.example", rsa_record())
    once = Sealer().seal(NOTICE, RESULTS)
    twice = Sealer(domain="second.example").seal(
        once, "mx.second.example; dkim=pass header.d=evil.example; arc=pass", 2, "pass"
    )
    found = await check(authenticator, twice)

    assert found.sealed == {"gateway.example", "second.example"}
    assert found.dkim == COURT


@pytest.mark.parametrize("stranger", [1, 2])
async def test_one_stranger_among_the_sealers_spoils_the_chain(
    authenticator: DnsAuthenticator, zone: Zone, stranger: int
) -> None:
    zone.text("arc1._domainkey.stranger.example", rsa_record())
    first, second = ("stranger.example", "gateway.example")[:: 1 if stranger == 1 else -1]
    mail = Sealer(domain=second).seal(
        Sealer(domain=first).seal(NOTICE, RESULTS), RESULTS, 2, "pass"
    )
    found = await check(authenticator, mail)

    assert not found.sealed
    assert not found.dkim


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"a paper   was filed", b"a paper was refused"),
        (b"9:99-cv-00001", b"9:99-cv-00002"),
        (b"header.d=court.example", b"header.d=other.example"),
        (b"cv=none", b"cv=pass"),
        (b"ARC-Message-Signature: i=1;", b"ARC-Message-Signature:\ti=1;"),
        (b"ARC-Authentication-Results: i=1;", b"ARC-Authentication-Results: i=2;"),
        (b"ARC-Seal: i=1;", b"ARC-Seal: i=99999999;"),
    ],
)
async def test_a_chain_that_does_not_hold_is_a_failure(
    authenticator: DnsAuthenticator, was: bytes, becomes: bytes
) -> None:
    mail = Sealer().seal(NOTICE, RESULTS)
    assert was in mail
    found = await check(authenticator, mail.replace(was, becomes))

    assert "arc" in found.failed
    assert not found.sealed
    assert not found.dkim


async def test_a_word_that_was_slipped_in_is_not_the_sealer_s(
    authenticator: DnsAuthenticator,
) -> None:
    mail = Sealer().seal(NOTICE, "mx.gateway.example; dkim=none")
    for forged in (b"i=1; ", b"", b"x; i=1; "):
        results = b"ARC-Authentication-Results: " + forged + RESULTS.encode() + b"\r\n"
        head, _, body = mail.partition(b"\r\n\r\n")
        for slipped in (results + mail, head + b"\r\n" + results + b"\r\n" + body):
            assert not (await check(authenticator, slipped)).dkim


async def test_a_seal_that_says_the_chain_was_broken_vouches_for_nothing(
    authenticator: DnsAuthenticator,
) -> None:
    found = await check(authenticator, Sealer().seal(NOTICE, RESULTS, state="fail"))
    assert "arc" in found.failed
    assert not found.dkim


@pytest.mark.parametrize(
    "sealer",
    [
        Sealer(tags="l=9999; "),
        Sealer(headers=[name for name in SEALED if name != "from"]),
        Sealer(headers=[name for name in SEALED if name != "subject"]),
    ],
)
async def test_a_seal_over_a_part_of_the_mail_is_none(
    authenticator: DnsAuthenticator, sealer: Sealer
) -> None:
    found = await check(authenticator, sealer.seal(NOTICE, RESULTS))
    assert not found.sealed
    assert not found.dkim


async def test_no_answer_is_a_fault(authenticator: DnsAuthenticator, zone: Zone) -> None:
    zone.broken.add("arc1._domainkey.gateway.example")
    found = await check(authenticator, Sealer().seal(NOTICE, RESULTS))
    assert "arc" in found.faults
    assert "arc" not in found.failed
    assert not found.sealed


async def test_a_key_on_trial_seals_nothing(authenticator: DnsAuthenticator, zone: Zone) -> None:
    zone.text("arc1._domainkey.gateway.example", rsa_record("t=y; "))
    found = await check(authenticator, Sealer().seal(NOTICE, RESULTS))
    assert not found.sealed
    assert "arc" not in found.failed


async def test_a_long_chain_is_not_looked_at(authenticator: DnsAuthenticator, zone: Zone) -> None:
    seal = b"ARC-Seal: i=1; a=rsa-sha256; d=gateway.example; s=arc1; cv=none; b=AAAA\r\n"
    found = await check(authenticator, seal * (seals.MOST + 1) + NOTICE)
    assert "arc" not in found.failed
    assert zone.asked["arc1._domainkey.gateway.example"] == 0


async def test_a_seal_is_no_signature_and_a_signature_no_seal(
    authenticator: DnsAuthenticator,
) -> None:
    found = await check(authenticator, Sealer().seal(Signer().sign(), RESULTS))
    assert found.dkim == COURT
    assert found.sealed == GATEWAY
