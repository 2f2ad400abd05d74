"""The ways in which a court answers when the look at a paper is used.

Each was met somewhere, and where is said beside it or beside its page (`court_pages`, `court_gates`, `court_receipts`,
`court_notes`); the bodies that no court sent yet are what a broken or a hostile server can do to any client.
"""

from __future__ import annotations

from enum import StrEnum


class Manner(StrEnum):
    """How the court answers the first use of a look."""

    # The paper comes.
    PAPER = "paper"
    ODD_TYPE = "odd_type"
    """With a parameter behind its content type, which a comparison of the whole header fails on."""
    FRAME = "frame"
    SCRIPT_JUMP = "script_jump"
    """A script leads to the temporary file."""
    FILE_REDIRECT = "file_redirect"
    """A redirect leads to the temporary file."""
    CUT_FRAME = "cut_frame"
    """The temporary file breaks off the first time, and is there the second time."""
    SLOW = "slow"
    """The second half of the paper comes a second after the first."""
    # The court is not itself: twice so, using nothing up, then the paper.
    OUTAGE = "outage"
    """503."""
    OUTAGE_RETRY = "outage_retry"
    """503 with Retry-After."""
    MAINTENANCE = "maintenance"
    """A page with status 200."""
    THROTTLED = "throttled"
    """429 with Retry-After."""
    # The paper is there and does not get through; the look is used.
    CUT = "cut"
    """Half of the paper, then the connection is gone."""
    DRIP = "drip"
    """Byte by byte, for longer than anybody waits."""
    LONG_LENGTH = "long_length"
    """More bytes are announced than come."""
    SHORT_LENGTH = "short_length"
    """Fewer bytes are announced than the paper has."""
    STALE_FRAME = "stale_frame"
    """The temporary file is gone when it is asked for."""
    ENDLESS_PAPER = "endless_paper"
    # A login.
    SIGN_ON = "sign_on"
    """Status 200 and a script that jumps to the login."""
    SIGN_ON_REDIRECT = "sign_on_redirect"
    SIGN_ON_FORM = "sign_on_form"
    LOGIN_FORM = "login_form"
    LOGIN_REDIRECT = "login_redirect"
    BASIC_AUTH = "basic_auth"
    SAML = "saml"
    PORTAL_REDIRECT = "portal_redirect"
    # Money, and a click.
    RECEIPT = "receipt"
    CONFIRMATION = "confirmation"
    """The click that use_magic=1 saves is asked for all the same; nothing is used up."""
    # Words in the paper's place.
    RESTRICTED = "restricted"
    SEALED = "sealed"
    NO_PERMISSION = "no_permission"
    NATURE_OF_SUIT = "nature_of_suit"
    SEALED_ENTRY = "sealed_entry"
    TRANSCRIPT = "transcript"
    NOT_PUBLIC = "not_public"
    COURT_USERS = "court_users"
    WRONG_CASE = "wrong_case"
    UNAVAILABLE = "unavailable"
    NOT_DISPLAYED = "not_displayed"
    CLIENT_CODE = "client_code"
    # Nothing that any client should make something of.
    INLINED_PDF = "inlined_pdf"
    """A page with the PDF's bytes in its text."""
    ZIP_BOMB = "zip_bomb"
    """A gigabyte in a megabyte, compressed though nobody asked for that."""
    ENDLESS_PAGE = "endless_page"
    ELSEWHERE_REDIRECT = "elsewhere_redirect"
    """To a temporary file on a host whose name begins like the court's."""
    PRIVATE_REDIRECT = "private_redirect"
    """To a temporary file on an address inside the firm."""
    LOOP_REDIRECT = "loop_redirect"
    """To itself."""
    ELSEWHERE_FRAME = "elsewhere_frame"
    ELSEWHERE_JUMP = "elsewhere_jump"

    @property
    def shows_paper(self) -> bool:
        """Whether the paper is there for whoever has the look, though it may not get through."""
        return self in {*COMING, *PASSING, *BREAKING}


COMING = frozenset(
    {
        Manner.PAPER,
        Manner.ODD_TYPE,
        Manner.FRAME,
        Manner.SCRIPT_JUMP,
        Manner.FILE_REDIRECT,
        Manner.CUT_FRAME,
        Manner.SLOW,
    }
)
PASSING = frozenset({Manner.OUTAGE, Manner.OUTAGE_RETRY, Manner.MAINTENANCE, Manner.THROTTLED})
"""Nothing is used up, and the paper comes at the third request."""
BREAKING = frozenset(
    {
        Manner.CUT,
        Manner.DRIP,
        Manner.LONG_LENGTH,
        Manner.SHORT_LENGTH,
        Manner.STALE_FRAME,
        Manner.ENDLESS_PAPER,
    }
)
LOGINS = frozenset(
    {
        Manner.SIGN_ON,
        Manner.SIGN_ON_REDIRECT,
        Manner.SIGN_ON_FORM,
        Manner.LOGIN_FORM,
        Manner.LOGIN_REDIRECT,
        Manner.BASIC_AUTH,
        Manner.SAML,
        Manner.PORTAL_REDIRECT,
    }
)
ACMS_ALONE = frozenset({Manner.SAML, Manner.PORTAL_REDIRECT})
APPELLATE_ALONE = frozenset({Manner.NOT_DISPLAYED})
TRIAL_ALONE = frozenset(
    {
        Manner.LOGIN_FORM,
        Manner.LOGIN_REDIRECT,
        Manner.CONFIRMATION,
        Manner.RESTRICTED,
        Manner.SEALED,
        Manner.NO_PERMISSION,
        Manner.NATURE_OF_SUIT,
        Manner.SEALED_ENTRY,
        Manner.TRANSCRIPT,
        Manner.NOT_PUBLIC,
        Manner.COURT_USERS,
        Manner.WRONG_CASE,
        Manner.UNAVAILABLE,
        Manner.CLIENT_CODE,
    }
)
"""What juriscraper's reports.py and the courts' own login page tell of district and bankruptcy courts."""
FRAMING = frozenset(
    {
        Manner.FRAME,
        Manner.SCRIPT_JUMP,
        Manner.FILE_REDIRECT,
        Manner.CUT_FRAME,
        Manner.STALE_FRAME,
        Manner.ELSEWHERE_FRAME,
        Manner.ELSEWHERE_JUMP,
    }
)
"""ACMS has no frame: its links are answered with the paper."""
