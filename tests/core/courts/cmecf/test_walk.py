from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from docketmail.core.courts.cmecf.walk import retrieve
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, Cut, Get, PaperRef, Refusal, Step, Walked


PAGES = Path(__file__).parents[3] / "pages"
HOST = "https://ecf.xyzd.uscourts.gov"
QUERY = "caseid=4711&de_seq_num=30&magic_num=55501234"
ENTRY, MAIN, FIRST, THIRD = "999000000100", "999100000100", "999100000101", "999100000103"
LINK = Link(f"{HOST}/doc1/{ENTRY}?{QUERY}", ENTRY, "55501234", "30", "4711")
APPELLATE = Link(
    "https://ecf.ca99.uscourts.gov/docs1/999050000100?uid=0123456789abcdef",
    "999050000100",
    "0123456789abcdef",
)
FILE = f"{HOST}/cgi-bin/show_temp.pl?file=777-0--1.pdf&type=application/pdf"

Reply = Answer | Cut
PDF = Answer("", 200, "application/pdf", is_pdf=True)
CUT = Cut("the peer closed")


def page(name: str) -> Answer:
    return Answer("", 200, "text/html", body=(PAGES / f"{name}.html").read_bytes())


MENU, FRAME, LOGIN, RECEIPT = (page(n) for n in ("menu", "frame", "login", "receipt"))
APPELLATE_LIST = page("appellate_list")
GONE = Answer(
    "", 200, "text/html", body=b"<html><body>This document is not available.</body></html>"
)
CHALLENGE = Answer("", 200, "text/html", body=b"<div class=g-recaptcha>")
SIGNED_IN = page("menu_of_a_signed_in_user")


def url(document_id: str) -> str:
    return f"{HOST}/doc1/{document_id}?{QUERY}&use_magic=1"


def walk(replies: list[Reply], *, announced: bool, link: Link = LINK) -> tuple[list[Get], Walked]:
    """Every request and the end; the replies must be just enough."""
    gets, walked, rest = walk_until_it_ends(replies, announced=announced, link=link)
    assert rest == []
    return gets, walked


def _get(step: Step) -> Get:
    """A federal court is never sent a form."""
    assert isinstance(step, Get)
    return step


def walk_until_it_ends(
    replies: list[Reply], *, announced: bool, link: Link
) -> tuple[list[Get], Walked, list[Reply]]:
    steps = retrieve(link, announced=announced)
    gets: list[Get] = []
    rest = iter(replies)
    try:
        gets.append(_get(next(steps)))
        while True:
            gets.append(_get(steps.send(next(rest))))
    except StopIteration as end:
        walked: Walked = end.value
        return gets, walked, list(rest)


def ids(papers: tuple[PaperRef, ...]) -> list[str]:
    return [paper.document_id for paper in papers]


def refusals(walked: Walked) -> dict[str, Refusal]:
    return {missing.paper.document_id: missing.refusal for missing in walked.missing}


def test_a_single_document_is_one_request_for_the_link_as_sent() -> None:
    gets, walked = walk([PDF], announced=False)
    assert gets == [Get(url(ENTRY), PaperRef(0, MAIN))]
    assert walked == Walked(obtained=(PaperRef(0, MAIN),))


def test_announced_attachments_come_after_the_main_document_and_the_menu() -> None:
    gets, walked = walk([PDF, MENU, PDF, PDF], announced=True)
    assert [get.url for get in gets] == [url(i) for i in (MAIN, ENTRY, FIRST, THIRD)]
    assert [get.paper.index if get.paper else None for get in gets] == [0, None, 1, 3]
    assert ids(walked.obtained) == [MAIN, FIRST, THIRD]
    assert walked.missing == ()


def test_the_menu_says_more_of_the_main_document_that_is_here_already() -> None:
    _, walked = walk([PDF, MENU, PDF, PDF], announced=True)
    assert walked.obtained[0] == PaperRef(0, MAIN, "", 12, 1_500_000)


def test_unannounced_attachments_are_found_in_the_menu() -> None:
    gets, walked = walk([MENU, PDF, PDF, PDF], announced=False)
    assert [get.url for get in gets] == [url(i) for i in (ENTRY, MAIN, FIRST, THIRD)]
    assert ids(walked.obtained) == [MAIN, FIRST, THIRD]


def test_a_frame_s_file_is_fetched_at_once() -> None:
    gets, walked = walk([FRAME, PDF], announced=False)
    assert gets[1] == Get(FILE, PaperRef(0, MAIN), second_hop=True)
    assert ids(walked.obtained) == [MAIN]


@pytest.mark.parametrize(
    ("second", "refusal"),
    [
        (LOGIN, Refusal.LOGIN),
        (FRAME, Refusal.UNKNOWN),
        (MENU, Refusal.UNKNOWN),
        (GONE, Refusal.CUT),
    ],
)
def test_behind_a_frame_nothing_but_a_pdf_counts(second: Reply, refusal: Refusal) -> None:
    gets, walked = walk([FRAME, second], announced=False)
    assert len(gets) == 2
    assert refusals(walked) == {MAIN: refusal}


def test_the_file_behind_a_frame_is_asked_for_three_times_at_the_most() -> None:
    gets, walked = walk([FRAME, CUT, CUT, PDF], announced=False)
    assert [get.second_hop for get in gets] == [False, True, True, True]
    assert ids(walked.obtained) == [MAIN]

    gets, walked = walk([FRAME, CUT, CUT, CUT], announced=False)
    assert len(gets) == 4
    assert refusals(walked) == {MAIN: Refusal.CUT}


def test_a_login_for_the_main_document_stops_that_paper_only() -> None:
    gets, walked = walk([LOGIN, MENU, PDF, PDF], announced=True)
    assert [get.url for get in gets] == [url(i) for i in (MAIN, ENTRY, FIRST, THIRD)]
    assert ids(walked.obtained) == [FIRST, THIRD]
    assert refusals(walked) == {MAIN: Refusal.LOGIN}
    assert walked.missing[0].paper.pages == 12


def test_a_login_for_a_row_stops_that_row_only() -> None:
    _, walked = walk([PDF, MENU, LOGIN, PDF], announced=True)
    assert ids(walked.obtained) == [MAIN, THIRD]
    assert refusals(walked) == {FIRST: Refusal.LOGIN}
    assert "password_field" in walked.missing[0].signals


def test_an_answer_that_breaks_off_costs_that_row_only() -> None:
    _, walked = walk([PDF, MENU, CUT, PDF], announced=True)
    assert ids(walked.obtained) == [MAIN, THIRD]
    assert refusals(walked) == {FIRST: Refusal.CUT}


def test_a_main_document_that_broke_off_is_not_asked_for_again() -> None:
    gets, walked = walk([CUT, MENU, PDF, PDF], announced=True)
    assert [get.url for get in gets].count(url(MAIN)) == 1
    assert refusals(walked) == {MAIN: Refusal.CUT}


@pytest.mark.parametrize(("menu", "refusal"), [(LOGIN, Refusal.LOGIN), (CUT, Refusal.CUT)])
def test_a_menu_that_is_refused_costs_the_attachments(menu: Reply, refusal: Refusal) -> None:
    _, walked = walk([PDF, menu], announced=True)
    assert ids(walked.obtained) == [MAIN]
    assert [(m.paper.index, m.refusal) for m in walked.missing] == [(1, refusal)]
    assert walked.missing[0].paper.description == "", "the notice may have named them"


def test_a_main_document_in_the_menu_s_place_is_taken_where_it_is_still_missing() -> None:
    gets, walked = walk([LOGIN, PDF], announced=True)
    assert gets[1].paper == PaperRef(0, MAIN)
    assert ids(walked.obtained) == [MAIN]
    assert refusals(walked) == {ENTRY: Refusal.UNKNOWN}


def test_a_frame_in_the_menu_s_place_is_left_alone_where_nothing_is_missing() -> None:
    gets, walked = walk([PDF, FRAME], announced=True)
    assert len(gets) == 2
    assert refusals(walked) == {ENTRY: Refusal.UNKNOWN}


def test_a_menu_in_the_main_document_s_place_is_walked_and_not_asked_for_again() -> None:
    gets, walked = walk([MENU, PDF, PDF], announced=True)
    assert [get.url for get in gets] == [url(i) for i in (MAIN, FIRST, THIRD)]
    assert refusals(walked) == {MAIN: Refusal.UNKNOWN}


def test_a_link_to_the_document_itself_that_shows_a_menu_is_not_opened_twice() -> None:
    link = Link(LINK.url.replace(ENTRY, MAIN), MAIN, "55501234", "30", "4711")
    gets, walked = walk([MENU, PDF, PDF], announced=False, link=link)
    assert [get.url for get in gets] == [url(i) for i in (MAIN, FIRST, THIRD)]
    assert refusals(walked) == {MAIN: Refusal.UNKNOWN}


@pytest.mark.parametrize(
    ("end", "refusal"),
    [
        (RECEIPT, Refusal.RECEIPT),
        (CHALLENGE, Refusal.CHALLENGE),
        (SIGNED_IN, Refusal.UNKNOWN),
    ],
)
def test_money_a_challenge_and_a_session_end_the_whole_walk(end: Answer, refusal: Refusal) -> None:
    _, walked = walk([PDF, MENU, end], announced=True)
    assert refusals(walked) == {FIRST: refusal, THIRD: refusal}
    _, walked = walk([end], announced=True)
    assert refusals(walked) == {MAIN: refusal, ENTRY: refusal}


def test_rows_without_our_look_are_named_and_not_requested() -> None:
    other = Link(LINK.url.replace("55501234", "66601234"), ENTRY, "66601234", "30", "4711")
    gets, walked = walk([MENU], announced=False, link=other)
    assert len(gets) == 1
    assert refusals(walked) == dict.fromkeys((MAIN, FIRST, THIRD), Refusal.NOT_FREE)
    assert walked.missing[2].paper.description == "Proposed Order"


def test_a_main_document_that_the_menu_leaves_out_is_missing() -> None:
    hidden = Answer("", 200, body=MENU.body.replace(MAIN.encode(), b"999100000109"))
    _, walked = walk([hidden, PDF, PDF, PDF], announced=False)
    assert refusals(walked) == {MAIN: Refusal.UNKNOWN}


@pytest.mark.parametrize("announced", [True, False])
def test_a_short_bankruptcy_id_is_opened_as_it_was_sent(*, announced: bool) -> None:
    link = Link(f"{HOST}/doc1/9990?{QUERY}", "9990", "55501234", "30", "4711")
    gets, _ = walk([PDF], announced=announced, link=link)
    assert [get.url for get in gets] == [url("9990")]


def test_an_appellate_document_is_opened_as_it_was_sent() -> None:
    gets, walked = walk([PDF], announced=False, link=APPELLATE)
    assert [get.url for get in gets] == [APPELLATE.url]
    assert ids(walked.obtained) == ["999150000100"]


def test_the_rows_of_an_appellate_list_are_named_and_not_requested() -> None:
    gets, walked = walk([APPELLATE_LIST], announced=False, link=APPELLATE)
    assert len(gets) == 1
    assert set(refusals(walked).values()) == {Refusal.NOT_FREE}
    assert [missing.paper.description for missing in walked.missing] == ["Main Document", ""]


def test_an_announced_appellate_main_document_is_obtained_before_the_list() -> None:
    gets, walked = walk([PDF, APPELLATE_LIST], announced=True, link=APPELLATE)
    assert [get.url for get in gets] == [
        APPELLATE.url.replace("/999050", "/999150"),
        APPELLATE.url,
    ]
    assert ids(walked.obtained) == ["999150000100"]
    assert refusals(walked) == {"999150000101": Refusal.NOT_FREE}


def test_a_link_that_cm_ecf_does_not_send_is_not_opened() -> None:
    link = Link("https://example.com/doc1/999000000100?magic_num=1", ENTRY, "1")
    gets, walked = walk([], announced=True, link=link)
    assert gets == []
    assert refusals(walked) == {ENTRY: Refusal.UNKNOWN}


ANSWERS: list[Reply] = [
    PDF,
    CUT,
    MENU,
    FRAME,
    LOGIN,
    RECEIPT,
    CHALLENGE,
    SIGNED_IN,
    APPELLATE_LIST,
    Answer("", 302, location="/cgi-bin/show_temp.pl?file=1.pdf"),
    Answer("", 302, location="https://example.com/cgi-bin/show_temp.pl?file=1.pdf"),
]


@given(
    replies=st.lists(st.sampled_from(ANSWERS), min_size=12, max_size=12),
    announced=st.booleans(),
    link=st.sampled_from([LINK, APPELLATE]),
)
def test_whatever_is_answered_the_walk_stays_in_its_yard_and_accounts_for_every_paper(
    *,
    replies: list[Reply],
    announced: bool,
    link: Link,
) -> None:
    gets, walked, _ = walk_until_it_ends(replies, announced=announced, link=link)
    yard = tuple(f"https://{link.host}/{p}" for p in ("doc1/", "docs1/", "cgi-bin/show_temp.pl?"))
    looks = [get.url for get in gets if not get.second_hop]
    assert all(get.url.startswith(yard) for get in gets)
    assert len(set(looks)) == len(looks)
    told = [*walked.obtained, *(missing.paper for missing in walked.missing)]
    assert len({paper.document_id for paper in told}) == len(told)
    assert {get.paper.index for get in gets if get.paper} <= {paper.index for paper in told}
