"""An answer to one of our letters, as a value: which letter, who wrote it or what, which papers hang on it.

An answer names its letter by Message-ID alone, which holds a keyed hash that nobody else can make: whoever has it had
the letter. What the mail quotes is anybody's text. Nothing is guessed: a paper is taken for one that is missing only
where nothing else is possible.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from typing import Final

from docketmail.core import mail
from docketmail.core.answers import starts_as_pdf


ANSWER: Final = "answer"
"""Kind of the notice that an answer becomes, and the rule of what waits for the daily list: thanks need no alarm."""
AMBIGUOUS: Final = "ambiguous_supply"
"""The rule of an answer whose papers a person has to place."""


@dataclass(frozen=True, slots=True)
class Named:
    """A letter of ours that an answer names."""

    receipt: str
    """Id of the letter."""
    identity: str
    """The keyed hash in its Message-ID: it proves the rest."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A PDF that hangs on an answer."""

    name: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """One mail to the address for answers."""

    letters: tuple[Named, ...] = ()
    """That it names, the one that it answers first."""
    automatic: bool = False
    """A machine wrote it: an absence note, a bounce, a list. Nobody is told, and nothing is done."""
    papers: tuple[HandedIn, ...] = ()
    others: int = 0
    """Files that are no PDF; pictures and signatures aside, which mail programs add."""
    legible: bool = True
    """False where it is wrapped beyond reason, and nobody knows what hangs on it."""

    @property
    def brings(self) -> bool:
        """Whether anything hangs on it, or may."""
        return bool(self.papers or self.others) or not self.legible


def read(raw: bytes, sender: str) -> Reply:
    """Read an answer; `sender` is its envelope's. Any bytes are an answer."""
    headers = BytesHeaderParser().parsebytes(raw[:HEAD])
    parts = mail.parts(raw)
    files = [part for part in parts or () if _is_file(part)]
    papers = tuple(
        HandedIn(_name(part), data) for part in files if starts_as_pdf(data := part.decoded())
    )
    return Reply(
        letters=_named(headers),
        automatic=not sender or _is_automatic(headers),
        papers=papers,
        others=len(files) - len(papers),
        legible=parts is not None,
    )


HEAD: Final = 1 << 16
"""Bytes that are searched for an answer's own headers, as `readings.HEAD`."""


def named(raw: bytes) -> tuple[Named, ...]:
    """Only the letters that it names."""
    return _named(BytesHeaderParser().parsebytes(raw[:HEAD]))


def _named(headers: Message) -> tuple[Named, ...]:
    """The letter that it answers, then those before it in the thread, the latest first (RFC 5322, 3.6.4)."""
    answered = _ids(headers, "In-Reply-To")
    before = reversed(_ids(headers, "References"))
    return tuple(dict.fromkeys((*answered, *before)))[:_THREAD]


def _ids(headers: Message, name: str) -> list[Named]:
    text = str(headers.get(name, ""))
    return [Named(*found) for found in _OURS.findall(text)]


_OURS: Final = re.compile(
    r"<([A-Za-z0-9-]{1,64})\.([0-9a-f]{64})\.\d{1,4}-\d{1,4}@[^\s<>@]{1,255}>"
)
"""As `headers` writes a Message-ID: receipt, keyed hash (HMAC-SHA-256), part of how many."""
_THREAD: Final = 20
"""Letters of a thread that are looked up: an answer to the latest names them all."""


def _is_automatic(headers: Message) -> bool:
    """RFC 3834, what was customary before it, and our own letters, which must not come round again."""
    submitted = str(headers.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    precedence = str(headers.get("Precedence", "")).strip().lower()
    return (
        submitted != "no"
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or headers.get_content_type() == "multipart/report"
        or any(name in headers for name in _OF_MACHINES)
    )


_OF_MACHINES: Final = ("X-Autoreply", "X-Autorespond", "List-Id", "X-Docketmail-Letter")


def _is_file(part: mail.Part) -> bool:
    if part.type.startswith("image/") or part.type in _SIGNATURES:
        return False
    return part.attached or not part.type.startswith(("text/", "multipart/"))


_SIGNATURES: Final = frozenset(
    {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}
)


def _name(part: mail.Part) -> str:
    """The file's name, however it is written (RFC 2231; RFC 2047, which forbids it and is common)."""
    header = Message()
    header["Content-Disposition"] = part.headers.get("content-disposition", "")
    header["Content-Type"] = part.headers.get("content-type", "")
    try:
        return str(make_header(decode_header(header.get_filename("") or "")))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A paper that is missing."""

    paper: str
    document: str
    """As the letter's table has it: 45-2; empty where the court gives no number."""
    file_name: str
    """That our copy would have."""
    pages: int | None
    """By the court's list."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What is known of a PDF that was handed in."""

    name: str
    pages: int | None = None


def placed(offered: Sequence[Offered], gaps: Sequence[Gap]) -> tuple[str, ...] | None:
    """The missing paper that each PDF is, in their order; None where anything is left to guess.

    One PDF for one gap is that paper. Else its name says which it is, as the letter asks (45-2.pdf) or as our own
    copy would (... [45-2] ...), else the number of pages where one gap and one PDF alone have it.
    """
    if len(offered) == len(gaps) == 1:
        return (gaps[0].paper,)
    called = [_by_name(one, gaps) for one in offered]
    left = [gap for gap in gaps if gap.paper not in called]
    found = [paper or _by_pages(one, left) for one, paper in zip(offered, called, strict=True)]
    sure = tuple(dict.fromkeys(paper for paper in found if paper))
    return sure if len(sure) == len(offered) else None


def _by_name(one: Offered, gaps: Sequence[Gap]) -> str | None:
    alike = [gap.paper for gap in gaps if _is_called(one.name.strip().lower(), gap)]
    return alike[0] if len(alike) == 1 else None


def _is_called(name: str, gap: Gap) -> bool:
    document = gap.document.lower()
    by_number = bool(document) and (name == f"{document}.pdf" or f"[{document}]" in name)
    return by_number or name == gap.file_name.lower()


def _by_pages(one: Offered, gaps: Sequence[Gap]) -> str | None:
    alike = [gap.paper for gap in gaps if gap.pages is not None and gap.pages == one.pages]
    return alike[0] if len(alike) == 1 else None
