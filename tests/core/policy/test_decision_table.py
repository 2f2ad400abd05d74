"""The rules of the product against the policy said again: no row gives more, none tells less."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

import pytest

from core.policy import decision_table, literal
from core.policy.literal import Court, Given, Jurisdiction, Letter, Reader, Row, Standing
from docketmail.core.policy import acceptance, opening, telling


pytestmark = pytest.mark.xdist_group(
    "decision_table"
)  # what was decided of a row is asked for again
ROWS = tuple(decision_table.rows())
ENOUGH = 5_000


def test_the_table_is_large_enough_and_has_each_row_once() -> None:
    assert len(ROWS) >= ENOUGH
    assert len(set(ROWS)) == len(ROWS)


@cache
def given(row: Row) -> dict[Reader, Given]:
    """What the rules of the product give to each reader."""
    facts = decision_table.facts(row)
    held = acceptance.objection(facts)
    if held is not None:
        return {
            reader: literal.ALARM if reader is Reader.DESK else literal.NOTHING for reader in Reader
        }
    came = opens(row) and row.court is Court.PAPER
    tellings = {one.reader: one for one in telling.decide(decision_table.known(row))}
    return {
        reader: _given(tellings.get(who), came=came) for reader, who in decision_table.WHO.items()
    }


def _given(one: telling.Telling | None, *, came: bool) -> Given:
    if one is None:
        return literal.NOTHING
    letter = Letter.WITHOUT_TEXT if one.withheld else Letter.WITH_TEXT
    return Given(letter, came and one.papers and not one.withheld, one.masked)


@cache
def opens(row: Row) -> bool:
    """Whether the product would open the row's link."""
    facts, told = decision_table.facts(row), decision_table.notice(row)
    if acceptance.objection(facts) is not None or not told.links:
        return False
    return not opening.refused(told, facts)


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_no_reader_has_more_than_the_policy_allows(jurisdiction: Jurisdiction) -> None:
    wrong = [
        (row, reader, have, most)
        for row in ROWS
        if row.jurisdiction is jurisdiction
        for reader, have in given(row).items()
        if _exceeds(have, most := literal.most(row, reader))
    ]
    assert not wrong, _said(wrong)


def _exceeds(have: Given, most: Given) -> bool:
    told = have.letter is not Letter.NOTHING
    unmasked = told and have.letter > Letter.ALARM and most.masked and not have.masked
    return have.letter > most.letter or have.papers > most.papers or unmasked


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_nobody_is_told_less_than_the_duty_demands(jurisdiction: Jurisdiction) -> None:
    wrong = [
        (row, reader, have, least)
        for row in ROWS
        if row.jurisdiction is jurisdiction
        for reader, have in given(row).items()
        if have.letter < (least := literal.least(row, reader))
    ]
    assert not wrong, _said(wrong)


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_no_link_is_opened_that_the_policy_keeps_closed(jurisdiction: Jurisdiction) -> None:
    wrong = [
        (row, "link")
        for row in ROWS
        if row.jurisdiction is jurisdiction and opens(row) and not literal.may_open(row)
    ]
    assert not wrong, _said(wrong)


@pytest.mark.parametrize("jurisdiction", Jurisdiction)
def test_what_the_policy_gives_is_given(jurisdiction: Jurisdiction) -> None:
    """A product that keeps everything back would pass the others but for the letters of the duty."""
    wrong = [
        (row, reader, have, most)
        for row in ROWS
        if row.jurisdiction is jurisdiction
        for reader, have in given(row).items()
        if (have.letter, have.papers) != ((most := literal.most(row, reader)).letter, most.papers)
    ]
    assert not wrong, _said(wrong)


def test_the_table_meets_both_ends() -> None:
    """Rows in which everything is given, rows in which nothing is: a table of one kind would prove nothing."""
    seen = Counter(literal.most(row, Reader.TEAM) for row in ROWS)
    assert {Given(Letter.WITH_TEXT, papers=True), literal.NOTHING} <= seen.keys()
    assert {row.standing for row in ROWS} == set(Standing)


def _said(wrong: Sequence[tuple[object, ...]]) -> str:
    shown = "\n".join(" | ".join(map(str, one)) for one in wrong[:10])
    return f"{len(wrong)} rows:\n{shown}"
