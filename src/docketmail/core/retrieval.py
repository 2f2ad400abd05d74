"""How to walk from a look to its papers without walking: the words of a court's `retrieve`.

A retrieval is a generator. It yields `Get` (and once, where a firm allowed it, `Submit`), is sent what came back (`Answer`, or `Cut` where the
answer broke off and nobody can tell whether the look is spent), and returns `Walked`. It holds no
socket, so that every login prompt, menu and receipt is tested from a list of answers, and so that
the ledger can replay a walk that a crash interrupted: same answers, same requests.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from enum import StrEnum


class PageKind(StrEnum):
    """What a court's server answered; the words of `docketmail explain page`."""

    PDF = "pdf"
    FRAME = "frame"
    MENU = "menu"
    LOGIN = "login"
    RECEIPT = "receipt"
    CONFIRMATION = "confirmation"
    RESTRICTED = "restricted"
    UNAVAILABLE = "unavailable"
    EMAIL_GATE = "email_gate"
    CHALLENGE = "challenge"
    UNKNOWN = "unknown"


class Refusal(StrEnum):
    """Why a paper was not obtained; the first eight say what the court answered instead."""

    LOGIN = "login"
    RECEIPT = "receipt"
    CONFIRMATION = "confirmation"
    RESTRICTED = "restricted"
    UNAVAILABLE = "unavailable"
    EMAIL_GATE = "email_gate"
    CHALLENGE = "challenge"
    UNKNOWN = "unknown"
    CUT = "cut"
    """The answer broke off; the look may be spent."""
    NOT_FREE = "not_free"
    """Listed by the court without a free look of its own (appellate attachments)."""
    TOO_LARGE = "too_large"
    EXPIRED = "expired"
    """The court was not reached until its looks end."""


@dataclass(frozen=True, slots=True)
class PaperRef:
    """A paper that a walk asks for, before its bytes are here."""

    index: int
    """0 is the main document, n the n-th attachment."""
    document_id: str
    description: str = ""
    pages: int | None = None
    size: int | None = None
    """Bytes, as a menu told them; the court's own page stamp may change the figure a little."""


@dataclass(frozen=True, slots=True)
class Get:
    """One GET to send to a court, by a client that knows no cookie and no credential."""

    url: str
    paper: PaperRef | None
    """The paper that a PDF answer would be; None where only a menu is asked for."""
    second_hop: bool = False
    """The temporary file behind a court's frame: the look was spent on the first hop."""


@dataclass(frozen=True, slots=True)
class Submit:
    """The one form that is ever sent: a page's own, asking for the e-mail address that the notice went to.

    A walk yields it only where it was given that address, which a firm allows court by court (policy, State 6).
    """

    url: str
    fields: tuple[tuple[str, str], ...]
    """The form's own, as the page has them, and the address."""
    paper: PaperRef

    @property
    def second_hop(self) -> bool:
        """Never: it is as polite as the first request."""
        return False


Step = Get | Submit


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one Get or Submit, whole."""

    url: str
    status: int
    content_type: str = ""
    location: str | None = None
    retry_after: int | None = None
    """Seconds that the court asks to be left alone for."""
    is_pdf: bool = False
    """The body starts with %PDF-. Only then may it become a paper."""
    body: bytes = b""
    """The page, where it is not a PDF (at most `MAX_PAGE` bytes of it)."""
    size: int = 0


MAX_PAGE = 1 << 19
"""Bytes of a page that is read as HTML; the largest of 98 sample menus has under 200 KB."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The answer broke off, or the daemon died before it was whole."""

    reason: str
    refusal: Refusal = Refusal.CUT
    """TOO_LARGE where it was given up for its size: asked for again, it would end alike."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A paper that was not obtained, and why."""

    paper: PaperRef
    refusal: Refusal
    signals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Walked:
    """How a walk ended: what it obtained and what it did not."""

    obtained: tuple[PaperRef, ...] = ()
    missing: tuple[Missing, ...] = ()


Walk = Generator[Step, Answer | Cut, Walked]
