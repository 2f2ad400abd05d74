from __future__ import annotations

from pathlib import Path

import pytest

from docketmail.core.courts.cmecf.menu import Row, list_of, menu_of
from docketmail.core.courts.cmecf.urls import LookUrl
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, PaperRef
from docketmail.core.webpage import WebPage, read_webpage


PAGES = Path(__file__).parents[3] / "pages"
URL = "https://ecf.xyzd.uscourts.gov/doc1/999000000100?caseid=4711&de_seq_num=30&magic_num=55501234"
LINK = Link(URL, "999000000100", "55501234", "30", "4711")
MENU = (PAGES / "menu.html").read_text()
MAIN_ARGUMENTS = "'/doc1/999100000100','4711','30','','','','55501234','',''"


def page(text: str) -> WebPage:
    return read_webpage(Answer(URL, 200, body=text.encode()))


def rows(text: str, link: Link = LINK) -> tuple[Row, ...]:
    look = LookUrl.of(link)
    assert look is not None
    return menu_of(page(text), look, link).rows


def test_a_menu_lists_what_it_prints_of_each_document() -> None:
    assert [row.paper for row in rows(MENU)] == [
        PaperRef(0, "999100000100", "", 12, 1_500_000),
        PaperRef(
            1,
            "999100000101",
            "Exhibit A: Transaction Receipt & PACER Login of the Widget Company",
            1,
            360_000,
        ),
        PaperRef(3, "999100000103", "Proposed Order", 2, 90_000),
    ]
    assert all(row.free for row in rows(MENU))


def test_checkboxes_tell_bytes_and_pages_exactly() -> None:
    assert [row.paper for row in rows((PAGES / "menu_with_boxes.html").read_text())] == [
        PaperRef(0, "999100000100", "", 6, 185_515),
        PaperRef(1, "999100000101", "12", 2, 151_476),
    ]


@pytest.mark.parametrize(
    ("what", "instead"),
    [
        ("55501234", "66601234"),  # somebody else's look
        ("55501234", ""),  # a signed-in user's menu
        ("'4711'", "'4712'"),  # another case
        ("'30','','','','5", "'30','1','','','5"),  # the receipt was accepted
        ("ecf.xyzd.", "ecf.other."),  # another court
        ('href="https://ecf.xyzd.uscourts.gov/doc1/999100000100"', 'href="/doc1/999100000999"'),
    ],
)
def test_a_row_that_is_not_ours_is_not_free(what: str, instead: str) -> None:
    assert not rows(MENU.replace(what, instead))[0].free


@pytest.mark.parametrize("magic", ["MAGIC", "", "0", "\u0665"])
def test_a_placeholder_is_nobody_s_look_even_where_it_matches(magic: str) -> None:
    link = Link(URL, LINK.document_id, magic, "30", "4711")
    assert not any(row.free for row in rows(MENU.replace("55501234", magic), link))


def test_a_row_of_an_appellate_link_is_never_free() -> None:
    url = "https://ecf.xyzd.uscourts.gov/docs1/999000000100?uid=55501234"
    assert not any(row.free for row in rows(MENU, Link(url, "999000000100", "55501234")))


def test_a_link_without_a_case_takes_the_rows_of_any() -> None:
    assert rows(MENU, Link(URL, "999000000100", "55501234"))[0].free


def test_a_link_that_calls_go_dls_twice_or_too_short_is_no_row() -> None:
    twice = MENU.replace(f"goDLS({MAIN_ARGUMENTS})", f"goDLS({MAIN_ARGUMENTS});goDLS('/doc1/1')")
    assert "999100000100" not in {row.paper.document_id for row in rows(twice)}
    short = MENU.replace(MAIN_ARGUMENTS, "'/doc1/999100000100','4711','30'")
    assert "999100000100" not in {row.paper.document_id for row in rows(short)}


def test_a_bankruptcy_row_has_more_arguments() -> None:
    longer = MENU.replace(MAIN_ARGUMENTS, MAIN_ARGUMENTS[:-3] + "'7','8','9'")
    assert rows(longer)[0].free


def test_a_page_without_the_heading_is_no_menu() -> None:
    assert rows(MENU.replace("Document Selection Menu", "Documents")) == ()


def test_a_document_that_is_listed_twice_is_one_row() -> None:
    assert len(rows(MENU + MENU)) == len(rows(MENU))


def test_a_main_document_that_the_menu_leaves_out_gives_its_index_to_nobody() -> None:
    without = MENU.replace("999100000100", "999100000109").replace(">9</a>", ">4</a>")
    assert [row.paper.index for row in rows(without)] == [4, 1, 3]


def test_of_a_short_id_the_first_row_is_the_main_document() -> None:
    link = Link(URL.replace("999000000100", "9990"), "9990", "55501234", "30", "4711")
    assert [row.paper.index for row in rows(MENU, link)] == [0, 1, 3]


def test_parts_of_a_bankruptcy_menu_count_from_the_main_document_on() -> None:
    parts = MENU.replace("<B>Attachment</B>", "Part").replace(">1</a>", ">2</a>")
    assert [row.paper.index for row in rows(parts)] == [0, 1, 2]


def test_two_rows_with_one_number_have_two_indexes() -> None:
    assert [row.paper.index for row in rows(MENU.replace(">3</a>", ">1</a>"))] == [0, 1, 2]


def test_two_documents_in_one_table_row_are_both_listed_and_not_described() -> None:
    one = MENU.replace("</tr>\n<tr>\n<td valign=top><a href='/doc1/", "<td><a href='/doc1/")
    assert [row.paper.description for row in rows(one)][1:] == ["", ""]


def test_an_appellate_list_is_named_and_never_free() -> None:
    listed = list_of(page((PAGES / "appellate_list.html").read_text())).rows
    assert [row.paper for row in listed] == [
        PaperRef(0, "999150000100", "Main Document", 27, None),
        PaperRef(1, "999150000101", "", 5, 8_890),
    ]
    assert not any(row.free for row in listed)
    assert list_of(page(MENU)).rows == ()
