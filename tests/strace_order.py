"""Reads what strace saw of a server: was every message durable before its 250?

A 250 is the answer to a message where a 354 went out on the same connection before it. It keeps the
promise if some fsync or fdatasync began after the last bytes came in on that connection, and ended
well before the 250 went out. Whether that sync was of the right file, no trace can tell: that is for
the test that pulls the plug.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final


SYNCS: Final = {"fsync", "fdatasync"}
RECEIVES: Final = {"recvfrom", "recvmsg", "read"}
SENDS: Final = {"sendto", "sendmsg", "write"}
CALLS: Final = SYNCS | RECEIVES | SENDS | {"close"}

WITHOUT_STRACE: Final = (
    "" if shutil.which("strace") else "strace is missing: apt-get install strace"
)
"""Why a test must be skipped; empty where it need not be."""

LINE: Final = re.compile(
    r"(?P<thread>\d+) +"
    r"(?:<\.\.\. (?P<resumed>\w+) resumed>|(?P<call>\w+)\((?P<fd>\d+))"
    r"(?P<rest>.*)"
)
RESULT: Final = re.compile(r"= (-?\d+)(?: .*)?$")
TEXT: Final = re.compile(r'"(\d{3})[ -]')


def traced(trace: Path, command: list[str]) -> list[str]:
    """The command that runs another and writes what `violations` reads."""
    calls = ",".join(sorted(CALLS))
    return ["strace", "-f", "-s", "16", "-e", f"trace={calls}", "-o", str(trace), *command]


@dataclass
class Call:
    """One system call, from its beginning to its end, each the number of a line."""

    name: str
    fd: int
    began: int
    code: str = ""
    """The first three digits of what it sent."""
    result: int = 0


@dataclass
class Seen:
    """What was seen so far."""

    open: dict[str, Call] = field(default_factory=dict)
    """Calls that have begun and not ended, by thread."""
    heard: dict[int, int] = field(default_factory=dict)
    """Connections within a message: the line at which the last bytes, or the 354, passed."""
    synced: int = -1
    """The latest beginning of a sync that ended well."""
    answered: int = 0
    violations: list[str] = field(default_factory=list)


def violations(trace: str) -> tuple[int, list[str]]:
    """How many messages had their 250, and the lines of those that had it too early."""
    seen = Seen()
    for number, line in enumerate(trace.splitlines()):
        match = LINE.match(line)
        if match is None:
            continue
        if match["call"]:
            text = TEXT.search(match["rest"])
            call = Call(match["call"], int(match["fd"]), number, text[1] if text else "")
            seen.open[match["thread"]] = call
            _begin(seen, call, line)
        result = RESULT.search(match["rest"])
        if result and match["thread"] in seen.open:
            call = seen.open.pop(match["thread"])
            call.result = int(result[1])
            _end(seen, call, number)
    return seen.answered, seen.violations


def _begin(seen: Seen, call: Call, line: str) -> None:
    """A reply counts from the moment at which it may have left."""
    if call.name == "close":
        seen.heard.pop(call.fd, None)
    elif call.name in SENDS and call.code == "354":
        seen.heard[call.fd] = call.began
    elif call.name in SENDS and call.code and call.fd in seen.heard:
        heard = seen.heard.pop(call.fd)
        if call.code == "250":
            seen.answered += 1
            if seen.synced < heard:
                seen.violations.append(line)


def _end(seen: Seen, call: Call, number: int) -> None:
    if call.name in SYNCS and call.result == 0:
        seen.synced = max(seen.synced, call.began)
    elif call.name in RECEIVES and call.result > 0 and call.fd in seen.heard:
        seen.heard[call.fd] = number
