"""One reader of notices, alone in its process and timed: `reader.py docketmail|juriscraper`.

It is told the mails as one line of JSON, a list of paths, and answers with what it makes of each: "notice",
"nothing" or "failed". Then each line, a list of places in that list, asks for one round over those mails; the
answer is the seconds of processor time that each of them took, from bytes to facts.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal


Opinion = Literal["notice", "nothing", "failed"]
Read = Callable[[bytes, str], bool]
"""From a mail's bytes, and the court's identifier, whether it is a notice."""

PASSES = 10
"""Over all mails in one round, one after the other, so that no mail is read twice in a row."""
MISSING = 3


def docketmail() -> Read:
    from docketmail.core import courts  # noqa: PLC0415 - the other reader's Python has none
    from docketmail.core.notice import Notice  # noqa: PLC0415

    def read(raw: bytes, court: str) -> bool:
        del court
        return isinstance(courts.read(raw), Notice)

    return read


def juriscraper() -> Read:
    try:
        from juriscraper.pacer.email import S3NotificationEmail  # noqa: PLC0415
    except ImportError:
        sys.exit(MISSING)

    def read(raw: bytes, court: str) -> bool:
        report = S3NotificationEmail(court)
        report._parse_text(raw.decode("utf-8", "replace"))  # noqa: SLF001 - as its own tests call it
        return bool(report.data)

    return read


def opinion(read: Read, mail: tuple[bytes, str]) -> Opinion:
    """What it makes of a mail."""
    try:
        return "notice" if read(*mail) else "nothing"
    except Exception:  # noqa: BLE001 - some mails it cannot read
        return "failed"


def seconds(read: Read, mails: Sequence[tuple[bytes, str]]) -> list[float]:
    """Processor time for each mail, in one thread."""
    spent = [0.0] * len(mails)
    for _ in range(PASSES):
        for place, (raw, court) in enumerate(mails):
            began = time.process_time()
            read(raw, court)
            spent[place] += time.process_time() - began
    return [each / PASSES for each in spent]


def main() -> None:
    # What it has to say to people is not part of the answer, nor of the time.
    answers, sys.stdout = sys.stdout, sys.stderr
    read = {"docketmail": docketmail, "juriscraper": juriscraper}[sys.argv[1]]()
    logging.disable()
    paths = [Path(name) for name in json.loads(sys.stdin.readline())]
    mails = [(path.read_bytes(), path.stem.partition("_")[0]) for path in paths]
    print(json.dumps([opinion(read, mail) for mail in mails]), file=answers, flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        for line in sys.stdin:
            asked = [mails[place] for place in json.loads(line)]
            print(json.dumps(seconds(read, asked)), file=answers, flush=True)


if __name__ == "__main__":
    main()
