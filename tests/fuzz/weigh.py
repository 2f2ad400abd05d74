"""What one input costs: processor time and memory, in a fresh process for each.

Time is the process's own, and the least of several measurements: other people's work on the machine only ever
adds to it. Memory is the growth of the highest resident size over that of a process that read a small input
(Linux's VmHWM).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Final


MOST_SECONDS: Final = 0.1
MOST_BYTES: Final = 50_000_000
_ROUNDS: Final = 3
_AGAIN: Final = 2
"""Times that an input which seems too heavy is weighed again."""


@dataclass(frozen=True)
class Weight:
    """What reading one input cost."""

    seconds: float
    size: int
    """Bytes of memory."""

    @property
    def is_too_much(self) -> bool:
        return self.seconds > MOST_SECONDS or self.size > MOST_BYTES


def weigh(read: Callable[[bytes], object], data: bytes) -> Weight:
    """Weigh an input; what is too heavy is weighed again, and the least counts.

    Raises what the reader raises, and BrokenProcessPool where it ends its process.
    """
    weight = _weighed(read, data)
    for _ in range(_AGAIN):
        if weight.is_too_much:
            again = _weighed(read, data)
            weight = Weight(min(weight.seconds, again.seconds), min(weight.size, again.size))
    return weight


def _weighed(read: Callable[[bytes], object], data: bytes) -> Weight:
    with ProcessPoolExecutor(1, get_context("spawn")) as process:
        return process.submit(_measured, read, data).result()


def _measured(read: Callable[[bytes], object], data: bytes) -> Weight:
    read(data[:1000])
    # Forgets the highest size so far: to unpickle the input took memory too.
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    before = _highest_size()
    seconds = []
    for _ in range(_ROUNDS):
        began = process_time()
        read(data)
        seconds.append(process_time() - began)
    return Weight(min(seconds), _highest_size() - before)


def _highest_size() -> int:
    """Bytes of this program; what `getrusage` says begins with those of the process that started it."""
    status = Path("/proc/self/status").read_text("ascii")
    (kilobytes,) = re.findall(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(kilobytes) * 1024
