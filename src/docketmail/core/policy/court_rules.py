"""What courts themselves say about second addresses in their lists, as far as it is known here: a table.

A firm may be stricter than a court, never looser. Where a court says nothing, or no more than a caution, the firm
chooses, and the desk hears once that it is the firm's choice alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docketmail.core.notice import Notice
from docketmail.core.roster import CourtRule, Firm


@dataclass(frozen=True, slots=True)
class CourtsWord:
    """What one court published."""

    rule: CourtRule | None
    """None: it warns its attorneys, and rules nothing."""
    citation: str
    dated: str
    """Year and month, or day; where the page bears none, when it was seen."""


COURTS_WORDS: Final[dict[str, CourtsWord]] = {
    # It orders firms to stop naming services as secondary recipients; where our address is not in the court's
    # list, the order is not touched.
    "nced": CourtsWord(
        CourtRule.MAILBOX_ONLY,
        "E.D.N.C. Standing Order 3 (services named as secondary recipients)",
        "2023-08",
    ),
    # At most two further addresses, of the attorney's own staff; others are deleted. Ours is the firm's own.
    "azd": CourtsWord(
        CourtRule.ALLOWED,
        "D. Ariz., Notice to Attorneys regarding E-mail Addresses in ECF",
        "seen 2026-11",
    ),
    "ared": CourtsWord(None, "E.D. Ark., Third-party Services and Access to CM/ECF", "2023-07-26"),
    "iasb": CourtsWord(None, "Bankr. S.D. Iowa, on third-party services as recipients", "2018"),
    "ksb": CourtsWord(
        None, "Bankr. D. Kan., Third-party Services and Access to CM/ECF", "2023-08-15"
    ),
    "nynb": CourtsWord(None, "Bankr. N.D.N.Y., Protecting Your CM/ECF Account", "seen 2026-11"),
    "wawd": CourtsWord(
        None, "W.D. Wash., How Do I Add, Change or Delete a Secondary Email Address", "seen 2026-11"
    ),
}
"""By PACER's identifier. The warnings follow the Administrative Office's memorandum of 10 July 2023, or its first of 2018."""


def rule(court: str, firm: Firm) -> CourtRule:
    """What holds for this court: the strictest of the court's own word and the firm's."""
    said = [*_said(court, firm)] or [_unsaid(court, firm)]
    return max(said, key=[*CourtRule].index)


def _said(court: str, firm: Firm) -> Iterator[CourtRule]:
    word = COURTS_WORDS.get(court)
    if word is not None and word.rule is not None:
        yield word.rule
    yield from (firm.policy.courts[one] for one in names(court) if one in firm.policy.courts)


def _unsaid(court: str, firm: Firm) -> CourtRule:
    """The firm's choice for courts that nobody knows; it says of every state court by name, or of none."""
    return CourtRule.ALLOWED if _state(court) else firm.policy.unknown_court


def names(court: str) -> tuple[str, ...]:
    """The names by which a firm's policy speaks of a court: its own, and its state's for all of them."""
    return tuple(filter(None, (court, _state(court))))


def _state(court: str) -> str:
    """A state's courts as a whole, of `il-cook-county` the `*.il`; empty for a federal court."""
    state, dash, _ = court.partition("-")
    return f"*.{state}" if dash else ""


def is_left_to_firm(court: str, firm: Firm) -> bool:
    """Whether neither this federal court nor the firm, by name, says what holds: the desk is warned, once."""
    return bool(court) and not _state(court) and not [*_said(court, firm)]


def leaves_open(notice: Notice, firm: Firm) -> bool:
    """Whether a notice has looks that are opened, or not, by the firm's choice alone."""
    return bool(notice.links) and is_left_to_firm(notice.court, firm)


def warning(court: str, firm: Firm) -> str:
    """What the desk is told of such a court."""
    word = COURTS_WORDS.get(court)
    own = (
        f"The court cautions about second addresses and rules nothing ({word.citation}, {word.dated})"
        if word
        else "This court's own rule on second addresses is not known"
    )
    return (
        f"{own}: the firm's choice for such courts applies ({firm.policy.unknown_court}). "
        f"`policy.courts` in the roster says otherwise for {court}. You are told this once."
    )
