from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.courts.cmecf.urls import LookUrl, main_document_id
from docketmail.core.notice import Link


MAILED = "https://ecf.xyzd.uscourts.gov/doc1/999000000100?pdf_header=&magic_num=55501234&de_seq_num=30&caseid=4711"


def look(url: str = MAILED) -> LookUrl | None:
    return LookUrl.of(Link(url, "999000000100", "55501234"))


LOOK = LookUrl("ecf.xyzd.uscourts.gov", "doc1", "999000000100", "magic_num=55501234")


def test_the_query_stays_as_it_was_mailed_and_use_magic_is_added() -> None:
    mailed = look()
    assert mailed is not None
    assert mailed.of_document("999100000100") == (
        "https://ecf.xyzd.uscourts.gov/doc1/999100000100"
        "?pdf_header=&magic_num=55501234&de_seq_num=30&caseid=4711&use_magic=1"
    )


def test_use_magic_is_not_added_twice() -> None:
    mailed = look(MAILED + "&use_magic=1")
    assert mailed is not None
    assert mailed.of_document("1").count("use_magic") == 1


def test_an_appellate_look_is_sent_without_use_magic() -> None:
    mailed = look("https://ecf.ca99.uscourts.gov/docs1/99900000010?uid=0123456789abcdef")
    assert mailed is not None
    assert mailed.is_appellate
    assert mailed.of_document(mailed.document_id) == (
        "https://ecf.ca99.uscourts.gov/docs1/99900000010?uid=0123456789abcdef"
    )


def test_a_host_in_capitals_and_a_fragment_are_the_same_look() -> None:
    mailed = look("HTTPS://ECF.XYZD.uscourts.gov/doc1/999000000100?magic_num=55501234#page=2")
    assert mailed == LOOK


@pytest.mark.parametrize(
    "url",
    [
        MAILED.replace("https", "http"),
        MAILED.replace("ecf.", "user@ecf."),
        MAILED.replace(".gov/", ".gov:444/"),
        "https://ecf.xyzd.uscourts.gov/doc1/999000000100",
        "https://ecf.xyzd.uscourts.gov/cgi-bin/DktRpt.pl?4711",
        MAILED + " x",
    ],
)
def test_anything_else_is_no_look(url: str) -> None:
    assert look(url) is None


@pytest.mark.parametrize(
    "reference",
    [
        "/cgi-bin/show_temp.pl?file=1.pdf&type=application/pdf",
        "https://ecf.xyzd.uscourts.gov/cgi-bin/show_temp.pl?file=1.pdf&type=application/pdf",
        "//ecf.xyzd.uscourts.gov/cgi-bin/show_temp.pl?file=1.pdf&type=application/pdf",
        "/cgi-bin/show_temp.pl?file=1.pdf\n&type=application/pdf",
        "../cgi-bin/show_temp.pl?file=1.pdf&type=application/pdf#toolbar",
    ],
)
def test_the_court_s_own_temporary_file_is_one(reference: str) -> None:
    assert LOOK.of_temporary_file(reference) == (
        "https://ecf.xyzd.uscourts.gov/cgi-bin/show_temp.pl?file=1.pdf&type=application/pdf"
    )


@pytest.mark.parametrize(
    "reference",
    [
        "https://ecf.other.uscourts.gov/cgi-bin/show_temp.pl?file=1.pdf",
        "http://ecf.xyzd.uscourts.gov/cgi-bin/show_temp.pl?file=1.pdf",
        "https://ecf.xyzd.uscourts.gov:8443/cgi-bin/show_temp.pl?file=1.pdf",
        "https://user@ecf.xyzd.uscourts.gov/cgi-bin/show_temp.pl?file=1.pdf",
        "https://ecf.xyzd.uscourts.gov.example.com/cgi-bin/show_temp.pl?file=1.pdf",
        "https://[/cgi-bin/show_temp.pl?file=1.pdf",
        "/cgi-bin/show_temp.pl",
        "/cgi-bin/show_temp.plx?file=1.pdf",
        "/cgi-bin/DktRpt.pl?4711",
        "show_temp.pl?file=1.pdf",
        "javascript:show_temp.pl",
        "./files/saved_resource.html",
        "",
    ],
)
def test_no_other_reference_is_a_temporary_file(reference: str) -> None:
    assert LOOK.of_temporary_file(reference) is None


@given(st.text(max_size=60))
def test_a_temporary_file_never_leaves_the_court(reference: str) -> None:
    file = LOOK.of_temporary_file(reference)
    assert file is None or file.startswith("https://ecf.xyzd.uscourts.gov/cgi-bin/show_temp.pl?")


@pytest.mark.parametrize(
    ("document_id", "main"),
    [
        ("999000000100", "999100000100"),
        ("999100000100", "999100000100"),
        ("0280", None),
        ("99920000100", None),
        ("", None),
    ],
)
def test_the_fourth_digit_tells_the_main_document(document_id: str, main: str | None) -> None:
    assert main_document_id(document_id) == main
