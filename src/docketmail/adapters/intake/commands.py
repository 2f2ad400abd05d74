"""What a client's command line says, as far as that takes no conversation to know.

Security: no control character, and nothing that is not UTF-8, comes any further.
"""

from __future__ import annotations

import re
from typing import Final


COMMAND_BYTES: Final = 2048
"""Longest command line: Postfix's line_length_limit. RFC 5321, 4.5.3.1 asks for 512 and what the
extensions add. Also the size of a client's pipelined commands that are read ahead, twice."""

PLAIN_PATH: Final = re.compile(r"<([\w!#$%&'*+/=?^`{|}~.-]+@[\w.-]+)>(.*)")
"""A path as nearly all are, and its parameters; the others take Python's parser of addresses."""


def understood(line: bytes) -> tuple[str, str | None]:
    """The verb in capitals and its argument; an empty verb, which is no command, for what is no text."""
    try:
        text = line.rstrip(b"\r\n").decode()
    except UnicodeDecodeError:
        return "", None
    verb, _, argument = text.partition(" ")
    return (verb.upper(), argument.strip() or None) if text.isprintable() else ("", None)
