"""Random and mutated PDFs: each is labelled or goes as it came; no page is lost, no worker is left behind."""

from __future__ import annotations

import pytest

from docketmail.adapters.labeller import PdfLabeller
from docketmail.core.label import Label
from docketmail.demo.pdfs import make_encrypted_pdf, make_pdf, make_signed_pdf
from mutants import mutations
from papers import paper


LABEL = Label("a.pdf", "45 Order", "vtd", "2:26-cv-00771", "45", "2026-03-02", "45 Order")


LABELLED = 3
"""Of the unchanged ones; of the changed nearly all are unfit, since every offset behind a change is wrong."""


def originals() -> list[bytes]:
    return [
        paper(2, ("One", "Two")),
        paper(3, modern=True),
        make_pdf("Order", pages=2),
        make_signed_pdf("Signed"),
        make_encrypted_pdf("Secret"),
    ]


async def label_all(count: int) -> int:
    labeller = PdfLabeller(seconds=5.0)
    await labeller.start()
    labelled = 0
    try:
        for pdf in (*originals(), *mutations(originals(), count)):
            done = await labeller.label(pdf, LABEL)
            if done.copy is not None:
                labelled += 1
                assert done.copy.startswith(pdf), "the court's bytes stay as they are"
                assert not done.found.oddities
    finally:
        await labeller.close()
    return labelled


async def test_hundreds_of_mutated_pdfs_each_end_as_a_value() -> None:
    assert await label_all(200) >= LABELLED


@pytest.mark.soak
@pytest.mark.timeout(1800)
async def test_ten_thousand_mutated_pdfs_each_end_as_a_value() -> None:
    assert await label_all(10_000) >= LABELLED
