"""The phrases that letters are made of, and how dates, sizes and names are written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from docketmail.core.letter import LetterKind, Standing
from docketmail.core.naming import printable, shortened
from docketmail.core.notice import Kind
from docketmail.core.retrieval import Refusal


WHY_NOT: Final[dict[str, str]] = {
    # CAND's login page itself says that an expired look ends there; GAND and MDNC show the same page
    # for restricted and sealed papers. Hence never "sealed".
    Refusal.LOGIN: "the court asked for a login (the look may be used, expired or restricted; these look alike)",
    Refusal.RECEIPT: "the court asked to be paid; nothing was bought",
    Refusal.CONFIRMATION: "the court asked for a confirmation first; docketmail confirms nothing",
    Refusal.RESTRICTED: "the court says that access to it is restricted",
    Refusal.UNAVAILABLE: "the court says that it is not available",
    Refusal.EMAIL_GATE: "the court asked for an e-mail address before it shows the document",
    Refusal.CHALLENGE: "the court's server asked for proof that a person is looking",
    Refusal.UNKNOWN: "the court answered with a page that docketmail does not know",
    Refusal.CUT: "the court's answer broke off; the look may be spent, so it was not tried again",
    Refusal.EXPIRED: "it could not be fetched before its look ended",
    Refusal.TOO_LARGE: "it is larger than the firm lets docketmail fetch",
}
"""Why a paper was not obtained; each follows on "not obtained: "."""

STANDING: Final[dict[Standing, str]] = {
    Standing.ATTACHED: "attached",
    Standing.FOLLOWS: "follows in a later letter",
    Standing.EARLIER: "unchanged; sent with an earlier letter",
    Standing.UNWANTED: "not attached: you have letters alone of this matter",
    # Attachments of appellate notices (juriscraper and CourtListener fetch none of them).
    Standing.NOT_FREE: "not fetched: the court gives no free look at it, and docketmail buys nothing",
    Standing.NOT_OBTAINED: "not obtained: {why}",
    Standing.NOT_OPENED: "not opened: {why}",
    Standing.CALLED_BACK: "called back",
    Standing.APART: "kept apart until an attorney releases it",
    Standing.TOO_LARGE: "too large for a mail, kept here: docketmail show --save {paper}",
}

SEALED: Final = (
    "SEALED - will not arrive electronically; expect service otherwise; time may run. "
    "The court's own notice marks this entry as sealed."
)
"""More than 20 courts serve sealed papers outside CM/ECF since September 2025 (MDNC and ORD by mail)."""
TEXT_ENTRY: Final = "TEXT ENTRY - there is no document; the docket text is the whole entry."
"""ORD's CM/ECF manual, section 6: the docket text of such an entry is the order."""
OPEN_YOUR_OWN: Final = (
    "Open your own copy: the court's e-mail to you has a link of its own. Open it there yourself, "
    "soon: it works once, and not for long."
)
OPEN_YOUR_OWN_OF_STATE: Final = (
    "Open your own copy: the court's e-mail to you has a link of its own. "
    "It works for as long as that mail says."
)

SCANNER_HID: Final = (
    "A mail scanner rewrote the link in this notice, so that it does not tell where it led. "
    "It was not opened, and the paper is not here."
)
SCANNER_MAY_HAVE_LOOKED: Final = (
    "A mail scanner rewrote the link in this notice. docketmail opened the court's own link, not the "
    "scanner's; but the scanner may have used the look up before."
)

RESTRICTED: Final = "RESTRICTED - {because}. For people listed on the matter, inside the firm; please do not pass it on."
NO_DOCKET_TEXT: Final = "(The court's notice has no docket text.)"
AS_BEFORE: Final = "Before, as the court's earlier notice had it:"
ASK: Final = "Not on this team, or is anything wrong?"
"""Stands in every letter: one that is sent back to us is known by it."""

LOOK_ENDS: Final = (
    "The document could not be fetched so far. The look that would bring it ends about {day}: open your own copy "
    "before, for the court's e-mail to you has a link of its own."
)
SPARE_LINK: Final = (
    "The court's e-mail to {names} has a link that docketmail has not opened, for this court may count all "
    "links as one: it may still show what did not come."
)
ANSWER_WITH_IT: Final = (
    "When you have a paper that is missing here, answer this mail with its PDF attached (named as in the "
    "table, 45-2.pdf, if several are missing), and the team has it."
)

PREFIX: Final[dict[LetterKind, str]] = {
    LetterKind.FIRST: "",
    LetterKind.SUPPLEMENT: "SUPPLEMENT",
    LetterKind.CORRECTED: "CORRECTED",
    LetterKind.UPDATED: "UPDATED",
    LetterKind.LOOK_ENDING: "OPEN YOUR OWN COPY",
    LetterKind.HELD: "HELD",
    LetterKind.ESCALATION: "STILL HELD",
    LetterKind.NOT_TAKEN: "NOT TAKEN",
    LetterKind.UNDELIVERED: "UNDELIVERED",
    LetterKind.RECALL: "PLEASE DELETE",
    LetterKind.APART: "KEPT APART",
    LetterKind.NOT_A_NOTICE: "",
    LetterKind.POLICY: "POLICY CHANGE",
    LetterKind.RELEASE_ASKED: "PLEASE DECIDE",
}

DONE: Final[dict[Kind, str]] = {
    Kind.FILING: "Filed",
    Kind.DOCKET_ACTIVITY: "Docket activity",
    Kind.CLAIM: "Claim filed",
    Kind.DOCKET_EDIT: "Docket entry changed by the court",
    Kind.REGENERATED: "Notice made again by the court",
    Kind.DAILY_SUMMARY: "The court's summary of the day",
    Kind.ANNOUNCEMENT: "Announced by the court",
    Kind.INVITATION: "Invitation from the court",
    Kind.SERVED: "Served by its filer, not yet accepted by the court",
    Kind.SUBMITTED: "Submitted to the court, not yet accepted",
    Kind.ACCEPTED: "Accepted for filing",
    Kind.RETURNED: "Returned by the clerk, not filed",
    Kind.SUBSCRIPTION: "The court asks to confirm an address or a subscription",
    Kind.OTHER: "From the court",
}
"""What happened, to be followed by a colon and what it happened to."""

_MONTHS: Final = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)


def day(when: date) -> str:
    """March 4, 2026."""
    return f"{_MONTHS.split('|')[when.month - 1]} {when.day}, {when.year}"


def moment(when: datetime) -> str:
    """March 4, 2026 at 7:23 PM (UTC-08:00); a time whose zone is not certain says so."""
    zone = when.strftime("UTC%z")
    zone = f"{zone[:-2]}:{zone[-2:]}" if when.tzinfo else "as printed: confirm the time zone"
    return f"{day(when)} at {_clock(when)} ({zone})"


def translated(when: datetime, printed: datetime) -> str:
    """A printed moment on the reader's clock: with its date only where that is another."""
    other_day = "" if when.date() == printed.date() else f"{day(when)} at "
    return f"{other_day}{_clock(when)} your time"


def _clock(when: datetime) -> str:
    half = "AM" if when.hour < 12 else "PM"  # noqa: PLR2004  noon
    return f"{when.hour % 12 or 12}:{when.minute:02} {half}"


def listed(names: Sequence[str]) -> str:
    """a, b and c."""
    *front, last = names or ("",)
    return f"{', '.join(front)} and {last}" if front else last


def extent(pages: int | None, size: int | None) -> str:
    """12 pages, 196 KB."""
    words = []
    if pages is not None:
        words.append("1 page" if pages == 1 else f"{pages} pages")
    if size is not None:
        words.append(_bytes(size))
    return ", ".join(words)


def _bytes(size: int) -> str:
    if size < 1_000_000:  # noqa: PLR2004  a mega
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"


def defanged(text: str, width: int) -> str:
    """A stranger's word, on one line, such that no mail program makes a link of it."""
    return shortened(
        re.sub(r"\.(?=\S)|//|@", lambda found: f"[{found[0]}]", printable(text)), width
    )
