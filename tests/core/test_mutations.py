"""Random and mutated mails and pages: each ends as a value, none as a crash, and none takes long."""

from __future__ import annotations

from pathlib import Path

import pytest

from docketmail.core import authentication, courts
from docketmail.core.courts import cmecf
from docketmail.core.notice import Link, Notice
from docketmail.core.retrieval import Answer, Walked
from mutants import mutations


TESTS = Path(__file__).parents[1]
MAILS = sorted(TESTS.glob("notices/*/*.eml"))
PAGES = sorted(TESTS.glob("pages/*.html"))
LINK = Link(
    url="https://ecf.cand.uscourts.gov/doc1/035022121032?caseid=1&de_seq_num=2&magic_num=90807060",
    document_id="035022121032",
    magic="90807060",
)


def read(samples: list[Path]) -> list[bytes]:
    return [sample.read_bytes() for sample in samples]


def read_all(count: int) -> int:
    notices = 0
    for raw in mutations(read(MAILS), count):
        reading = courts.read(raw)
        notices += isinstance(reading, Notice)
        if isinstance(reading, Notice):
            assert all(link.url.startswith("https://") for link in reading.links)
        authentication.vouched(raw[:2000].decode("latin-1"), "mx.example.com")
    return notices


def walk_all(count: int) -> int:
    return sum(isinstance(walk(body), Walked) for body in mutations(read(PAGES), count))


def walk(body: bytes) -> object:
    """Answer every request of a walk with this page."""
    steps = cmecf.retrieve(LINK, announced=False)
    answer: Answer | None = None
    while True:
        try:
            get = next(steps) if answer is None else steps.send(answer)
        except StopIteration as end:
            return end.value
        assert get.url.startswith("https://ecf.cand.uscourts.gov/")
        answer = Answer(url=get.url, status=200, body=body, size=len(body))


def test_hundreds_of_mutated_mails_each_end_as_a_value() -> None:
    assert read_all(400) > 100, "some must still read as notices, or nothing was tried"


def test_hundreds_of_mutated_pages_each_end_as_a_walk() -> None:
    assert walk_all(400) == 400


@pytest.mark.soak
def test_ten_thousand_mutated_mails_each_end_as_a_value() -> None:
    assert read_all(10_000) > 2_500


@pytest.mark.soak
@pytest.mark.timeout(900)
def test_ten_thousand_mutated_pages_each_end_as_a_walk() -> None:
    assert walk_all(10_000) == 10_000
