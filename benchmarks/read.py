"""Notices per second, from a mail's bytes to facts: ours beside juriscraper, over the same mails in one run.

Each reader has a process and a Python of its own, one thread, everything imported and every mail read once
before the first round. What counts is processor time, so that a busy machine does not choose the winner. Rounds
are interleaved; shown are medians, with the smallest and the largest; p50 and p95 are over the mails.

The figures are over the mails of which both make a notice. juriscraper drops others early (claims, edits,
announcements), which would flatter it: those that it returns nothing for are a line of their own.
The mails are the project's samples of CM/ECF and ACMS, or `*.eml` and `*.txt` of the directories that are named;
a file's name begins with the court (`cand_motion.eml`), for juriscraper wants to be told it.
"""

from __future__ import annotations

import contextlib
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reader import MISSING, Opinion
from tables import line, parser, tell


HERE = Path(__file__).parent
SAMPLES = [HERE.parent / "tests" / "notices" / system for system in ("cmecf", "acms")]
PEER = "juriscraper 4.0.1"
# Not in our own environment: it wants other versions of what we use.
ENVIRONMENT = HERE.parent / ".venv" / "juriscraper"


class Reader:
    """One reader in its process."""

    def __init__(self, python: str, name: str) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            [python, str(HERE / "reader.py"), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def opinions(self, mails: Sequence[Path]) -> list[Opinion]:
        """What it makes of each; raises ModuleNotFoundError where it is not installed."""
        return self._asked([str(mail) for mail in mails])

    def seconds(self, places: Sequence[int]) -> list[float]:
        """Processor time for each of those mails, in one round."""
        return self._asked(places)

    def close(self) -> None:
        """End it."""
        with contextlib.suppress(BrokenPipeError):
            self._process.communicate()

    def _asked(self, question: Sequence[str | int]) -> list[Any]:
        assert self._process.stdin
        assert self._process.stdout
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps(question), file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline()
        if not answer and self._process.wait() == MISSING:
            raise ModuleNotFoundError
        return list(json.loads(answer))


def mails(directories: Sequence[Path]) -> list[Path]:
    """The mails in them."""
    found = (path for place in directories for path in sorted(place.iterdir()))
    return [path for path in found if path.suffix in {".eml", ".txt"}]


Rounds = list[list[float]]
"""Of one reader: for each round the seconds of each mail."""


def measure(readers: Sequence[Reader], places: Sequence[int], rounds: int) -> tuple[Rounds, Rounds]:
    """Both in turn, over those mails."""
    ours, theirs = readers
    each = [(ours.seconds(places), theirs.seconds(places)) for _ in range(rounds)]
    return [spent for spent, _ in each], [spent for _, spent in each]


def rates(rounds: Rounds) -> list[float]:
    """Mails per second, of each round."""
    return [len(spent) / sum(spent) for spent in rounds]


def milliseconds(rounds: Rounds, percent: int) -> list[float]:
    """What so many of a hundred mails do not exceed, of each round."""
    return [1000 * statistics.quantiles(spent, n=100)[percent - 1] for spent in rounds]


def lines(
    readers: Sequence[Reader], chosen: Sequence[Path], rounds: int
) -> Iterator[dict[str, object]]:
    """Every measurement, as it is made."""
    ours, theirs = (reader.opinions(chosen) for reader in readers)
    for place, (us, they) in enumerate(zip(ours, theirs, strict=True)):
        if "failed" in (us, they):
            print(f"left out: {chosen[place].name}, ours: {us}, theirs: {they}", file=sys.stderr)
    both = [
        place
        for place, said in enumerate(zip(ours, theirs, strict=True))
        if set(said) == {"notice"}
    ]
    us, they = measure(readers, both, rounds)
    yield line(f"read {len(both)} notices", "mails/s", PEER, rates(us), rates(they))
    for percent in (50, 95):
        yield line(
            f"read, p{percent}", "ms", PEER, milliseconds(us, percent), milliseconds(they, percent)
        )
    dropped = [place for place, said in enumerate(theirs) if said == "nothing"]
    if dropped:
        us, they = measure(readers, dropped, rounds)
        yield line(f"read {len(dropped)} that it drops", "mails/s", PEER, rates(us), rates(they))


def main() -> int:
    """Measure; the exit status is 3 where juriscraper is not installed."""
    python = ENVIRONMENT / "bin" / "python"
    asks = parser(__doc__)
    asks.add_argument("directories", nargs="*", type=Path, default=SAMPLES)
    asks.add_argument(
        "--peer",
        default=str(python if python.exists() else sys.executable),
        help="a Python that has juriscraper",
    )
    asked = asks.parse_args()
    readers = Reader(sys.executable, "docketmail"), Reader(asked.peer, "juriscraper")
    try:
        for told in lines(readers, mails(asked.directories), asked.rounds):
            tell(told, as_json=asked.json)
    except ModuleNotFoundError:
        install = f"{sys.executable} -m venv {ENVIRONMENT} && {python} -m pip install {PEER.replace(' ', '==')}"
        print(f"The peer is missing: {install}", file=sys.stderr)
        return 3
    finally:
        for reader in readers:
            reader.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
