"""The way out: the firm's own mail server takes each letter, over a small pool of aiosmtplib connections.

What could not be connected, greeted, encrypted or logged in is unreachable: ours or the relay's administrator
to repair, and nothing was sent. From MAIL FROM on an answer that does not come leaves it open whether the mail
was taken (BrokenOffError); what an answer means stands in `smtp_session`.

Security: the certificate is always checked, and nothing is said in clear but to this machine. The password is
read from its file for each login and not kept.
Promises: only addresses that `smtp_session` has checked go out. A connection on which anything went wrong is not
used again.
"""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from re import fullmatch
from typing import Literal

from aiosmtplib import SMTP, SMTPAuthenticationError, SMTPException, SMTPResponseException

from docketmail.adapters.smtp_session import AGE, BAD_ADDRESS, Session, is_mailbox
from docketmail.ports import (
    BrokenOffError,
    Clock,
    Deferred,
    Outgoing,
    Refused,
    Sent,
    UnreachableError,
)


CONNECTIONS = 4  # at a time: a firm's letters need no more, and no relay finds it many


@dataclass(frozen=True, slots=True, kw_only=True)
class Smarthost:
    """Where mail goes out. Raises ValueError, with what would be right, for values that do not fit."""

    host: str
    port: int
    security: Literal["starttls", "tls", "none"]
    """In clear (none) to this machine alone."""
    hostname: str
    """What we call ourselves (EHLO)."""
    timeout: float
    """Seconds for a connection with its login, and again for a whole delivery; RFC 5321 asks for 600."""
    ca_file: Path | None = None
    """PEM of the only authorities to trust, instead of the system's."""
    username: str | None = None
    password_file: Path | None = None

    def __post_init__(self) -> None:
        if self.security == "none" and not _is_this_machine(self.host):
            raise ValueError(
                f'security = "none" is for this machine; for {self.host} use "starttls" or "tls"'
            )
        if (self.username is None) != (self.password_file is None):
            raise ValueError(
                "a login needs both username and password_file; leave out both for none"
            )


def _is_this_machine(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


class SmtpRelay:
    """Sends over connections that are made when they are needed and used again while they are good."""

    def __init__(self, smarthost: Smarthost, clock: Clock) -> None:
        self._smarthost = smarthost
        self._clock = clock
        self._places = asyncio.Semaphore(CONNECTIONS)
        self._idle: list[Session] = []
        self._size: str | None = None
        """What the last EHLO's SIZE said; None before the first."""

    async def send(self, outgoing: Outgoing) -> Sent | Deferred | Refused:
        """Hand one mail over; raises UnreachableError, BrokenOffError, or ValueError for a wrong sender."""
        if outgoing.sender and not (outgoing.sender.isascii() and is_mailbox(outgoing.sender)):
            raise ValueError(
                "The sender of our letters is not an address; correct it in the configuration."
            )
        if not is_mailbox(outgoing.recipient):
            return Refused(BAD_ADDRESS)
        async with self._places:
            connection = await self._borrow()
            try:
                async with asyncio.timeout(self._smarthost.timeout):
                    outcome = await connection.deliver(outgoing)
            except BaseException as error:
                connection.client.close()
                if isinstance(error, SMTPException | OSError):
                    raise BrokenOffError(f"{self._name} broke off: {_words(error)}") from error
                raise
            self._idle.append(connection)
            return outcome

    async def size_limit(self) -> int | None:
        """Bytes of one mail, as announced; None where the relay names no limit (RFC 1870: none, or 0)."""
        if self._size is None:
            async with self._places:
                self._idle.append(await self._borrow())
        size = fullmatch(r"0*([1-9][0-9]{0,15})", self._size or "")
        return int(size[1]) if size else None

    async def probe(self) -> None:
        """Connect, log in, leave; raises UnreachableError with what a person should do."""
        connection = await self._connect()
        if not await connection.still_serves():
            raise UnreachableError(f"{self._name} took our login and then broke off.")
        await connection.leave()

    async def close(self) -> None:
        while self._idle:
            await self._idle.pop().leave()

    @property
    def _name(self) -> str:
        return f"The relay {self._smarthost.host}:{self._smarthost.port}"

    async def _borrow(self) -> Session:
        while self._idle:
            connection = self._idle.pop()
            if connection.is_worn(self._clock.now()):
                await connection.leave()
            elif await connection.still_serves():
                return connection
        return await self._connect()

    async def _connect(self) -> Session:
        here = self._smarthost
        client = SMTP(
            hostname=here.host,
            port=here.port,
            local_hostname=here.hostname,
            timeout=None,  # ours runs over the whole of it
            use_tls=here.security == "tls",
            start_tls=False,  # _introduce asks for it, and does not go on without
            tls_context=await self._trust(),
        )
        try:
            async with asyncio.timeout(here.timeout):
                await self._introduce(client)
        except BaseException as error:
            client.close()
            if isinstance(error, SMTPException | OSError):
                raise UnreachableError(self._advice(error)) from error
            raise
        self._size = client.esmtp_extensions.get("size", "")
        return Session(client, self._clock.now() + AGE)

    async def _introduce(self, client: SMTP) -> None:
        await client.connect()
        await client.ehlo()
        if self._smarthost.security == "starttls":
            if not client.supports_extension("starttls"):
                raise SMTPException("it offers no STARTTLS, and nothing is sent in clear")
            await client.starttls()
            await client.ehlo()
        if self._smarthost.username is not None:
            await client.login(self._smarthost.username, await self._password())

    async def _trust(self) -> ssl.SSLContext:
        file = self._smarthost.ca_file
        try:
            return await asyncio.to_thread(ssl.create_default_context, cafile=file)
        except OSError as error:
            raise UnreachableError(
                f"ca_file {file} holds no certificates that can be read: {error}"
            ) from error

    async def _password(self) -> bytes:
        file = self._smarthost.password_file
        try:
            secret = await asyncio.to_thread(file.read_bytes) if file else b""
        except OSError as error:
            raise UnreachableError(
                f"password_file {file} cannot be read: {error.strerror}"
            ) from error
        return secret.rstrip(b"\r\n")

    def _advice(self, error: SMTPException | OSError) -> str:
        cause = error.__cause__ if isinstance(error.__cause__, ssl.SSLError) else error
        match cause:
            case ssl.SSLCertVerificationError(verify_message=why):
                return (
                    f"{self._name} has a certificate that cannot be trusted: {why}. "
                    "Name its authority in ca_file, and the host as the certificate does."
                )
            case ssl.SSLError():
                return (
                    f"{self._name} does not speak TLS as expected ({cause.reason}). "
                    'Port 465 is mostly security = "tls", port 587 "starttls".'
                )
            case SMTPAuthenticationError(code=code):
                return f"{self._name} refused our login ({code}). Check username and password_file."
            case _:
                return (
                    f"{self._name} cannot be used: {_words(cause)}. Check host, port and security."
                )


def _words(error: BaseException) -> str:
    match error:
        case SMTPResponseException(code=code, message=message):
            return f"it answered {code} {message}"
        case TimeoutError():
            return "no answer in time"
        case _:
            return str(error) or type(error).__name__
