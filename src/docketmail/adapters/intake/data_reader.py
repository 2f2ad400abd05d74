r"""Reads the body of one message after 354, in whatever pieces it comes.

It stands for the line loop of aiosmtpd 1.4.6, which keeps a line without end whatever the size limit
is, refuses a line over 1,001 bytes for good, and takes 1.5 ms for 60 KB. Synchronous, and no I/O.

Security: only CR LF . CR LF ends a message. A dot between bare CRs or LFs, which another server on the
way may have taken for text, is text here too, so nobody can smuggle a second message into the first
(CVE-2024-27305 was this hole in aiosmtpd before 1.4.5).
Promises: agrees with aiosmtpd byte for byte wherever aiosmtpd accepts; never holds more than the limit
and one piece.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

from docketmail.adapters.intake.doors import Room


END: Final = b"\r\n.\r\n"


class Excess(Enum):
    """Why a body that ended is not there."""

    TOO_BIG = auto()
    NO_ROOM = auto()


class DataReader:
    """The body of one message, from 354 to the final dot."""

    def __init__(self, limit: int, room: Room) -> None:
        """Accept this many bytes on the wire, dots stuffed, before the final dot's line."""
        self._limit = limit
        self._room = room
        # The CR LF of the DATA command begins the body's first line: a dot may follow at once.
        self._held = bytearray(END[:2])
        self._excess: Excess | None = None
        self._charged = 0
        self.ended = False

    def feed(self, piece: bytes) -> bytes:
        """Take the next piece; return what of it comes after the final dot, once `ended`."""
        searched = max(0, len(self._held) - len(END) + 1)
        self._held += piece
        at = self._held.find(END, searched)
        if at < 0:
            self._bound(len(self._held) - len(END))
            return b""
        self.ended = True
        rest = bytes(self._held[at + len(END) :])
        del self._held[at + 2 :]
        self._bound(at)
        return rest

    def _bound(self, size: int) -> None:
        """Drop a body that is larger than it may be, but for the bytes in which its end may begin."""
        if self._excess is None:
            if size > self._limit:
                self._excess = Excess.TOO_BIG
            elif not self._room.grow(self._charged, size):
                self._excess = Excess.NO_ROOM
            else:
                self._charged = size
                return
            self.leave()
        self._held = self._held[-len(END) + 1 :]

    def take(self) -> bytes | Excess:
        """Hand over the message without the dots that stood for transparency, or why there is none."""
        if self._excess is not None:
            return self._excess
        # RFC 5321, 4.5.2. Three copies for a moment, of one message at a time: nothing awaits here.
        with memoryview(self._held.replace(b"\r\n.", b"\r\n")) as lines:
            self._held = bytearray()
            return bytes(lines[2:])

    def leave(self) -> None:
        """Give the room back."""
        self._room.leave(self._charged)
        self._charged = 0
