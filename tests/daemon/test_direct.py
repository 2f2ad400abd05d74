"""Mail that no trusted server hands over: the real process asks a name server who sent it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.authenticity.signing import Signer, rsa_record
from adapters.authenticity.zone import Zone, served
from adapters.intake.test_connector import NAME, Authorities
from adapters.smtp_client import connected
from daemon.postroom import Postroom, until
from docketmail.adapters.clock import WallClock
from docketmail.demo import firm
from docketmail.demo.court_notices import district_html
from docketmail.demo.rig import Rig


ORDER = "ORDER granting 12 Motion to Continue."
KEY = "law1._domainkey.uscourts.gov"
TELL_SECONDS = 15.0


@pytest.fixture
def zone() -> Zone:
    zone = Zone()
    zone.text(KEY, rsa_record())
    return zone


@pytest.fixture
def bare_rig(tmp_path: Path, zone: Zone) -> Iterator[Rig]:
    with served(zone) as (_, port):
        yield Rig(
            tmp_path / "rig",
            trusted="[]",
            settings={
                "senders": f'nameservers = ["127.0.0.1:{port}"]\ndns_seconds = 0.5',
                "telling": f"tell_seconds = {TELL_SECONDS}\ndecide_margin_seconds = 5.0",
            },
        )


def signed(postroom: Postroom) -> bytes:
    """A notice as the court's own mailer hands it over."""
    facts = postroom.facts(ORDER, postroom.file("Order"))
    return Signer(domain="uscourts.gov").sign(district_html(facts))


async def test_a_notice_that_the_court_signed_is_delivered(rig: Rig, postroom: Postroom) -> None:
    await rig.start()
    await rig.send(signed(postroom), firm.ANNA_INTAKE)
    await postroom.told(ORDER)

    assert len(rig.court.requests) == 1
    assert await postroom.holds() == 0


async def test_a_notice_that_was_tampered_with_is_held_and_never_opened(
    rig: Rig, postroom: Postroom
) -> None:
    await rig.start()
    await rig.send(signed(postroom).replace(b"granting", b"denying", 1), firm.ANNA_INTAKE)
    await until(lambda: bool(postroom.letters(firm.DESK)))

    [hold] = (await rig.ask("holds.list"))["holds"]
    assert hold["rule"] == "suspect"
    assert "its signature (DKIM) does not fit" in hold["reason"]
    assert postroom.letters(firm.DESK, hold["reason"])
    assert postroom.letters(firm.ANNA) == []
    assert rig.court.requests == []


async def test_where_the_dns_is_silent_the_desk_is_told_in_time(
    rig: Rig, postroom: Postroom, zone: Zone
) -> None:
    zone.silent |= {KEY, "vtd.uscourts.gov", "_dmarc.vtd.uscourts.gov", "_dmarc.uscourts.gov"}
    await rig.start()
    began = WallClock().now()
    await rig.send(signed(postroom), firm.ANNA_INTAKE)
    await until(lambda: bool(postroom.letters(firm.DESK)))

    assert (WallClock().now() - began).total_seconds() < TELL_SECONDS
    assert postroom.letters(firm.DESK, "the DNS did not answer")
    [hold] = (await rig.ask("holds.list"))["holds"]
    assert hold["rule"] == "unchecked"
    assert zone.asked[KEY] > 1
    assert rig.court.requests == []


class TestBehindAConnector:
    """Microsoft 365 hands over the firm's mail, with its word on top and its certificate."""

    TENANT = "1a2b3c4d-0000-4000-8000-00000000abcd"
    WORD = (
        f"X-MS-Exchange-CrossTenant-Id: {TENANT}\r\n"
        "Authentication-Results: spf=pass (sender IP is 192.0.2.9)\r\n smtp.mailfrom=vtd.uscourts.gov;"
        " dkim=pass header.d=uscourts.gov;dmarc=pass header.from=vtd.uscourts.gov\r\n"
    ).encode()

    @pytest.fixture
    def authorities(self, tmp_path: Path) -> Authorities:
        return Authorities(tmp_path)

    @pytest.fixture
    def bare_rig(self, tmp_path: Path, zone: Zone, authorities: Authorities) -> Iterator[Rig]:
        connector = f'certificate = "{NAME}", tenant = "{self.TENANT}"'
        with served(zone) as (_, port):
            yield Rig(
                tmp_path / "rig",
                trusted=f'[{{ address = "127.0.0.0/8", {connector} }}]',
                settings={
                    "senders": f'nameservers = ["127.0.0.1:{port}"]',
                    "intake": f'tls_certificate = "{authorities.files.certificate}"\n'
                    f'tls_key = "{authorities.files.key}"\n'
                    f'client_ca_file = "{authorities.files.clients}"',
                },
            )

    async def test_its_word_is_believed_with_its_certificate_and_the_firms_tenant_alone(
        self, rig: Rig, postroom: Postroom, authorities: Authorities
    ) -> None:
        await rig.start()
        forged = self.WORD + district_html(postroom.facts("ORDER to pay.", postroom.file("Order")))
        genuine = self.WORD + district_html(postroom.facts(ORDER, postroom.file("Order")))
        others = (
            (forged, authorities.client()),
            (forged.replace(b"1a2b3c4d", b"1a2b3c4e", 1), authorities.client(NAME)),
            (genuine, authorities.client(NAME)),
        )
        for mail, context in others:
            async with connected(rig.port) as client:
                await client.start_tls(context)
                await client.say("EHLO mail.court.test")
                assert (await client.mail(mail, firm.ANNA_INTAKE)).startswith("250")
        await postroom.told(ORDER)
        await postroom.held(2)

        holds = (await rig.ask("holds.list"))["holds"]
        assert [hold["rule"] for hold in holds] == ["suspect", "suspect"]
        assert len(rig.court.requests) == 1
