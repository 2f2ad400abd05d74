"""What is known of a PDF without opening it: how long it is, what is odd about it, whether the court listed it so."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from typing import Final


class Oddity(Flag):
    """What a reader should know before opening a PDF. One that has any is delivered as it came, without a label."""

    ENCRYPTED = auto()
    """It opens for everybody, and its filer restricted what may be done with it."""
    LOCKED = auto()
    """It asks for a password."""
    DAMAGED = auto()
    """Its inner structure is not what PDF asks for: programs repair it, each in its own way."""
    SCRIPTS = auto()
    """It contains JavaScript."""
    LAUNCHES = auto()
    """It can start something outside itself, or does something of its own when it is opened."""
    EMBEDDED = auto()
    """It contains other files, sound or video; courts attach the recording of a hearing that way."""
    WEB_PAGE = auto()
    """It begins like a web page as well, and is one to a program that looks for such a beginning."""
    UNEXAMINED = auto()
    """It was too large, or cost more than one paper may."""


ORDINARY: Final = Oddity(0)
"""Nothing is odd about it."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at a PDF found."""

    pages: int | None = None
    """Of its page tree; None where nobody can tell."""
    oddities: Oddity = ORDINARY


@dataclass(frozen=True, slots=True)
class Labelled:
    """What became of a paper at the labeller."""

    copy: bytes | None
    """None where it must go as it came: signed, or with anything odd about it."""
    found: Examined


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of a paper there is; None where it is not known."""

    pages: int | None = None
    size: int | None = None
    """Bytes."""


AS_LISTED: Final = Extent()
"""The court's list says nothing otherwise."""


def differing(listed: Extent, came: Extent) -> Extent:
    """What the court's list says otherwise than what came: pages strictly, bytes loosely.

    A court stamps each page as it hands it out, which changes the bytes and never the number of pages.
    """
    pages = listed.pages if came.pages not in {None, listed.pages} else None
    size = listed.size if listed.size and came.size and _far(listed.size, came.size) else None
    return Extent(pages, size)


def _far(one: int, other: int) -> bool:
    small, large = sorted((one, other))
    return large > FACTOR * small and large - small > STAMPS


FACTOR: Final = 3
"""Lists round to a kilobyte or a tenth of a megabyte, and a stamp adds a font and a line a page: a court that
compresses a paper anew may well halve it. Three times as much is another paper."""
STAMPS: Final = 100_000
"""Bytes that the stamp and its font may add to however short a paper."""
