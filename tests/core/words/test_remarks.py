"""What stands beside a paper in a letter."""

from __future__ import annotations

import pytest

from docketmail.core.examination import Extent, Oddity
from docketmail.core.letter import PaperLine, Standing
from docketmail.core.words.remarks import ODD, remarks


def said(**line: object) -> list[str]:
    plain = {"paper": "p1", "case": "2:26-cv-00771", "document": "45", "description": "Order"}
    attached = {"file_name": "45.pdf", "standing": Standing.ATTACHED}
    return list(remarks(PaperLine(**plain, **attached, **line)))  # type: ignore[arg-type]


def test_an_ordinary_paper_needs_no_remark() -> None:
    assert said(pages=12, size=196_000) == []


def test_other_pages_than_listed_are_to_be_compared() -> None:
    assert said(pages=11, listed=Extent(12)) == [
        "the court's list says 12 pages, 11 pages came: compare with the docket"
    ]


def test_another_size_than_listed_is_to_be_compared() -> None:
    assert said(pages=12, size=3_100_000, listed=Extent(None, 196_000)) == [
        "the court's list says 196 KB, 3.1 MB came: compare with the docket"
    ]


def test_who_handed_it_in_is_said() -> None:
    assert said(supplied_by="Anna Quill") == ["handed in by Anna Quill, not fetched from the court"]


def test_what_could_act_is_to_be_opened_with_care() -> None:
    [remark] = said(oddities=Oddity.SCRIPTS | Oddity.EMBEDDED)
    assert "it contains JavaScript and contains other files or recordings" in remark
    assert remark.endswith("; open it with care")


def test_what_cannot_act_is_only_named() -> None:
    assert said(oddities=Oddity.ENCRYPTED) == [
        "as it came, without a label: it is encrypted and opens without a password"
    ]


@pytest.mark.parametrize("oddity", list(Oddity))
def test_every_oddity_has_its_words(oddity: Oddity) -> None:
    assert ODD[oddity]
