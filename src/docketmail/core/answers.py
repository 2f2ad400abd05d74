"""What a finished answer was, told from what the spool kept of it.

The fetcher and the replay of a walk that a crash interrupted build their `Answer` here, both from the
same two things, the description and the bytes: so a replayed walk sees what the first one saw.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from docketmail.core.retrieval import MAX_PAGE, Answer


PDF_START: Final = b"%PDF-"
SEARCHED: Final = 1024
"""Bytes in which a PDF must begin (Adobe, PDF Reference 1.7, appendix H.3, note 13)."""
BLANK: Final = b"\xef\xbb\xbf\x00\t\n\f\r "
"""What may stand before the header: a byte order mark and white space. Never markup, for a page may speak of PDFs."""


def starts_as_pdf(opening: bytes | bytearray) -> bool:
    """Whether these first bytes of a body are those of a PDF, whatever its content type says."""
    return opening[:SEARCHED].lstrip(BLANK).startswith(PDF_START)


def describe(
    url: str,
    status: int,
    content_type: str,
    location: str | None = None,
    retry_after: str | None = None,
) -> dict[str, str]:
    """The description that a sink seals in front of an answer's bytes; `answer_of` reads it."""
    about = {"url": url, "status": str(status), "content_type": content_type}
    told = {"location": location, "retry_after": retry_after}
    return about | {name: value for name, value in told.items() if value is not None}


def _seconds(retry_after: str) -> int | None:
    """Of a Retry-After in seconds (RFC 9110, 10.2.3); a date is not worth a clock, the breaker waits too."""
    return int(retry_after) if _SECONDS.fullmatch(retry_after) else None


_SECONDS: Final = re.compile(r"\d{1,6}", re.ASCII)


def answer_of(about: Mapping[str, str], body: bytes, size: int) -> Answer:
    """The answer that was described so and left `size` bytes.

    Args:
        about: what `describe` made.
        body: the bytes that were kept or, where there are more than `MAX_PAGE`, their beginning.
        size: how many bytes were kept in all.

    """
    is_pdf = starts_as_pdf(body)
    return Answer(
        url=about["url"],
        status=int(about["status"]),
        content_type=about["content_type"],
        location=about.get("location"),
        retry_after=_seconds(about.get("retry_after", "")),
        is_pdf=is_pdf,
        body=b"" if is_pdf else body[:MAX_PAGE],
        size=size,
    )
