from __future__ import annotations

from datetime import timedelta

from hypothesis import given, strategies as st

from docketmail.core.backoff import STEPS, wait


@given(st.integers(-5, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_wait_is_a_step_give_or_take_ten_per_cent(attempts: int, jitter: float) -> None:
    step = STEPS[min(max(attempts, 1), len(STEPS)) - 1]
    assert timedelta(seconds=step * 0.9) <= wait(attempts, jitter) <= timedelta(seconds=step * 1.1)


def test_the_first_failures_are_tried_again_within_the_two_minutes() -> None:
    assert sum((wait(n, 0.99) for n in (1, 2, 3)), timedelta()) < timedelta(minutes=1)
