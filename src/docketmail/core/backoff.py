"""When to try again: (attempts, age) -> how long to wait, or give up.

The steps begin in seconds because a notice must be told within two minutes, and end in hours because a
relay or court that was away for a day is not helped by haste (compare chasquid's 1, 5, 10, 20 minutes and
Postfix's 300 to 4000 seconds).
"""

from __future__ import annotations

from datetime import timedelta


STEPS = (5, 15, 30, 60, 120, 300, 600, 1200, 2400, 3600)
"""Seconds after the first, second, ... failed attempt; the last step repeats."""

GIVE_UP_LETTER = timedelta(days=5)
"""As Postfix's queue lifetime: after that a person must look."""


def wait(attempts: int, jitter: float) -> timedelta:
    """How long to wait after this many attempts; jitter in [0, 1) spreads it by plus or minus 10 per cent."""
    step = STEPS[min(max(attempts, 1), len(STEPS)) - 1]
    return timedelta(seconds=step * (0.9 + 0.2 * jitter))
