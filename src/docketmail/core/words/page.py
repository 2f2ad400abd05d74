"""Any letter in words: the outer frame, and the letters that are about no filing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from docketmail.core.announcements import DayList, PolicyAnnounced, ReleaseAsked
from docketmail.core.letter import Held, LetterContent, LetterKind
from docketmail.core.words.announcement import policy_sheet, release_sheet
from docketmail.core.words.correspondence import mail_sheet
from docketmail.core.words.dates import CALENDAR
from docketmail.core.words.filing import filing_sheet
from docketmail.core.words.phrases import ASK, day, defanged, moment
from docketmail.core.words.sheet import Part, Sheet
from docketmail.core.words.subject import badges, subject


REREAD: Final = (
    "The court may have changed its layout, so look for more of this kind. The mail is kept: once docketmail "
    "is upgraded, `docketmail reread` reads it anew and delivers what it then understands."
)


CONFIRM: Final = (
    "If the firm appeared in the case, say so, with the ground (pleading, order, engagement): that lets go this notice "
    "and all others that are held for it. Otherwise see it, then dismiss it:"
)


def sheet(content: LetterContent, part: Part) -> Sheet:
    """Put a letter in words; raises ValueError where there is nothing to tell of."""
    match content.about:
        case Held() as held:
            inner = _held_sheet(content, held)
        case DayList() as days:
            inner = _day_sheet(content, days)
        case PolicyAnnounced() as announced:
            inner = policy_sheet(content, announced)
        case ReleaseAsked() as asked:
            inner = release_sheet(content, asked)
        case _ if content.mail:
            inner = mail_sheet(content, content.mail)
        case _:
            inner = filing_sheet(content, part)
    return replace(
        inner,
        title=subject(content, part),
        badges=badges(content),
        footer=tuple(_footer(content, part)),
    )


def _footer(content: LetterContent, part: Part) -> Iterator[str]:
    if part.of > 1:
        yield f"Part {part.number} of {part.of}; every part says the same."
    if part.original:
        what = "mail itself" if content.mail else "court's notice"
        yield f"The {what} is attached, without its links: some open only once."
    if part.calendar:
        yield CALENDAR
    yield f"You have this because {content.rule.rstrip('.')}."
    yield (f"Receipt {content.receipt}. {ASK} Ask {content.desk.name} <{content.desk.address}>.")


def _held_sheet(content: LetterContent, held: Held) -> Sheet:
    """The alarm about a hold. What the mail says of itself is its sender's word, and may be bait."""
    if content.kind is LetterKind.NOT_TAKEN:
        return _not_taken_sheet(content, held)
    again = content.kind is LetterKind.ESCALATION
    waited = ("Nobody has acknowledged it yet.",) if again else ()
    return Sheet(
        headline="A held mail still waits" if again else "A mail is held and waits for a person",
        lead=(
            *waited,
            "No case team was told of it. If it is genuine, time may run.",
        ),
        facts=(
            ("Reason", held.reason),
            ("Court", defanged(held.court, 80) or "not known"),
            ("Case", defanged(held.case, 80) or "not known"),
            ("Sender", defanged(held.sender, 120) or "none given"),
            ("Arrived", moment(held.arrived_at)),
        ),
        after=(
            *content.notes,
            *((REREAD,) if held.layout else ()),
            CONFIRM if held.confirm else "To see it, then release or dismiss it:",
        ),
        command="\n".join(filter(None, (held.confirm, f"docketmail holds show {held.hold}"))),
    )


def _not_taken_sheet(content: LetterContent, held: Held) -> Sheet:
    """That the firm's own policy kept a state notice back: court and case, nothing else of it."""
    return Sheet(
        headline="A state notice that the firm does not take",
        lead=(
            "It goes to nobody, and nothing of it was opened. Its bytes are destroyed after a day.",
            "The court's own mail is in the attorney's mailbox.",
        ),
        facts=(
            ("Reason", held.reason),
            ("Court", defanged(held.court, 80) or "not known"),
            ("Case", defanged(held.case, 80) or "not known"),
        ),
        after=(*content.notes, "Until then, to have this one all the same:"),
        command=f"docketmail holds release {held.hold} --why ...",
    )


def _day_sheet(content: LetterContent, days: DayList) -> Sheet:
    return Sheet(
        headline=f"Mail that was no notice: {day(days.day)}",
        lead=("These told of no filing and went to nobody. Nothing in them was opened.",),
        facts=tuple(
            (moment(row.arrived_at), f"{row.what}, from {defanged(row.sender, 120) or 'nobody'}")
            for row in days.rows
        ),
        after=content.notes,
    )
