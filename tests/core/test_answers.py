"""An answer told again from what was kept of it is the answer."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.answers import answer_of, describe, starts_as_pdf
from docketmail.core.retrieval import MAX_PAGE, Answer


LINK = "https://ecf.vtd.uscourts.gov/doc1/18511111111?magic_num=12345678"


def test_a_page_comes_back_with_its_body() -> None:
    about = describe(LINK, 302, "text/html; charset=utf-8", "/cgi-bin/login.pl")
    assert answer_of(about, b"<html>", 6) == Answer(
        url=LINK,
        status=302,
        content_type="text/html; charset=utf-8",
        location="/cgi-bin/login.pl",
        body=b"<html>",
        size=6,
    )


def test_a_paper_comes_back_without_its_body() -> None:
    about = describe(LINK, 200, "text/html", None)
    answer = answer_of(about, b"%PDF-1.7 ...", 9_000_000)
    assert answer == Answer(LINK, 200, "text/html", is_pdf=True, size=9_000_000)


def test_no_more_of_a_page_comes_back_than_is_read_as_html() -> None:
    answer = answer_of(describe(LINK, 200, "", None), b"x" * (MAX_PAGE + 1), MAX_PAGE + 1)
    assert len(answer.body) == MAX_PAGE


@pytest.mark.parametrize("before", [b"", b"\r\n", b"\xef\xbb\xbf", b"\0 \t\n\f"])
def test_a_pdf_may_begin_after_blanks(before: bytes) -> None:
    assert starts_as_pdf(before + b"%PDF-1.4\n")


@pytest.mark.parametrize(
    "opening",
    [b"", b"%PDF", b"%pdf-1.4", b"<p>%PDF-1.4", b"pdf:Producer", b" " * 1024 + b"%PDF-1.4"],
)
def test_what_only_speaks_of_a_pdf_is_none(opening: bytes) -> None:
    assert not starts_as_pdf(opening)


@given(st.binary(max_size=2000))
def test_a_description_of_any_body_can_be_told_again(body: bytes) -> None:
    answer = answer_of(describe(LINK, 200, "", None), body, len(body))
    assert answer.body == (b"" if answer.is_pdf else body)
