"""Reading a CM/ECF notice: from the mail's text to the facts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from docketmail.core.courts import moments
from docketmail.core.courts.cmecf import kinds, links, subject, summary, transaction
from docketmail.core.courts.cmecf.outline import Span
from docketmail.core.courts.cmecf.transaction import Transaction
from docketmail.core.courts.table import Court
from docketmail.core.mail import Mail
from docketmail.core.markup import folded
from docketmail.core.notice import Kind, Mark, NotANotice, Notice, Reading, Unreadable


NAME: Final = "cmecf"

_OPINION: Final = "There is no charge for viewing opinions"
# Northern District of Illinois - CM/ECF LIVE, Ver 6.3.3; District of New Hampshire Live Database
_SOFTWARE: Final = re.compile(r"\s(?:-\s)?(?:CM/ECF\b.*|\[?LIVE\]?|Live Database)$")
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
        return NotANotice(Kind.ANNOUNCEMENT, "an announcement of the court", mail.subject)
    begin = title.end() if title else 0
    appellate = title is not None and title[2] is not None
    starts = moments.sentences(text, begin) or [begin]
    spans = [Span(*span) for span in zip(starts, [*starts[1:], len(text)], strict=True)]
    pieces = [transaction.read(mail.sheet, span, appellate=appellate) for span in spans]
    told = [(span, piece) for span, piece in zip(spans, pieces, strict=True) if piece.cases]
    if not told:
        told = [(Span(begin, len(text)), piece) for piece in summary.read(mail.sheet, begin)]
    if not told:
        return Unreadable("it looks like a notice of CM/ECF, but names no case", mail.subject)
    if any(len(piece.cases) > transaction.MAX_CASES for _, piece in told):
        return Unreadable(f"it names more than {transaction.MAX_CASES} cases", mail.subject)
    court = _court(mail, [piece for _, piece in told])
    if court is None:
        return Unreadable("its links do not lead to one federal court", mail.subject)
    return _notice(mail, title, court, told)


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
    if title is not None and _OPINION in folded(text[: title.start()]):
        marks.add(Mark.OPINION)
    return frozenset(marks)


def _printed_name(text: str, title: re.Match[str] | None) -> str:
    """The court's name as printed: the last line before the title."""
    if title is None:
        return ""
    lines = map(folded, reversed(text[max(0, title.start() - 400) : title.start()].split("\n")))
    return _SOFTWARE.sub("", next(filter(None, lines), "")).rstrip(" -")
