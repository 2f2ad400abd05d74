"""The labeller: hands papers to worker processes and puts their answers behind the court's bytes.

Security: no PDF is parsed in the daemon's process. A worker has an empty environment, no descriptor
but its pipes, and limits that it sets itself (`label_worker`); its answer is two numbers, a flag and
bytes, bounded, and those can only be appended, so that the court's bytes stand unchanged in front
whatever a worker says.
Promises: a worker that dies, babbles or dawdles costs that paper its label and is replaced; the paper
is given to no worker again, however many readers it has. No paper waits longer than `patience` for a
worker. No worker outlives `close`.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from signal import SIGKILL
from struct import Struct
from typing import NamedTuple, cast

from docketmail.core.examination import Examined, Labelled, Oddity
from docketmail.core.label import Label


WORKER = (sys.executable, "-I", "-m", "docketmail.adapters.label_worker")
WORKERS = 2  # papers at a time; the daemon's other work needs the rest of the machine
LARGEST_PAPER = 100_000_000  # bytes; five times what a mail holds by default (20 MB)
LARGEST_APPENDIX = 1_000_000  # bytes; a label is about 1 KB, a filer's own information maybe more
PAPERS_A_WORKER = 100  # then it is replaced, so that nothing of one paper lingers for ever
START_SECONDS = 30.0  # 0.1 to 0.4, most of it the import of pypdf; a machine may be busy
REMEMBERED = 256  # papers that cost a worker; a filing has a few dozen papers at the most

# As in label_worker, which this module must not import, and with it pypdf.
REQUEST = Struct(
    ">III"
)  # serial, bytes of the label (JSON; none: it is only looked at), bytes of the PDF
REPLY = Struct(">IiII")  # serial, pages, oddities, bytes to append
UNCOUNTED = -1

UNEXAMINED = Examined(None, Oddity.UNEXAMINED)


class BabbleError(Exception):
    """A worker's answer is not one."""


class CostlyError(Exception):
    """The paper cost a worker its life, or all the time that one paper has."""


class PdfLabeller:
    """Writes a label into copies of papers.

    `seconds` is what one paper may take by the wall clock (the worker itself stops at 5 seconds of
    processor time), `patience` how long a paper waits for a worker: together less than the half minute
    that is left of the two for composing, labelling and the relay. `command` starts a worker.
    """

    def __init__(
        self, *, seconds: float = 12.0, patience: float = 12.0, command: Sequence[str] = WORKER
    ) -> None:
        self._patience = patience
        self._costly: deque[bytes] = deque(maxlen=REMEMBERED)
        self._workers = tuple(_Worker(command, seconds) for _ in range(WORKERS))
        self._free: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        for worker in self._workers:
            self._free.put_nowait(worker)
        self._open = False

    async def start(self) -> None:
        """Start the workers; raises RuntimeError where they do not come up: an installation's fault."""
        self._open = True
        try:
            for worker in self._workers:
                await worker.start()
        except BaseException:
            await self.close()
            raise

    async def label(self, pdf: bytes, label: Label) -> Labelled:
        """The labelled copy, and what the paper is."""
        found, tail = await self._ask(json.dumps(asdict(label)).encode(), pdf)
        return Labelled(pdf + tail if tail else None, found)

    async def examine(self, pdf: bytes) -> Examined:
        """Only what the paper is."""
        found, _ = await self._ask(b"", pdf)
        return found

    async def _ask(self, label: bytes, pdf: bytes) -> tuple[Examined, bytes]:
        if len(pdf) > LARGEST_PAPER:
            return UNEXAMINED, b""
        # A hash of the bytes is no secret here, and it forgets with the process.
        digest = hashlib.sha256(pdf).digest()
        try:
            async with asyncio.timeout(self._patience):
                worker = await self._free.get()
        except TimeoutError:
            return UNEXAMINED, b""
        try:
            if self._open and digest not in self._costly:
                return await worker.ask(label, pdf)
        except CostlyError:
            self._costly.append(digest)
        finally:
            self._free.put_nowait(worker)
        return UNEXAMINED, b""

    async def close(self) -> None:
        """End the workers; what they were doing goes as it came."""
        self._open = False
        for worker in self._workers:
            worker.end()
        # Whoever still waits for an answer sees its end, cleans up and hands the worker back.
        for worker in [await self._free.get() for _ in self._workers]:
            await worker.stop()
            self._free.put_nowait(worker)


class _Child(NamedTuple):
    process: Process
    requests: asyncio.StreamWriter
    answers: asyncio.StreamReader

    async def answer(self, serial: int) -> tuple[Examined, bytes]:
        """Read one frame; raises BabbleError where it does not answer this request."""
        theirs, pages, oddities, size = REPLY.unpack(await self.answers.readexactly(REPLY.size))
        if (
            theirs != serial
            or size > LARGEST_APPENDIX
            or pages < UNCOUNTED
            or oddities not in _KNOWN
        ):
            raise BabbleError
        found = Examined(None if pages == UNCOUNTED else pages, Oddity(oddities))
        return found, await self.answers.readexactly(size)


_KNOWN = range(1 << len(Oddity))


async def _spawned(command: Sequence[str]) -> _Child:
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,  # a traceback would show a stranger's text
        env={},
        cwd="/",
        start_new_session=True,  # a Ctrl-C at the terminal is the daemon's to handle
    )
    streams = (process.stdin, process.stdout)
    return _Child(process, *cast("tuple[asyncio.StreamWriter, asyncio.StreamReader]", streams))


class _Worker:
    """The place of one process, which is started again when it is gone and needed."""

    def __init__(self, command: Sequence[str], seconds: float) -> None:
        self._command = command
        self._seconds = seconds
        self._child: _Child | None = None
        self._serial = 0
        self._over = False

    async def start(self) -> _Child:
        """Raises RuntimeError where the worker does not say that it is ready."""
        try:
            self._child = child = await _spawned(self._command)
            self._serial = 0
            async with asyncio.timeout(START_SECONDS):
                await child.answer(0)
        except (OSError, EOFError, BabbleError) as error:
            command = " ".join(self._command)
            raise RuntimeError(
                f"The PDF worker did not start; to see why, run: {command}"
            ) from error
        return child

    async def ask(self, label: bytes, pdf: bytes) -> tuple[Examined, bytes]:
        """What the paper is, and the bytes to append; raises CostlyError."""
        try:
            async with asyncio.timeout(self._seconds):
                try:
                    return await self._ask_once(label, pdf)
                except (EOFError, ConnectionError):
                    if self._over:
                        raise
                    # Nobody knows whether this paper killed it: a new one finds out.
                    return await self._ask_once(label, pdf)
        except (OSError, EOFError, RuntimeError, BabbleError) as error:
            raise CostlyError from error

    async def _ask_once(self, label: bytes, pdf: bytes) -> tuple[Examined, bytes]:
        answered = False
        try:
            answer = await self._exchange(self._child or await self.start(), label, pdf)
            answered = self._serial < PAPERS_A_WORKER
        finally:
            # An answer still to come would be taken for the next paper's.
            if not answered:
                await self.stop()
        return answer

    async def _exchange(self, child: _Child, label: bytes, pdf: bytes) -> tuple[Examined, bytes]:
        self._serial += 1
        child.requests.write(REQUEST.pack(self._serial, len(label), len(pdf)) + label)
        child.requests.write(pdf)
        await child.requests.drain()
        return await child.answer(self._serial)

    def end(self) -> None:
        """Kill it, and let no other take its place."""
        self._over = True
        self._kill()

    def _kill(self) -> None:
        if self._child and self._child.process.returncode is None:
            # Not Process.kill: it polls first, and so may reap what asyncio waits for, which then warns of an
            # unknown child (seen at the daemon's end, CPython 3.11).
            with suppress(ProcessLookupError):
                os.kill(self._child.process.pid, SIGKILL)

    async def stop(self) -> None:
        """Kill and reap it; not while its answer is awaited."""
        self._kill()
        child, self._child = self._child, None
        if child is None:
            return
        child.requests.close()
        # Unread bytes would keep the pipe open, and the wait for its end waiting.
        await child.answers.read()
        await child.process.wait()
        with suppress(OSError):  # what it was still to be told
            await child.requests.wait_closed()
