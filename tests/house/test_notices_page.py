"""docs/notices.md names every field, kind, mark and sample that there is, and no sample that there is not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from docketmail.core.notice import Kind, Mark


ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "notices.md").read_text("utf-8")
NOTICES = ROOT / "tests" / "notices"
SAMPLES = [mail for mail in NOTICES.rglob("*.eml") if "private" not in mail.parts]
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE))


def fields(value: object, path: str = "") -> Iterator[str]:
    """The path of every field: cases[].links[].url."""
    if isinstance(value, dict):
        for name, inner in value.items():
            here = f"{path}.{name}" if path else str(name)
            yield here + "[]" * isinstance(inner, list)
            yield from fields(inner, here)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner, f"{path}[]")


def test_every_field_of_the_answer_is_told() -> None:
    found = {
        field
        for mail in SAMPLES
        for field in fields(json.loads(mail.with_suffix(".json").read_text("utf-8")))
    }
    assert found - NAMED == set()


@pytest.mark.parametrize("words", [Kind, Mark])
def test_every_kind_and_mark_is_told(words: type[Kind | Mark]) -> None:
    assert {word.value for word in words} - NAMED == set()


def test_every_sample_is_told() -> None:
    assert {mail.stem for mail in SAMPLES} - NAMED == set()


def test_a_sample_that_is_told_is_there() -> None:
    cells = [line.rsplit("|", 2)[1] for line in PAGE.splitlines() if line.startswith("| ")]
    told = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert told - {mail.stem for mail in SAMPLES} == set()


def test_every_kind_has_a_sample() -> None:
    shown = {json.loads(mail.with_suffix(".json").read_text("utf-8"))["kind"] for mail in SAMPLES}
    assert {kind.value for kind in Kind} - shown == set()
