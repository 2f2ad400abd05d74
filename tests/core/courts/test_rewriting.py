"""What scanners' links tell of the links they replaced."""

from __future__ import annotations

import pytest

from docketmail.core.courts.rewriting import is_rewritten, original


LOOK = "https://ecf.cand.uscourts.gov/doc1/1?caseid=2&magic_num=3"


@pytest.mark.parametrize(
    ("url", "was"),
    [
        ("https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fecf.cand.uscourts.gov%2Fdoc1%2F1%3Fcaseid%3D2%26magic_num%3D3&data=05", LOOK),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__ecf.cand.uscourts.gov_doc1_1-3Fcaseid-3D2-26magic-5Fnum-3D3&d=x", LOOK),
        (f"https://urldefense.com/v3/__{LOOK}__;!!abc$", LOOK),
        ("https://linkprotect.cudasvc.com/url?a=https%3a%2f%2fecf.cand.uscourts.gov%2fdoc1%2f1%3fcaseid%3d2%26magic_num%3d3&c=E", LOOK),
        ("https://protect-us.mimecast.com/s/AbC?domain=ecf.cand.uscourts.gov", "https://ecf.cand.uscourts.gov/"),
        ("https://urldefense.com/v3/nothing", ""),
    ],
)  # fmt: skip
def test_a_rewritten_link(url: str, was: str) -> None:
    assert is_rewritten(url)
    assert original(url) == was


@pytest.mark.parametrize(
    "url", [LOOK, "https://urldefense.com.evil.example/v3/__x__;", "https://[urldefense.com/"]
)
def test_any_other_link_is_what_it_is(url: str) -> None:
    assert not is_rewritten(url)
    assert original(url) == ""


def test_a_broken_host_tells_nothing() -> None:
    assert original("https://urldefense.com/v3/?url=[") in ("", "[")
