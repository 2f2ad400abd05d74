"""The samples of Tyler's e-filing are those that are composed, and their facts are the composer's."""

from __future__ import annotations

import json

import pytest

from docketmail.core.notice import Kind
from docketmail.demo.state_notices import Layout
from state_samples import FOLDER, SEATS, Sample, samples


SAMPLES = list(samples())
each = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


@each
def test_a_sample_is_as_composed(sample: Sample) -> None:
    """`python tests/state_samples.py` writes them anew."""
    assert (FOLDER / f"{sample.name}.eml").read_bytes() == sample.mail


@each
def test_its_facts_are_those_it_was_composed_of(sample: Sample) -> None:
    """And `test_golden` holds what is read against them."""
    assert json.loads((FOLDER / f"{sample.name}.json").read_text("utf-8")) == sample.expected


def test_nothing_else_lies_there() -> None:
    assert {path.stem for path in FOLDER.glob("*.*")} == {sample.name for sample in SAMPLES}


def test_there_are_sixty_of_every_kind_state_and_layout() -> None:
    assert len({sample.name for sample in SAMPLES}) >= 60
    kinds = {sample.expected["kind"] for sample in SAMPLES}
    assert kinds == {Kind.SUBMITTED, Kind.SERVED, Kind.ACCEPTED, Kind.RETURNED}
    courts = {(sample.expected["court"] or "")[:2] for sample in SAMPLES}
    assert len(courts - {""}) == len(SEATS)
    assert {sample.facts.layout for sample in SAMPLES} == set(Layout)


def test_the_mails_are_small() -> None:
    assert max(len(sample.mail) for sample in SAMPLES) < 16 * 1024
