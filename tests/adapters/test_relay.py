"""The relay adapter against a real mail server (aiosmtpd), and against servers that break off."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session as Peer

from docketmail.adapters import smtp_session
from docketmail.adapters.relay import Smarthost, SmtpRelay
from docketmail.ports import (
    BrokenOffError,
    Deferred,
    Outgoing,
    Refused,
    Sent,
    UnreachableError,
)
from fakes import FakeClock


MAIL = Outgoing("docketmail@firm.example", "ann@firm.example", b"Subject: Order\r\n\r\n.dot\r\n")
CA = trustme.CA()


class Postmaster:
    """Keeps what it is given, and answers as it is told."""

    def __init__(self) -> None:
        self.mails: list[Envelope] = []
        self.options: list[list[str]] = []
        self.greeted: list[str] = []
        self.answers: dict[str, str] = {}

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's
        self, server: SMTP, peer: Peer, envelope: Envelope, name: str, lines: list[str]
    ) -> list[str]:
        peer.host_name = name
        self.greeted.append(name)
        return lines

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's
        self, server: SMTP, peer: Peer, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        self.options.append(options)
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's
        self, server: SMTP, peer: Peer, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("RCPT", "250 OK")

    async def handle_DATA(  # noqa: N802 - aiosmtpd's
        self, server: SMTP, peer: Peer, envelope: Envelope
    ) -> str:
        self.mails.append(envelope)
        return self.answers.get("DATA", "250 OK")


def login(
    _server: SMTP, _peer: Peer, _envelope: Envelope, _mechanism: str, data: Any
) -> AuthResult:
    assert isinstance(data, LoginPassword)
    known = data == LoginPassword(b"docketmail", b"s3cret \xc3\xa9")
    return AuthResult(success=known, handled=False)


def certificate(*names: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    CA.issue_cert(*names).configure_cert(context)
    return context


@pytest.fixture
def ca_file(tmp_path: Path) -> Path:
    file = tmp_path / "ca.pem"
    CA.cert_pem.write_to_path(str(file))
    return file


@asynccontextmanager
async def listening(
    make: Callable[[], asyncio.BaseProtocol], tls: ssl.SSLContext | None = None
) -> AsyncIterator[int]:
    server = await asyncio.get_running_loop().create_server(make, "127.0.0.1", ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]
    await quiet()


async def quiet() -> None:
    """Let the servers' own tasks see that we left."""
    if others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(others, timeout=5)
    for _ in range(3):
        await asyncio.sleep(0)


@asynccontextmanager
async def serving(postmaster: Postmaster, **how: Any) -> AsyncIterator[int]:
    async with listening(lambda: SMTP(postmaster, hostname="mx.example", **how)) as port:
        yield port


def plain(port: int, **more: Any) -> Smarthost:
    values: dict[str, Any] = {
        "host": "127.0.0.1",
        "security": "none",
        "hostname": "dm.firm.example",
        "timeout": 10.0,
    }
    return Smarthost(port=port, **values | more)


@asynccontextmanager
async def relaying(
    smarthost: Smarthost, clock: FakeClock | None = None
) -> AsyncIterator[SmtpRelay]:
    relay = SmtpRelay(smarthost, clock or FakeClock())
    try:
        yield relay
    finally:
        await relay.close()


async def test_a_mail_arrives_as_it_was_given() -> None:
    postmaster = Postmaster()
    async with serving(postmaster) as port, relaying(plain(port)) as relay:
        assert await relay.send(MAIL) == Sent()
    envelope = postmaster.mails[0]
    assert envelope.content == MAIL.mail
    assert (envelope.mail_from, envelope.rcpt_tos) == (MAIL.sender, [MAIL.recipient])
    assert postmaster.options[0] == [f"SIZE={len(MAIL.mail)}"]
    assert postmaster.greeted == ["dm.firm.example"]


async def test_a_mail_with_eight_bits_is_announced_and_kept() -> None:
    postmaster = Postmaster()
    async with serving(postmaster) as port, relaying(plain(port)) as relay:
        await relay.send(replace(MAIL, mail=b"Subject: x\n\n\xc3\xa9\n"))
    assert postmaster.mails[0].content == b"Subject: x\r\n\r\n\xc3\xa9\r\n"
    assert "BODY=8BITMIME" in postmaster.options[0]


async def test_a_notice_of_failure_has_no_sender() -> None:
    postmaster = Postmaster()
    async with serving(postmaster) as port, relaying(plain(port)) as relay:
        assert await relay.send(replace(MAIL, sender="")) == Sent()
    assert postmaster.mails[0].mail_from in {"", None, "<>"}


async def test_a_wrong_address_is_refused_here_and_never_sent_elsewhere() -> None:
    postmaster = Postmaster()
    async with serving(postmaster) as port, relaying(plain(port)) as relay:
        for wrong in ('"a\r\nb"@x.example', "a@b.example\nX", "Ann <ann@firm.example>"):
            assert await relay.send(replace(MAIL, recipient=wrong)) == Refused(553)
        with pytest.raises(ValueError, match="sender"):
            await relay.send(replace(MAIL, sender="docketmail"))
    assert postmaster.mails == []


@pytest.mark.parametrize(("offered", "outcome"), [(True, Sent()), (False, Refused(553))])
async def test_an_address_beyond_ascii_needs_a_relay_that_takes_it(
    offered: bool,  # noqa: FBT001
    outcome: Sent | Refused,
) -> None:
    postmaster = Postmaster()
    async with (
        serving(postmaster, enable_SMTPUTF8=offered) as port,
        relaying(plain(port)) as relay,
    ):
        assert await relay.send(replace(MAIL, recipient="jürgen@firm.example")) == outcome
    assert [envelope.rcpt_tos for envelope in postmaster.mails] == (
        [["jürgen@firm.example"]] if offered else []
    )


@pytest.mark.parametrize(
    ("stage", "answer", "outcome"),
    [
        ("MAIL", "450 4.7.1 Come again", Deferred(450)),
        ("RCPT", "451 4.3.0 Come again", Deferred(451)),
        ("DATA", "452 4.3.1 Disk full", Deferred(452)),
        ("RCPT", "421 4.3.2 Going down", Deferred(421)),
        ("MAIL", "550 5.7.60 You may not send as this sender", Deferred(550)),
        ("MAIL", "530 5.7.0 Log in first", Deferred(530)),
        ("MAIL", "552 5.3.4 Too large", Refused(552)),
        ("RCPT", "554 5.7.1 <ann@firm.example>: Relay access denied", Deferred(554)),
        ("RCPT", "530 Authentication required", Deferred(530)),
        ("RCPT", "550 5.1.1 No such reader", Refused(550)),
        ("RCPT", "550 No such reader", Refused(550)),
        ("DATA", "554 5.7.1 Looks like advertising", Refused(554)),
    ],
)
async def test_what_the_relay_says_is_told_as_what_it_means(
    stage: str, answer: str, outcome: Deferred | Refused
) -> None:
    postmaster = Postmaster()
    async with serving(postmaster) as port, relaying(plain(port)) as relay:
        postmaster.answers[stage] = answer
        assert await relay.send(MAIL) == outcome
        postmaster.answers.clear()
        assert await relay.send(MAIL) == Sent()


async def test_a_mail_that_is_larger_than_announced_is_refused() -> None:
    async with (
        serving(Postmaster(), data_size_limit=100) as port,
        relaying(plain(port)) as relay,
    ):
        assert await relay.size_limit() == 100
        assert await relay.send(replace(MAIL, mail=b"x" * 101)) == Refused(552)


async def test_connections_are_used_again_and_not_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(smtp_session, "MAILS", 3)
    postmaster, clock = Postmaster(), FakeClock()
    async with serving(postmaster) as port, relaying(plain(port), clock) as relay:
        assert await relay.size_limit() is not None
        for _ in range(3):
            await relay.send(MAIL)
        assert len(postmaster.greeted) == 1
        await relay.send(MAIL)
        assert len(postmaster.greeted) == 2
        clock.tick(299)
        await relay.send(MAIL)
        assert len(postmaster.greeted) == 2
        clock.tick(1)
        await relay.send(MAIL)
        assert len(postmaster.greeted) == 3


async def test_a_connection_that_the_relay_gave_up_is_replaced() -> None:
    postmaster = Postmaster()
    servers: list[SMTP] = []

    def make() -> SMTP:
        servers.append(SMTP(postmaster, hostname="mx.example"))
        return servers[-1]

    async with listening(make) as port, relaying(plain(port)) as relay:
        await relay.send(MAIL)
        assert servers[0].transport
        servers[0].transport.close()
        assert await relay.send(MAIL) == Sent()
    assert len(postmaster.mails) == 2


async def test_no_more_than_four_connections_are_open_at_a_time() -> None:
    postmaster = Postmaster()
    gate, inside = asyncio.Event(), asyncio.Semaphore(0)

    async def wait(_server: SMTP, _peer: Peer, envelope: Envelope) -> str:
        inside.release()
        await gate.wait()
        return "250 OK"

    postmaster.handle_DATA = wait  # type: ignore[assignment, method-assign]
    async with serving(postmaster) as port, relaying(plain(port)) as relay:
        sends = [asyncio.create_task(relay.send(MAIL)) for _ in range(10)]
        for _ in range(4):
            await inside.acquire()
        gate.set()
        assert await asyncio.gather(*sends) == [Sent()] * 10
    assert len(postmaster.greeted) == 4


@asynccontextmanager
async def encrypting(
    postmaster: Postmaster, security: str, names: tuple[str, ...] = ("127.0.0.1",)
) -> AsyncIterator[int]:
    context = certificate(*names)
    if security == "tls":
        make = lambda: SMTP(postmaster, authenticator=login, auth_require_tls=False)  # noqa: E731
        async with listening(make, context) as port:
            yield port
    else:
        make = lambda: SMTP(postmaster, authenticator=login, tls_context=context)  # noqa: E731
        async with listening(make) as port:
            yield port


@pytest.fixture
def password_file(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_bytes(b"s3cret \xc3\xa9\n")
    return file


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_mail_goes_encrypted_and_logged_in(
    security: str, ca_file: Path, password_file: Path
) -> None:
    postmaster = Postmaster()
    async with encrypting(postmaster, security) as port:
        host = plain(
            port,
            security=security,
            ca_file=ca_file,
            username="docketmail",
            password_file=password_file,
        )
        async with relaying(host) as relay:
            await relay.probe()
            assert await relay.send(MAIL) == Sent()
            assert await relay.send(MAIL) == Sent()
    assert len(postmaster.mails) == 2


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_an_unknown_authority_or_another_name_stops_everything(
    security: str, ca_file: Path, tmp_path: Path
) -> None:
    postmaster = Postmaster()
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    for file, names in (
        (other, ("127.0.0.1",)),
        (None, ("127.0.0.1",)),
        (ca_file, ("mx.example",)),
    ):
        async with (
            encrypting(postmaster, security, names) as port,
            relaying(plain(port, security=security, ca_file=file)) as relay,
        ):
            with pytest.raises(UnreachableError, match="certificate that cannot be trusted"):
                await relay.send(MAIL)
    assert postmaster.mails == []


async def test_without_starttls_nothing_is_sent_in_clear(ca_file: Path) -> None:
    postmaster = Postmaster()
    async with (
        serving(postmaster) as port,
        relaying(plain(port, security="starttls", ca_file=ca_file)) as relay,
    ):
        with pytest.raises(UnreachableError, match="no STARTTLS"):
            await relay.send(MAIL)
    assert postmaster.options == []


async def test_tls_where_the_relay_speaks_plain_is_explained(ca_file: Path) -> None:
    async with (
        serving(Postmaster()) as port,
        relaying(plain(port, security="tls", ca_file=ca_file)) as relay,
    ):
        with pytest.raises(UnreachableError, match="starttls"):
            await relay.probe()


async def test_a_wrong_password_is_ours_and_no_readers_fault(ca_file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("guess")
    async with encrypting(Postmaster(), "starttls") as port:
        host = plain(
            port, security="starttls", ca_file=ca_file, username="docketmail", password_file=wrong
        )
        async with relaying(host) as relay:
            with pytest.raises(UnreachableError, match=r"refused our login \(535\)"):
                await relay.send(MAIL)
            with pytest.raises(UnreachableError, match="password_file"):
                await relay.probe()


@pytest.mark.parametrize("what", ["password_file", "ca_file"])
async def test_a_file_that_cannot_be_read_is_named(
    what: str, ca_file: Path, password_file: Path, tmp_path: Path
) -> None:
    files = {"ca_file": ca_file, "password_file": password_file} | {what: tmp_path / "gone"}
    async with encrypting(Postmaster(), "starttls") as port:
        host = plain(port, security="starttls", username="docketmail", **files)
        async with relaying(host) as relay:
            with pytest.raises(UnreachableError, match=f"{what}.*gone"):
                await relay.probe()


Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def script(*answers: bytes, then: str = "drop") -> Script:
    """A server that gives one answer after the other, then drops the line, or hangs until we do."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for number, answer in enumerate(answers):
            if number:
                await reader.readline()
            writer.write(answer)
        if then == "hang":
            await reader.read()
        if then == "drop after the mail":
            await reader.readuntil(b"\r\n.\r\n")
        if then == "drop after a command":
            await reader.readline()
        writer.close()

    return talk


@asynccontextmanager
async def scripted(talk: Script, **more: Any) -> AsyncIterator[SmtpRelay]:
    server = await asyncio.start_server(talk, "127.0.0.1")
    async with server, relaying(plain(server.sockets[0].getsockname()[1], **more)) as relay:
        yield relay
    await quiet()


HELLO = (b"220 mx\r\n", b"250-mx\r\n250 SIZE 0\r\n")
ENVELOPE = (*HELLO, b"250 OK\r\n", b"250 OK\r\n")


@pytest.mark.parametrize("then", ["drop", "hang"])
@pytest.mark.parametrize(
    "answers",
    [(), (b"220 mx\r\n",), (b"554 5.7.1 no\r\n",), (b"220 mx\r\n", b"550 no\r\n"), (b"?\r\n",)],
    ids=["no greeting", "no EHLO", "554 greeting", "EHLO refused", "no SMTP"],
)
async def test_before_the_envelope_the_relay_was_not_reached(
    answers: tuple[bytes, ...], then: str
) -> None:
    async with scripted(script(*answers, then=then), timeout=0.2) as relay:
        with pytest.raises(UnreachableError, match=r"^The relay 127\.0\.0\.1:\d+ "):
            await relay.send(MAIL)


async def test_a_closed_port_is_not_reached() -> None:
    async with serving(Postmaster()) as port:
        pass
    async with relaying(plain(port)) as relay:
        with pytest.raises(UnreachableError):
            await relay.send(MAIL)
        with pytest.raises(UnreachableError):
            await relay.size_limit()


@pytest.mark.parametrize(
    ("answers", "then"),
    [
        (HELLO, "drop"),
        (HELLO, "hang"),
        (ENVELOPE, "drop"),
        (ENVELOPE, "hang"),
        ((*ENVELOPE, b"354 go\r\n"), "drop"),
        ((*ENVELOPE, b"354 go\r\n"), "drop after the mail"),
        ((*ENVELOPE, b"354 go\r\n"), "hang"),
        ((*ENVELOPE, b"354 go\r\n", b"what?\r\n"), "drop"),
        ((*ENVELOPE, b"250 taken before it was sent\r\n"), "drop"),
        ((*HELLO, b"251 out of place\r\n"), "drop"),
    ],
)
async def test_once_the_envelope_began_nobody_can_tell(
    answers: tuple[bytes, ...], then: str
) -> None:
    async with scripted(script(*answers, then=then), timeout=0.2) as relay:
        with pytest.raises(BrokenOffError):
            await relay.send(MAIL)
        assert relay._idle == []


async def test_a_cancelled_delivery_leaves_no_connection() -> None:
    begun = asyncio.Event()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mx\r\n")
        await reader.readline()
        writer.write(b"250 mx\r\n")
        await reader.readline()
        begun.set()
        assert await reader.read() == b""
        writer.close()

    async with scripted(talk) as relay:
        task = asyncio.create_task(relay.send(MAIL))
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert relay._idle == []


@pytest.mark.parametrize("announced", [b"SIZE 0", b"SIZE", b"SIZE lots", b"HELP"])
async def test_a_relay_without_a_limit_has_none(announced: bytes) -> None:
    talk = script(
        b"220 mx\r\n", b"250-mx\r\n250 " + announced + b"\r\n", then="drop after a command"
    )
    async with scripted(talk) as relay:
        assert await relay.size_limit() is None


async def test_a_relay_that_breaks_off_after_the_login_fails_the_probe() -> None:
    async with scripted(script(*HELLO)) as relay:
        with pytest.raises(UnreachableError, match="broke off"):
            await relay.probe()


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"host": "mail.firm.example"}, "this machine"),
        ({"host": "192.0.2.7"}, "this machine"),
        ({"username": "docketmail"}, "both"),
        ({"password_file": Path("/run/credentials/relay")}, "both"),
    ],
)
def test_settings_that_would_give_something_away_are_not_accepted(
    more: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        plain(25, **more)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_this_machine_may_be_spoken_to_in_clear(host: str) -> None:
    assert plain(25, host=host).security == "none"
