from __future__ import annotations

import ssl
from pathlib import Path

import pytest
import trustme
from cryptography.hazmat.primitives import serialization

from adapters.intake.front import listening
from adapters.smtp_client import SENDER, connected
from docketmail.adapters.intake import TlsFiles
from docketmail.adapters.intake.certificate import Certificate


BODY = b"Subject: x\r\n\r\ntext\r\n"


class Authority:
    """A CA, and the files of the certificate that it last issued."""

    def __init__(self, place: Path) -> None:
        self._ca = trustme.CA()
        self.files = TlsFiles(place / "certificate.pem", place / "key.pem")
        self.renew()

    def renew(self) -> None:
        """Issue another, as a renewal does: new files take the place of the old."""
        issued = self._ca.issue_cert("intake.test")
        for path, blob in (
            (self.files.certificate, issued.cert_chain_pems[0]),
            (self.files.key, issued.private_key_pem),
        ):
            blob.write_to_path(path.with_suffix(".new"))
            path.with_suffix(".new").replace(path)

    def client(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self._ca.configure_trust(context)
        return context


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


async def serial(port: int, context: ssl.SSLContext) -> str:
    async with connected(port) as client:
        return await client.start_tls(context)


async def test_a_message_comes_in_over_tls_and_is_said_to(authority: Authority) -> None:
    async with listening(authority.files) as front, connected(front.port) as client:
        await client.start_tls(authority.client())
        reply = await client.say("EHLO mail.court.test")
        assert "STARTTLS" not in reply
        assert "AUTH" not in reply
        assert (await client.mail(BODY)).startswith("250")
        assert front.door.arrivals[0].tls is True
        assert (await client.say("STARTTLS")).startswith("503 5.5.1")
        assert (await client.say("QUIT")).startswith("221")


async def test_it_is_offered_where_there_is_a_certificate(authority: Authority) -> None:
    async with listening(authority.files) as front, connected(front.port) as client:
        assert "250-STARTTLS" in await client.say("EHLO mail.court.test")
        assert (await client.say("STARTTLS now")).startswith("501")


async def test_tls_begins_anew_and_forgets_what_was_said_in_the_clear(authority: Authority) -> None:
    async with listening(authority.files) as front, connected(front.port) as client:
        await client.say(f"MAIL FROM:<{SENDER}>")
        await client.start_tls(authority.client())
        assert (await client.say("RCPT TO:<a@firm.test>")).startswith("503")


async def test_commands_sent_along_with_starttls_are_thrown_away(authority: Authority) -> None:
    async with listening(authority.files) as front, connected(front.port) as client:
        await client.send(b"STARTTLS\r\nEHLO injected.test\r\nMAIL FROM:<injected@court.test>\r\n")
        assert (await client.reply()).startswith("220")
        await client.shake_hands(authority.client())
        assert (await client.say("MAIL FROM:<a@court.test>")).startswith("503")


async def test_tls_1_1_is_refused(authority: Authority) -> None:
    context = Certificate(authority.files, pytest.fail).handshake("192.0.2.1").context
    assert context is not None
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2


@pytest.mark.parametrize("garbage", [b"EHLO not.tls.test\r\n", b""])
async def test_a_failed_handshake_leaves_nobody_inside(
    authority: Authority, garbage: bytes
) -> None:
    async with listening(authority.files, connections=1) as front:
        for _ in range(2):
            async with connected(front.port) as client:
                assert (await client.say("STARTTLS")).startswith("220")
                await client.send(garbage)
                client.half_close()
                await client.ended()
        async with connected(front.port) as client:
            client.vanish()


async def test_a_client_that_vanishes_in_the_handshake_is_not_counted_on(
    authority: Authority,
) -> None:
    async with listening(authority.files, connections=1) as front:
        async with connected(front.port) as client:
            assert (await client.say("STARTTLS")).startswith("220")
            client.vanish()
        await front.empty()


async def test_a_client_silent_in_the_handshake_is_sent_away(authority: Authority) -> None:
    async with (
        listening(authority.files, idle_seconds=0.1) as front,
        connected(front.port) as client,
    ):
        assert (await client.say("STARTTLS")).startswith("220")
        await front.empty()


async def test_a_renewed_certificate_is_shown_to_the_next(authority: Authority) -> None:
    async with listening(authority.files) as front:
        first = await serial(front.port, authority.client())
        assert await serial(front.port, authority.client()) == first
        authority.renew()
        assert await serial(front.port, authority.client()) != first


@pytest.mark.parametrize("harm", ["torn", "missing", "other key"])
async def test_a_certificate_that_cannot_be_used_does_not_replace_one_that_can(
    authority: Authority, harm: str, tmp_path: Path
) -> None:
    async with listening(authority.files) as front:
        first = await serial(front.port, authority.client())
        if harm == "torn":
            authority.files.certificate.write_text("-----BEGIN CERTIFICATE-----\n")
        elif harm == "missing":
            authority.files.key.unlink()
        else:
            (tmp_path / "other").mkdir()
            Authority(tmp_path / "other").files.key.replace(authority.files.key)
        for _ in range(2):
            assert await serial(front.port, authority.client()) == first
        assert len(front.door.faults) == 1
        assert front.door.faults[0].startswith("The new TLS certificate cannot be used")
        authority.renew()
        assert await serial(front.port, authority.client()) != first


def test_an_encrypted_key_is_refused_and_not_asked_for(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    key = serialization.load_pem_private_key(authority.files.key.read_bytes(), None)
    authority.files.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"canary"),
        )
    )
    with pytest.raises(OSError, match=r"."):
        Certificate(authority.files, pytest.fail)
