"""Mutations of samples: cut, doubled, swapped, filled with strange pieces."""

from __future__ import annotations

import random  # noqa: TID251 - seeded: the same mutations in every run
from collections.abc import Iterator, Sequence


BITS = (
    b"<table>", b"</td>", b"\0", b"\xff\xfe", b"=\r\n", b"\r\n\r\n", b"&#99999999999;", b"--", b"<a href=",
    b"magic_num=", b"Content-Type: multipart/mixed; boundary=x\r\n", b"Docket Text:", b"\xe2\x80\xae",
)  # fmt: skip


def mutated(seed: random.Random, original: bytes) -> bytes:
    """The bytes with a few cuts, doubles, swaps and strange pieces."""
    data = bytearray(original)
    for _ in range(seed.randint(1, 8)):
        at = seed.randrange(len(data) + 1)
        end = min(len(data), at + seed.randint(0, 400))
        match seed.randrange(5):
            case 0:
                del data[at:end]
            case 1:
                data[at:at] = data[at:end] * 2
            case 4:
                data[at:at] = data[at:end] * seed.randint(1, 200)
            case 2:
                data[at:at] = seed.choice(BITS) * seed.randint(1, 20)
            case _:
                data[at:end] = seed.randbytes(end - at)
    return bytes(data)


def spliced(seed: random.Random, beginning: bytes, end: bytes) -> bytes:
    """The beginning of the one with the end of the other."""
    return beginning[: seed.randrange(len(beginning) + 1)] + end[seed.randrange(len(end) + 1) :]


def mutations(originals: Sequence[bytes], count: int) -> Iterator[bytes]:
    """So many mutations of these, and every tenth of them pure noise; the same in every run."""
    seed = random.Random(20261121)  # noqa: S311 - nothing secret about it
    for number in range(count):
        if number % 10:
            yield mutated(seed, originals[number % len(originals)])
        else:
            yield seed.randbytes(seed.randint(0, 3000))
