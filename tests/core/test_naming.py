from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from docketmail.core.naming import (
    MAX_NAME,
    calendar_name,
    document_label,
    label,
    short_caption,
    shortened,
)
from docketmail.core.notice import Case, Kind, Notice


NOTICE = Notice(
    system="cmecf",
    kind=Kind.FILING,
    court="cand",
    court_name="California Northern District",
    filed_on=date(2026, 3, 4),
    short_description="Motion to Compel",
)
CASE = Case("5:26-cv-00123-MKO", "Smith et al v. Acme Corp., et al.", document_number="45")


def test_a_copy_is_called_by_day_number_caption_and_description() -> None:
    named = label(NOTICE, CASE, 2, "Exhibit B")
    assert named.file_name == "2026-03-04 [45-2] Smith v Acme Corp. - Exhibit B.pdf"
    assert named.title == "45-2 Exhibit B - Smith v. Acme Corp. - 5:26-cv-00123-MKO"
    assert (named.document, named.bookmark) == ("45-2", "45-2 Exhibit B")
    assert (named.court, named.case) == ("California Northern District", CASE.number)
    assert named.date == "2026-03-04"


def test_a_main_document_without_a_name_is_called_as_the_filing() -> None:
    assert label(NOTICE, CASE, 0, "Main Document").bookmark == "45 Motion to Compel"
    assert label(NOTICE, CASE, 3, "").bookmark == "45-3 Attachment 3"


def test_a_restricted_copy_tells_case_and_number_alone() -> None:
    named = label(NOTICE, CASE, 2, "Exhibit B", restricted=True)
    assert named.file_name == "5-26-cv-00123-MKO [45-2].pdf"
    assert (named.title, named.bookmark) == ("5:26-cv-00123-MKO 45-2", "45-2")
    assert named.date == ""


@pytest.mark.parametrize("restricted", [False, True])
def test_a_corrected_paper_is_not_called_as_the_one_that_it_corrects(*, restricted: bool) -> None:
    edit = replace(NOTICE, kind=Kind.DOCKET_EDIT)
    for number in ("45", None):
        case = replace(CASE, document_number=number)
        before = label(NOTICE, case, 2, "Exhibit B", restricted=restricted)
        after = label(edit, case, 2, "Exhibit B", restricted=restricted)
        assert after.document == before.document
        for old, new in (
            (before.file_name, after.file_name),
            (before.title, after.title),
            (before.bookmark, after.bookmark),
        ):
            assert "corrected" not in old
            assert "corrected" in new
    named = label(edit, CASE, 0, "Order")
    assert named.file_name == "2026-03-04 [45 corrected] Smith v Acme Corp. - Order.pdf"
    assert named.title == "45 corrected Order - Smith v. Acme Corp. - 5:26-cv-00123-MKO"


def test_where_the_court_gives_no_number_the_attachment_is_counted() -> None:
    case = Case("26-1975", "Smith v. Acme")
    assert label(NOTICE, case, 0, "Brief").file_name == "2026-03-04 [main] Smith v Acme - Brief.pdf"
    assert "[att 2]" in label(NOTICE, case, 2, "Appendix").file_name
    assert document_label(None, 2) == ""


def test_the_day_is_the_cases_own_before_the_notices() -> None:
    entered = datetime(2026, 3, 5, 0, 20, tzinfo=UTC)
    case = Case("1", "A v. B", filed_on=date(2026, 3, 1))
    assert label(NOTICE, case, 0, "x").date == "2026-03-01"
    undated = Notice(system="cmecf", kind=Kind.FILING, court="cand", entered_at=entered)
    assert label(undated, CASE, 0, "x").date == "2026-03-05"
    undated = Notice(system="cmecf", kind=Kind.FILING, court="cand")
    assert label(undated, CASE, 0, "x").file_name.startswith("undated [45]")


def test_two_papers_of_one_name_are_told_apart_whatever_their_case() -> None:
    first = label(NOTICE, CASE, 2, "Exhibit B").file_name
    second = label(NOTICE, CASE, 2, "EXHIBIT B", taken=[first]).file_name
    third = label(NOTICE, CASE, 2, "Exhibit B", taken=[first, second]).file_name
    assert second.endswith("EXHIBIT B (2).pdf")
    assert third.endswith("Exhibit B (3).pdf")


@pytest.mark.parametrize(
    ("caption", "short"),
    [
        ("Smith et al v. Acme Corp., a Delaware company", "Smith v. Acme Corp."),
        ("Böhm & Söhne vs Łukasz", "Böhm & Söhne v. Łukasz"),
        ("In re: Harbor Freightways, Inc.", "In re: Harbor Freightways"),
        ("UNITED STATES OF AMERICA V. SMITH", "UNITED STATES OF AMERICA v. SMITH"),
        ("", ""),
    ],
)
def test_a_caption_is_shortened_to_its_parties(caption: str, short: str) -> None:
    assert short_caption(caption, 60) == short


def test_a_long_caption_keeps_both_sides() -> None:
    short = short_caption(
        "The Very Long Name of a Plaintiff Society v. The Other Long Name of It", 48
    )
    assert short == "The Very Long Name... v. The Other Long..."


@given(st.text(), st.integers(4, 90))
def test_a_shortened_text_is_no_longer_than_asked(text: str, width: int) -> None:
    assert len(shortened(text, width)) <= width
    assert len(short_caption(text, width + 4)) <= width + 4


@given(
    number=st.text(),
    caption=st.text(),
    description=st.text(),
    index=st.integers(0, 40),
    restricted=st.booleans(),
)
def test_a_file_name_is_safe_whatever_the_court_writes(
    *, number: str, caption: str, description: str, index: int, restricted: bool
) -> None:
    case = Case(number, caption, document_number=number)
    taken = [label(NOTICE, case, index, description, restricted=restricted).file_name]
    name = label(NOTICE, case, index, description, restricted=restricted, taken=taken).file_name
    assert name.lower() != taken[0].lower()
    assert len(name) <= 120
    assert name.isascii()
    assert name.isprintable()
    assert not set(name) & set('<>:"/\\|?*%=')
    assert name.endswith(".pdf")
    assert name[0] not in " .-"


@given(st.text(min_size=4, alphabet="QZXJ"), st.text(min_size=4, alphabet="QZXJ"))
def test_a_restricted_label_holds_nothing_of_caption_or_description(c: str, d: str) -> None:
    named = label(NOTICE, Case("5:26-cv-1", c, document_number="4"), 1, d, restricted=True)
    for text in (named.file_name, named.title, named.bookmark):
        assert c not in text
        assert d not in text


@given(st.text(max_size=200), st.text(max_size=200))
def test_a_calendar_file_is_called_by_court_and_case_alone(court: str, case: str) -> None:
    name = calendar_name(court, case)
    assert name.endswith(" dates.ics")
    assert len(name) <= MAX_NAME
    assert name.isascii()
    assert not set(name) & set('/\\:*?"<>|\n')
    assert calendar_name("cand", "4:26-cv-00771-JST") == "cand 4-26-cv-00771-JST dates.ics"


def test_a_copy_says_of_a_state_paper_whether_it_is_filed() -> None:
    case = Case("2026-CH-004711", "Smith v. Acme")
    named = label(replace(NOTICE, kind=Kind.SERVED), case, 0, "Motion.PDF")
    assert named.bookmark == "SERVED - NOT YET FILED - Motion"
    assert named.file_name.endswith("Acme - SERVED - NOT YET FILED - Motion.pdf")
    assert "FILE-STAMPED" in label(replace(NOTICE, kind=Kind.ACCEPTED), case, 0, "Motion").title
