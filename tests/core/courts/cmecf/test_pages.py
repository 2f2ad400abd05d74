from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from docketmail.core.courts.cmecf.pages import Page, read_page
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, PageKind


PAGES = Path(__file__).parents[3] / "pages"
HOST = "https://ecf.xyzd.uscourts.gov"
URL = f"{HOST}/doc1/999000000100?caseid=4711&de_seq_num=30&magic_num=55501234"
LINK = Link(URL, "999000000100", "55501234", "30", "4711")
MENU = (PAGES / "menu.html").read_text()
FRAME = (PAGES / "frame.html").read_text()
FILE = f"{HOST}/cgi-bin/show_temp.pl?file=777-0--1.pdf&type=application/pdf"


def read(
    text: str, status: int = 200, content_type: str = "text/html", location: str | None = None
) -> Page:
    return read_page(Answer(URL, status, content_type, location, body=text.encode()), LINK)


def test_a_pdf_is_a_pdf_whatever_words_stand_in_it() -> None:
    assert read_page(Answer(URL, 200, is_pdf=True), LINK).kind is PageKind.PDF


def test_a_frame_leads_to_the_court_s_temporary_file() -> None:
    assert read(FRAME).kind is PageKind.FRAME
    assert read(FRAME).frame == FILE
    assert read(FRAME.replace("iframe", "embed")).frame == FILE


def test_a_redirect_to_the_temporary_file_is_a_frame() -> None:
    assert (
        read("", 302, location="/cgi-bin/show_temp.pl?file=777-0--1.pdf&type=application/pdf").frame
        == FILE
    )


@pytest.mark.parametrize(
    "location",
    [
        None,
        "",
        f"{HOST}/doc1/999100000100?magic_num=55501234",
        "http://ecf.xyzd.uscourts.gov/cgi-bin/show_temp.pl?file=1",
        "https://example.com/cgi-bin/show_temp.pl?file=1",
        "https://pacer.login.uscourts.gov/csologin/login.jsf",
    ],
)
def test_no_other_redirect_is_followed(location: str | None) -> None:
    page = read("", 302, location=location)
    assert page.frame is None
    assert page.kind in {PageKind.UNKNOWN, PageKind.LOGIN}


def test_a_script_that_jumps_to_the_temporary_file_is_a_frame() -> None:
    # juriscraper, reports.py:361: seen in the Northern District of Oklahoma.
    for quote in ("'", '"'):
        page = read(f"<script type=x>\nwindow.location = {quote}{FILE}{quote};</script>")
        assert (page.kind, page.frame) == (PageKind.FRAME, FILE)


@pytest.mark.parametrize(
    "script",
    [
        f"window.location='{FILE.replace('ecf.xyzd', 'ecf.xyze')}'",
        f"window.location='{FILE.replace('show_temp', 'DktRpt')}'",
        f"window.location='{FILE}'; window.location='/cgi-bin/show_multidocs.pl?caseid=4711'",
        f"window.location=\"{FILE}'",
        f"window.location.hash='{FILE}'",
        f"top.location.replace('{FILE}')",
    ],
)
def test_a_script_that_goes_anywhere_else_too_is_no_frame(script: str) -> None:
    assert read(f"<script>{script}</script>").frame is None


def test_a_frame_counts_whatever_a_script_would_do_at_a_click() -> None:
    script = (
        "<script>function view() {window.location='TransportRoom?servlet=ShowDocMulti'}</script>"
    )
    assert read(FRAME.replace("</body>", f"{script}</body>")).frame == FILE


def test_a_page_that_only_mentions_the_temporary_file_is_no_frame() -> None:
    assert read(f"<a href='{FILE}'>open</a><p>window.location='{FILE}'").frame is None


def test_a_frame_of_another_page_is_no_frame() -> None:
    # A resize monitor stands on signed-in pages (juriscraper's samples cand_1, ctd_1, txwd_1, vaed_1).
    assert (
        read("<iframe id=_yuiResizeMonitor src='./saved_resource.html'>").kind is PageKind.UNKNOWN
    )


def test_two_different_frames_are_none() -> None:
    assert read(FRAME + FRAME.replace("777", "778")).kind is PageKind.UNKNOWN
    assert read(FRAME + FRAME).frame == FILE


def test_a_menu_with_our_look_is_a_menu() -> None:
    page = read(MENU)
    assert page.kind is PageKind.MENU
    assert [row.free for row in page.rows] == [True, True, True]
    assert "row_with_our_look" in page.signals


def test_a_menu_with_somebody_else_s_look_is_a_menu_without_a_free_row() -> None:
    page = read(MENU.replace("55501234", "66601234"))
    assert page.kind is PageKind.MENU
    assert not any(row.free for row in page.rows)
    assert page.signals == ("row_without_our_look",)


@pytest.mark.parametrize("good", [MENU, FRAME])
@pytest.mark.parametrize(
    "sign",
    [
        "<input type=password>",
        "<a href='/cgi-bin/login.pl?logout'>Log Out</a>",
        "<p>Billable Pages: 2</p>",
        "<div class=g-recaptcha></div>",
        "<input type=email>",
    ],
)
def test_a_good_page_with_the_sign_of_a_gate_leads_nowhere(good: str, sign: str) -> None:
    page = read(good.replace("</body>", f"{sign}</body>"))
    assert page.rows == ()
    assert page.frame is None
    assert page.kind not in {PageKind.MENU, PageKind.FRAME}


@pytest.mark.parametrize("good", [MENU, FRAME])
def test_a_good_page_counts_with_status_200_and_as_html_alone(good: str) -> None:
    leads_on = {PageKind.MENU, PageKind.FRAME}
    assert read(good, content_type="").kind in leads_on
    assert read(good, content_type="application/json").kind not in leads_on
    assert read(good, 206).kind not in leads_on
    assert read(good, 503).kind not in leads_on


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("menu_of_a_signed_in_user.html", PageKind.UNKNOWN),
        ("appellate_list.html", PageKind.MENU),
        ("login.html", PageKind.LOGIN),
        ("receipt.html", PageKind.RECEIPT),
        ("appellate_receipt.html", PageKind.RECEIPT),
    ],
)
def test_a_sample_is_what_it_is(name: str, kind: PageKind) -> None:
    page = read((PAGES / name).read_text())
    assert page.kind is kind
    assert not any(row.free for row in page.rows)


def test_a_signed_in_user_s_page_says_so() -> None:
    assert read((PAGES / "menu_of_a_signed_in_user.html").read_text()).of_a_session
    assert not read(MENU).of_a_session


def test_a_link_of_no_cm_ecf_leads_nowhere() -> None:
    elsewhere = Link("https://example.com/doc1/1", "1", "55501234")
    assert read_page(Answer(URL, 200, body=MENU.encode()), elsewhere).rows == ()


PIECES = st.lists(
    st.sampled_from([*MENU.split("'"), *FRAME.split(" "), "<input type=password>", "<tr>", "<a "])
    | st.text(max_size=8)
)


@given(
    body=PIECES.map(lambda pieces: "'".join(pieces).encode()) | st.binary(max_size=200),
    status=st.integers(100, 599),
    content_type=st.sampled_from(["", "text/html", "text/plain"]) | st.text(max_size=12),
    location=st.none() | st.text(max_size=40),
)
def test_whatever_comes_nothing_is_followed_off_the_court(
    body: bytes, status: int, content_type: str, location: str | None
) -> None:
    page = read_page(Answer(URL, status, content_type, location, body=body), LINK)
    assert page.frame is None or page.frame.startswith(f"{HOST}/cgi-bin/show_temp.pl?")
    assert all(row.paper.document_id.isdecimal() for row in page.rows)
    assert page.kind is PageKind.MENU or not page.rows
    assert page.kind is PageKind.FRAME or page.frame is None


def test_a_menu_of_hundreds_of_papers_is_read_in_one_pass() -> None:
    row = MENU[MENU.index("<tr>\n") : MENU.index("</table>")]
    many = "".join(row.replace("9991000001", f"9991{n:06}") for n in range(400))
    assert len(read(MENU.replace("</table>", many)).rows) > 400
