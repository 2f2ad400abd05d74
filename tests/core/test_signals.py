"""One page for every sign: take the sign away and its test fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from docketmail.core.retrieval import Answer, PageKind
from docketmail.core.signals import FIELD_SIGNS, FORBIDDING, SOURCE_SIGNS, WORD_SIGNS, Signals, see
from docketmail.core.webpage import read_webpage
from sign_samples import (
    CHALLENGE,
    CONFIRMATION,
    EMAIL_GATE,
    LOGIN,
    ODD,
    RECEIPT,
    RESTRICTED,
    SAMPLES,
    SESSION,
    UNAVAILABLE,
    VARIANTS,
)


PAGES = Path(__file__).parents[1] / "pages"


def seen(text: str, status: int = 200, location: str | None = None) -> Signals:
    body = text.encode()
    answer = Answer("https://x/", status, "text/html", location, body=body, size=len(body))
    return see(answer, read_webpage(answer))


@pytest.mark.parametrize(("kind", "name", "text"), SAMPLES)
def test_the_sign_is_seen_by_its_name_and_names_the_page(
    kind: PageKind, name: str, text: str
) -> None:
    found = seen(f"<html><body>{text}</body></html>")
    assert name in found.names
    assert found.kind is kind


@pytest.mark.parametrize("name", [*LOGIN, *RECEIPT, *SESSION, *CHALLENGE, *EMAIL_GATE])
def test_a_sign_of_a_gate_forbids_to_go_on(name: str) -> None:
    [text] = [text for _, known, text in SAMPLES if known == name]
    assert seen(text).forbid


@pytest.mark.parametrize("name", [*CONFIRMATION, *RESTRICTED, *UNAVAILABLE, *ODD])
def test_another_sign_only_names_the_page(name: str) -> None:
    [text] = [text for _, known, text in SAMPLES if known == name]
    assert not seen(text).forbid


@pytest.mark.parametrize(("name", "text"), VARIANTS)
def test_each_alternative_of_a_sign_is_seen(name: str, text: str) -> None:
    assert name in seen(text).names


def test_every_sign_has_its_sample() -> None:
    signs = {sign.name for signs in (SOURCE_SIGNS, WORD_SIGNS, FIELD_SIGNS) for sign in signs}
    assert signs == {name for _, name, _ in SAMPLES}


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, PageKind.LOGIN),
        (407, PageKind.LOGIN),
        (404, PageKind.UNAVAILABLE),
        (410, PageKind.UNAVAILABLE),
        (429, PageKind.UNAVAILABLE),
        (500, PageKind.UNAVAILABLE),
        (503, PageKind.UNAVAILABLE),
        (200, PageKind.UNKNOWN),
        (403, PageKind.UNKNOWN),
    ],
)
def test_a_status_is_a_sign_too(status: int, kind: PageKind) -> None:
    assert seen("", status).kind is kind


def test_an_address_of_ours_that_a_court_repeats_asks_for_no_click() -> None:
    ours = "https://ecf.xyzd.uscourts.gov/doc1/1?magic_num=2&use_magic=1"
    assert seen("", 302, ours).kind is PageKind.UNKNOWN
    assert seen(f"<p>Not found: {ours}</p>", 404).kind is PageKind.UNAVAILABLE


def test_a_page_that_wants_a_look_confirmed_may_say_so_either_way_round() -> None:
    for text in ("Please verify the use of your free look.", "Free Look Confirmation. Confirm?"):
        assert seen(text).kind is PageKind.CONFIRMATION


def test_a_redirect_to_the_login_is_a_login() -> None:
    location = "https://pacer.login.uscourts.gov/csologin/login.jsf?pscCourtId=XYZD"
    assert seen("", 302, location).kind is PageKind.LOGIN


def test_a_login_page_that_speaks_of_permission_is_a_login() -> None:
    found = seen((PAGES / "login.html").read_text())
    assert found.kind is PageKind.LOGIN
    assert "no_permission" in found.names


@pytest.mark.parametrize("name", ["receipt.html", "appellate_receipt.html"])
def test_a_receipt_is_a_receipt_whoever_is_signed_in(name: str) -> None:
    assert seen((PAGES / name).read_text()).kind is PageKind.RECEIPT


def test_a_session_is_told_from_a_login() -> None:
    assert seen(SESSION["session_logout_link"]).of_a_session
    assert not seen(LOGIN["court_login_path"]).of_a_session


def test_the_frame_buster_of_good_menus_is_no_sign() -> None:
    assert not seen("<script>if (top!=self) {top.location.replace(location.href);}</script>").names


def test_five_families_forbid() -> None:
    assert {family.value for family in FORBIDDING} == {
        "receipt",
        "login",
        "challenge",
        "email_gate",
        "session",
    }
