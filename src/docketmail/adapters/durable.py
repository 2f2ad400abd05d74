"""A file that is there whole or not at all, whenever the power fails.

Until it is durable it is called `<name>.part`; then it is renamed, and the directory is made durable
too, or the new name could be lost.

Security: readable by its owner alone from the moment it exists.
Promises: after `publish` the file survives a crash under its final name, and it has that name never
before; no room is `FullError`, any other fault of the disk is raised as it is.
"""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from docketmail.ports import FullError


WRITE_OUT: Final = 16 << 20
"""Bytes after which the disk is asked to begin: of a long file little is then left to wait for at its end. With
4 MB a paper of 50 MB took a third longer, without asking a tenth (one run, `benchmarks/looks.py`)."""

_OUT_OF_ROOM: Final = (errno.ENOSPC, errno.EDQUOT)


class DurableFile:
    """A file on its way to its final name.

    Its calls come from threads that outlive a cancelled task, so they wait for each other: a file
    closed under a running write could send the bytes to whoever is given the number next.
    """

    def __init__(self, path: Path) -> None:
        if path.exists():
            raise FileExistsError(errno.EEXIST, "bytes of this ticket came before", str(path))
        self._path = path
        self._busy = threading.Lock()
        self._waiting = self._written = 0
        with _no_room():
            self._file = open(unfinished(path), "xb", buffering=0, opener=_private)  # noqa: SIM115

    def write(self, data: bytes | memoryview) -> None:
        rest = memoryview(data)
        with self._busy, _no_room():
            while rest:
                rest = rest[self._file.write(rest) :]
            self._waiting += len(data)
            if self._waiting >= WRITE_OUT:
                self._write_out()

    def _write_out(self) -> None:
        # Linux begins to write what it is told not to keep (mm/fadvise.c), and waits for nothing.
        os.posix_fadvise(self._file.fileno(), self._written, self._waiting, os.POSIX_FADV_DONTNEED)
        self._written, self._waiting = self._written + self._waiting, 0

    def publish(self) -> None:
        """Make it durable under its final name."""
        with self._busy, _no_room():
            os.fsync(self._file.fileno())
            self._file.close()
            unfinished(self._path).rename(self._path)
            sync(self._path.parent)

    def discard(self) -> None:
        """Close and take the file back; nothing, once it is published."""
        with self._busy:
            self._file.close()
            unfinished(self._path).unlink(missing_ok=True)


def unfinished(path: Path) -> Path:
    """What the file of this path is called until it is whole."""
    return path.with_name(f"{path.name}.part")


def sync(directory: Path) -> None:
    """Make the names in a directory durable."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _no_room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _OUT_OF_ROOM:
            raise FullError("The spool's disk is full: make room, or add some.") from error
        raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
