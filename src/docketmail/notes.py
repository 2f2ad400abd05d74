"""Sentences that a letter says beside its filing: what its reader should do, or know, about what is not there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docketmail.core.letter import LetterKind
from docketmail.core.notice import Mark, Notice
from docketmail.core.policy import court_rules
from docketmail.core.retrieval import Refusal
from docketmail.core.words.phrases import (
    LOOK_ENDS,
    SCANNER_HID,
    SCANNER_MAY_HAVE_LOOKED,
    SPARE_LINK,
    day,
    listed,
)
from docketmail.entries import Desk
from docketmail.ledger import letters, spares


def of(desk: Desk) -> tuple[str, ...]:
    """The letter's notes, in the order of what they ask of the reader."""
    notes = [*_of_ending(desk), *_of_spares(desk)]
    scanner = list(_of_scanner(desk))
    notes += scanner
    if not scanner and desk.notice.system and not desk.notice.links and not _says_why(desk.notice):
        notes.append(
            "The court's notice grants no look without a login: if there is a document, it was not opened."
        )
    if any(case.number in {*desk.withheld} - {*desk.walled} for case in desk.cases):
        notes.append(
            "The entry is restricted and the court's list does not name the firm: its text is not passed on."
        )
    if desk.letter.facts.get("was") == LetterKind.RECALL:
        notes.append(
            "The refused letter asked its reader to delete a paper that was called back: see that it is done."
        )
    if desk.known.record.waived:
        waived = ", ".join(desk.known.record.waived)
        notes.append(
            f"This notice was held and released by a person of the firm, who waived: {waived}."
        )
    return (*notes, *_of_new_cases(desk), *_of_court(desk))


def _of_court(desk: Desk) -> Iterator[str]:
    """What the desk is told once of a court: that the firm's choice is all there is."""
    if desk.warns and desk.at_desk and desk.letter.kind in letters.FIRST:
        yield court_rules.warning(desk.notice.court, desk.firm)


def _of_new_cases(desk: Desk) -> Iterator[str]:
    """What the desk is asked about a case that it meets for the first time: once, and of nobody else."""
    asked = desk.at_desk and desk.letter.kind in letters.FIRST
    numbers = dict.fromkeys(c.number for c in desk.cases if c.number in desk.unclassified)
    new = [number for number in numbers if not desk.told.file(number).restricted]
    if not asked or not new:
        return
    which = f"{desk.notice.court} {new[0]}" if len(new) == 1 else "COURT NUMBER"
    firm = f" --firm {desk.firm.id}" if len(desk.world.roster().firms) > 1 else ""
    subject = f"Case {new[0]} is" if len(new) == 1 else f"Cases {listed(new)} are"
    yield (
        f"{subject} new here. One that is restricted (Social Security, immigration, a minor, a sealed party) is marked by: "
        f'docketmail case restrict {which}{firm} --why "..."; any other by: docketmail case open {which}{firm} --why "...".'
    )


def _of_ending(desk: Desk) -> Iterator[str]:
    """When a look ends that could not be opened so far."""
    if ends_on := desk.letter.facts.get("ends_on"):
        yield LOOK_ENDS.format(day=day(date.fromisoformat(ends_on)))


def _of_spares(desk: Desk) -> Iterator[str]:
    """Whose own link may still work, where a look was used up and the court's looks are shared, or may be."""
    missing = any(paper.reason in spares.SPENT for paper in desk.papers)
    people = (desk.firm.by_id.get(one) for one in desk.spare if one != desk.letter.reader)
    names = [person.name for person in people if person]
    if missing and names and desk.letter.reader in desk.firm.by_id:
        yield SPARE_LINK.format(names=listed(names))


def _of_scanner(desk: Desk) -> Iterator[str]:
    """What a mail scanner's own links may have cost, where a paper is missing."""
    if Mark.REWRITTEN_LINK not in desk.notice.marks:
        return
    if any(paper.reason == Refusal.LOGIN for paper in desk.papers):
        yield SCANNER_MAY_HAVE_LOOKED
    placeholder = Mark.PLACEHOLDER_LINK in desk.notice.marks
    if not (desk.notice.links or placeholder or _says_why(desk.notice)):
        yield SCANNER_HID


def _says_why(notice: Notice) -> bool:
    """Whether the notice itself says why it grants no look."""
    return bool(notice.marks & {Mark.TEXT_ONLY, Mark.SEALED_ENTRY})
