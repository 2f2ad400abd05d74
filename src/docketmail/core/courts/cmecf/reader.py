"""Reading a CM/ECF notice: from the mail's text to the facts."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import replace
from typing import Final

from docketmail.core.courts import moments
from docketmail.core.courts.cmecf import kinds, links, outline, subject, summary, transaction
from docketmail.core.courts.cmecf.outline import Landmarks, Span
from docketmail.core.courts.cmecf.transaction import Transaction
from docketmail.core.courts.table import Court
from docketmail.core.mail import Mail
from docketmail.core.markup import Sheet, folded, lines
from docketmail.core.notice import Kind, Mark, NotANotice, Notice, Reading, Unreadable


NAME: Final = "cmecf"

_OPINION: Final = "There is no charge for viewing opinions"
# Northern District of Illinois - CM/ECF LIVE, Ver 6.3.3; District of New Hampshire Live Database
_SOFTWARE: Final = re.compile(r"\s(?:-\s)?(?:CM/ECF\b.*|\[?LIVE\]?|Live (?:Database|System))$")
_EDITED: Final = "the court changed an entry of its docket"
_NO_DESCRIPTION: Final = "Main Document"


def recognises(mail: Mail) -> bool:
    """Whether CM/ECF sent it, by its title or banner. ACMS prints the same title: its links tell it apart."""
    text = mail.sheet.text
    if any(links.is_acms(anchor.url) for anchor in mail.sheet.anchors):
        return False
    if any(sign.search(text) for sign in kinds.SIGNS):
        return True
    return links.court(list(mail.sheet.anchors)) is not None and kinds.EDIT.search(text) is not None


def read(mail: Mail) -> Reading:
    """What a mail that CM/ECF sent says."""
    text = mail.sheet.text
    title = kinds.TITLE.search(text)
    if title is None and kinds.ANNOUNCEMENT.search(text):
        return NotANotice(
            Kind.ANNOUNCEMENT, "an announcement of the court", mail.subject, lines(text), NAME
        )
    begin = title.end() if title else 0
    appellate = title is not None and title[2] is not None
    landmarks = Landmarks(text, begin)
    spans = _spans(mail.sheet, landmarks, begin)
    pieces = [
        transaction.read(mail.sheet, landmarks, span, appellate=appellate, forwarded=mail.forwarded)
        for span in spans
    ]
    told = [(span, piece) for span, piece in zip(spans, pieces, strict=True) if piece.cases]
    if not told:
        told = [(Span(begin, len(text)), piece) for piece in _without_tables(mail, begin)]
    if not told and kinds.EDIT.search(text):
        return NotANotice(Kind.DOCKET_EDIT, _EDITED, mail.subject, lines(text), NAME)
    if not told:
        return Unreadable("it looks like a notice of CM/ECF, but names no case", mail.subject)
    if too_much := _excess([piece for _, piece in told]):
        return Unreadable(too_much, mail.subject)
    court = _court(mail, [piece for _, piece in told])
    if court is None:
        return Unreadable("its links do not lead to one federal court", mail.subject)
    return _notice(mail, title, court, told)


def _excess(pieces: list[Transaction]) -> str:
    """What is told more often than any notice does; empty where nothing is."""
    if any(len(piece.cases) > transaction.MAX_CASES for piece in pieces):
        return f"it names more than {transaction.MAX_CASES} cases"
    too_long = len(pieces) > summary.MAX_ENTRIES
    return f"it tells of more than {summary.MAX_ENTRIES} entries" if too_long else ""


def _without_tables(mail: Mail, begin: int) -> list[Transaction]:
    """The entries of a summary's list, or of a mail about an edit that has no table."""
    listed = summary.read(mail.sheet, begin)
    if not listed and kinds.EDIT.search(mail.sheet.text):
        number = subject.case_number(mail.subject)
        return summary.edited(mail.sheet, begin, number) if number else []
    return listed


def _spans(sheet: Sheet, landmarks: Landmarks, begin: int) -> list[Span]:
    """Each transaction, from a sentence that a case follows. A docket text may quote one."""
    spans = _to_the_next(moments.sentences(sheet.text, begin), len(sheet.text))
    if len(spans) > 1:
        whole = Span(begin, len(sheet.text))
        tables = outline.tables(sheet, landmarks.between(*whole), whole.end)
        places = [table.start for table in tables]
        told = [s for s in spans if bisect(places, s.start) < bisect(places, s.end)]
        spans = _to_the_next([span.start for span in told], len(sheet.text))
    return spans or [Span(begin, len(sheet.text))]


def _to_the_next(starts: list[int], end: int) -> list[Span]:
    return [Span(*span) for span in zip(starts, [*starts[1:], end], strict=bool(starts))]


def _court(mail: Mail, pieces: list[Transaction]) -> Court | None:
    """The court of the case tables' links; docket texts may lead anywhere, so theirs count last."""
    anchors = [anchor for piece in pieces for anchor in piece.anchors]
    return links.court(anchors) or links.court(list(mail.sheet.anchors))


def _notice(
    mail: Mail, title: re.Match[str] | None, court: Court, told: list[tuple[Span, Transaction]]
) -> Notice:
    text = mail.sheet.text
    moment = [moments.read(text[span.start : span.end], court.zone) for span, _ in told]
    several = len(told) > 1
    cases = tuple(
        replace(case, entered_at=entered_at, filed_on=filed_on) if several else case
        for (_, piece), (entered_at, filed_on) in zip(told, moment, strict=True)
        for case in piece.cases
    )
    pieces = [piece for _, piece in told]
    documents = tuple(document for piece in pieces for document in piece.documents)
    described = next((d.description for d in documents if d.index == 0), _NO_DESCRIPTION)
    appellate = title is not None and title[2] is not None
    return Notice(
        system=NAME,
        kind=kinds.of_notice(text, title, len(told)),
        court=court.identifier,
        court_name=_printed_name(text, title) or court.name,
        entered_at=None if several else moment[0][0],
        filed_on=None if several else moment[0][1],
        short_description=subject.short_description(mail.subject, cases, appellate=appellate)
        or (described if described != _NO_DESCRIPTION else None),
        subject=mail.subject,
        cases=cases,
        documents=documents,
        recipients=tuple(recipient for piece in pieces for recipient in piece.recipients),
        recipients_printed=any(piece.recipients_printed for piece in pieces),
        not_mailed=tuple(dict.fromkeys(name for piece in pieces for name in piece.not_mailed)),
        marks=_marks(text, title, pieces),
    )


def _marks(text: str, title: re.Match[str] | None, pieces: list[Transaction]) -> frozenset[Mark]:
    """The marks of any transaction; that there is text alone, only if all of them say so."""
    marks = {mark for piece in pieces for mark in piece.marks}
    if not all(Mark.TEXT_ONLY in piece.marks for piece in pieces):
        marks.discard(Mark.TEXT_ONLY)
    # Most banners need no folding to say that they are another.
    if title is not None and "opinions" in text and _OPINION in folded(text[: title.start()]):
        marks.add(Mark.OPINION)
    return frozenset(marks)


def _printed_name(text: str, title: re.Match[str] | None) -> str:
    """The court's name as printed: the last line before the title."""
    if title is None:
        return ""
    lines = map(folded, reversed(text[max(0, title.start() - 400) : title.start()].split("\n")))
    return _SOFTWARE.sub("", next(filter(None, lines), "")).rstrip(" -")
