from __future__ import annotations

from hypothesis import given, strategies as st

from docketmail.core.retrieval import Answer
from docketmail.core.webpage import MAX_TAGS, WebPage, read_webpage


def page(text: str | bytes, content_type: str = "") -> WebPage:
    body = text if isinstance(text, bytes) else text.encode()
    return read_webpage(Answer("https://x/", 200, content_type, body=body, size=len(body)))


def test_a_row_ends_where_the_next_begins_even_without_end_tags() -> None:
    rows = page("<table><tr><td>9<td>Motion<tr><td>1<td>Exhibit</table>after").stretches
    texts = [[cell.text for cell in row.cells if cell.text] for row in rows]
    assert [row for row in texts if row] == [["9", "Motion"], ["1", "Exhibit"], ["after"]]


def test_attributes_are_read_as_a_browser_reads_them() -> None:
    [anchor] = page(
        "<A HREF='/a?x=1&amp;y=2' onClick=\"f('>')\" href=/second title=bare>9</A>"
    ).elements()
    assert anchor["href"] == "/a?x=1&y=2"
    assert anchor["onclick"] == "f('>')"
    assert anchor["title"] == "bare"
    assert anchor["missing"] == ""


def test_comments_scripts_and_styles_hold_no_elements_and_no_words() -> None:
    seen = page(
        "<!-- <a href=/1>one</a> --><script>'<a href=/2>two</a>'</script><style>three</style>four"
    )
    assert not list(seen.elements())
    assert seen.words() == "four"
    assert "/2" in seen.source


def test_what_scripts_say_is_kept_as_it_is_written() -> None:
    seen = page("<Script type=x>Go('&amp;')</Script><script src=y></script>text<script>End(")
    assert seen.scripts == ("Go('&amp;')", "", "End(")
    assert seen.words() == "text"


def test_words_are_in_lower_case_and_folded_over_tags_and_blanks() -> None:
    assert page("A&nbsp;<b>Restricted\n Web</b>  Site").words() == "a restricted web site"


def test_words_leave_out_the_stretches_they_are_told_to() -> None:
    seen = page("before<table><tr><td>Exhibit</table>after")
    place = next(p for p, s in enumerate(seen.stretches) if s.cells[-1].text == "Exhibit")
    assert seen.words(without={place}) == "before after"


def test_bytes_that_are_no_utf_8_are_read_as_windows_1252() -> None:
    assert page("Café".encode("cp1252")).words() == "café"


def test_only_what_the_server_calls_html_or_does_not_name_is_html() -> None:
    assert page("", "text/HTML; charset=utf-8").is_html
    assert page("").is_html
    assert not page("", "application/json").is_html


@given(st.text("<>/!-='\"& atdr\n#1;", max_size=300) | st.binary(max_size=300))
def test_whatever_comes_is_read(body: str | bytes) -> None:
    assert isinstance(page(body).words(), str)


def test_a_character_reference_of_ten_thousand_digits_is_only_text() -> None:
    assert "&#1" in page("&#" + "1" * 10_000 + ";").words()


def test_a_page_of_nothing_but_open_tags_is_read_in_one_pass() -> None:
    # A parser that builds a tree takes minutes for this one.
    assert page("<div>" * MAX_TAGS).words() == ""


def test_a_page_with_more_tags_than_any_court_s_is_no_html() -> None:
    """Nothing is followed on it; what it says is still seen."""
    assert page("<p>" * MAX_TAGS).is_html
    overlong = page("<p>login" + "<p>" * MAX_TAGS)
    assert not overlong.is_html
    assert "login" in overlong.words()
