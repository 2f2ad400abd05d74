"""How much of us one client, and all of them together, may use.

Security: every resource that a stranger can ask for has its bound here: memory, connections, time, replies.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the intake. Whoever meets one is told to come again (4xx), but for a message too big."""

    message_bytes: int = 10 * 2**20
    """Largest message. Postfix's message_size_limit is 10,240,000; the largest of 165 sample notices
    in juriscraper's tests/examples/pacer was 24 KB, so what is bigger is not a notice (552)."""

    memory_bytes: int = 64 * 2**20
    """What large messages may hold together (452 beyond): six of the largest at once, in the 256 MB
    of the smallest virtual machines. See `Room` for why a notice never meets it."""

    recipients: int = 100
    """Per message (452 beyond). RFC 5321, 4.5.3.1.8: at least 100."""

    connections: int = 500
    """In all (421 beyond). An idle one costs some 10 KB; systemd gives a service 1,024 file
    descriptors unless told otherwise, and half are left for the ledger and the courts."""

    connections_per_peer: int = 20
    """Per IPv4 address or IPv6 /64 (421 beyond). Postfix as a client opens 20 to one destination
    (default_destination_concurrency_limit) and does not open more."""

    messages_per_connection: int = 1000
    """Exim's smtp_accept_max_per_connection. The next MAIL is answered 421: open another."""

    idle_seconds: float = 300.0
    """Without a byte from the client. RFC 5321, 4.5.3.2.7: at least 5 minutes."""

    message_seconds: float = 600.0
    """From the connection, or the previous message, to the last byte of a message, however steadily
    it drips. RFC 5321, 4.5.3.2.6: a client waits 10 minutes for the answer to its final dot."""

    commands_per_message: int = 300
    """Between two messages: the recipients, and Postfix's smtpd_junk_command_limit of 100, twice."""

    faults: int = 10
    """Permanent refusals in one connection, unknown recipients aside (421 then): Postfix counts from 10
    (smtpd_soft_error_limit). A browser made to speak to this port has not come to its body by then."""
