"""What the court's list says, beside what came."""

from __future__ import annotations

import pytest

from docketmail.core.examination import Extent, differing


@pytest.mark.parametrize(
    ("listed", "came", "said"),
    [
        (12, 12, None),
        (12, 11, 12),
        (1, 2, 1),
        (None, 11, None),
        (12, None, None),
        (12, 0, 12),
        (None, None, None),
    ],
)
def test_pages_are_compared_strictly(
    listed: int | None, came: int | None, said: int | None
) -> None:
    assert differing(Extent(listed), Extent(came)) == Extent(said)


@pytest.mark.parametrize(
    ("listed", "came", "said"),
    [
        (200_000, 200_000, None),
        (200_000, 600_000, None),
        (200_000, 600_001, 200_000),
        (600_001, 200_000, 600_001),
        (1_000, 100_000, None),
        (1_000, 102_000, 1_000),
        (None, 10_000_000, None),
        (0, 10_000_000, None),
        (10_000_000, None, None),
    ],
)
def test_bytes_are_compared_loosely(listed: int | None, came: int | None, said: int | None) -> None:
    assert differing(Extent(None, listed), Extent(None, came)) == Extent(None, said)
