"""The e-filing systems, one package or file each, and the reading of any mail by the one that sent it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Protocol

from docketmail.core import mail as mails, sealing_words
from docketmail.core.courts import acms, cmecf, scotus, tames
from docketmail.core.mail import Mail
from docketmail.core.notice import (
    Kind,
    Level,
    Link,
    Mark,
    NotANotice,
    Notice,
    Reading,
    Unreadable,
)
from docketmail.core.retrieval import Walk


class CourtSystem(Protocol):
    """What a module must have to be one."""

    @property
    def NAME(self) -> str: ...  # noqa: N802 - a module's constant

    @property
    def HOSTS(self) -> frozenset[str]:  # noqa: N802
        """The hosts whose links may be opened; no other is, whatever a mail says."""
        ...

    def recognises(self, mail: Mail) -> bool:
        """Whether this system wrote the mail, by what the mail holds; whom it came from is no proof."""
        ...

    def read(self, mail: Mail) -> Reading:
        """What a mail that it recognises says."""
        ...

    def retrieve(self, link: Link, *, announced: bool) -> Walk:
        """The walk from a link to its papers; `announced`: the notice lists attachments."""
        ...


SYSTEMS: Final[tuple[CourtSystem, ...]] = (cmecf, acms, scotus, tames)
"""In no order: a mail that two of them claim is Unreadable."""

_INVITATION: Final = re.compile(r"\bJoin ZoomGov Meeting\b|\bzoomgov\.com/j/", re.IGNORECASE)
_SEALED_EVENT: Final = re.compile(r"sealed (?:document|entry)", re.IGNORECASE)


def read(raw: bytes) -> Reading:
    """What a mail says. Any bytes have an answer; none raises."""
    mail = mails.read(raw)
    if isinstance(mail, Unreadable):
        return mail
    claimants = [system for system in SYSTEMS if system.recognises(mail)]
    if not claimants:
        return _correspondence(mail)
    if len(claimants) > 1:
        names = " and ".join(system.NAME for system in claimants)
        return Unreadable(f"{names} both claim it", mail.subject)
    reading = claimants[0].read(mail)
    return _marked(reading, forwarded=mail.forwarded) if isinstance(reading, Notice) else reading


def retrieve(system: str, link: Link, *, announced: bool) -> Walk:
    """The walk of a system, by its name, from a link of a notice that it wrote."""
    return next(one for one in SYSTEMS if system == one.NAME).retrieve(link, announced=announced)


def _correspondence(mail: Mail) -> NotANotice:
    """What is no notice of any system: chambers write, invite; anybody writes."""
    if mail.calendar or _INVITATION.search(mail.sheet.text):
        return NotANotice(Kind.INVITATION, "an invitation to a meeting", mail.subject)
    return NotANotice(Kind.OTHER, "no court system wrote it", mail.subject)


def _marked(notice: Notice, *, forwarded: bool) -> Notice:
    """The notice with the marks that its words give it, and the level that follows."""
    marks = {*notice.marks, *(word.mark for word in sealing_words.find_words(_spoken(notice)))}
    if forwarded:
        marks.add(Mark.FORWARDED)
    if _is_sealed(notice, marks):
        marks.add(Mark.SEALED_ENTRY)
    level = Level.PUBLIC
    if marks & {Mark.SEAL, Mark.REDACT}:
        level = Level.RESTRICTED
    if Mark.SEALED_ENTRY in marks:
        level = Level.SEALED
    return replace(notice, marks=frozenset(marks), level=level)


def _spoken(notice: Notice) -> str:
    """Every text in which a word restricts the entry (policy, Federal 5); no word reaches over two of them."""
    texts = {notice.subject, notice.short_description or ""}
    texts.update(text for case in notice.cases for text in (case.name, case.docket_text))
    texts.update(
        text for each in notice.documents for text in (each.description, each.original_filename)
    )
    return "\0".join(texts)


def _is_sealed(notice: Notice, marks: set[Mark]) -> bool:
    """Whether the court says that the entry is sealed: by a status, or by a placeholder beside the word."""
    if Mark.PLACEHOLDER_LINK in marks and Mark.SEAL in marks and not notice.links:
        return True
    if _SEALED_EVENT.fullmatch(notice.short_description or ""):
        return True
    return any(sealing_words.says_sealed(case.docket_text) for case in notice.cases)
