"""The intake: listens, converses, and hands over what comes.

Security: see `Limits`, `Reception`, `Conversation` and `DataReader`.
Promises: 250 follows a final dot only after `accept` returned; closing loses nothing that had its 250.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence

from docketmail.adapters.intake.certificate import Certificate, Handshake, TlsFiles
from docketmail.adapters.intake.conversation import Conversation
from docketmail.adapters.intake.limits import Limits
from docketmail.adapters.intake.reception import Known, Reception
from docketmail.ports import Arrival


class Intake:
    """The SMTP server that courts mail to."""

    def __init__(
        self,
        *,
        accept: Callable[[Arrival], Awaitable[None]],
        knows: Callable[[str], Known],
        hostname: str,
        limits: Limits,
        on_fault: Callable[[str], None],
        tls: TlsFiles | None = None,
    ) -> None:
        """Take the parts; raises OSError where the TLS files cannot be used.

        Args:
            accept: returns when the message and its first event are durable. FullError is answered
                452, anything else 451. It runs to its end even where the client has gone.
            knows: asked for every recipient; must answer at once.
            hostname: ours, in the greeting.
            limits: how much of us a client may use.
            on_fault: told, without any name or address, what went wrong on our side.
            tls: certificate and key for STARTTLS; without them it is not offered.

        """
        self._reception = Reception(accept, knows, limits, on_fault)
        self._hostname = hostname
        self._certificate = Certificate(tls, on_fault) if tls else None
        self._servers: list[asyncio.Server] = []

    async def start(self, sockets: Sequence[socket.socket]) -> None:
        """Take connections on these listening sockets, which are ours to close from now on."""
        loop = asyncio.get_running_loop()
        backlog = self._reception.limits.connections
        for sock in sockets:
            server = await loop.create_server(self._conversation, sock=sock, backlog=backlog)
            self._servers.append(server)

    def _conversation(self) -> Conversation:
        return Conversation(self._reception, self._hostname, self._handshake)

    def _handshake(self, peer: str) -> Handshake:
        return self._certificate.handshake(peer) if self._certificate else Handshake()

    async def close(self, grace: float) -> None:
        """Take no more connections, let messages under way end within so many seconds, then go."""
        for server in self._servers:
            server.close()
        loop = asyncio.get_running_loop()
        ends_at = loop.time() + grace
        await self._reception.doors.clear(grace)
        await self._reception.finish(ends_at - loop.time())
