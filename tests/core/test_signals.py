"""One page for every sign: take the sign away and its test fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from docketmail.core.retrieval import Answer, PageKind
from docketmail.core.signals import FIELD_SIGNS, FORBIDDING, SOURCE_SIGNS, WORD_SIGNS, Signals, see
from docketmail.core.webpage import read_webpage


PAGES = Path(__file__).parents[1] / "pages"


def seen(text: str, status: int = 200, location: str | None = None) -> Signals:
    body = text.encode()
    answer = Answer("https://x/", status, "text/html", location, body=body, size=len(body))
    return see(answer, read_webpage(answer))


LOGIN = {
    "pacer_login_host": "<script>location.assign('https://pacer.login.uscourts.gov/x')</script>",
    "train_login_host": "<a href=https://train-login.uscourts.gov/>",
    "csologin_path": "<a href=/csologin/login.jsf?pscCourtId=XYZD>",
    "pscof_path": "<a href=/pscof/login.xhtml>",
    "court_login_path": "<form action='/cgi-bin/login.pl'>",
    "saml_path": "<form action=/Saml2/Acs>",
    "acms_portal": "<a href=https://ca9-portal.powerappsportals.us/Account/Login/>",
    "filer_or_pacer_login": "<b>CM/ECF Filer or PACER Login</b>",
    "pacer_login": "<h1>PACER Login</h1>",
    "restricted_web_site": "This is a <b>Restricted Web Site</b>",
    "viewing_instructions": "Instructions for viewing filed documents and case\ninformation:",
    "access_fee": "An access fee of $0.10 per page",
    "redaction_notice": "IMPORTANT NOTICE OF REDACTION RESPONSIBILITY:",
    "no_privileges": "This user has no access privileges defined.",
    "not_logged_in": "<error>Not logged in. Please refresh this page.</error>",
    "getpass_form": "<form name=GetPass>",
    "jsf_form": "<form id=loginForm>",
    "login_field": "<input name='loginForm:loginName'>",
    "key_field": "<input name=key>",
    "client_code_field": "<input name=clcode>",
    "login_button": "<input type=submit value='Login'>",
    "redaction_box": "<input type=CHECKBOX name=redaction>",
    "redaction_confirmation": "<input name='regmsg:redactionConfirmation'>",
    "view_state": "<input type=hidden name=javax.faces.ViewState>",
    "password_field": "<input TYPE='Password'>",
    "saml_field": "<input type=hidden name=SAMLRequest>",
}
RECEIPT = {
    "accept_charges": "To accept charges shown below, click on the 'View Document' button",
    "transaction_receipt": "<th>Transaction Receipt </th>",
    "accept_and_retrieve": 'the "Accept Charges and Retrieve" button',
    "billable_pages": "<th>Billable Pages:</th>",
    "download_confirmation": "<title>Download Confirmation</title>",
    "cost": "<th>Cost:</th><td>0.20</td>",
    "charge_form": "<form name=AccCharge>",
    "accepting_form": "<form onsubmit=\"goDLS('/doc1/1','2','3','1','','1','4','')\">",
    "retrieve_button": "<input type=button value='Accept Charges and Retrieve'>",
}
SESSION = {
    "session_logout_link": "<a href='/cgi-bin/login.pl?logout'>",
    "session_appellate_logout": "<a href=InvalidUserLogin.jsp>",
    "session_log_out": "<a>Log Out</a>",
    "session_pacer_user": "<th>Pacer Login:</th><td>nobody1</td>",
    "session_client_code": "A Client Code is required for PACER search",
}
CHALLENGE = {
    "recaptcha": "<div class=g-recaptcha>",
    "hcaptcha": "<div class=h-captcha>",
    "turnstile": "<div class=cf-turnstile>",
    "cloudflare": "<script src=/cdn-cgi/challenge-platform/x.js></script>",
    "incapsula": "<iframe src='/_Incapsula_Resource?x'>",
    "aws_waf": "<script>AwsWafIntegration.getToken()</script>",
    "captcha": "Please solve the CAPTCHA",
    "human_check": "Verify you are human",
}
EMAIL_GATE = {
    "enter_your_address": "Please enter your e-mail address to view this document",
    "address_field": "<input type=email>",
    "address_name": "<input name=txtEmail>",
}
CONFIRMATION = {
    "use_magic": "<form><input name=use_magic value=1></form>",
    "free_look": "Please confirm that you want to use your free look now",
}
RESTRICTED = {
    "sealed": "This document is SEALED.",
    "no_permission": "You do not have permission to view\nthis document.",
    "nature_of_suit": "Permission to view this document is denied based on Nature of Suit",
    "restricted_document": "<td>Warning!<b>This document is restricted</b>",
    "not_to_be_seen": "your privileges do not allow it to be seen",
    "sealed_entry": "could not retrieve dktentry for dlsid 1",
    "transcript": "You do not have access to this transcript.",
    "not_public": "No matter of public record",
    "court_users": "This image is not available for viewing by non-court users",
}
UNAVAILABLE = {
    "wrong_case": "Cannot locate the case with caseid 1",
    "no_document": "The document is not available.",
    "not_displayed": "The requested document cannot be displayed",
    "maintenance": "The system is down for maintenance",
}
ODD = {"pdf_inlined": "<pre>1 0 obj pdf:Producer</pre>"}
KINDS = {
    PageKind.LOGIN: LOGIN,
    PageKind.RECEIPT: RECEIPT,
    PageKind.CHALLENGE: CHALLENGE,
    PageKind.EMAIL_GATE: EMAIL_GATE,
    PageKind.CONFIRMATION: CONFIRMATION,
    PageKind.RESTRICTED: RESTRICTED,
    PageKind.UNAVAILABLE: UNAVAILABLE,
    PageKind.UNKNOWN: SESSION | ODD,
}
SAMPLES = [(kind, name, text) for kind, samples in KINDS.items() for name, text in samples.items()]


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
