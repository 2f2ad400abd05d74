"""Subject lines: what happened, in which case; of a restricted letter, court and case number alone."""

from __future__ import annotations

from docketmail.core.announcements import DayList, PolicyAnnounced, ReleaseAsked
from docketmail.core.envelope import STATUS
from docketmail.core.letter import (
    Entry,
    FilingFacts,
    Held,
    LetterContent,
    LetterKind,
    PassedOn,
)
from docketmail.core.naming import printable, short_caption, shortened
from docketmail.core.words.correspondence import whose
from docketmail.core.words.phrases import PREFIX, day, defanged
from docketmail.core.words.sheet import Part


def subject(content: LetterContent, part: Part) -> str:
    """`SUPPLEMENT: [0042] Smith v. Acme - 45 Motion to Compel - cand 3:26-cv-00123 (part 1 of 2)`."""
    head = ", ".join(badges(content))
    tail = f" (part {part.number} of {part.of})" if part.of > 1 else ""
    return (f"{head}: " if head else "") + _topic(content) + tail


def badges(content: LetterContent) -> tuple[str, ...]:
    """The states of the letter that its reader must see first."""
    words = [PREFIX[content.kind]]
    if content.filing:
        sealed = any(case.entry is Entry.SEALED for case in content.filing.cases)
        words.append(STATUS.get(content.filing.kind, ""))
        words.append("SEALED - no document" if sealed else "")
    words.append("RESTRICTED" if content.restricted else "")
    return tuple(filter(None, words))


def _topic(content: LetterContent) -> str:
    about = content.about
    if isinstance(about, Held):
        claimed = defanged(f"{about.court} {about.case}".strip(), 60)
        untaken = content.kind is LetterKind.NOT_TAKEN
        what = "a notice that the firm does not take" if untaken else "a mail waits for a person"
        return " - ".join(filter(None, (claimed, what, about.hold)))
    if isinstance(about, DayList):
        return f"Mail that was no notice, {day(about.day)} ({len(about.rows)})"
    if isinstance(about, PolicyAnnounced):
        settings = len(about.changes)
        return f"{about.firm} ({settings} setting{'s' if settings > 1 else ''})"
    if isinstance(about, ReleaseAsked):
        return f"a release, request {about.request}"
    if content.mail:
        return whose(content.mail) + (
            "" if content.restricted else f": {_subject_of(content.mail)}"
        )
    return _filing_topic(content.told)


def _subject_of(mail: PassedOn) -> str:
    return shortened(printable(mail.subject), 120) or "(no subject)"


def _filing_topic(filing: FilingFacts) -> str:
    first, *more = filing.cases
    number = f"{filing.court} {first.number}" + (f" +{len(more)}" if more else "")
    if filing.restricted:
        return number
    matter = f"[{filing.matter}] " if filing.matter else ""
    caption = short_caption(first.caption, 60)
    document = f"{first.document_number or ''} {shortened(filing.title, 80)}".strip()
    return matter + " \N{EN DASH} ".join(filter(None, (caption, document, number)))
