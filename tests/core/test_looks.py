from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.looks import REMOVED, court_page, tells, without_looks
from docketmail.core.notice import Link


LOOK = (
    "https://ecf.cand.uscourts.gov/doc1/035122021132?caseid=401001&de_seq_num=30&magic_num=77910494"
)


@pytest.mark.parametrize(
    "look",
    [
        LOOK,
        "https://ecf.ca2.uscourts.gov/docs1/00204410077?uid=c31f0a7d52e94b68",
        "https://ca9-showdoc.azurewebsites.us/NDA/0a1b2c3d-1111-2222-3333-444455556666",
        "https://nam02.safelinks.example/?url=https%3A%2F%2Fecf.x.gov%2Fdoc1%2F1%3Fmagic_num%3D779",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__x_doc1_1-3Fmagic-5Fnum-3D77910494",
        "ecf.cand.uscourts.gov/doc1/035122021132?magic_num=77910494",
        "https://maine.tylertech.cloud/ViewDocuments.aspx?FID=7d0b5d0e-1111-2222-3333-444455556666",
        "https://maine.tylerhost.net/ViewServiceDocuments.aspx?SID=7d0b5d0e",
        "https://maine.tylertech.cloud/DownloadResource.ashx?RID=7d0b5d0e",
        "https://x.example/?url=https%3A%2F%2Fmaine.tylertech.cloud%2FViewDocuments.aspx%3FFID%3D7d",
        LOOK.replace("seq_", "seq\n_"),
        LOOK.replace("magic_num", "magic_\nnum"),
        LOOK.replace("num=7", "num=\n7"),
    ],
)
def test_a_look_is_taken_out_of_a_text(look: str) -> None:
    assert without_looks(f"before {look} after") == f"before {REMOVED} after"


def test_a_link_without_a_secret_stays() -> None:
    text = "See https://www.cand.uscourts.gov/zoom for a = b."
    assert without_looks(text) == text


@given(st.text(alphabet=st.sampled_from(" \nmagic_num=uid/NDA-5F%3Dx1:htps.&?"), max_size=60))
def test_no_secret_survives_whatever_surrounds_it(text: str) -> None:
    out = without_looks(f"{text} {LOOK} {text}magic_num=12 {text}/NDA/ab {text}uid=0f")
    assert not any(mark in out for mark in ("magic_num", "uid=", "/NDA/", "77910494"))


@pytest.mark.timeout(5)
@pytest.mark.parametrize("piece", ["a", "=", "\n", "magic", "https://", "x \n=", "uid ", "/NDA"])
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    assert without_looks(piece * 100_000) is not None


def test_a_secret_broken_by_white_space_still_tells() -> None:
    assert tells("magic\n_num=7")
    assert not tells("a magical number of 7 liquids")


def test_the_page_of_a_document_has_no_secret() -> None:
    assert court_page(Link(LOOK, "035122021132", "77910494")) == LOOK.split("?", maxsplit=1)[0]
    acms = "https://ca9-showdoc.azurewebsites.us/NDA/0a1b2c3d-1111-2222-3333-444455556666"
    assert court_page(Link(acms, "0a1b", "0a1b")) == ""
