"""What of a court's answer is kept: its head judged and described, its body as it goes by.

Security: nothing is decoded. A compressed body, which we did not ask for, is kept as it came and is no PDF;
of a page no more than `MAX_PAGE` is read, of a paper no more than the firm allows.
Promises: memory stays flat however long a paper is; an answer that is not whole raises BrokenOffError.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final

import httpx

from docketmail.core.answers import answer_of, describe, starts_as_pdf
from docketmail.core.retrieval import MAX_PAGE, Answer
from docketmail.ports import BrokenOffError, Sink, TooLargeError


PDF_END: Final = b"%%EOF"
PDF_END_WITHIN: Final = 1024
"""Last bytes in which a PDF must end (Adobe, PDF Reference 1.7, appendix H.3, note 18)."""
RUBBISH: Final = 64 * 1024
"""Bytes that may lie behind the end of a PDF whose length was told: padding to any usual block, or a page that
a server added. An end before that is the end of an earlier version, which a PDF may carry, and says nothing. To
look through the whole paper for one took a tenth of the time that fetching it takes."""
HEAD_FIELDS: Final = 100
HEAD_BYTES: Final = 64 * 1024
"""What an answer's header may hold: as much as Python's http.client takes (100 fields, a line of 64 KB).
The toy court's has five fields. While it comes in, h11 keeps no more than httpcore lets it: 100 KB."""


async def receive(link: str, response: httpx.Response, sink: Sink, largest: int) -> Answer:
    """Describe an answer to the sink and pour its body in; whoever called finishes the sink, or discards it.

    Args:
        link: the URL that was asked for.
        response: with its head only; the body still to come.
        sink: where all of it goes.
        largest: bytes of a paper; a longer one raises TooLargeError, at once where its length was announced.

    """
    _make_sure_of_head(response)
    about = _about(link, response)
    await sink.describe(about)
    body = await _kept(response, sink, largest)
    return answer_of(about, bytes(body.opening), body.size)


async def _kept(response: httpx.Response, sink: Sink, largest: int) -> _Body:
    body, announced = _Body(), int(response.headers.get("content-length", 0))
    async with aclosing(_chunks(response)) as chunks:
        async for chunk in chunks:
            kept = body.take(chunk)
            if body.is_pdf and max(announced, body.size) > largest:
                raise TooLargeError(f"the paper is larger than {largest} bytes")
            await sink.write(kept)
            if body.is_full_page:
                break
    told = _has_length(response)
    if body.is_pdf and PDF_END not in body.ending(RUBBISH if told else PDF_END_WITHIN):
        length = "said less than its length" if told else "not said its length"
        raise BrokenOffError(f"the paper has no end, and the court had {length}")
    return body


class _Body:
    """What is remembered of a body while it goes by: how it began, how it ended, how long it was."""

    def __init__(self) -> None:
        self.opening = bytearray()
        self.size = 0
        self.is_pdf = False
        self._last: deque[bytes] = deque()
        """The last chunks that came: no more of them than `RUBBISH` needs."""
        self._before = 0
        """Bytes before these."""

    @property
    def is_full_page(self) -> bool:
        return not self.is_pdf and self.size >= MAX_PAGE

    def take(self, chunk: bytes) -> bytes:
        """Remember a chunk; return what of it is to be kept."""
        if not self.is_pdf:
            self.opening += chunk[: MAX_PAGE - self.size]
            self.is_pdf = starts_as_pdf(self.opening)
        if not self.is_pdf:
            chunk = chunk[: MAX_PAGE - self.size]
        self.size += len(chunk)
        self._last.append(chunk)
        while self.size - self._before - len(self._last[0]) >= RUBBISH:
            self._before += len(self._last.popleft())
        return chunk

    def ending(self, size: int) -> bytes:
        """The last bytes, at most `RUBBISH`."""
        return b"".join(self._last)[-size:]


async def _chunks(response: httpx.Response) -> AsyncGenerator[bytes, None]:
    """The body as it comes; only the network's errors are translated, never those of the sink."""
    try:
        async for chunk in response.aiter_raw():
            yield chunk
    except (httpx.TransportError, OSError) as error:
        raise BrokenOffError(f"the answer broke off: {type(error).__name__}") from error


def _make_sure_of_head(response: httpx.Response) -> None:
    """Raise BrokenOffError where the header is out of all measure: no such answer is a court's."""
    fields = response.headers.raw
    if len(fields) > HEAD_FIELDS or sum(map(len, itertools.chain(*fields))) > HEAD_BYTES:
        raise BrokenOffError("the answer's header is larger than any court's")


def _about(link: str, response: httpx.Response) -> dict[str, str]:
    headers = response.headers
    return describe(
        link,
        response.status_code,
        headers.get("content-type", ""),
        headers.get("location"),
        headers.get("retry-after"),
    )


def _has_length(response: httpx.Response) -> bool:
    """Whether the end of the body was announced; otherwise a cut looks like an end."""
    return "content-length" in response.headers or "transfer-encoding" in response.headers
