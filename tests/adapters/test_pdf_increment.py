"""The label inside a copy, checked by another PDF library (qpdf, by way of pikepdf)."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings, strategies as st

from docketmail.adapters.pdf_examination import DamagedError
from docketmail.adapters.pdf_increment import UnfitError, appendix
from papers import PAGE, PAGES, changed, paper, raw, saved


LABEL = {
    "title": "Quenby v. Ostrander \N{EN DASH} Ex. B to Motion",
    "court": "S.D.N.Y.",
    "case": "1:26-cv-04711",
    "document": "45-2",
    "date": "2026-03-04",
    "bookmark": "[45-2] Exhibit é 日本",
}
SHAPES = [
    pytest.param(paper(), id="one page"),
    pytest.param(paper(20, ("Facts", "Law")), id="bookmarks"),
    pytest.param(paper(20, modern=True), id="cross-reference stream"),
    pytest.param(paper(20, ("Facts", "Law"), modern=True), id="bookmarks in an object stream"),
    pytest.param(saved(pikepdf.open(BytesIO(paper(20))), linearize=True), id="linearized"),
    pytest.param(raw(PAGES, PAGE), id="no information, no identity"),
    pytest.param(raw(PAGES, PAGE, size=2), id="a size that is too small"),
    pytest.param(raw(PAGES, PAGE, b"<< /Type /Outlines >>", root=b"/Outlines 4 0 R"), id="empty"),
    pytest.param(changed(AcroForm=pikepdf.Dictionary(Fields=[])), id="a form"),
    pytest.param(paper() + b"\n% printed by a scanner\n", id="words after the end"),
]


def contents(pdf: pikepdf.Pdf) -> list[bytes]:
    return [page.Contents.read_bytes() if "/Contents" in page.obj else b"" for page in pdf.pages]


@pytest.mark.parametrize("court", SHAPES)
def test_a_labelled_copy_is_a_valid_pdf_that_says_what_it_is(court: bytes) -> None:
    with pikepdf.open(BytesIO(court + appendix(court, LABEL))) as copy:
        assert copy.check_pdf_syntax() == []
        assert str(copy.docinfo.Title) == LABEL["title"]
        assert str(copy.docinfo.Author) == "S.D.N.Y."
        assert str(copy.docinfo.Subject) == "1:26-cv-04711"
        assert str(copy.docinfo.Keywords) == "S.D.N.Y., 1:26-cv-04711, 45-2, 2026-03-04"
        with copy.open_outline() as outline:
            assert outline.root[0].title == LABEL["bookmark"]
            assert copy.Root.Outlines.First.Dest[0].objgen == copy.pages[0].objgen


@pytest.mark.parametrize("court", SHAPES)
def test_pages_and_their_contents_are_the_courts(court: bytes) -> None:
    with (
        pikepdf.open(BytesIO(court)) as before,
        pikepdf.open(BytesIO(court + appendix(court, LABEL))) as after,
    ):
        assert contents(before) == contents(after)
        assert [page.objgen for page in before.pages] == [page.objgen for page in after.pages]


def test_the_filers_bookmarks_and_producer_stay() -> None:
    court = paper(3, ("Facts", "Law"))
    with pikepdf.open(BytesIO(court + appendix(court, LABEL))) as copy:
        assert str(copy.docinfo.Producer) == "Quill 3"
        assert copy.Root.Outlines.Count == 3
        with copy.open_outline() as outline:
            assert [item.title for item in outline.root] == [LABEL["bookmark"], "Facts", "Law"]


def test_no_object_number_is_given_twice() -> None:
    court = raw(PAGES, PAGE, b"(evidence)", size=2)
    with pikepdf.open(BytesIO(court + appendix(court, LABEL))) as copy:
        assert bytes(copy.get_object(4, 0)) == b"evidence"


def test_the_same_paper_and_label_give_the_same_copy() -> None:
    assert appendix(paper(), LABEL) == appendix(paper(), LABEL)


def test_what_is_not_known_leaves_no_empty_keyword() -> None:
    court = paper()
    label = LABEL | {"document": "", "date": ""}
    with pikepdf.open(BytesIO(court + appendix(court, label))) as copy:
        assert str(copy.docinfo.Keywords) == "S.D.N.Y., 1:26-cv-04711"


def encrypted() -> bytes:
    return saved(pikepdf.open(BytesIO(paper())), encryption=pikepdf.Encryption(owner="o", user=""))


SIGNATURE = b"<< /Type /Sig /Filter /Adobe.PPKLite /ByteRange [0 10 20 30] /Contents <00> >>"


@pytest.mark.parametrize(
    ("court", "reason"),
    [
        (encrypted(), "encrypted"),
        (raw(PAGES, PAGE, SIGNATURE), "signed"),
        (raw(PAGES, PAGE, b"<< /T (Judge) /FT/Sig >>"), "signed"),
        (changed(AcroForm=pikepdf.Dictionary(SigFlags=3, Fields=[])), "form is signed"),
        (changed(Perms=pikepdf.Dictionary()), "certified"),
        (changed(AcroForm=pikepdf.Dictionary(XFA=[], Fields=[])), "XFA"),
        (changed(Collection=pikepdf.Dictionary()), "portfolio"),
    ],
)
def test_a_paper_that_must_not_be_touched_goes_as_it_came(court: bytes, reason: str) -> None:
    with pytest.raises(UnfitError, match=reason):
        appendix(court, LABEL)


@pytest.mark.parametrize(
    ("court", "reason"),
    [
        (changed(Outlines=pikepdf.Dictionary()), "no number"),
        (b"\n" + paper(), "header"),
        (paper()[:-30], "repair"),
        (raw(PAGES, PAGE).replace(b"startxref\n", b"startxref\n9"), "repair"),
        (raw(b"<< /Type /Pages /Kids [] /Count 0 >>"), "pages"),
        (raw(b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), "pages"),
        (b"<html>Log in</html>", "header"),
        (b"", "header"),
    ],
)
def test_a_paper_that_is_not_built_as_it_should_be_goes_as_it_came(
    court: bytes, reason: str
) -> None:
    with pytest.raises(DamagedError, match=reason):
        appendix(court, LABEL)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([paper(2, ("Facts",)), paper(2, ("Facts",), modern=True)]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4)), max_size=6),
)
def test_a_damaged_paper_is_left_alone_or_loses_nothing(
    court: bytes, wounds: list[tuple[float, bytes]]
) -> None:
    for place, wound in wounds:
        at = int(place * len(court))
        court = court[:at] + wound + court[at + len(wound) :]
    try:
        with pikepdf.open(BytesIO(court)) as before:
            pages = contents(before)
        tail = appendix(court, LABEL)
    except Exception:  # noqa: BLE001 - in the worker, too, whatever comes ends the work
        return
    with pikepdf.open(BytesIO(court + tail)) as after:
        assert contents(after) == pages
