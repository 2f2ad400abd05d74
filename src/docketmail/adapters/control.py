"""The control socket: how a command on this machine asks the running daemon.

Security: AF_UNIX, in a directory that only the service and its group may enter; who asks is what the kernel says
(SO_PEERCRED), never what the client says. One JSON object a line each way, limited in size.
Promises: a request that fails changes nothing and is answered in words; a defect is answered by its type alone.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any


Commands = Mapping[str, Callable[..., Awaitable[dict[str, Any]]]]
"""Name -> what to call with who asks and the request's own values."""

LONGEST = 140_000_000
"""Bytes of one line: a supplied paper of 100 MB in base64."""
_CREDENTIALS = struct.Struct("3i")


class ControlError(Exception):
    """The daemon refused; the text is for the person who asked."""


class NobodyListensError(Exception):
    """No daemon listens at the socket."""


class ControlServer:
    """Listens for commands."""

    def __init__(
        self,
        path: Path,
        commands: Commands,
        explains: tuple[type[Exception], ...],
        report: Callable[[Exception], None],
    ) -> None:
        """Exceptions in `explains` are answered by their text; all others are reported, and answered by type."""
        self._path = path
        self._commands = commands
        self._explains = explains
        self._report = report
        self._server: asyncio.Server | None = None
        self._open: dict[asyncio.Task[None], asyncio.StreamReader] = {}

    async def start(self) -> None:
        """Listen; the socket of a daemon that died is replaced."""
        self._path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(self._serve, self._path, limit=LONGEST)
        self._path.chmod(0o660)

    async def close(self) -> None:
        """Stop listening; a command that runs is finished and answered."""
        if self._server is not None:
            self._server.close()
            self._path.unlink(missing_ok=True)
            for reader in self._open.values():
                reader.feed_eof()
            await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving = asyncio.create_task(self._converse(reader, writer))
        self._open[serving] = reader
        serving.add_done_callback(self._open.pop)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, ValueError, asyncio.IncompleteReadError):
            while line := await reader.readline():
                answer = await self._answer(line, f"uid:{_uid(writer)}")
                writer.write(json.dumps(answer).encode() + b"\n")
                await writer.drain()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    async def _answer(self, line: bytes, by: str) -> dict[str, Any]:
        try:
            asked = json.loads(line)
            command, values = self._commands[asked["command"]], dict(asked.get("values", {}))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {
                "error": "that is no request, or names a command that this daemon does not have"
            }
        try:
            return {"ok": await command(by=by, **values)}
        except self._explains as error:
            return {"error": str(error)}
        except Exception as error:  # noqa: BLE001 - a command's defect must not end the daemon
            self._report(error)
            return {
                "error": f"the daemon could not do it ({type(error).__name__}); its log has the place"
            }


def _uid(writer: asyncio.StreamWriter) -> int:
    """The uid of the peer, from the kernel."""
    peer: socket.socket = writer.get_extra_info("socket")
    credentials = peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    return int(_CREDENTIALS.unpack(credentials)[1])


async def ask(path: Path, command: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Ask the daemon that listens at `path`; raises ControlError, or NobodyListensError."""
    try:
        reader, writer = await asyncio.open_unix_connection(path, limit=LONGEST)
    except (FileNotFoundError, ConnectionRefusedError) as error:
        raise NobodyListensError(str(path)) from error
    try:
        writer.write(json.dumps({"command": command, "values": dict(values)}).encode() + b"\n")
        await writer.drain()
        line = await reader.readline()
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()
    if not line:
        raise ControlError("the daemon ended before it answered; ask again")
    answer: dict[str, Any] = json.loads(line)
    if "error" in answer:
        raise ControlError(answer["error"])
    said: dict[str, Any] = answer["ok"]
    return said
