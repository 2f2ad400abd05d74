from __future__ import annotations

from datetime import date, time

import pytest

from docketmail.core.court_dates.zones import on_the_clock


WINTER, SUMMER = date(2027, 1, 5), date(2027, 7, 6)
NINE = time(9)


@pytest.mark.parametrize(
    ("on", "printed", "court", "offset"),
    [
        (WINTER, "", "America/Chicago", -6),
        (SUMMER, "", "America/Chicago", -5),
        (WINTER, "EST", None, -5),
        (SUMMER, "EDT", "America/Los_Angeles", -4),
        (SUMMER, "ET", None, -4),
        (SUMMER, "Pacific", None, -7),
        (WINTER, "Pacific Standard Time", None, -8),
        (SUMMER, "Mountain Daylight Time", "America/Phoenix", -6),
        (SUMMER, "MST", "America/Phoenix", -7),
        (SUMMER, "MT", "America/Phoenix", -7),
        (WINTER, "AST", "America/Puerto_Rico", -4),
        (WINTER, "Alaska Time", None, -9),
        (WINTER, "AKST", None, -9),
        (SUMMER, "Hawaii Time", None, -10),
        (SUMMER, "HST", "Pacific/Honolulu", -10),
    ],
)
def test_a_time_has_the_offset_that_is_certain(
    on: date, printed: str, court: str | None, offset: int
) -> None:
    at = on_the_clock(on, NINE, printed, court)
    assert at.isoformat() == f"09:00:00-{-offset:02}:00"


@pytest.mark.parametrize(
    ("on", "at", "printed", "court"),
    [
        (WINTER, NINE, "", None),
        (SUMMER, NINE, "EST", "America/New_York"),
        (WINTER, NINE, "EDT", "America/New_York"),
        (WINTER, NINE, "AST", None),
        (WINTER, NINE, "", "Nowhere/At_All"),
        (date(2027, 11, 7), time(1, 30), "", "America/New_York"),
        (date(2027, 3, 14), time(2, 30), "", "America/New_York"),
    ],
)
def test_a_time_that_nobody_can_be_sure_of_stays_as_printed(
    on: date, at: time, printed: str, court: str | None
) -> None:
    assert on_the_clock(on, at, printed, court) == at
    assert on_the_clock(on, at, printed, court).tzinfo is None
