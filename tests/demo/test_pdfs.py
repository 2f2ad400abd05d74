"""The toy court's papers are PDFs that others can read."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pypdf import PdfReader

from docketmail.demo.pdfs import (
    make_encrypted_pdf,
    make_pdf,
    make_recorded_pdf,
    make_signed_pdf,
)


@pytest.mark.parametrize("pages", [1, 3, 40])
def test_a_paper_has_its_pages_and_its_text(pages: int) -> None:
    reader = PdfReader(io.BytesIO(make_pdf("Order (granting) \\ motion", pages)), strict=True)
    assert len(reader.pages) == pages
    assert (
        reader.pages[pages - 1].extract_text()
        == f"Order (granting) \\ motion - page {pages} of {pages}"
    )


@pytest.mark.parametrize(
    "pdf",
    [
        make_pdf("Plain", 2),
        make_signed_pdf("Signed"),
        make_encrypted_pdf("Secret"),
        make_recorded_pdf("Hearing"),
    ],
)
def test_another_reader_finds_no_fault(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.check_pdf_syntax() == []


def test_a_signed_paper_shows_its_signature() -> None:
    with pikepdf.open(io.BytesIO(make_signed_pdf("Order"))) as opened:
        form = opened.Root.AcroForm
        assert form.SigFlags == 3
        assert form.Fields[0].V.Type == "/Sig"


def test_an_encrypted_paper_opens_with_its_password_alone() -> None:
    reader = PdfReader(io.BytesIO(make_encrypted_pdf("Order", "clerk's secret")))
    assert reader.is_encrypted
    assert not reader.decrypt("guess")
    assert reader.decrypt("clerk's secret")
    assert "Order" in reader.pages[0].extract_text()


def test_a_recording_is_a_file_inside_the_paper() -> None:
    reader = PdfReader(io.BytesIO(make_recorded_pdf("Hearing")))
    assert [*reader.attachments] == ["hearing.mp3"]
    assert len(reader.pages) == 1
