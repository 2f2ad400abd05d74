"""Captions that restrict their case: the list beside this file, and that every pattern is needed for it."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from docketmail.core.captions import SAID, ground
from docketmail.core.plain_text import plain


LISTED: dict[str, list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("captions.toml").read_text("utf-8")
)
RESTRICTED = [(group["ground"], one) for group in LISTED["restricted"] for one in group["captions"]]
NEAR_MISSES = [
    (group["restricted"], one) for group in LISTED["near_miss"] for one in group["captions"]
]


@pytest.mark.parametrize(("because", "caption"), RESTRICTED)
def test_a_caption_restricts_its_case_and_says_why(because: str, caption: str) -> None:
    assert ground(caption) == because


@pytest.mark.parametrize(("restricted", "caption"), NEAR_MISSES)
def test_every_near_miss_is_decided_as_listed(*, restricted: bool, caption: str) -> None:
    assert bool(ground(caption)) is restricted


def test_the_list_has_sixty_of_each_and_each_once() -> None:
    captions = [one for _, one in (*RESTRICTED, *NEAR_MISSES)]
    assert len(RESTRICTED) >= 60
    assert len(NEAR_MISSES) >= 60
    assert [one for one, count in Counter(captions).items() if count > 1] == []


PATTERNS = [pattern for patterns in SAID.values() for pattern in patterns]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_without_any_one_pattern_some_caption_is_missed(pattern: str) -> None:
    others = [re.compile(other, re.IGNORECASE) for other in PATTERNS if other != pattern]
    captions = (plain(caption) for _, caption in RESTRICTED)
    assert not all(any(other.search(caption) for other in others) for caption in captions)


@pytest.mark.parametrize(
    "piece", ["v. ", "A. ", "v. x y z ", "commissioner ", "in re ", ", A.B. ", " "]
)
def test_a_caption_of_any_length_takes_linear_time(piece: str) -> None:
    before = process_time()
    ground(piece * (300_000 // len(piece)))
    assert process_time() - before < 5
