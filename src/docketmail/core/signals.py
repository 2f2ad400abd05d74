"""The signs by which a page is told from another once it is known that it may not be followed.

They decide nothing that is opened, with one exception: a page that shows a sign of a login, a payment,
somebody's session, a challenge or an address gate is followed nowhere, whatever else stands on it.
Facts come from juriscraper (reports.py, http.py: "JS"), recap-chrome (pacer.js, content.js,
content_delegate.js, appellate/utils.js: "RC") and its sample pages; signs that nobody has published are
marked as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from docketmail.core.retrieval import Answer, PageKind
from docketmail.core.webpage import WebPage


class Family(StrEnum):
    """What a sign speaks of. The first family that is seen names the page."""

    RECEIPT = "receipt"
    LOGIN = "login"
    CHALLENGE = "challenge"
    EMAIL_GATE = "email_gate"
    CONFIRMATION = "confirmation"
    RESTRICTED = "restricted"
    UNAVAILABLE = "unavailable"
    SESSION = "session"
    """A signed-in user's page. We have no session: a cookie leaked, or the page is not what it seems."""
    ODD = "unknown"


FORBIDDING: Final = frozenset(
    {Family.RECEIPT, Family.LOGIN, Family.CHALLENGE, Family.EMAIL_GATE, Family.SESSION}
)
"""A page that shows one of these is followed nowhere."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: a pattern in the source or in the words of a page."""

    family: Family
    name: str
    pattern: str


@dataclass(frozen=True, slots=True)
class FieldSign:
    """One sign: an element with an attribute of this value (whole, in lower case)."""

    family: Family
    name: str
    tag: str
    attribute: str
    value: str


SOURCE_SIGNS: Final = (
    # Addresses of the login, in links, scripts (`location.assign`, courtlistener#2160) or the Location header.
    Sign(Family.LOGIN, "pacer_login_host", r"pacer\.login\.uscourts\.gov"),  # RC pacer.js:74
    Sign(Family.LOGIN, "train_login_host", r"train-login\.uscourts\.gov"),  # RC pacer.js:74
    Sign(Family.LOGIN, "csologin_path", r"csologin/login\.jsf"),  # RC pacer.js:74
    Sign(Family.LOGIN, "pscof_path", r"/pscof/login\.xhtml"),  # RC pacer.js:76
    Sign(Family.LOGIN, "court_login_path", r"/cgi-bin/login\.pl(?!\?logout)"),  # RC pacer.js
    Sign(Family.LOGIN, "saml_path", r"/saml2/"),  # JS http.py:576, ACMS
    Sign(Family.LOGIN, "acms_portal", r"-portal\.powerappsportals\.us/account/login"),  # ACMS
    Sign(Family.SESSION, "session_logout_link", r"/cgi-bin/login\.pl\?logout"),  # JS http.py:64
    Sign(Family.SESSION, "session_appellate_logout", r"invaliduserlogin\.jsp"),  # JS http.py:64
    # Inferred from the vendors' own documentation: no court's challenge page was published.
    Sign(Family.CHALLENGE, "recaptcha", r"g-recaptcha|/recaptcha/api\.js"),
    Sign(Family.CHALLENGE, "hcaptcha", r"h-captcha|hcaptcha\.com"),
    Sign(Family.CHALLENGE, "turnstile", r"cf-turnstile|challenges\.cloudflare\.com"),
    Sign(Family.CHALLENGE, "cloudflare", r"/cdn-cgi/challenge-platform/"),
    Sign(Family.CHALLENGE, "incapsula", r"_incapsula_resource"),
    Sign(Family.CHALLENGE, "aws_waf", r"awswafintegration|captcha\.awswaf\.com"),
    # The element of Tyler's landing page, and its words below: public code that downloads from it.
    Sign(Family.UNAVAILABLE, "expired_label", r"\bid=[\"']?lblexpired\b"),
    Sign(Family.ODD, "pdf_inlined", r"pdf:producer"),  # JS reports.py:386
)

WORD_SIGNS: Final = (
    Sign(Family.RECEIPT, "accept_charges", r"to accept charges shown below"),  # RC pacer.js:249
    Sign(Family.RECEIPT, "transaction_receipt", r"transaction receipt"),  # RC appellate.js:505
    Sign(Family.RECEIPT, "accept_and_retrieve", r"accept charges and retrieve"),  # RC utils.js:81
    Sign(Family.RECEIPT, "billable_pages", r"billable pages"),  # JS http.py:64
    Sign(Family.RECEIPT, "download_confirmation", r"download confirmation"),  # JS http.py:64
    Sign(Family.RECEIPT, "cost", r"\bcost: \$?\d"),  # JS confirmation pages
    # juriscraper's sample login page of the Northern District of California.
    Sign(Family.LOGIN, "pacer_login", r"pacer login(?! ?:)"),
    Sign(Family.LOGIN, "restricted_web_site", r"restricted web site"),
    Sign(
        Family.LOGIN,
        "viewing_instructions",
        r"instructions for viewing filed documents and case information",
    ),
    Sign(Family.LOGIN, "access_fee", r"an access fee of \$"),
    Sign(Family.LOGIN, "redaction_notice", r"important notice of redaction responsibility"),
    Sign(Family.LOGIN, "no_privileges", r"this user has no access privileges"),  # JS http.py:189
    Sign(Family.LOGIN, "not_logged_in", r"not logged in\. please refresh"),  # JS http.py:54
    Sign(Family.SESSION, "session_log_out", r"\blog ?out\b"),  # JS http.py:64
    Sign(Family.SESSION, "session_pacer_user", r"pacer login ?: \S"),  # JS http.py:64
    Sign(Family.SESSION, "session_client_code", r"a client code is required"),  # JS reports.py:342
    Sign(Family.CHALLENGE, "captcha", r"\bcaptcha\b"),  # inferred
    Sign(Family.CHALLENGE, "human_check", r"(?:you are|you're) (?:a )?human"),  # inferred
    # Tyler's notices announce it so ("you will be required to enter your email address").
    Sign(Family.EMAIL_GATE, "enter_your_address", r"enter your e-?mail address"),
    # Inferred from the setting's name, "Verify free look use when viewing NEF documents".
    Sign(
        Family.CONFIRMATION,
        "free_look",
        r"(?:confirm|verify).{0,80}\bfree look|\bfree look.{0,80}\b(?:confirm|verify)",
    ),
    Sign(
        Family.RESTRICTED, "sealed", r"\bsealed document|under seal|document is sealed"
    ),  # JS :317
    Sign(Family.RESTRICTED, "no_permission", r"not have permission to view this"),  # JS :301
    Sign(Family.RESTRICTED, "nature_of_suit", r"denied based on nature of suit"),  # JS :347
    Sign(Family.RESTRICTED, "restricted_document", r"document is restricted"),  # RC delegate:42
    Sign(Family.RESTRICTED, "not_to_be_seen", r"do not allow it to be seen"),  # RC delegate:42
    Sign(Family.RESTRICTED, "sealed_entry", r"could not retrieve dktentry for dlsid"),  # JS :286
    Sign(Family.RESTRICTED, "transcript", r"do not have access to this transcript"),  # JS :309
    Sign(Family.RESTRICTED, "not_public", r"no matter of public record"),  # JS :312
    Sign(Family.RESTRICTED, "court_users", r"not available for viewing by non-court"),  # JS :333
    Sign(Family.UNAVAILABLE, "wrong_case", r"cannot locate the case with caseid"),  # JS :269
    Sign(Family.UNAVAILABLE, "no_document", r"document is not available"),  # JS :291
    Sign(Family.UNAVAILABLE, "not_displayed", r"requested document cannot be displayed"),  # http:80
    Sign(Family.UNAVAILABLE, "maintenance", r"(?:for|scheduled|under) maintenance"),  # inferred
    Sign(Family.UNAVAILABLE, "no_longer", r"no longer available"),
    Sign(Family.UNAVAILABLE, "expired", r"trying to access has expired"),
)

FIELD_SIGNS: Final = (
    # Appellate receipt (RC appellate/utils.js:81); a form that says the receipt was accepted (vaed_1).
    FieldSign(Family.RECEIPT, "charge_form", "form", "name", r"acccharge"),
    FieldSign(
        Family.RECEIPT, "accepting_form", "form", "onsubmit", r".*godls\((?:'[^',]*', ?){3}'1'.*"
    ),
    FieldSign(Family.RECEIPT, "retrieve_button", "input", "value", r"accept charges and retrieve"),
    # RC content.js:32, JS http.py:273 and the sample login page.
    FieldSign(Family.LOGIN, "getpass_form", "form", "name", r"getpass"),
    FieldSign(Family.LOGIN, "jsf_form", "form", "id", r"loginform"),
    FieldSign(Family.LOGIN, "login_field", "input", "name", r"login|loginform:.*"),
    FieldSign(Family.LOGIN, "key_field", "input", "name", r"key"),
    FieldSign(Family.LOGIN, "client_code_field", "input", "name", r"clcode"),
    FieldSign(Family.LOGIN, "login_button", "input", "value", r"log ?in"),
    FieldSign(Family.LOGIN, "redaction_box", "input", "name", r"redaction"),
    FieldSign(Family.LOGIN, "redaction_confirmation", "input", "name", r".*redactionconfirmation"),
    FieldSign(Family.LOGIN, "view_state", "input", "name", r"javax\.faces\.viewstate"),
    FieldSign(Family.LOGIN, "password_field", "input", "type", r"password"),  # inferred backstop
    FieldSign(Family.LOGIN, "saml_field", "input", "name", r"saml(?:request|response)|relaystate"),
    # Inferred: the button of juriscraper#663's page must send what PR #676 adds to skip that page. Not in the words or
    # the source: a page of an error may print the address that we asked for.
    FieldSign(Family.CONFIRMATION, "use_magic", "input", "name", r"use_magic"),
    FieldSign(Family.CONFIRMATION, "use_magic_link", "a", "href", r".*[?&]use_magic=1.*"),
    FieldSign(Family.EMAIL_GATE, "address_field", "input", "type", r"email"),  # inferred
    FieldSign(Family.EMAIL_GATE, "address_name", "input", "name", r".*e-?mail.*"),  # inferred
)

SERVER_ERROR: Final = 500
STATUS_SIGNS: Final = {
    401: Family.LOGIN,
    407: Family.LOGIN,
    404: Family.UNAVAILABLE,
    410: Family.UNAVAILABLE,
    429: Family.UNAVAILABLE,
}
"""No court is known to answer a free look so; what HTTP says that these mean (RFC 9110, RFC 6585)."""


@dataclass(frozen=True, slots=True)
class Signals:
    """The signs that were seen, in the order of their families."""

    seen: tuple[tuple[Family, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(name for _, name in self.seen)

    @property
    def kind(self) -> PageKind:
        """What the page is, if it is nothing that may be followed."""
        first = self.seen[0][0] if self.seen else Family.ODD
        return PageKind.UNKNOWN if first is Family.SESSION else PageKind(first)

    @property
    def forbid(self) -> bool:
        """Whether nothing on the page may be followed."""
        return any(family in FORBIDDING for family, _ in self.seen)

    @property
    def of_a_session(self) -> bool:
        """Whether the court took us for somebody who is signed in."""
        return any(family is Family.SESSION for family, _ in self.seen)


def see(answer: Answer, page: WebPage, without: Collection[int] = ()) -> Signals:
    """Every sign of an answer.

    Args:
        answer: its status and Location count too.
        page: its body, read.
        without: places of the stretches whose words are a filer's and no sign of anything (an exhibit
            may well be called "Transaction Receipt").

    """
    seen = {*_of_status(answer), *_of_text(answer, page, without), *_of_fields(page)}
    order = list(Family)
    return Signals(tuple(sorted(seen, key=lambda sign: (order.index(sign[0]), sign[1]))))


def _of_status(answer: Answer) -> Iterator[tuple[Family, str]]:
    family = STATUS_SIGNS.get(answer.status)
    if family is None and answer.status >= SERVER_ERROR:
        family = Family.UNAVAILABLE
    if family is not None:
        yield family, f"status_{answer.status}"


def _of_text(
    answer: Answer, page: WebPage, without: Collection[int]
) -> Iterator[tuple[Family, str]]:
    source = f"{(answer.location or '').lower()} {page.source}"
    words = page.words(without)
    for text, signs in ((source, SOURCE_SIGNS), (words, WORD_SIGNS)):
        for sign in signs:
            if re.search(sign.pattern, text):
                yield sign.family, sign.name


def _of_fields(page: WebPage) -> Iterator[tuple[Family, str]]:
    for element in page.elements():
        for sign in FIELD_SIGNS:
            value = element[sign.attribute] if element.tag == sign.tag else ""
            if value and re.fullmatch(sign.value, " ".join(value.lower().split()), re.DOTALL):
                yield sign.family, sign.name
