"""A little CONNECT proxy that leads everything to one place, and can refuse, or die when it is told to."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from rude_court import Place


GO_ON = b"HTTP/1.1 200 Go on\r\n\r\n"


class ToyProxy:
    """What it heard before any tunnel, and how many bytes went through."""

    def __init__(self, place: Place, answer: bytes = GO_ON, *, lets_back: int = 1 << 30) -> None:
        """`lets_back` is how many bytes come back from the court before the proxy dies."""
        self.heard: list[bytes] = []
        self._place = place
        self._answer = answer
        self._lets_back = lets_back
        self._tunnels: list[asyncio.StreamWriter] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """For `rude_court.serving`."""
        self.heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(self._answer)
        if b" 200 " not in self._answer:
            return
        there, here = await asyncio.open_connection(*self._place)
        self._tunnels += [writer, here]
        try:
            await asyncio.gather(
                self._pump(reader, here, 1 << 30), self._pump(there, writer, self._lets_back)
            )
        finally:
            here.close()
            with suppress(OSError):
                await here.wait_closed()

    def die(self) -> None:
        """Every tunnel is gone at once."""
        for writer in self._tunnels:
            writer.transport.abort()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most: int
    ) -> None:
        with suppress(OSError):
            while most and (part := await reader.read(min(65536, most))):
                most -= len(part)
                writer.write(part)
                await writer.drain()
        if not most:
            self.die()
        writer.close()
