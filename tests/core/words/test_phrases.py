from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from docketmail.core.letter import LetterKind, Standing
from docketmail.core.notice import Kind
from docketmail.core.retrieval import Refusal
from docketmail.core.words.phrases import (
    DONE,
    PREFIX,
    STANDING,
    WHY_NOT,
    day,
    defanged,
    extent,
    listed,
    moment,
)


def test_every_kind_has_its_phrase() -> None:
    assert set(DONE) == set(Kind)
    assert set(PREFIX) == set(LetterKind)
    assert set(STANDING) == set(Standing)
    assert set(WHY_NOT) == set(Refusal) - {Refusal.NOT_FREE}, "which has a standing of its own"


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2026, 12, 31, 0, 5, tzinfo=UTC), "December 31, 2026 at 12:05 AM (UTC+00:00)"),
        (
            datetime(2026, 1, 1, 12, 0, tzinfo=timezone(timedelta(hours=5, minutes=30))),
            "January 1, 2026 at 12:00 PM (UTC+05:30)",
        ),
    ],
)
def test_a_moment_is_written_as_courts_write_it(when: datetime, words: str) -> None:
    assert moment(when) == words


def test_days_names_and_sizes_are_words() -> None:
    assert day(date(2026, 9, 4)) == "September 4, 2026"
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert extent(1, 12) == "1 page, 1 KB"
    assert extent(12, 1_960_000) == "12 pages, 2.0 MB"
    assert extent(None, 412_300) == "412 KB"
    assert extent(None, None) == ""


@pytest.mark.parametrize(
    "bait",
    [
        "http://evil.example/a",
        "evil.example",
        "a@evil.example",
        "www.evil.example",
        "https://1.2.3.4",
    ],
)
def test_bait_is_no_link_any_more(bait: str) -> None:
    out = defanged(f"5:26-cv-1 {bait}\nx", 80)
    assert "://" not in out
    assert "evil.example" not in out
    assert "@evil" not in out
    assert out.startswith("5:26-cv-1 ")
