"""A connector proves its name by a certificate; nobody else is asked for one."""

from __future__ import annotations

import ssl
from dataclasses import replace
from pathlib import Path

import pytest
import trustme

from adapters.intake.front import Front, listening
from adapters.smtp_client import connected
from docketmail.adapters.intake import TlsFiles


NAME = "mail.protection.outlook.com"
BODY = b"Subject: x\r\n\r\ntext\r\n"


class Authorities:
    """One for our own certificate and one for connectors', with the files that the intake reads."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.own, self.connectors = trustme.CA(), trustme.CA()
        issued = self.own.issue_cert("intake.test")
        issued.cert_chain_pems[0].write_to_path(str(place / "intake.pem"))
        issued.private_key_pem.write_to_path(str(place / "intake.key"))
        self.connectors.cert_pem.write_to_path(str(place / "connectors.pem"))

    @property
    def files(self) -> TlsFiles:
        """Of an intake that expects the connector at this very machine's address."""
        return TlsFiles(
            self.place / "intake.pem",
            self.place / "intake.key",
            self.place / "connectors.pem",
            lambda peer: NAME if peer == "127.0.0.1" else "",
        )

    def client(self, *names: str, by: trustme.CA | None = None) -> ssl.SSLContext:
        """A client with a certificate of these names; without names, without a certificate."""
        context = ssl.create_default_context()
        self.own.configure_trust(context)
        if names:
            (by or self.connectors).issue_cert(*names).configure_cert(context)
        return context


@pytest.fixture
def authorities(tmp_path: Path) -> Authorities:
    return Authorities(tmp_path)


async def proved(front: Front, context: ssl.SSLContext | None) -> str:
    """Send a mail; what its client proved."""
    async with connected(front.port) as client:
        if context is not None:
            await client.start_tls(context)
            await client.say("EHLO mail.court.test")
        assert (await client.mail(BODY)).startswith("250")
    return front.door.arrivals[-1].certificate


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ((NAME,), NAME),
        (("other.example", NAME.upper()), NAME),
        (("mail.evil.example",), ""),
        (("*.protection.outlook.com",), ""),
        ((f"{NAME}.evil.example",), ""),
        ((), ""),
    ],
)
async def test_the_very_name_is_proved_or_none(
    authorities: Authorities, names: tuple[str, ...], name: str
) -> None:
    async with listening(authorities.files) as front:
        assert await proved(front, authorities.client(*names)) == name


async def test_without_tls_nothing_is_proved(authorities: Authorities) -> None:
    async with listening(authorities.files) as front:
        assert await proved(front, None) == ""


async def test_a_certificate_of_an_unknown_authority_does_not_get_through(
    authorities: Authorities,
) -> None:
    stranger = authorities.client(NAME, by=trustme.CA())
    async with listening(authorities.files) as front:
        with pytest.raises((EOFError, OSError)):
            await proved(front, stranger)
        assert front.door.arrivals == []


async def test_who_is_no_connector_is_asked_for_nothing(authorities: Authorities) -> None:
    files = replace(authorities.files, asks=lambda _: "")
    stranger = authorities.client("mail.court.test", by=trustme.CA())
    async with listening(files) as front:
        assert await proved(front, stranger) == ""


async def test_the_public_authorities_are_believed_where_no_others_are_named(
    authorities: Authorities, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authorities.place / "connectors.pem"))
    async with listening(replace(authorities.files, clients=None)) as front:
        assert await proved(front, authorities.client(NAME)) == NAME


async def test_new_authorities_are_believed_without_a_restart(authorities: Authorities) -> None:
    second = trustme.CA()
    async with listening(authorities.files) as front:
        assert await proved(front, authorities.client(NAME)) == NAME
        second.cert_pem.write_to_path(str(authorities.place / "connectors.pem"))
        assert await proved(front, authorities.client(NAME, by=second)) == NAME
