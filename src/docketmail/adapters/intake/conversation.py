"""One client's conversation: aiosmtpd's, with its loop, its DATA and its clocks replaced.

What is replaced, and why (aiosmtpd 1.4.6): DATA keeps a line without end in memory, refuses long lines
and is slow (see `data_reader`); a client that closes its side after the final dot cancels the
storing of its message; one clock, reset by each command, cuts a steady upload and a slow disk; a
fault's text is sent to the client; the log holds every address.

Security: every wait for the client ends; commands that came with STARTTLS are thrown away.
Promises: `Reception`'s.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable
from typing import cast

from aiosmtpd.smtp import SMTP, Envelope, Session, TLSSetupException

from docketmail.adapters.intake import replies
from docketmail.adapters.intake.answers import Answers
from docketmail.adapters.intake.certificate import Handshakes
from docketmail.adapters.intake.commands import COMMAND_BYTES, PLAIN_PATH, understood
from docketmail.adapters.intake.data_reader import DataReader, Excess
from docketmail.adapters.intake.doors import spelled
from docketmail.adapters.intake.reception import Reception
from docketmail.ports import Arrival


# aiosmtpd writes every command line, address and traceback to this logger.
logging.getLogger("mail.log").disabled = True


class Conversation(SMTP):
    """From the greeting to the good-bye."""

    line_length_limit = COMMAND_BYTES
    transport: asyncio.Transport | None
    session: Session
    envelope: Envelope

    def __init__(self, reception: Reception, hostname: str, handshakes: Handshakes) -> None:
        """Wait for the connection; its client's address says how it may be secured."""
        super().__init__(
            Answers(reception),
            data_size_limit=reception.limits.message_bytes,
            enable_SMTPUTF8=True,
            hostname=hostname,
            loop=asyncio.get_running_loop(),
        )
        self._reception = reception
        self._handshakes = handshakes
        self._limits = reception.limits
        for verb in ("AUTH", "EXPN", "HELP"):
            del self._smtp_methods[verb]
        self._data: DataReader | None = None
        self._data_stopped = self.loop.create_future()
        self._storing = False
        self._over = False
        self._leaving = False
        self._messages = self._commands = self._faults = 0
        self._heard_at = self._message_began_at = self.loop.time()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Come in, or be told to come again. Called a second time, with a new transport, for TLS."""
        if self._original_transport is not None or self._may_enter(transport):
            super().connection_made(transport)

    def _may_enter(self, transport: asyncio.BaseTransport) -> bool:
        peername = transport.get_extra_info("peername")
        # None where the client reset the connection before we came to it.
        self._peer = spelled(peername[0]) if peername else ""
        if peername and self._reception.doors.enter(self, self._peer):
            self._handshake = self._handshakes(self._peer)
            self.tls_context = self._handshake.context
            return True
        cast("asyncio.Transport", transport).write(_wire(replies.TOO_MANY_CONNECTIONS))
        transport.set_protocol(asyncio.Protocol())
        transport.close()
        return False

    def connection_lost(self, error: Exception | None) -> None:
        self._reception.doors.leave(self)
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        self._heard_at = self.loop.time()
        if self._data is not None:
            data = self._data.feed(data)
            if not self._data.ended:
                return
            self._stop_reading_data()
        if data:
            super().data_received(data)

    def eof_received(self) -> bool:
        """Let the conversation come to its own end: aiosmtpd would cancel it, and the storing with it."""
        self._reader.feed_eof()
        if self._data is not None:
            self._stop_reading_data()
        # asyncio's SSL transport cannot stay open on one side.
        return self._tls_protocol is None

    def _stop_reading_data(self) -> None:
        self._data = None
        self._data_stopped.set_result(None)

    def see_out(self) -> None:
        """End now if no message is under way, else after it."""
        self._leaving = True
        if not self._in_transaction:
            self._dismiss(replies.CLOSING)

    def turn_out(self) -> None:
        """End now. A message without its 250 is still the client's."""
        self._dismiss(replies.CLOSING)
        if self.transport is not None:
            self.transport.abort()

    @property
    def _in_transaction(self) -> bool:
        return bool(self.envelope.mail_from)

    def _reset_timeout(self, duration: float | None = None) -> None:  # noqa: ARG002
        """Start the clock: aiosmtpd asks for it at the beginning, and again when TLS begins."""
        if self._timeout_handle is None:
            self._watch()

    def _watch(self) -> None:
        """End a conversation that waited too long for its client; our own work has no such bound."""
        now = self.loop.time()
        if self._storing:
            ends_at = now + self._limits.idle_seconds
        else:
            ends_at = min(
                self._heard_at + self._limits.idle_seconds,
                self._message_began_at + self._limits.message_seconds,
            )
        if now < ends_at:
            self._timeout_handle = self.loop.call_at(ends_at, self._watch)
        else:
            self._dismiss(replies.WAITED)

    def _dismiss(self, reply: str) -> None:
        self._over = True
        if self.transport is not None:
            self._writer.write(_wire(reply))
            self._hang_up()

    def _hang_up(self) -> None:
        """Close; a client that does not read its replies would keep a transport open that only closes."""
        if self.transport is not None:
            unread = self.transport.get_write_buffer_size()
            self.transport.close()
            if unread:
                self.transport.abort()

    async def _handle_client(self) -> None:
        try:
            self._writer.write(_wire(replies.GREETING.format(hostname=self.hostname)))
            while not self._over:
                await self._obey(await self._reader.readuntil())
        except asyncio.LimitOverrunError:
            self._writer.write(_wire(replies.COMMAND_TOO_LONG))
        except TLSSetupException:
            # asyncio does not tell a protocol whose handshake failed that its connection is lost.
            self.connection_lost(None)
        except (EOFError, ConnectionError):
            pass  # the client has gone
        finally:
            self._hang_up()

    async def _obey(self, line: bytes) -> None:
        """Answer one command."""
        self._commands += 1
        verb, argument = understood(line)
        method = self._smtp_methods.get(verb)
        if self._commands > self._limits.commands_per_message:
            await self.push(replies.TOO_MANY_COMMANDS)
        elif method is None:
            await self.push(replies.NO_COMMAND)
        else:
            await self._run(method, argument)
        if self._over:
            return
        if self._faults >= self._limits.faults:
            await self.push(replies.TOO_MANY_FAULTS)
        elif self._leaving and not self._in_transaction:
            await self.push(replies.CLOSING)

    async def _run(
        self, method: Callable[[str | None], Awaitable[None]], argument: str | None
    ) -> None:
        try:
            await method(argument)
        except (EOFError, ConnectionError, TLSSetupException):
            raise
        except Exception as error:  # noqa: BLE001 - the client is told to come again, and no more
            self._reception.report(error)
            await self.push(replies.FAULT)

    async def push(self, status: str | bytes) -> None:
        """Send one reply, with an enhanced status code where aiosmtpd gave none."""
        reply = status if isinstance(status, str) else status.decode()
        if self.session.extended_smtp:
            reply = replies.enhanced(reply)
        self._faults += replies.is_mistake(reply)
        self._over = self._over or replies.is_last(reply)
        self._writer.write(_wire(reply))
        await self._writer.drain()

    def _getaddr(self, arg: str) -> tuple[str | None, str | None]:
        """Split a path from its parameters, which are ASCII (RFC 5321, 4.1.2); None where it is neither."""
        plain = PLAIN_PATH.match(arg)
        try:
            path, rest = (plain[1], plain[2]) if plain else super()._getaddr(arg)
        except Exception:  # noqa: BLE001 - Python's parser has no one error for what is no address
            return None, None
        return (path, rest) if rest is not None and rest.isascii() else (None, None)

    async def smtp_QUIT(self, arg: str | None) -> None:  # noqa: N802, ARG002
        await self.push(replies.GOOD_BYE)

    async def smtp_STARTTLS(self, arg: str | None) -> None:  # noqa: N802
        if self._original_transport is not None:
            await self.push(replies.IN_TLS)
            return
        await super().smtp_STARTTLS(arg)
        if self._tls_protocol is not None and self.session.ssl is None:
            raise TLSSetupException  # the client left in the middle of the handshake

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        if self._messages >= self._limits.messages_per_connection:
            await self.push(replies.TOO_MANY_MESSAGES)
        else:
            await super().smtp_MAIL(arg)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        if arg:
            await self.push(replies.NO_ARGUMENT)
        elif not self.envelope.rcpt_tos:
            await self.push(replies.NO_RECIPIENT)
        else:
            await self.push(replies.SEND_DATA)
            reply = await self._store(await self._read_data())
            self._begin_anew()
            await self.push(reply)

    def _begin_anew(self) -> None:
        """Be ready for the next message."""
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        self._messages += 1
        self._commands = 0
        self._heard_at = self._message_began_at = self.loop.time()

    async def _read_data(self) -> DataReader:
        """Read one body to its end; raises EOFError where the client leaves before."""
        data = DataReader(self._limits.message_bytes, self._reception.room)
        self._data, self._data_stopped = data, self.loop.create_future()
        if self._reader._buffer:  # type: ignore[attr-defined]  # noqa: SLF001 - aiosmtpd looks here, too
            # The client did not wait for 354.
            self.data_received(await self._reader.read(sys.maxsize))
        try:
            if not data.ended and not self._reader.at_eof():
                await self._data_stopped
        finally:
            self._data = None
            if not data.ended:
                data.leave()
        if not data.ended:
            raise EOFError
        return data

    async def _store(self, data: DataReader) -> str:
        """Hand the message over and return the reply."""
        body = data.take()
        if isinstance(body, Excess):
            return replies.TOO_BIG if body is Excess.TOO_BIG else replies.NO_ROOM
        sender = self.envelope.mail_from or ""
        arrival = Arrival(
            peer=self._peer,
            helo=self.session.host_name or "",
            tls=self.session.ssl is not None,
            sender="" if sender == "<>" else sender,
            recipients=tuple(dict.fromkeys(self.envelope.rcpt_tos)),
            body=body,
            certificate=self._handshake.proved(self.session.ssl),
        )
        self._storing = True
        try:
            return await self._reception.store(arrival, data.leave)
        finally:
            self._storing = False


def _wire(reply: str) -> bytes:
    return reply.encode() + b"\r\n"
