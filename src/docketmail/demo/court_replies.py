"""One answer of the toy court over HTTP: a head, and a body that is made while it is sent.

What a reply says of its length and what it sends are two things, and a body may never end: real servers are
cut off, and hostile ones lie.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, repeat

from docketmail.core.answers import starts_as_pdf
from docketmail.core.retrieval import MAX_PAGE
from docketmail.demo.court_filings import PIECE, Paper
from docketmail.ports import BrokenOffError, TooLargeError


HTML = "text/html; charset=UTF-8"
PDF = "application/pdf"
SLOWNESS = 1.0
"""Seconds between the halves of a slow paper."""
DRIP = 1.0
"""Seconds between two bytes: the smallest PDF then takes ten minutes, and no pause is long."""
BOMB_MEMBERS = 1024
"""Members of a zip bomb's body; each is a megabyte of zeros in a kilobyte."""
PATIENCE = 300.0
"""Seconds that a client waits for a whole answer; CourtListener's own limit (recap/tasks.py)."""
LARGEST = 64 << 20
"""Bytes of a paper that a client takes across the table, where all of it is held in memory."""


def _unnoticed() -> None:
    """Nobody wants to know when the reply was sent."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer."""

    pieces: Iterable[bytes]
    """The body as it is sent, one piece after the other; gone through once."""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause: float = 0.0
    """Seconds between two pieces."""
    cut: bool = False
    """After the last piece the connection is gone."""
    sent: Callable[[], None] = _unnoticed
    """Called when the last piece was sent."""

    @property
    def length(self) -> int | None:
        """What the head says of it; None where the body ends with the connection."""
        said = self.headers.get("Content-Length")
        return None if said is None else int(said)


def page(body: bytes, status: int = 200, **headers: str) -> Reply:
    """A page. Headers are given with underscores: `Retry_After`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply((body,), status, {"Content-Type": HTML, "Content-Length": str(len(body)), **named})


def redirect(location: str) -> Reply:
    """A redirect, which no client of ours follows, but for the court's own temporary file."""
    return page(b"", 302, Location=location)


def paper(pdf: Paper, content_type: str = PDF) -> Reply:
    """A PDF at once."""
    return Reply(pdf.pieces(), headers=_head(content_type, pdf.size))


def slow(pdf: Paper) -> Reply:
    """In two halves."""
    half = len(pdf.pdf) // 2
    return replace(paper(pdf), pieces=(pdf.pdf[:half], pdf.pdf[half:]), pause=SLOWNESS)


def drip(pdf: Paper) -> Reply:
    """Byte by byte: no pause is long, and the whole is longer than anybody's patience."""
    return replace(paper(pdf), pieces=(bytes((byte,)) for byte in pdf.pdf), pause=DRIP)


def cut(pdf: Paper) -> Reply:
    """Half of the paper, and the connection is gone."""
    return replace(paper(pdf), pieces=(pdf.pdf[: len(pdf.pdf) // 2],), cut=True)


def mismeasured(pdf: Paper, said: int) -> Reply:
    """A paper whose announced length is not its own."""
    return replace(paper(pdf), headers=_head(PDF, said))


def endless_paper(pdf: Paper) -> Reply:
    """A PDF that begins well and goes on for ever."""
    return Reply(chain((pdf.pdf,), repeat(b"%" * PIECE)), headers={"Content-Type": PDF})


def endless_page() -> Reply:
    """A page without an end."""
    return Reply(
        chain((b"<html><body>",), repeat(b"<p>Please wait.</p>" * 1000)),
        headers={"Content-Type": HTML},
    )


def zip_bomb(pdf: Paper) -> Reply:
    """What would be a PDF of a gigabyte to whoever unpacks what he did not ask to be packed."""
    zeros = gzip.compress(bytes(1 << 20))
    return Reply(
        chain((gzip.compress(pdf.pdf),), repeat(zeros, BOMB_MEMBERS)),
        headers={"Content-Type": PDF, "Content-Encoding": "gzip"},
    )


def arrived(reply: Reply) -> bytes:
    """What of it reaches a patient client across the table, without a network.

    As for the daemon's own client a page counts as far as `MAX_PAGE`. Raises BrokenOffError and TooLargeError.
    """
    body, waited = bytearray(), 0.0
    for piece in _measured(reply):
        body += piece
        waited += reply.pause
        if not starts_as_pdf(body) and len(body) >= MAX_PAGE:
            return bytes(body[:MAX_PAGE])
        if len(body) > LARGEST:
            raise TooLargeError("the paper has no end")
        if waited > PATIENCE:
            raise BrokenOffError("the paper took too long")
    if reply.cut or len(body) < (reply.length or 0):
        raise BrokenOffError("the court hung up")
    if starts_as_pdf(body) and b"%%EOF" not in body:
        raise BrokenOffError("the paper has no end")
    reply.sent()
    return bytes(body)


def _measured(reply: Reply) -> Iterator[bytes]:
    """The pieces, as far as the announced length."""
    left = reply.length
    for piece in reply.pieces:
        if left is not None and left <= len(piece):
            yield piece[:left]
            return
        left = None if left is None else left - len(piece)
        yield piece


def _head(content_type: str, size: int) -> dict[str, str]:
    return {"Content-Type": content_type, "Content-Length": str(size)}
