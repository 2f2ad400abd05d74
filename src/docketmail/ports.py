"""What the stories need from the world. Each port has an adapter and a fake, and one contract suite for both.

Security: a port is where a stranger's bytes, a clock or a disk come in; nothing else in the stories does.
Promises: stand on each port. The errors that cross a port are `UnreachableError` (a peer was not
reached and nothing was sent: try again) and `BrokenOffError` (it was reached, and nobody can tell);
whatever else comes out of a port is a fault of ours and ends the work, not the promise.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from docketmail.core.authentication import Envelope, Findings
from docketmail.core.examination import Examined, Labelled
from docketmail.core.label import Label
from docketmail.core.records import R, Record, W
from docketmail.core.retrieval import Answer, Get, Submit
from docketmail.core.roster import Roster


T = TypeVar("T")


class UnreachableError(Exception):
    """The peer was not reached; not one byte of the request left."""


class BrokenOffError(Exception):
    """The peer was reached and the answer broke off."""


class TooLargeError(BrokenOffError):
    """More came, or was announced, than may be kept: it was given up, and that is known."""


class KeyDestroyedError(Exception):
    """The key of these bytes is gone, on purpose: nobody can read them again."""


class Clock(Protocol):
    """The time. Aware, UTC."""

    def now(self) -> datetime: ...


class Book(Protocol):
    """The ledger inside one transaction. Synchronous: no await can come between two lines of an operation."""

    def new_id(self, prefix: str) -> str:
        """An id that was never given before and sorts after those that were."""

    def get(self, kind: type[R], key: str) -> R | None: ...

    def find(self, kind: type[R], /, **equal: Any) -> list[R]:
        """All records whose fields equal these, oldest first."""

    def due(self, kind: type[W], now: datetime, limit: int) -> list[W]:
        """What is due under no running lease, the longest due first; the same rows go to nobody else until the end."""

    def soonest(self, kind: type[W]) -> datetime | None:
        """When the next work of this kind is due or its lease runs out."""

    def add(self, *records: Record) -> None:
        """Insert; raises DuplicateError where something may exist once and does."""

    def put(self, record: Record) -> None:
        """Replace the record of this id."""

    def remove(self, *records: Record) -> None:
        """Take these out; one that is not there is none the less gone."""


class DuplicateError(Exception):
    """A record that may exist once exists already."""


class Ledger(Protocol):
    """What is remembered.

    Promises: `write` runs the operation in one transaction, alone, and returns after it is durable;
    an operation that raises changes nothing. It may run more than once before it is committed, so it
    has no effect outside its Book. What commits together waits together (group commit).
    """

    async def write(self, operation: Callable[[Book], T]) -> T: ...

    async def read(self, operation: Callable[[Book], T]) -> T:
        """Run it on a snapshot; it must not change anything."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message with its envelope, as a client handed it over, before the 250."""

    peer: str
    """IP address of the client."""
    helo: str
    tls: bool
    sender: str
    """MAIL FROM; empty for the null sender."""
    recipients: tuple[str, ...]
    body: bytes
    """The original bytes, dots unstuffed, bare CR and LF kept."""
    certificate: str = ""
    """Name in the client certificate that it proved; empty where it showed none."""


class FullError(Exception):
    """No room: the disk is full or the queue is too long. The client is asked to come again (452)."""


class StoreError(Exception):
    """The database or the spool failed: the daemon ends, and what it was doing is found by its leases."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """Where sealed bytes lie, and which key opens them."""

    file: str
    key: str
    offset: int = 0
    length: int | None = None
    """Sealed bytes from the offset; None: to the end of the file."""

    def text(self) -> str:
        return f"{self.file}:{self.key}:{self.offset}:{'' if self.length is None else self.length}"

    @classmethod
    def parse(cls, text: str) -> Ticket:
        file, key, offset, length = text.split(":")
        return cls(file, key, int(offset), int(length) if length else None)


class Sink(Protocol):
    """Bytes on their way to the spool, sealed as they come; nothing is there before `finish` returns."""

    async def describe(self, about: dict[str, str]) -> None:
        """Say what is known before the first byte (status, type); once, before the first write.

        It is sealed in front of the bytes and read back by `completed`.
        """

    async def write(self, data: bytes) -> None: ...

    async def finish(self) -> int:
        """Make it durable (file, rename, directory) and return the plain size in bytes."""

    async def discard(self) -> None: ...


class Spool(Protocol):
    """Messages, papers and evidence: encrypted, one key each.

    Promises: what `put`, `prepare` (the key) and `Sink.finish` return from is durable. `forget`
    destroys the key first: from then on the bytes are unreadable wherever a copy lies.
    """

    async def put(self, things: Sequence[bytes]) -> list[Ticket]:
        """Seal these, each under a key of its own, in one durable file."""

    async def prepare(self, size: int | None = None) -> Ticket:
        """A durable key and a free name for bytes that are to come; raises FullError where they have no room.

        `size` is how many, where somebody told; else there is room for an ordinary paper.
        """

    async def sink(self, ticket: Ticket) -> Sink: ...

    async def completed(self, ticket: Ticket) -> dict[str, str] | None:
        """What `describe` said, where the file is whole; None where it is not there or was torn."""

    async def read(self, ticket: Ticket) -> bytes:
        """The plain bytes; raises KeyDestroyedError, or ValueError where they were changed."""

    def stream(self, ticket: Ticket) -> AsyncIterator[bytes]:
        """The same in pieces, for what does not fit in memory."""

    async def share(self, ticket: Ticket) -> Ticket:
        """A second ticket of the same bytes, with a key of its own to destroy."""

    async def forget(self, ticket: Ticket) -> None: ...

    def mark(self, data: bytes) -> str:
        """A keyed hash: equal for equal bytes here, meaningless elsewhere."""

    async def fingerprint(self, ticket: Ticket) -> str:
        """`mark` of the bytes of a ticket, without holding them in memory."""

    def free(self) -> int:
        """Bytes that may still be written."""


class Courthouse(Protocol):
    """The courts' servers. One GET (or, at a gate, its form), no cookie, no credential, an exact host.

    Raises UnreachableError where not one byte of the request left, BrokenOffError for anything after, of which TooLargeError
    says that the paper is larger than may be fetched. The body goes to the sink (described with status, type and
    location first); the sink is finished where the answer is whole and discarded where it is not.
    """

    async def get(self, get: Get, sink: Sink) -> Answer: ...
    async def submit(self, submit: Submit, sink: Sink) -> Answer: ...
    async def approach(self, host: str) -> None:
        """Wait until it is polite to ask this court again; nothing is sent.

        `get` waits as well, but for a frame's second hop. Whoever writes down what is to leave waits here
        first: a crash while it waits must not look like one while it asks.
        """

    async def reach(self, host: str) -> None:
        """Connect and prove the court's name by TLS, send nothing, hang up; raises UnreachableError."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One mail for one recipient."""

    sender: str
    recipient: str
    mail: bytes


@dataclass(frozen=True, slots=True)
class Sent:
    """The relay took it."""

    code: int = 250


@dataclass(frozen=True, slots=True)
class Deferred:
    """The relay said: later."""

    code: int


@dataclass(frozen=True, slots=True)
class Refused:
    """The relay said: never."""

    code: int


class Relay(Protocol):
    """The firm's outgoing mail server.

    Raises UnreachableError, or BrokenOffError where it is unknown whether the mail was taken: then the
    same Message-ID is sent again.
    """

    async def send(self, outgoing: Outgoing) -> Sent | Deferred | Refused: ...

    async def size_limit(self) -> int | None:
        """Bytes that the relay takes in one mail, where it says so."""


class Rosters(Protocol):
    """The roster in force, in memory: a look-up waits for nothing."""

    def __call__(self) -> Roster: ...

    async def refresh(self) -> None:
        """Take the newest from the ledger: a command, or another node, may have applied one."""


class Authenticator(Protocol):
    """Who sent a mail: SPF, DKIM, DMARC and ARC, checked here with the DNS.

    Never raises: what the DNS does not answer is a fault in the findings, not a failure of the mail.
    """

    async def check(self, raw: bytes, envelope: Envelope) -> Findings: ...


class Labeller(Protocol):
    """Labels copies of strangers' PDFs, away from the daemon's process; ends in bounded time, whatever they are."""

    async def start(self) -> None:
        """Be ready for the first paper."""

    async def label(self, pdf: bytes, label: Label) -> Labelled:
        """The labelled copy, and what the paper is."""

    async def examine(self, pdf: bytes) -> Examined:
        """Only what the paper is."""


class UnpagedError(Exception):
    """The hook could not be run, or did not end: nobody was reached."""


class Pager(Protocol):
    """The last resort: a way to a person that does not use the relay. Raises UnpagedError."""

    async def page(self, hold: str, reason: str) -> None:
        """Run the firm's hook for a hold that nobody acknowledged."""
