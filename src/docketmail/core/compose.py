"""A letter, its papers and its reader become mails: the same bytes whenever they are composed.

Nothing here asks a clock or a die: date, Message-ID and MIME boundaries come from the content, so
that a letter sent twice is one mail to whoever compares.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any, Final

from docketmail.core.headers import WIRE, headers
from docketmail.core.letter import Enclosure, LetterContent, PaperLine, Standing
from docketmail.core.looks import without_looks
from docketmail.core.naming import calendar_name
from docketmail.core.words.dates import dated
from docketmail.core.words.page import sheet
from docketmail.core.words.sheet import Part
from docketmail.letters import render


ORIGINAL: Final = "court-mail.eml"
"""File name of the court's own mail; says nothing of the case."""
_PART_HEADERS: Final = 600
"""Bytes for the headers and the boundary of one attachment: a file name of 120 and five short lines."""
_PUBLISHED: Final = {"charset": "utf-8", "method": "PUBLISH"}
"""Of a calendar file: it tells, and asks for no answer (RFC 5546, 3.2.1; RFC 6047, 2.4)."""
_ANY: Final = 999
"""Stands for the numbers of parts while their words are measured."""


def compose(
    content: LetterContent,
    enclosures: Sequence[Enclosure],
    *,
    limit: int,
    original: bytes | None = None,
) -> list[bytes]:
    """Write the mails of one letter, each complete, with CRLF line ends and under `limit` bytes.

    What does not fit into one mail goes into several, paper by paper; every one of them says the
    same. A paper that fits into none is named and not attached. The words are never cut: where
    they alone are over the limit, they go out over the limit, without papers.
    `original` is the court's mail as `original.neutralised` left it; it stays behind where it
    does not fit beside a paper. The calendar file belongs to the words and goes with the first mail. Raises ValueError where the enclosures are not the papers that stand as attached.
    """
    pdfs = _enclosed(content, enclosures)
    dates = _calendar(content)
    alone = Part(1, 1, dict.fromkeys(pdfs, 1), bool(original), bool(dates))
    whole = _mail(content, alone, pdfs, original, dates)
    if len(whole) <= limit:
        return [whole]
    room = limit - _words_at_most(content, dates) if pdfs or original else 0
    costs = {paper: _encoded(len(pdf)) for paper, pdf in pdfs.items() if _encoded(len(pdf)) <= room}
    content = replace(content, papers=tuple(_left_out(line, costs) for line in content.papers))
    reserved = len(original) + _PART_HEADERS if original else 0
    if reserved > room - max(costs.values(), default=0):
        original, reserved = None, 0
    shares = list(_shares(costs, room, reserved))
    places = {paper: number for number, share in enumerate(shares, 1) for paper in share}
    return [
        _mail(
            content,
            Part(number, len(shares), places, bool(first and original), bool(first and dates)),
            {paper: pdfs[paper] for paper in share},
            original if first else None,
            dates if first else None,
        )
        for number, share in enumerate(shares, 1)
        for first in (number == 1,)
    ]


def _calendar(content: LetterContent) -> bytes | None:
    if not dated(content):
        return None
    from docketmail.core.calendar_file import calendar_file  # noqa: PLC0415 - heavy, for dates alone

    return calendar_file(content)


def _enclosed(content: LetterContent, enclosures: Sequence[Enclosure]) -> dict[str, bytes]:
    """The copies by paper, in the order of the table."""
    attached = [line.paper for line in content.papers if line.standing is Standing.ATTACHED]
    given = {enclosure.paper: enclosure.pdf for enclosure in enclosures}
    if sorted(attached) != sorted(enclosure.paper for enclosure in enclosures):
        raise ValueError("The enclosures of a letter are not the papers that stand as attached.")
    if len(given) != len(attached):
        raise ValueError("A paper stands twice in a letter.")
    return {paper: given[paper] for paper in attached}


def _left_out(line: PaperLine, fitting: Container[str]) -> PaperLine:
    if line.standing is Standing.ATTACHED and line.paper not in fitting:
        return replace(line, standing=Standing.TOO_LARGE)
    return line


def _words_at_most(content: LetterContent, dates: bytes | None) -> int:
    """Bytes of the mail without its papers, with the longest words that their rows may have."""
    longest = replace(content, papers=tuple(_left_out(line, ()) for line in content.papers))
    words = _mail(longest, Part(_ANY, _ANY, original=True, calendar=True), {}, None, dates)
    return len(words) + _PART_HEADERS


def _encoded(size: int) -> int:
    """Bytes of an attachment in base64, with a line end after each 76."""
    coded = -(-size // 3) * 4
    return coded + -(-coded // 76) * 2 + _PART_HEADERS


def _shares(costs: Mapping[str, int], room: int, reserved: int) -> Iterator[list[str]]:
    """Papers in their order, as many to a mail as fit; at least one mail, be it without papers."""
    share: list[str] = []
    used = reserved
    for paper, cost in costs.items():
        if used + cost > room:
            yield share
            share, used = [], 0
        share.append(paper)
        used += cost
    yield share


def _mail(
    content: LetterContent,
    part: Part,
    pdfs: Mapping[str, bytes],
    original: bytes | None,
    dates: bytes | None,
) -> bytes:
    words = _cleaned(asdict(sheet(content, part)))
    mail = EmailMessage(policy=WIRE)
    for name, value in headers(content, words["title"], part.number, part.of).items():
        mail[name] = value
    mail.set_content(render("letter", "txt", **words), cte="quoted-printable")
    mail.add_alternative(render("letter", "html", **words), subtype="html", cte="quoted-printable")
    for line in content.papers:
        if line.paper in pdfs:
            mail.add_attachment(
                pdfs[line.paper], maintype="application", subtype="pdf", filename=line.file_name
            )
    if dates is not None:
        name = calendar_name(content.told.court, dated(content)[0].number)
        mail.add_attachment(
            dates, maintype="text", subtype="calendar", filename=name, params=_PUBLISHED
        )
    if original is not None:
        notice = message_from_bytes(original, policy=WIRE)
        mail.add_attachment(notice, filename=ORIGINAL, cte="7bit")
    _set_boundaries(mail, f"=_{content.postmark.identity[:40]}.{part.number}")
    return mail.as_bytes()


def _set_boundaries(mail: EmailMessage, stem: str) -> None:
    """Boundaries of our own: Python draws them by lot. `=_` cannot stand in an encoded part."""
    own = (part for part in mail.walk() if part.get_content_maintype() == "multipart")
    for number, part in enumerate(own):
        part.set_boundary(f"{stem}.{number}")


def _cleaned(value: Any) -> Any:
    """Every text without looks, without control characters, and such that UTF-8 can write it."""
    match value:
        case str():
            whole = value.encode("utf-8", "replace").decode("utf-8")
            return without_looks("".join(c if _legible(c) else " " for c in whole))
        case dict():
            return {name: _cleaned(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_cleaned(inner) for inner in value]
        case _:
            return value


def _legible(character: str) -> bool:
    return character == "\n" or unicodedata.category(character) != "Cc"
