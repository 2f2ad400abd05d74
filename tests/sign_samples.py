"""A page for every sign by which the classifier tells pages apart, that shows no other sign of its family."""

from __future__ import annotations

from docketmail.core.retrieval import PageKind


LOGIN = {
    "pacer_login_host": "<script>location.assign('https://pacer.login.uscourts.gov/x')</script>",
    "train_login_host": "<a href=https://train-login.uscourts.gov/>",
    "csologin_path": "<a href=/csologin/login.jsf?pscCourtId=XYZD>",
    "pscof_path": "<a href=/pscof/login.xhtml>",
    "court_login_path": "<form action='/cgi-bin/login.pl'>",
    "saml_path": "<form action=/Saml2/Acs>",
    "acms_portal": "<a href=https://ca9-portal.powerappsportals.us/Account/Login/>",
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
    "use_magic_link": "<a href='/doc1/1?magic_num=2&amp;use_magic=1'>Continue</a>",
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
    "expired_label": "<span id=lblExpired>Past its time</span>",
    "no_longer": "The page is no longer available.",
    "expired": "The document that you are trying to access has expired.",
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
VARIANTS = [
    ("saml_field", "<input type=hidden name=SAMLResponse>"),
    ("saml_field", "<input type=hidden name=RelayState>"),
    ("pacer_login", "<b>CM/ECF Filer or PACER Login</b>"),
    ("recaptcha", "<script src=https://www.example.com/recaptcha/api.js></script>"),
    ("hcaptcha", "<script src=https://js.hcaptcha.com/1/api.js></script>"),
    ("turnstile", "<script src=https://challenges.cloudflare.com/turnstile></script>"),
    ("aws_waf", "<script src=https://x.captcha.awswaf.com/x.js></script>"),
    ("free_look", "Free look: click to confirm"),
    ("free_look", "Verify that this is your free look"),
    ("sealed", "Sealed Document"),
    ("sealed", "Filed under seal"),
    ("login_field", "<input name=login>"),
]
"""Where a sign has alternatives, the pages of the others."""
