"""May this look be opened? Rules over facts; each can only object, and an unknown is an objection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docketmail.core.notice import Case, Notice
from docketmail.core.policy import court_rules, flags, listing, sealing
from docketmail.core.policy.facts import Facts, Objection, Origin
from docketmail.core.policy.walls import CaseOfFirm
from docketmail.core.roster import CourtRule, folded


@dataclass(frozen=True, slots=True)
class Opening:
    """One look and what is known of the case that it belongs to."""

    notice: Notice
    case: Case
    of: CaseOfFirm
    origin: Origin
    restricted: sealing.Restriction | None


def court_allows(look: Opening) -> Objection | None:
    """Object where the court, or the firm for it, forbids that a second address opens links."""
    rule = court_rules.rule(look.notice.court, look.of.firm)
    if rule is CourtRule.FORBIDDEN:
        return Objection("court_forbids", WORDS["court_forbids"])
    if rule is CourtRule.MAILBOX_ONLY and _ours_printed(look):
        return Objection("mailbox_only", WORDS["mailbox_only"])
    return None


def _ours_printed(look: Opening) -> bool:
    ours = {
        folded(address)
        for person in look.of.firm.people
        for address in (person.intake, *person.retired)
        if address
    }
    return any(listing.printed(look.notice, case) & ours for case in look.notice.cases)


def restricted_only_where_listed(look: Opening) -> Objection | None:
    """Object to opening a restricted entry's link for a firm that the court's list does not name."""
    if look.restricted is None or look.notice.state is not None:
        return None
    if listing.listed(look.notice, look.case, look.origin, look.of):
        return None
    return Objection("restricted_not_listed", WORDS["restricted_not_listed"])


def flagged_stays(look: Opening) -> Objection | None:
    """Object to fetching a state paper that anything flags: it stays where it is, and the letter goes without."""
    if look.notice.state is None:
        return None
    if look.restricted is None:
        return None
    return Objection("flagged", WORDS["flagged"])


WORDS = {
    "court_forbids": "the court's rule forbids opening links through a second address",
    "mailbox_only": "the court does not want our address in its list of recipients",
    "restricted_not_listed": "the entry is restricted and the court's list does not name the firm",
    "flagged": "the court, or a word of the filing, flags it as more than public",
}
"""What each rule says, for the letter."""
BEFORE_OPENING = (court_allows, restricted_only_where_listed, flagged_stays)
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
    for look in looks(notice, facts, earlier):
        objects = objection(look, waived)
        if objects is not None:
            found.update({positions[link]: objects.rule for link in look.case.links})
    return found


def looks(notice: Notice, facts: Facts, earlier: Sequence[Notice] = ()) -> Iterator[Opening]:
    """What the rules are asked of, case by case: the looks of one case share their answer."""
    for case in notice.cases:
        of = facts.of(case.number)
        restricted = (
            sealing.of_entry(notice, case, of, earlier)
            or flags.flag(notice, case, of.file, earlier)
            or sealing.restricted_case(case, of, facts.marked)
        )
        yield Opening(notice, case, of, facts.sender.origin, restricted)
