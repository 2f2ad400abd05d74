"""The times that courts print."""

from __future__ import annotations

from datetime import date

import pytest

from docketmail.core.courts import moments


@pytest.mark.parametrize(
    ("said", "zone", "entered"),
    [
        ("entered  by Last, First  on 3/4/2025 at 10:14 AM EST and filed on 3/4/2025", None, "2025-03-04T10:14:00-05:00"),
        ("received from X entered on 02/02/2024  at 00:20 AM EST and filed on 02/01/2024", None, "2024-02-02T00:20:00-05:00"),
        ("entered on 3/4/2025 at 12:05 AM PST", None, "2025-03-04T00:05:00-08:00"),
        ("entered on 3/4/2025 at 12:05 PM AKDT", None, "2025-03-04T12:05:00-08:00"),
        ("entered on 08/01/2022 at 5:00:01 PM Eastern Daylight Time and filed", None, "2022-08-01T17:00:01-04:00"),
        ("entered  by W, A  on 3/15/2019\n9:52 AM  and filed on 3/15/2019", "America/New_York", "2019-03-15T09:52:00-04:00"),
        ("entered on 3/4/2025 at 9:05 AM and filed on 3/4/2025", None, "2025-03-04T09:05:00"),
        ("received from X on 3/4/2025 at 6:13 PM HST", None, "2025-03-04T18:13:00-10:00"),
        ("entered on 3/4/2025 at 9:05 AM AST", "America/Puerto_Rico", "2025-03-04T09:05:00-04:00"),
        ("entered on 3/4/2025 at 9:05 AM AST", None, "2025-03-04T09:05:00"),
        ("entered on 3/4/2025 at 9:05 AM AST", "America/New_York", "2025-03-04T09:05:00"),
        ("entered on 3/4/2025 at 9:05 AM AST", "Nowhere/Else", "2025-03-04T09:05:00"),
        ("entered on 3/4/2025 at 9:05 AM ChST", "Pacific/Guam", "2025-03-04T09:05:00+10:00"),
        ("entered on 3/4/2025 at 9:05 AM EST", "America/Los_Angeles", "2025-03-04T09:05:00-05:00"),
        ("entered on 11/2/2025 at 1:30 AM and", "America/New_York", "2025-11-02T01:30:00"),
        ("entered on 11/2/2025 at 2:30 AM and", "America/New_York", "2025-11-02T02:30:00-05:00"),
        ("entered on 11/2/2025 at 2:30 AM and", "Nowhere/Else", "2025-11-02T02:30:00"),
    ],
)  # fmt: skip
def test_the_time_of_entry(said: str, zone: str | None, entered: str) -> None:
    at, _ = moments.read(f"The following transaction was {said}", zone)
    assert at is not None
    assert at.isoformat() == entered


@pytest.mark.parametrize("said", ["filed on 3/4/2025", "entered on 2/30/2025 at 1:00 PM EST", "entered on 2/3/2025 at 9:75 PM EST"])  # fmt: skip
def test_no_time_is_made_up(said: str) -> None:
    assert moments.read(said, "America/New_York")[0] is None


def test_the_day_of_filing_is_its_own() -> None:
    said = "entered on 3/4/2025 at 9:05 AM CST and filed \non 2/28/2025"
    assert moments.read(said, None)[1] == date(2025, 2, 28)
    assert (
        moments.read("entered on 3/4/2025 at 9:05 AM CST and filed on 2/30/2025", None)[1] is None
    )


def test_every_transaction_has_its_sentence() -> None:
    text = "x The following\ntransaction was a. The following transaction was b."
    assert [text[start:][:3] for start in moments.sentences(text)] == ["The", "The"]
    assert len(moments.sentences(text, 10)) == 1


@pytest.mark.parametrize(
    ("said", "zone", "moment"),
    [
        ("3/2/2026 4:05 PM CST", None, "2026-03-02T16:05:00-06:00"),
        ("3/2/2026  4:05 PM", "America/Chicago", "2026-03-02T16:05:00-06:00"),
        ("3/2/2026 4:05 PM", None, "2026-03-02T16:05:00"),
        ("on 3/2/2026 4:05 PM CST", None, None),
        ("", "America/Chicago", None),
    ],
)
def test_a_time_that_stands_alone(said: str, zone: str | None, moment: str | None) -> None:
    at = moments.printed(said, zone)
    assert (at and at.isoformat()) == moment
