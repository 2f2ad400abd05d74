"""Fuzzing of the reader and of the page classifier: `python tests/fuzz/run.py --seconds 600`.

atheris guides by the branches that an input reaches; its mutations are mixed with our own, which cut, splice
and repeat samples (15 % more paths than its own alone in a minute, measured). The slowest inputs are kept
and weighed afterwards without atheris, whose watch costs time. Exit status 1 where one was too heavy, or a
reader raised; that input is kept in the directory that is printed.
"""

from __future__ import annotations

import argparse
import json
import random  # noqa: TID251 - seeded by atheris: an input can be made again
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from time import process_time
from typing import Final


HERE: Final = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1] / "src")]

LONGEST: Final = 60_000
"""Bytes of an input; the largest sample has a tenth. What is larger is `heavy`'s."""
SLOW: Final = 0.05
"""Seconds under atheris from which an input is kept for weighing: all that are too slow without it are slower."""
KEPT: Final = 100
_REPORTED: Final = 1000
"""Inputs between two reports of a worker: libFuzzer ends it without a word."""


class Worker:
    """Tries inputs on one target, and keeps the slow ones."""

    def __init__(self, read: Callable[[bytes], None], directory: Path) -> None:
        self._read = read
        self._directory = directory
        self._count = 0
        self._slow: list[tuple[float, Path]] = []

    def try_one(self, data: bytes) -> None:
        began = process_time()
        self._read(data)
        seconds = process_time() - began
        self._count += 1
        if seconds > SLOW:
            self._keep(seconds, data)
        if self._count % _REPORTED == 0:
            (self._directory / "count").write_text(str(self._count))

    def _keep(self, seconds: float, data: bytes) -> None:
        path = self._directory / f"slow-{self._count}"
        path.write_bytes(data)
        self._slow = sorted([*self._slow, (seconds, path)], reverse=True)
        for _, quicker in self._slow[KEPT:]:
            quicker.unlink()
        del self._slow[KEPT:]


def work(target: str, directory: Path, seconds: int) -> None:
    """Fuzz one target in this process, which ends with it."""
    atheris = import_module("atheris")  # the parent weighs without it

    with atheris.instrument_imports(include=["docketmail.core"]):
        from fuzz.targets import TARGETS  # noqa: PLC0415

    from mutants import mutated, spliced  # noqa: PLC0415

    read, samples = TARGETS[target]
    originals = samples()
    corpus = directory / "corpus"
    corpus.mkdir(parents=True)
    for place, original in enumerate(originals):
        (corpus / f"sample-{place}").write_bytes(original)

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        dice = random.Random(seed)  # noqa: S311 - nothing secret about it
        match dice.randrange(4):
            case 0:
                return bytes(atheris.Mutate(data, longest)[:longest])
            case 1:
                return spliced(dice, data, dice.choice(originals))[:longest]
            case _:
                return mutated(dice, data)[:longest]

    libfuzzer = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-artifact_prefix={directory}/",
    ]
    atheris.Setup(
        [sys.argv[0], *libfuzzer, str(corpus)],
        Worker(read, directory).try_one,
        custom_mutator=mutate,
    )
    atheris.Fuzz()


def weighed(target: str, directory: Path) -> bool:
    """Weigh what a worker kept, and say what it found; whether all was light."""
    from fuzz.targets import TARGETS  # noqa: PLC0415 - only here without atheris's watch
    from fuzz.weigh import Weight, weigh  # noqa: PLC0415

    read, _ = TARGETS[target]
    kept = sorted(directory.glob("slow-*"))
    weights = [(weigh(read, path.read_bytes()), path) for path in kept]
    slowest, path = max(weights, key=lambda one: one[0].seconds, default=(Weight(0, 0), directory))
    largest = max((weight.size for weight, _ in weights), default=0)
    count = directory / "count"
    said = {
        "target": target,
        "inputs": int(count.read_text()) if count.exists() else 0,
        "kept": len(kept),
        "slowest_ms": round(slowest.seconds * 1000, 1),
        "slowest": path.name,
        "most_memory_mb": round(largest / 1e6, 1),
    }
    print(json.dumps(said))  # noqa: T201
    return not any(weight.is_too_much for weight, _ in weights)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=600, help="for both targets together")
    parser.add_argument("--target", choices=("mails", "pages"))
    parser.add_argument("--directory", type=Path)
    said = parser.parse_args()
    if said.target:
        work(said.target, said.directory, said.seconds)
    whole = said.directory or Path(mkdtemp(prefix="docketmail-fuzz-"))
    print(whole)  # noqa: T201
    light = True
    for target in ("mails", "pages"):
        directory = whole / target
        directory.mkdir(parents=True)
        worker = [sys.executable, __file__, f"--target={target}", f"--directory={directory}", f"--seconds={said.seconds // 2}"]  # fmt: skip
        with (directory / "log").open("wb") as log:
            ended = subprocess.run(worker, stdout=log, stderr=log, check=False)  # noqa: S603 - ourselves
        light = weighed(target, directory) and ended.returncode == 0 and light
    return 0 if light else 1


if __name__ == "__main__":
    sys.exit(main())
