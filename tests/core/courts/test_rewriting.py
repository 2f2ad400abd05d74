"""What scanners' links tell of the links they replaced, and that what they wrap is trusted no more for it."""

from __future__ import annotations

import re
import string
from base64 import urlsafe_b64encode
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given, strategies as st

from docketmail.core.courts import read
from docketmail.core.courts.rewriting import is_opaque, is_rewritten, unwrapped
from docketmail.core.notice import Mark, Notice, Unreadable


NOTICES = Path(__file__).parents[2] / "notices"
MOTION = (NOTICES / "cmecf" / "nysd_motion.eml").read_bytes()
ACMS = (NOTICES / "acms" / "ca9_several_links.eml").read_bytes()
RUNS = string.ascii_letters.swapcase() + string.digits + "-_"
LOOK = "https://ecf.cand.uscourts.gov/doc1/1?caseid=2&magic_num=3"
ENCODED = quote(LOOK, safe="")
OURS = (
    "https://ecf.nysd.uscourts.gov/doc1/127135551234?caseid=611204&de_seq_num=88&magic_num=48201973"
)


def safelink(url: str) -> str:
    return f"https://nam02.safelinks.protection.outlook.com/?url={quote(url, safe='')}&data=05%7C02&reserved=0"


def proofpoint_v2(url: str) -> str:
    encoded = quote(url, safe=":/.").replace("-", "%2D").replace("_", "%5F")
    encoded = encoded.replace(":", "%3A").replace("/", "_").replace("%", "-")
    return f"https://urldefense.proofpoint.com/v2/url?u={encoded}&d=DwMFaQ&c=x&r=y&m=z&s=q&e="


WRAPPED = {
    "safelinks": safelink(LOOK),
    "safelinks of a government": safelink(LOOK).replace("outlook.com", "office365.us"),
    "proofpoint v1": f"https://urldefense.proofpoint.com/v1/url?u={ENCODED}&k=x%3D&r=y&s=z",
    "proofpoint v2": "https://urldefense.proofpoint.com/v2/url?u=https-3A__ecf.cand.uscourts.gov_doc1_1-3Fcaseid-3D2-26magic-5Fnum-3D3&d=DwMF&c=x",
    "proofpoint v3": f"https://urldefense.com/v3/__{LOOK}__;!!abc$",
    "proofpoint v3 with a star": "https://urldefense.us/v3/__https:/*ecf.cand.uscourts.gov/doc1/1?caseid=2&magic*num=3__;L18!!abc$",
    "proofpoint v3 with a run": "https://urldefense.com/v3/__https:**Aecf.cand.uscourts.gov/doc1/1?caseid=2&magic_num=3__;Ly8!!abc$",
    "proofpoint v3 with one slash": f"https://urldefense.com/v3/__{LOOK.replace('//', '/')}__;!!abc$",
    "barracuda": f"https://linkprotect.cudasvc.com/url?a={ENCODED}&c=E,1,x&typo=1",
    "cisco": f"https://secure-web.cisco.com/1aBcD-e_F/{ENCODED}",
    "check point v1": f"https://avanan.url-protection.com/v1/url?o={ENCODED}&g=MQ==&s=x&c=y&p=z",
    "check point v2": f"https://url.avanan.click/v2/___{LOOK}___.YXAzOmZpcm0",
    "check point v2 under its new name": f"https://protect.checkpoint.com/v2/___{LOOK.replace('//', '/')}___.YzJl",
    "google": f"https://www.google.com/url?q={ENCODED}&sa=D&source=editors",
    "several scanners": safelink(proofpoint_v2(f"https://urldefense.com/v3/__{LOOK}__;!!abc$")),
}


@pytest.mark.parametrize("url", WRAPPED.values(), ids=WRAPPED)
def test_a_link_is_unwrapped(url: str) -> None:
    assert is_rewritten(url)
    assert unwrapped(url) == LOOK
    assert not is_opaque(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://protect-us.mimecast.com/s/AbC?domain=ecf.cand.uscourts.gov",
        "https://url.us.m.mimecastprotect.com/s/AbC?domain=ecf.cand.uscourts.gov",
    ],
)
def test_mimecast_tells_the_host_alone(url: str) -> None:
    assert unwrapped(url) == "https://ecf.cand.uscourts.gov/"
    assert is_opaque(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://protect-us.mimecast.com/s/AbC",
        "https://protect-us.mimecast.com/s/AbC?domain=a%2Fdoc1%2F1",
        "https://secure-web.cisco.com/1aBcD-e_F",
        "https://urldefense.com/v3/nothing",
        "https://urldefense.com/v3/__https:**a__;Ly8!!x$",
        "https://urldefense.com/v3/__https:*__;!!x$",
        "https://urldefense.com/v3/__https:*__;_w!!x$",
        "https://urldefense.proofpoint.com/v2/nothing",
        "https://protect.checkpoint.com/v2/r01/___myyux:ddjhk___.YzJl",
        "https://linkprotect.cudasvc.com/url?b=x",
        f"https://linkprotect.cudasvc.com/url?a={ENCODED}%0aX",
        f"https://linkprotect.cudasvc.com/url?a={ENCODED}%D0%B5",
    ],
)
def test_what_does_not_tell_its_target_stays_as_it_is(url: str) -> None:
    assert unwrapped(url) == url
    assert is_opaque(url)


@pytest.mark.parametrize(
    "url",
    [
        LOOK,
        "",
        "https://urldefense.com.evil.example/v3/__x__;",
        "https://notmimecast.com/s/x?domain=y",
        "https://www.google.com/maps?q=https://x.example",
        "https://ecf.cand.uscourts.gov/doc1/1?url=https://urldefense.com/v3/__x__;",
        "https://[urldefense.com/",
        "https://a@urldefense.com/v3/__x__;!!",
    ],
)
def test_any_other_link_is_what_it_is(url: str) -> None:
    assert not is_rewritten(url)
    assert not is_opaque(url)
    assert unwrapped(url) == url


def test_scanners_within_scanners_without_end_tell_nothing() -> None:
    url = LOOK
    for _ in range(5):
        url = safelink(url)
    assert is_rewritten(unwrapped(url))
    assert is_opaque(url)


@given(st.text())
@example("https://urldefense.com/v3/__*__;")
def test_no_link_raises(text: str) -> None:
    for url in (text, f"https://urldefense.com/v3/__{text}__;{text}!", safelink(text)):
        assert unwrapped(url) is not None
        assert is_opaque(url) in (True, False)


@given(st.text(st.sampled_from("abz/?&=_-%*"), max_size=60))
def test_what_proofpoint_replaced_is_put_back(path: str) -> None:
    """Version 3 as its encoder writes it: one star, or two and the run's length, for what is not plain."""
    url = f"https://x.example/{path}"
    strange = "".join(c for c in url if c in "*%")
    stars = re.sub(r"[*%]+", lambda m: "*" if len(m[0]) == 1 else f"**{RUNS[len(m[0]) - 2]}", url)
    tail = urlsafe_b64encode(strange.encode()).decode().rstrip("=")
    if "__;" not in stars:
        assert unwrapped(f"https://urldefense.com/v3/__{stars}__;{tail}!!x$") == url


def notice(raw: bytes) -> Notice:
    reading = read(raw)
    assert isinstance(reading, Notice)
    return reading


def with_target(url: str) -> bytes:
    """The sample with its look rewritten by a scanner that leads to the URL."""
    before = MOTION.partition(b'<td>\n<a href="')
    return before[0] + before[1] + safelink(url).encode() + b'"' + before[2].partition(b'"')[2]


def test_a_rewritten_look_is_opened_at_the_court_and_marked() -> None:
    reading = notice(with_target(OURS))
    assert [link.url for link in reading.links] == [OURS]
    assert reading.links[0].magic == "48201973"
    assert Mark.REWRITTEN_LINK in reading.marks
    assert Mark.TEXT_ONLY not in reading.marks


@pytest.mark.parametrize(
    "target",
    [
        OURS.replace("ecf.nysd.uscourts.gov", "ecf.nysd.uscourts.gov.evil.example"),
        OURS.replace("ecf.nysd.uscourts.gov", "evil.example"),
        OURS.replace("https://", "http://"),
        OURS.replace("https://", "https://user@"),
        OURS.replace("https://", "https://ecf.nysd.uscourts.gov@evil.example/"),
        OURS.replace("uscourts.gov/", "uscourts.gov:8443/"),
        OURS.replace("nysd", "n\u0443sd"),
        OURS.replace("doc1/", "cgi-bin/../doc1/"),
        OURS.replace("48201973", "MAGIC"),
        "file:///doc1/1?magic_num=5",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_hostile_target_is_no_look(target: str) -> None:
    reading = notice(with_target(target))
    assert reading.links == ()
    assert Mark.REWRITTEN_LINK in reading.marks


def test_a_target_at_another_court_than_the_case_is_unreadable() -> None:
    assert isinstance(read(with_target(OURS.replace("nysd", "nyed"))), Unreadable)


def test_a_placeholder_is_one_behind_a_scanner_too() -> None:
    assert Mark.PLACEHOLDER_LINK in notice(with_target(OURS.replace("48201973", "MAGIC"))).marks


def test_a_scanner_that_tells_the_host_alone_leaves_no_look_and_no_text_entry() -> None:
    raw = MOTION
    for link in (b"https://ecf.nysd.uscourts.gov/doc1/", b"https://ecf.nysd.uscourts.gov/cgi-bin/"):
        raw = raw.replace(
            link, b"https://protect-us.mimecast.com/s/AbCd?domain=ecf.nysd.uscourts.gov&was="
        )
    reading = notice(raw)
    assert reading.court == "nysd"
    assert reading.links == ()
    assert reading.marks >= {Mark.REWRITTEN_LINK}
    assert Mark.TEXT_ONLY not in reading.marks


def test_a_text_entry_stays_one_though_its_case_link_is_opaque() -> None:
    raw = (NOTICES / "cmecf" / "cand_text_entry.eml").read_bytes()
    raw = raw.replace(
        b"https://ecf.cand.uscourts.gov/cgi-bin/DktRpt.pl",
        b"https://protect-us.mimecast.com/s/AbCd?domain=ecf.cand.uscourts.gov&was=",
    ).replace(b"(No document attached)", b"")
    assert Mark.TEXT_ONLY in notice(raw).marks


def test_links_of_acms_are_unwrapped_and_the_opaque_ones_keep_their_places() -> None:
    guid = "77aa0011-22bb-4c33-8d44-0a1b2c3d500"
    body = ACMS.partition(b"\n\n")[2].replace(b"=\n", b"").replace(b"=3D", b"=").decode()
    host = "https://ca9-showdoc.azurewebsites.us/NDA/"
    body = body.replace(f"{host}{guid}1", safelink(f"{host}{guid}1"))
    body = body.replace(
        f"{host}{guid}2",
        "https://url.us.m.mimecastprotect.com/s/x?domain=ca9-showdoc.azurewebsites.us",
    )
    reading = notice(
        b"Subject: A v. B 25-2001 - 049 - Motion\nContent-Type: text/html\n\n" + body.encode()
    )
    assert [(link.url, link.document_index) for link in reading.links] == [
        (f"{host}{guid}1", 0),
        (f"{host}{guid}3", 2),
    ]
    assert [document.description for document in reading.documents] == [
        "Motion",
        "Exhibit 1",
        "Addendum",
    ]
    assert Mark.REWRITTEN_LINK in reading.marks
