"""A letter about a filing: what happened, what the court wrote, what is attached and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from docketmail.core.letter import (
    CaseEntry,
    Entry,
    FilingFacts,
    KeptApart,
    LetterContent,
    LetterKind,
    PaperLine,
    Recalled,
    Standing,
    Undelivered,
)
from docketmail.core.words.dates import date_rows
from docketmail.core.words.envelope import history
from docketmail.core.words.phrases import (
    ANSWER_WITH_IT,
    AS_BEFORE,
    DONE,
    NO_DOCKET_TEXT,
    OPEN_YOUR_OWN,
    OPEN_YOUR_OWN_OF_STATE,
    RESTRICTED,
    SEALED,
    STANDING,
    TEXT_ENTRY,
    WHY_NOT,
    day,
    extent,
    listed,
    moment,
    translated,
)
from docketmail.core.words.remarks import remarks
from docketmail.core.words.sheet import Block, Part, Row, Sheet


CONFIRMATION: Final = "DELETED"
"""The one word that answers a recall."""
_NAMES: Final = 12
"""Names of other people on the court's list that a letter prints before it counts the rest."""


def filing_sheet(content: LetterContent, part: Part) -> Sheet:
    """Put the letter in words, without title, badges and footer."""
    filing = content.told
    first, *more = filing.cases
    numbers = listed([case.number for case in filing.cases])
    matter = f", matter {filing.matter}" if filing.matter else ""
    recall = content.kind is LetterKind.RECALL
    others = f" and {len(more)} more case{'s' if more[1:] else ''}" if more else ""
    return Sheet(
        place=f"{filing.court_name or filing.court}, {numbers}{matter}",
        headline=(first.caption or first.number) + others,
        lead=(*errand(content), *_happened(filing), *_retold(content)),
        alerts=tuple(_alerts(filing)),
        blocks=() if recall else _blocks(filing),
        rows=tuple(_row(line, part) for line in content.papers),
        several=bool(more),
        after=(*content.notes, *_what_to_do(content)),
        command=content.about.release if isinstance(content.about, KeptApart) else "",
        people=() if recall else _people(filing),
    )


def errand(content: LetterContent) -> Iterator[str]:
    """Why this letter is written, where it is not the first."""
    if content.kind is LetterKind.SUPPLEMENT:
        whole = ": with it, the filing is complete" if content.completes else ""
        yield f"More of a filing that you have a letter about{whole}."
    match content.about:
        case Undelivered(reader, 0):
            yield (
                f"This letter was for {reader.name} <{reader.address}>, whom a wall keeps from the matter by "
                "now: it was not sent, and is yours to see to."
            )
        case Undelivered(reader, code):
            yield (
                f"This letter was for {reader.name} <{reader.address}>. The mail server refused that "
                f"address for good (code {code}): it is yours to pass on. Please correct the roster."
            )
        case Recalled(why):
            yield (
                "Please delete the papers below wherever you keep mail and files"
                + (f": {why.rstrip('.')}." if why else ".")
            )
        case KeptApart():
            yield (
                "This may be the replacement of a paper that was called back. It is kept apart and "
                "not attached; an attorney decides."
            )
        case _:  # the filing itself is the errand
            pass


def _retold(content: LetterContent) -> Iterator[str]:
    """What becomes of the earlier letter about the entry."""
    retold = content.retold
    if retold is None:
        return
    if retold.told_on is None:
        yield "You have no earlier letter about this entry."
    elif content.kind is LetterKind.CORRECTED:
        new = any(line.standing is Standing.ATTACHED for line in content.papers)
        use = " Use the paper that is attached here, not the earlier one." if new else ""
        yield f"Please go by this letter instead of the one of {day(retold.told_on)}.{use}"
    else:
        differs = "The entry is as" if retold.same_words else "The entry is not as"
        papers = {line.standing for line in content.papers}
        same = retold.same_words and papers == {Standing.EARLIER}
        also = ", and so are the papers: there is nothing new" if same else ""
        yield f"{differs} in your letter of {day(retold.told_on)}{also}."


def _happened(filing: FilingFacts) -> Iterator[str]:
    """One sentence what and who, one when."""
    number = filing.cases[0].document_number
    what = ", ".join(filter(None, (filing.title, f"document {number}" if number else "")))
    filers = list(dict.fromkeys(name for case in filing.cases for name in case.filers))
    done = f"{DONE[filing.kind]}: {what}" if what else DONE[filing.kind]
    yield f"{done}, by {listed(filers).rstrip('.')}." if filers else f"{done.rstrip('.')}."
    if filing.envelope:
        yield from history(filing.envelope)
    elif filing.entered_at:
        here = filing.entered_here
        also = f", {translated(here, filing.entered_at)}" if here else ""
        yield f"Entered {moment(filing.entered_at)}{also}."
    if filing.filed_on and not (filing.entered_at and filing.entered_at.date() == filing.filed_on):
        yield f"Filed on {day(filing.filed_on)}."


def _alerts(filing: FilingFacts) -> Iterator[str]:
    several = bool(filing.cases[1:])
    for entry, words in ((Entry.SEALED, SEALED), (Entry.TEXT, TEXT_ENTRY)):
        numbers = [case.number for case in filing.cases if case.entry is entry]
        if numbers:
            yield f"{listed(numbers)}: {words}" if several else words
    if filing.restricted:
        yield RESTRICTED.format(because=filing.restricted_because.rstrip("."))
    for case in filing.cases:
        if case.closed:
            yield f"The court warns that {case.number} is closed."


def _blocks(filing: FilingFacts) -> tuple[Block, ...]:
    """Cases that follow one another with the same text share one block."""
    several = bool(filing.cases[1:])
    groups = groupby(filing.cases, lambda case: (case.docket_text, case.text_before, case.dates))
    return tuple(
        block
        for (text, before, dates), cases in groups
        for block in (
            Block(
                tuple(_case_title(case) for case in cases if several or case.entered_at),
                text or NO_DOCKET_TEXT,
                date_rows(dates),
            ),
            *([Block((AS_BEFORE,), before)] if before else []),
        )
    )


def _case_title(case: CaseEntry) -> str:
    number = f"document {case.document_number}" if case.document_number else ""
    entered = f"entered {moment(case.entered_at)}" if case.entered_at else ""
    return ", ".join(filter(None, (f"{case.number} {case.caption}".strip(), number, entered)))


def _row(line: PaperLine, part: Part) -> Row:
    standing = STANDING[line.standing].format(why=WHY_NOT.get(line.why, line.why), paper=line.paper)
    place = part.places.get(line.paper, part.number)
    attached = line.standing is Standing.ATTACHED
    if attached and place != part.number:
        standing = f"attached to part {place} of {part.of}"
    standing = "; ".join((standing, *remarks(line)))
    unread = line.standing in {Standing.NOT_FREE, Standing.NOT_OBTAINED, Standing.NOT_OPENED}
    return Row(
        case=line.case,
        document=line.document,
        description=line.description,
        extent=extent(line.pages, line.size),
        standing=standing,
        here=attached and place == part.number,
        court_page=line.court_page if unread else "",
    )


def _what_to_do(content: LetterContent) -> Iterator[str]:
    if content.own_copy:
        of_state = content.filing is not None and content.filing.envelope is not None
        yield OPEN_YOUR_OWN_OF_STATE if of_state else OPEN_YOUR_OWN
    if content.may_supply:
        yield ANSWER_WITH_IT
    if isinstance(content.about, Recalled):
        yield (
            f"Then answer this letter with the one word {CONFIRMATION}. A mail cannot be taken back: "
            "mailboxes, journals and document systems are in your hands."
        )
    if isinstance(content.about, KeptApart):
        yield "To release it to the matter's team:"


def _people(filing: FilingFacts) -> tuple[tuple[str, str], ...]:
    """Who stands on the court's list, ours first."""
    ours = dict.fromkeys(name for case in filing.cases for name in case.noticed)
    others = [n for n in dict.fromkeys(n for c in filing.cases for n in c.others) if n not in ours]
    rest = len(others) - _NAMES
    shown = [*others[:_NAMES], *([f"{rest} more"] if rest > 0 else [])]
    people = (("Noticed from our firm", listed([*ours])), ("Also noticed", listed(shown)))
    return tuple((who, names) for who, names in people if names)
