from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from core.policy.notices import TITLE, case, notice
from docketmail.core import courts
from docketmail.core.habits import Field, Habit, form, lacks, lost
from docketmail.core.notice import Kind, Level, Mark, Notice


NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
NOTICES = Path(__file__).parents[1] / "notices"
KNOWN = Habit(known=True)


def whole(**more: Any) -> Notice:
    """A notice that lacks nothing."""
    told = replace(notice(case(document_number="45")), documents=(TITLE,), entered_at=NOON)
    return replace(told, **more)


def text_entry(**more: Any) -> Notice:
    return whole(**({"cases": (case(links=()),), "documents": ()} | more))


def without(field: Field) -> Notice:
    """The same without one field."""
    entry = whole().cases[0]
    return {
        Field.CASE_NUMBER: whole(cases=(replace(entry, number=""),)),
        Field.CASE_NAME: whole(cases=(replace(entry, name=""),)),
        Field.DOCKET_TEXT: whole(cases=(replace(entry, docket_text=""),)),
        Field.TIME_OF_ENTRY: whole(entered_at=None),
        Field.DATE_FILED: whole(filed_on=None),
        Field.LIST_OF_RECIPIENTS: whole(recipients_printed=False),
        Field.DOCUMENT_NUMBER: whole(cases=(replace(entry, document_number=None),)),
        Field.LIST_OF_DOCUMENTS: whole(documents=()),
        Field.FREE_LOOK: whole(cases=(replace(entry, links=()),)),
    }[field]


ALONE = [field for field in Field if field is not Field.DATE]


@pytest.mark.parametrize("told", [whole(), text_entry()])
def test_a_notice_that_prints_everything_of_its_form_lacks_nothing(told: Notice) -> None:
    assert lacks(told) == frozenset()
    assert lost(told, KNOWN) == ()


@pytest.mark.parametrize("field", ALONE)
def test_each_field_is_missed_where_it_is_gone_and_none_other(field: Field) -> None:
    assert lacks(without(field)) == {field}
    assert lost(without(field), KNOWN) == (field,)


@pytest.mark.parametrize("field", ALONE)
def test_a_field_that_one_of_them_did_without_is_not_lost(field: Field) -> None:
    assert lost(without(field), Habit(known=True, lacked=frozenset({field.value}))) == ()


def test_a_date_is_one_of_the_two() -> None:
    assert lacks(whole(entered_at=None, filed_on=None)) >= {Field.DATE}


def test_of_a_court_that_is_not_known_yet_only_what_is_essential_is_lost() -> None:
    new = Habit()
    assert {field for field in ALONE if lost(without(field), new)} == {
        Field.CASE_NUMBER,
        Field.DOCKET_TEXT,
        Field.LIST_OF_RECIPIENTS,
    }
    assert lost(whole(entered_at=None, filed_on=None), new) == (Field.DATE,)


def test_of_a_bankruptcy_court_a_list_of_recipients_is_not_essential() -> None:
    for court in ("ctb", "nysb-mega"):
        assert lost(whole(court=court, recipients_printed=False), Habit()) == ()


def test_of_a_kind_that_few_samples_are_known_of_nothing_is_essential() -> None:
    assert lost(whole(kind=Kind.CLAIM, cases=(case(text=""),)), Habit()) == ()


def test_what_a_person_let_pass_is_not_lost_again_even_if_it_is_essential() -> None:
    told = whole(recipients_printed=False)
    assert lost(told, Habit(lacked=frozenset({"list_of_recipients"}))) == ()


def test_a_text_entry_has_habits_of_its_own_and_needs_no_papers() -> None:
    assert form(whole()) == "cmecf/cand/filing/papers"
    assert form(text_entry()) == "cmecf/cand/filing/text"
    assert form(without(Field.FREE_LOOK)) == form(without(Field.LIST_OF_DOCUMENTS)) == form(whole())


@pytest.mark.parametrize(
    "why",
    [
        {"level": Level.SEALED},
        {"level": Level.RESTRICTED},
        {"marks": frozenset({Mark.PLACEHOLDER_LINK})},
        {"marks": frozenset({Mark.REWRITTEN_LINK})},
    ],
)
def test_a_look_is_not_missed_where_what_was_filed_may_be_why(why: dict[str, Any]) -> None:
    assert lacks(replace(without(Field.FREE_LOOK), **why)) == frozenset()


def test_a_summary_s_times_stand_with_its_cases() -> None:
    each = case(document_number="4", entered_at=NOON, filed_on=date(2026, 3, 2))
    told = replace(notice(each, case("1:26-cv-00001"), filed_on=None), kind=Kind.DAILY_SUMMARY)
    told = replace(told, documents=(TITLE,))
    assert lacks(told) == {Field.DATE, Field.TIME_OF_ENTRY, Field.DATE_FILED}
    assert lacks(replace(told, cases=(each, each))) == frozenset()


def test_a_notice_without_a_case_lacks_all_of_it() -> None:
    assert lacks(whole(cases=())) >= {Field.CASE_NUMBER, Field.CASE_NAME, Field.DOCKET_TEXT}


@given(lacked=st.frozensets(st.sampled_from(Field)), known=st.booleans())
def test_what_is_lost_is_lacking_and_was_not_lacking_before(
    lacked: frozenset[Field], *, known: bool
) -> None:
    told = whole(recipients_printed=False, documents=(), entered_at=None)
    found = lost(told, Habit(known, frozenset(lacked)))
    assert set(found) <= lacks(told) - lacked
    assert list(found) == [field for field in Field if field in found]


def test_no_sample_lost_what_no_notice_does_without() -> None:
    readings = {path.name: courts.read(path.read_bytes()) for path in NOTICES.rglob("*.eml")}
    notices = {name: read for name, read in readings.items() if isinstance(read, Notice)}
    assert notices
    assert {name: found for name, read in notices.items() if (found := lost(read, Habit()))} == {}
