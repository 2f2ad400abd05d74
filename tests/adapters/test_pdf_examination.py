"""What a look at a PDF finds, without a worker around it."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings, strategies as st

from docketmail.adapters.pdf_examination import examined
from docketmail.core.examination import Examined, Oddity
from docketmail.demo.pdfs import make_encrypted_pdf, make_pdf, make_signed_pdf
from papers import PAGE, PAGES, changed, paper, raw, saved


@pytest.mark.parametrize("pages", [1, 20, 300])
def test_every_page_is_counted_and_nothing_is_odd(pages: int) -> None:
    for modern in (False, True):
        assert examined(paper(pages, modern=modern)) == Examined(pages)


def test_pages_below_several_nodes_are_counted() -> None:
    node = b"<< /Type /Pages /Parent 2 0 R /Kids [5 0 R 5 0 R] /Count 2 >>"
    root = b"<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] /Count 4 >>"
    inner = b"<< /Type /Pages /Parent 2 0 R /Kids [5 0 R] /Count 1 >>"
    assert examined(raw(root, node, inner, PAGE)) == Examined(4)


@pytest.mark.parametrize("said", [0, 1, 3, 12, -1])
def test_a_tree_that_says_otherwise_than_it_is_counts_for_nothing(said: int) -> None:
    root = b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count %d >>" % said
    node = b"<< /Type /Pages /Parent 2 0 R /Kids [4 0 R 4 0 R 4 0 R] /Count 9 >>"
    assert examined(raw(root, node, PAGE)) == Examined(None, Oddity.DAMAGED)


def test_a_signed_paper_is_not_odd() -> None:
    assert examined(make_signed_pdf("Order")) == Examined(1)


@pytest.mark.parametrize("algorithm", ["", "RC4"])
def test_an_encrypted_paper_that_opens_is_counted(algorithm: str) -> None:
    how = pikepdf.Encryption(owner="o", user="", R=3, aes=False, metadata=False)
    pdf = make_encrypted_pdf("Order")
    if algorithm:
        pdf = saved(pikepdf.open(BytesIO(paper())), encryption=how)
    assert examined(pdf) == Examined(1, Oddity.ENCRYPTED)


def test_what_is_locked_is_not_counted_and_what_is_written_outside_is_seen() -> None:
    assert examined(make_encrypted_pdf("Order", "secret")) == Examined(None, Oddity.LOCKED)


@pytest.mark.parametrize(
    "action",
    [b"[3 0 R /Fit]", b"<< /S /GoTo /D [3 0 R /Fit] >>", b"<< /D [3 0 R /Fit] /S /GoTo >>"],
)
def test_a_paper_that_opens_at_a_page_of_its_own_is_not_odd(action: bytes) -> None:
    assert examined(raw(PAGES, PAGE, root=b"/OpenAction " + action)) == Examined(1)


@pytest.mark.parametrize(
    ("root", "oddity"),
    [
        (b"/OpenAction << /S /Named /N /Print >>", Oddity.LAUNCHES),
        (b"/OpenAction << /S /Launch /F (x) >>", Oddity.LAUNCHES),
        (b"/AA << /WC << /S /JavaScript /JS (1) >> >>", Oddity.SCRIPTS),
        (b"/AA << /WC << /S /#4aava#53cript /JS (1) >> >>", Oddity.SCRIPTS),
        (b"/Names << /EmbeddedFiles << /Names [] >> >>", Oddity.EMBEDDED),
    ],
)
def test_what_a_paper_would_do_is_said(root: bytes, oddity: Oddity) -> None:
    assert examined(raw(PAGES, PAGE, root=root)) == Examined(1, oddity)


@pytest.mark.parametrize("name", [b"Launching", b"JavaScripts", b"Lau#6Eche", b"Movies.x"])
def test_a_name_that_begins_alike_is_another(name: bytes) -> None:
    assert examined(raw(PAGES, PAGE, root=b"/X /" + name)) == Examined(1)


def test_a_script_that_is_hidden_in_an_object_stream_is_found() -> None:
    pdf = pikepdf.open(BytesIO(paper(3, modern=True)))
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")
    pdf.Root.Names = pdf.make_indirect(pikepdf.Dictionary(JavaScript=pdf.make_indirect(action)))
    hidden = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in hidden
    assert examined(hidden) == Examined(3, Oddity.SCRIPTS)


def test_a_portfolio_is_made_of_other_files() -> None:
    names = pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary(Names=[]))
    portfolio = changed(Collection=pikepdf.Dictionary(), Names=names)
    assert Oddity.EMBEDDED in examined(portfolio).oddities


def test_a_web_page_before_a_paper_is_said_and_one_far_behind_is_text() -> None:
    assert Oddity.WEB_PAGE in examined(b"%PDF-1.4\n<!DOCTYPE html>" + make_pdf("Order")).oddities
    assert examined(make_pdf("Order") + b"%" + bytes(2000) + b"<html>").oddities == Oddity(0)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([paper(2), paper(2, modern=True), make_encrypted_pdf("Order")]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), max_size=6),
)
def test_a_wounded_paper_has_its_two_pages_or_none_that_are_known(
    court: bytes, wounds: list[tuple[float, bytes]]
) -> None:
    for place, wound in wounds:
        at = int(place * len(court))
        court = court[:at] + wound + court[at + len(wound) :]
    try:
        found = examined(court)
    except Exception:  # noqa: BLE001 - in the worker, too, whatever comes ends the work
        return
    assert found.pages in {None, 0, 1, 2} or found.oddities
