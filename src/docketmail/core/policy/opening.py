"""May this look be opened? Rules over facts; each can only object, and an unknown is an objection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docketmail.core.notice import Case, Notice
from docketmail.core.policy import listing, sealing
from docketmail.core.policy.facts import Facts, Objection, Origin
from docketmail.core.roster import CourtRule, Firm, folded


# Court -> (rule, citation, date). E.D.N.C. Standing Order 3 of August 2023 orders firms to stop naming
# services as secondary recipients; where our address is not in the court's list the order is not touched.
COURT_RULES: dict[str, tuple[CourtRule, str, str]] = {
    "nced": (
        CourtRule.MAILBOX_ONLY,
        "E.D.N.C. Standing Order 3 (named services as recipients)",
        "2023-08",
    ),
}


@dataclass(frozen=True, slots=True)
class Opening:
    """One look and what is known of the case that it belongs to."""

    notice: Notice
    case: Case
    firm: Firm
    people: tuple[str, ...]
    origin: Origin
    restricted: sealing.Restriction | None


def court_rule(court: str, firm: Firm) -> CourtRule:
    """What holds for this court: the stricter of the court's own word and the firm's."""
    known = [rule[0] for rule in (COURT_RULES.get(court),) if rule]
    firms = [firm.courts[court]] if court in firm.courts else []
    strictness = list(CourtRule)
    return max(known + firms or [firm.unknown_court], key=strictness.index)


def court_allows(look: Opening) -> Objection | None:
    """Object where the court, or the firm for it, forbids that a second address opens links."""
    rule = court_rule(look.notice.court, look.firm)
    if rule is CourtRule.FORBIDDEN:
        return Objection("court_forbids", WORDS["court_forbids"])
    if rule is CourtRule.MAILBOX_ONLY and _ours_printed(look):
        return Objection("mailbox_only", WORDS["mailbox_only"])
    return None


def _ours_printed(look: Opening) -> bool:
    ours = {
        folded(address)
        for person in look.firm.people
        for address in (person.intake, *person.retired)
        if address
    }
    return any(listing.printed(look.notice, case) & ours for case in look.notice.cases)


def restricted_only_where_listed(look: Opening) -> Objection | None:
    """Object to opening a restricted entry's link for a firm that the court's list does not name."""
    if look.restricted is None or listing.listed(look.notice, look.case, look.firm, look.origin):
        return None
    return Objection("restricted_not_listed", WORDS["restricted_not_listed"])


WORDS = {
    "court_forbids": "the court's rule forbids opening links through a second address",
    "mailbox_only": "the court does not want our address in its list of recipients",
    "restricted_not_listed": "the entry is restricted and the court's list does not name the firm",
}
"""What each rule says, for the letter."""
BEFORE_OPENING = (court_allows, restricted_only_where_listed)
"""An entry that the court marks as sealed has no look: there is nothing to object to."""


def objection(look: Opening, waived: tuple[str, ...] = ()) -> Objection | None:
    """The first objection that nobody waived."""
    for rule in BEFORE_OPENING:
        found = rule(look)
        if found is not None and found.rule not in waived:
            return found
    return None


def refused(
    notice: Notice, facts: Facts, waived: tuple[str, ...] = (), earlier: Sequence[Notice] = ()
) -> dict[int, str]:
    """The looks that stay closed: place in `Notice.links` -> the rule that objects.

    `earlier` holds the notices of the entry that this one corrects or tells anew.
    """
    positions = {link: position for position, link in enumerate(notice.links)}
    found: dict[int, str] = {}
    for case in notice.cases:
        restricted = sealing.of_entry(notice, case, earlier)
        look = Opening(notice, case, facts.firm, facts.people, facts.sender.origin, restricted)
        objects = objection(look, waived)
        if objects is not None:
            found.update({positions[link]: objects.rule for link in case.links})
    return found
