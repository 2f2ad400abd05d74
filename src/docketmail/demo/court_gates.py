"""The toy court's gates: logins of every kind, receipts that ask for money, and the page that asks for a click.

No client of ours enters by any of them. The signs are those of juriscraper's sample pages, of recap-chrome's pacer.js,
content.js and appellate/utils.js, and of the issues named beside them.
"""

from __future__ import annotations

from html import escape

from docketmail.demo.court_filings import Filing, System, court_of
from docketmail.demo.court_pages import html
from docketmail.demo.court_referee import price
from docketmail.demo.court_replies import Reply, page, redirect


PACER_LOGIN = "https://pacer.login.uscourts.gov/csologin/login.jsf"
COURT_LOGIN = "/cgi-bin/login.pl"
ACMS_PORTAL = "https://{court}-portal.powerappsportals.us/Account/Login/~/"


def sign_on(filing: Filing) -> Reply:
    """A login with status 200: a script jumps to PACER's sign-on (courtlistener#2160)."""
    where = f"{PACER_LOGIN}?pscCourtId={_court_id(filing)}&appurl=https://{filing.host}/"
    return page(html("", "", f'<script>location.assign("{where}");</script>'))


def sign_on_redirect(filing: Filing) -> Reply:
    """The same as a redirect."""
    return redirect(f"{PACER_LOGIN}?pscCourtId={_court_id(filing)}")


def sign_on_form(filing: Filing) -> Reply:
    """PACER's own form, in the court's place (recap-chrome, content.js:32: JSF, with the redaction notice)."""
    return page(
        html(
            "PACER Login",
            '<form id="loginForm" name="loginForm" method="post" action="/csologin/login.jsf">'
            '<input type="hidden" name="loginForm" value="loginForm">'
            '<input type="hidden" name="courtId" value="' + _court_id(filing) + '">'
            '<label>Username</label><input id="loginForm:loginName" name="loginForm:loginName">'
            '<label>Password</label><input name="loginForm:password" type="password">'
            '<label>Client Code</label><input name="loginForm:clientCode">'
            "<p>IMPORTANT NOTICE OF REDACTION RESPONSIBILITY: filers must redact.</p>"
            '<input type="checkbox" name="regmsg:chkRedact:redactionConfirmation">'
            '<input type="hidden" name="javax.faces.ViewState" value="-471100:30">'
            '<button id="loginForm:fbtnLogin">Login</button></form>',
        )
    )


def login_form(filing: Filing) -> Reply:
    """A court's own form (CurrentGen, please_log_in.html); used, expired and restricted look alike."""
    return page(
        html(
            f"{_court_id(filing)} ECF",
            f'<form action="{COURT_LOGIN}" enctype="multipart/form-data" method="POST" name="GetPass">'
            "<b>CM/ECF Filer or PACER Login</b><p>This is a <b>Restricted Web Site</b> for Official "
            "Court Business only.</p><b>Instructions for viewing filed documents and case "
            'information:</b><p>If the login prompt appears again, the "free look" is over; if you read '
            '"You do not have permission to view this document," you are not attorney of record.</p>'
            'Login: <input name="login"> Password: <input type="password" name="key"> '
            'client code: <input name="clcode"> <input type="checkbox" name="redaction" value="on"> '
            '<input type="submit" name="button1" value="Login">'
            "<p>An access fee of $0.10 per page will be assessed.</p></form>",
        )
    )


def login_redirect(filing: Filing) -> Reply:
    """To the court's own login."""
    return redirect(f"https://{filing.host}{COURT_LOGIN}")


def basic_auth(filing: Filing) -> Reply:
    """401. No court was seen to do so; every client must know it."""
    realm = f'Basic realm="{_court_id(filing)}"'
    return page(html("401", "<h1>Authorization Required</h1>"), 401, WWW_Authenticate=realm)


def saml(filing: Filing) -> Reply:
    """ACMS sends its visitors through SAML: a form that posts itself (juriscraper, http.py:510)."""
    return page(
        html(
            "Working...",
            f'<form method="POST" action="https://{filing.host}/Saml2/Acs">'
            '<input type="hidden" name="SAMLRequest" value="PHNhbWxwOkF1dGhuUmVxdWVzdC8+">'
            '<input type="hidden" name="RelayState" value="4711">'
            '<noscript><input type="submit" value="Continue"></noscript></form>'
            "<script>document.forms[0].submit();</script>",
        )
    )


def portal_redirect(filing: Filing) -> Reply:
    """To the portal of ACMS."""
    return redirect(ACMS_PORTAL.format(court=court_of(filing.host)))


def spent(filing: Filing) -> Reply:
    """What a look that is used up shows: a login, and each system has its own.

    What ACMS shows to a stranger whose link is used up was never published; its login is a guess.
    """
    gates = {
        System.DISTRICT: login_form,
        System.BANKRUPTCY: sign_on,
        System.APPELLATE: sign_on_form,
        System.ACMS: saml,
    }
    return gates[filing.system](filing)


def receipt(filing: Filing, index: int) -> Reply:
    """A page that asks for money: a submit would buy the paper."""
    match filing.system:
        case System.APPELLATE:
            return _appellate_receipt(filing, index)
        case System.ACMS:
            return _acms_receipt(filing, index)
        case _:
            return _trial_receipt(filing, index)


def _trial_receipt(filing: Filing, index: int) -> Reply:
    """After juriscraper's sample vaed_1; its goDLS says '1' for got_receipt."""
    path = filing.path(index)
    call = f"goDLS('{path}','{filing.case_id}','{filing.sequence}','1','','1','','');return(false);"
    return page(
        html(
            "CM/ECF",
            "<p>To accept charges shown below, click on the 'View Document' button, otherwise click "
            "the 'Back' button on your browser.</p>"
            f'<form method="post" action="{path}" onsubmit="{call}">{_charges(filing, index)}'
            f'<input type="hidden" name="caseid" value="{filing.case_id}">'
            '<input type="hidden" name="got_receipt" value="1">'
            '<input type="submit" value="View Document"></form>',
        )
    )


def _appellate_receipt(filing: Filing, index: int) -> Reply:
    """After juriscraper's sample ca2_1."""
    return page(
        html(
            "Download Confirmation",
            '<center><strong>Download Confirmation</strong></center><p>Click on the "Accept Charges '
            'and Retrieve" button ONCE at the bottom of this page.</p>'
            f'{_charges(filing, index)}<form name="AccCharge" method="post" '
            f'action="https://{filing.host}/n/beam/servlet/TransportRoom">'
            '<input type="hidden" name="servlet" value="ShowDoc">'
            '<input type="hidden" name="CSRF" value="csrf_4711">'
            f'<input type="hidden" name="dls_id" value="{filing.document_ids[index]}">'
            '<input type="hidden" name="pacer" value="t"><input type="hidden" name="recp" value="">'
            '<input type="button" value="Accept Charges and Retrieve" onclick="doSubmit()"></form>',
        )
    )


def _acms_receipt(filing: Filing, index: int) -> Reply:
    """A modal over the page, after the words in recap-chrome's appellate.js:505; its markup was not published."""
    return page(
        html(
            "ACMS",
            f'<div class="modal"><h2>Transaction Receipt</h2>{_charges(filing, index)}'
            f'<form method="post" action="/NDA/{filing.document_ids[index]}">'
            '<input type="hidden" name="token" value="4711"><input type="hidden" name="accept" '
            f'value="{filing.document_ids[index]}">'
            '<button type="submit">Accept Charges and Retrieve</button></form></div>',
        )
    )


def _charges(filing: Filing, index: int) -> str:
    pages = filing.papers[index].pages
    return (
        "<table><tr><th>PACER Service Center</th></tr><tr><th>Transaction Receipt</th></tr>"
        "<tr><th>Description:</th><td>PDF Document</td></tr>"
        f"<tr><th>Billable Pages:</th><td>{pages}</td>"
        f"<th>Cost:</th><td>{price(pages) / 100:.2f}</td></tr></table>"
    )


def confirmation(filing: Filing, index: int) -> Reply:
    """What a careful reader may switch on: a click before the look is used (juriscraper#663).

    Nobody published the page. Its button must send what use_magic=1 in the link saves.
    """
    return page(
        html(
            "Free Look",
            "<p>Please confirm: you are about to use your one free look at this document.</p>"
            f'<form method="POST" action="{escape(filing.path(index))}">'
            '<input type="hidden" name="use_magic" value="1">'
            '<input type="submit" value="Continue"></form>',
        )
    )


def _court_id(filing: Filing) -> str:
    return court_of(filing.host).upper()
