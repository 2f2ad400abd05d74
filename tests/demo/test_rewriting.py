"""Scanners' links have the vendors' forms, and every link of a notice gets one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from any_notice import CASE, FACTS, LOOK
from docketmail.core.courts.rewriting import is_opaque, is_rewritten, unwrapped
from docketmail.demo.court_notices import district_html, district_plain
from docketmail.demo.rewriting import (
    CARRYING,
    Wrapper,
    avanan_v1,
    avanan_v2,
    barracuda,
    cisco,
    google,
    mimecast,
    proofpoint_v2,
    proofpoint_v3,
    rewritten,
    safe_links,
)


urls = st.from_regex(r"https://[a-z]{1,9}\.uscourts\.gov/[!#-;=?-~]{0,60}", fullmatch=True).filter(
    lambda url: "__" not in url
)


@pytest.mark.parametrize(
    ("wrap", "form"),
    [
        (safe_links, r"https://nam02\.safelinks\.protection\.outlook\.com/\?url=https%3A%2F%2Fecf\.vtd\.uscourts\.gov%2Fdoc1%2F0721%3Fcaseid%3D3%26magic_num%3D4&data=.*&sdata=.*&reserved=0"),
        (proofpoint_v2, r"https://urldefense\.proofpoint\.com/v2/url\?u=https-3A__ecf\.vtd\.uscourts\.gov_doc1_0721-3Fcaseid-3D3-26magic-5Fnum-3D4&d=.*&c=.*&r=.*&m=.*&s=.*&e="),
        (proofpoint_v3, r"https://urldefense\.com/v3/__https://ecf\.vtd\.uscourts\.gov/doc1/0721\?caseid=3&magic_num=4__;!!.*!.*\$"),
        (barracuda, r"https://linkprotect\.cudasvc\.com/url\?a=https%3a%2f%2fecf\.vtd\.uscourts\.gov%2fdoc1%2f0721%3fcaseid%3d3%26magic_num%3d4&c=E,1,.*&typo=1"),
        (cisco, r"https://secure-web\.cisco\.com/1[^/]+/https%3A%2F%2Fecf\.vtd\.uscourts\.gov%2Fdoc1%2F0721%3Fcaseid%3D3%26magic_num%3D4"),
        (avanan_v1, r"https://avanan\.url-protection\.com/v1/url\?o=https%3A%2F%2Fecf.*magic_num%3D4&g=.*&s=.*"),
        (avanan_v2, r"https://url\.avanan\.click/v2/___https://ecf\.vtd\.uscourts\.gov/doc1/0721\?caseid=3&magic_num=4___\..*"),
        (google, r"https://www\.google\.com/url\?q=https%3A%2F%2Fecf\.vtd.*magic_num%3D4&source=gmail&ust=\d+&usg=AOvVaw.*"),
        (mimecast, r"https://protect-us\.mimecast\.com/s/[^/?]+\?domain=ecf\.vtd\.uscourts\.gov"),
    ],
)  # fmt: skip
def test_a_vendor_s_link_has_its_form(wrap: Wrapper, form: str) -> None:
    assert re.fullmatch(form, wrap(LOOK))


def test_proofpoint_tells_apart_what_is_not_plain() -> None:
    """After the examples of its URL decoder utility: one star a character, two and a letter for a run."""
    assert "/v3/__https://a.example/b*20c**Ad__;JSMj!!" in proofpoint_v3(
        "https://a.example/b%20c##d"
    )


@pytest.mark.parametrize("wrap", CARRYING)
@given(url=urls)
def test_the_reader_finds_what_was_wrapped(wrap: Wrapper, url: str) -> None:
    assert is_rewritten(wrap(url))
    assert unwrapped(wrap(url)) == url


@given(url=urls)
def test_mimecast_tells_the_host_alone(url: str) -> None:
    assert is_opaque(mimecast(url))
    assert unwrapped(mimecast(url)) == "/".join(url.split("/")[:3]) + "/"


@pytest.mark.parametrize("wrap", [*CARRYING, mimecast])
def test_every_link_of_a_notice_is_wrapped_and_nothing_else(wrap: Wrapper) -> None:
    html = rewritten(district_html(FACTS), wrap).decode()
    escaped = {wrap(url).replace("&", "&amp;") for url in (LOOK, CASE)}
    assert set(re.findall(r'href="([^"]+)"', html)) == escaped
    plain = rewritten(district_plain(FACTS), wrap).decode()
    assert re.findall(r"https?://\S+", plain) == [wrap(CASE), wrap(LOOK)]
    assert plain.replace(wrap(CASE), CASE).replace(wrap(LOOK), LOOK).encode() == district_plain(
        FACTS
    )


def test_a_link_with_more_taken_out_than_any_court_s_is_not_unwrapped() -> None:
    few, many = (f"https://a.example/{'#x' * count}" for count in (100, 101))
    assert unwrapped(proofpoint_v3(few)) == few
    assert unwrapped(proofpoint_v3(many)) == proofpoint_v3(many)
