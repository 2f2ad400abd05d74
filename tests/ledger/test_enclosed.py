from __future__ import annotations

from datetime import UTC, datetime

import pytest

from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Letter, Paper
from docketmail.ledger import enclosed


def letter(**facts: str) -> Letter:
    return Letter(
        id="l1",
        firm="quillhart",
        filing="f1",
        notice="n1",
        reader="pat",
        kind="first",
        revision=0,
        papers=("p1",),
        facts=facts,
        written_at=datetime(2026, 3, 2, tzinfo=UTC),
    )


def paper(state: PaperState) -> Paper:
    return Paper(id="p1", filing="f1", look="k1", case="1", index=0, document_id="", state=state)


@pytest.mark.parametrize("state", PaperState)
def test_a_paper_that_was_awaited_follows_whatever_became_of_it(state: PaperState) -> None:
    assert enclosed.follows(letter(awaited="p1"), paper(state))


@pytest.mark.parametrize("state", PaperState)
def test_an_unwanted_paper_is_worth_a_letter_only_where_it_did_not_come(state: PaperState) -> None:
    waited = enclosed.follows(letter(awaited="p1", unwanted="p1"), paper(state))
    assert waited == (state is PaperState.NOT_OBTAINED)
    assert not enclosed.follows(letter(unwanted="p1"), paper(state))


def test_what_went_along_or_before_is_no_news() -> None:
    here = paper(PaperState.HERE)
    assert not enclosed.is_news(here, [letter(here="p1")])
    assert not enclosed.is_news(here, [letter(again="p1")])
    assert enclosed.is_news(here, [letter()])
    assert enclosed.is_news(here, [])
