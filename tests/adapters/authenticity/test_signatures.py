from __future__ import annotations

import pytest

from adapters.authenticity.signing import (
    ENVELOPE,
    NOTICE,
    SIGNED,
    WEAK,
    WEAK_RECORD,
    Signer,
    ed25519_record,
    rsa_public,
    rsa_record,
    signed_by_hand,
)
from adapters.authenticity.zone import Zone
from docketmail.adapters.authenticity import DnsAuthenticator, signatures, verifier
from docketmail.core.authentication import Findings


KEY = "law1._domainkey.court.example"
COURT = frozenset({"court.example"})
SIMPLE = (b"simple", b"simple")


async def check(authenticator: DnsAuthenticator, mail: bytes) -> Findings:
    return await authenticator.check(mail, ENVELOPE)


@pytest.mark.parametrize("form", [(b"relaxed", b"relaxed"), SIMPLE, (b"relaxed", b"simple")])
async def test_a_signature_that_holds_names_its_domain(
    authenticator: DnsAuthenticator, form: tuple[bytes, bytes]
) -> None:
    found = await check(authenticator, Signer(form=form).sign())

    assert found.dkim == COURT
    assert not found.failed
    assert not found.faults


async def test_an_ed25519_signature_holds_as_well(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text(KEY, ed25519_record())
    assert (await check(authenticator, Signer(algorithm="ed25519-sha256").sign())).dkim == COURT


async def test_domains_are_compared_in_lower_case(authenticator: DnsAuthenticator) -> None:
    assert (await check(authenticator, Signer(domain="Court.EXAMPLE").sign())).dkim == COURT


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"a paper   was filed", b"a paper was refused"),
        (b"9:99-cv-00001", b"9:99-cv-00002"),
        (b"From: Clerk of", b"From: clerk@other.example\r\nFrom: Clerk of"),
        (b"\r\n\r\nDear", b"\r\n\r\nPay at once.\r\nDear"),
    ],
)
async def test_what_was_changed_under_way_fails(
    authenticator: DnsAuthenticator, was: bytes, becomes: bytes
) -> None:
    mail = Signer().sign()
    assert was in mail

    found = await check(authenticator, mail.replace(was, becomes))

    assert not found.dkim
    assert not found.partly


async def test_a_changed_body_is_a_failure_and_no_fault(authenticator: DnsAuthenticator) -> None:
    found = await check(authenticator, Signer().sign() + b"appended\r\n")
    assert found.failed == {"dkim"}
    assert not found.faults


async def test_a_length_that_reaches_the_end_covers_the_whole_body(
    authenticator: DnsAuthenticator,
) -> None:
    mail = Signer(form=SIMPLE, length=True).sign()
    assert b" l=" in mail
    assert (await check(authenticator, mail)).dkim == COURT


async def test_what_stands_behind_the_length_is_anybody_s(authenticator: DnsAuthenticator) -> None:
    mail = Signer(form=SIMPLE, length=True).sign() + b"https://evil.example/\r\n"

    found = await check(authenticator, mail)

    assert not found.dkim
    assert found.partly == COURT
    assert not found.failed


async def test_empty_lines_behind_the_length_are_nothing(authenticator: DnsAuthenticator) -> None:
    mail = Signer(form=SIMPLE, length=True).sign() + b"\r\n\r\n"
    assert (await check(authenticator, mail)).dkim == COURT


async def test_with_a_length_the_content_type_must_be_signed_too(
    authenticator: DnsAuthenticator,
) -> None:
    headers = [name for name in SIGNED if name != "content-type"]
    found = await check(authenticator, Signer(length=True, headers=headers).sign())
    assert (found.dkim, found.partly) == (frozenset(), COURT)


async def test_without_a_length_the_content_type_may_be_left_out(
    authenticator: DnsAuthenticator,
) -> None:
    # As a signature of a federal court of August 2025 does: its body is signed to the end.
    headers = [name for name in SIGNED if name != "content-type"]
    assert (await check(authenticator, Signer(headers=headers).sign())).dkim == COURT


async def test_a_subject_that_is_not_signed_is_anybody_s(authenticator: DnsAuthenticator) -> None:
    headers = [name for name in SIGNED if name != "subject"]
    found = await check(authenticator, Signer(headers=headers).sign())
    assert (found.dkim, found.partly) == (frozenset(), COURT)


async def test_a_signature_that_leaves_from_out_is_none(authenticator: DnsAuthenticator) -> None:
    headers = [name for name in SIGNED if name != "from"]
    found = await check(authenticator, signed_by_hand("", headers=headers))
    assert not found.dkim
    assert found.failed == {"dkim"}


async def test_tags_by_hand_hold_as_those_of_the_library(authenticator: DnsAuthenticator) -> None:
    assert (await check(authenticator, signed_by_hand(""))).dkim == COURT


@pytest.mark.parametrize("tags", ["x=1500000000; ", "t=9999999999; ", "q=http; ", "l=; "])
async def test_a_signature_out_of_its_time_or_of_another_kind_fails(
    authenticator: DnsAuthenticator, tags: str
) -> None:
    found = await check(authenticator, signed_by_hand(tags))
    assert not found.dkim
    assert found.failed == {"dkim"}


async def test_sha1_signs_nothing_any_more(authenticator: DnsAuthenticator) -> None:
    found = await check(authenticator, Signer(algorithm="rsa-sha1").sign())
    assert not found.dkim
    assert found.failed == {"dkim"}


async def test_a_key_below_1024_bits_signs_nothing(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text(KEY, WEAK_RECORD)
    found = await check(authenticator, Signer(pem=WEAK).sign())
    assert not found.dkim
    assert found.failed == {"dkim"}


async def test_a_key_on_trial_makes_the_mail_an_unsigned_one(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text(KEY, rsa_record("t=y; "))
    found = await check(authenticator, Signer().sign())
    assert not found.dkim
    assert not found.failed


@pytest.mark.parametrize(
    "record",
    [
        "v=DKIM1; k=rsa; p=",
        "v=DKIM1; k=rsa; p=rubbish",
        "v=DKIM2; k=rsa; p={key}",
        "v=DKIM1; k=ed25519; p={key}",
        "v=DKIM1; k=quantum; p={key}",
        "v=DKIM1; h=sha1; p={key}",
        "v=DKIM1; s=tlsrpt; p={key}",
        "v=DKIM1; s=web; p={key}",
        "v=DKIM1; n=" + "a" * 1024 + "; p={key}",
        "p={key}; =; ;",
        "hello",
        "\xff\x00p=",
    ],
)
async def test_a_key_that_is_revoked_or_for_something_else_signs_nothing(
    authenticator: DnsAuthenticator, zone: Zone, record: str
) -> None:
    zone.text(KEY, record.replace("{key}", rsa_public()))
    found = await check(authenticator, Signer().sign())
    assert not found.dkim
    assert found.failed == {"dkim"}


async def test_two_keys_at_one_name_are_none(authenticator: DnsAuthenticator, zone: Zone) -> None:
    zone.text(KEY, rsa_record(), rsa_record("n=2; "))
    assert not (await check(authenticator, Signer().sign())).dkim


async def test_another_text_beside_the_key_is_passed_by(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text(KEY, "a word of the owner's", rsa_record())
    assert (await check(authenticator, Signer().sign())).dkim == COURT


async def test_a_key_for_the_domain_itself_signs_for_nobody_below_it(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text(KEY, rsa_record("t=s; "))
    below = Signer(identity="clerk@nd.court.example").sign()
    assert not (await check(authenticator, below)).dkim
    assert (await check(authenticator, Signer().sign())).dkim == COURT


async def test_no_key_is_a_failure_and_no_answer_is_a_fault(
    impatient: DnsAuthenticator, zone: Zone
) -> None:
    del zone.records[KEY, "TXT"]
    assert "dkim" in (await check(impatient, Signer().sign())).failed

    zone.broken.add("law2._domainkey.court.example")
    zone.silent.add("law3._domainkey.court.example")
    zone.rubbish["law4._domainkey.court.example"] = b"\x85\x80\x00\x01\xff\xff\xff"
    for selector in ("law2", "law3", "law4"):
        found = await check(impatient, Signer(selector=selector).sign())
        assert "dkim" in found.faults
        assert "dkim" not in found.failed
        assert not found.dkim


async def test_a_signature_that_fails_takes_nothing_from_another(
    authenticator: DnsAuthenticator,
) -> None:
    mail = Signer().sign() + b"-- \r\nA list's footer\r\n"
    found = await check(authenticator, Signer(domain="gateway.example", selector="arc1").sign(mail))
    assert found.dkim == {"gateway.example"}
    assert not found.failed


async def test_only_the_first_signatures_are_looked_at(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    junk = b"DKIM-Signature: v=1; rubbish\r\n"
    assert not (await check(authenticator, junk * signatures.MOST + Signer().sign())).dkim
    assert zone.asked[KEY] == 0
    assert (await check(authenticator, junk * (signatures.MOST - 1) + Signer().sign())).dkim


async def test_a_field_of_any_length_is_not_looked_at(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    mail = signed_by_hand(f"z={'a' * verifier.LONGEST}; ")
    assert await check(authenticator, mail) == await check(authenticator, NOTICE)
    assert zone.asked[KEY] == 0


async def test_lines_that_end_in_a_bare_lf_are_read_as_those_with_crlf(
    authenticator: DnsAuthenticator,
) -> None:
    assert (await check(authenticator, Signer().sign().replace(b"\r\n", b"\n"))).dkim == COURT


@pytest.mark.parametrize(
    "domain",
    ["court", "..", "court..example", "c\xf6urt.example", "a." * 200 + "example", "\\000.example"],
)
async def test_a_domain_that_can_not_be_has_no_signature(
    authenticator: DnsAuthenticator, domain: str
) -> None:
    mail = Signer().sign().replace(b"d=court.example", b"d=" + domain.encode("utf-8"))
    found = await check(authenticator, mail)
    assert not found.dkim
    assert not found.partly


async def test_a_name_of_one_label_signs_for_nobody(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    zone.text("law1._domainkey.court", rsa_record())
    found = await check(authenticator, Signer(domain="court").sign())
    assert not found.dkim
    assert found.failed == {"dkim"}
