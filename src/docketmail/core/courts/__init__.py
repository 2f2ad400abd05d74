"""The e-filing systems, one package or file each, and the reading of any mail by the one that sent it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Protocol

from docketmail.core import mail as mails, sealing_words
from docketmail.core.courts import acms, cmecf, scotus, tames, tyler
from docketmail.core.courts.rewriting import unwrapped
from docketmail.core.mail import Mail
from docketmail.core.markup import folded, lines
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


SYSTEMS: Final[tuple[CourtSystem, ...]] = (cmecf, acms, scotus, tames, tyler)
"""In no order: a mail that two of them claim is Unreadable."""

_INVITATION: Final = re.compile(r"\bJoin ZoomGov Meeting\b|\bzoomgov\.com/j/", re.IGNORECASE)
# On a line of its own: in a sentence, chambers write of a notice that was sent.
_TITLE: Final = re.compile(
    r"^[^\w\n]{0,20}(?:Notice\s+of\s+(?:Electronic|Docket)|Docket\s+Activity)\b[^\n]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_LOOK: Final = re.compile(r"https://([^/\s]{1,253})/(?:docs?1/\d|NDA/)", re.IGNORECASE | re.ASCII)
# Courts' words for it differ, and no public sample is known.
_CONFIRM: Final = re.compile(
    r"\b(?:confirm|verify|validate|activate)\b[^.?!]{0,80}\b(?:e-?mail\s+address|subscription|registration|account)\b"
    r"|\be-?mail\s+(?:address\s+)?(?:verification|confirmation)\b",
    re.IGNORECASE,
)
_SYSTEM: Final = re.compile(
    r"\bCM/?ECF\b|\bPACER\b|\bECF\b|electronic\s+filing|\bACMS\b|uscourts\.gov|txcourts\.gov|case\s+notification",
    re.IGNORECASE,
)
_TEST: Final = re.compile(r"\s*(?:this is a )?test\b.{0,40}", re.IGNORECASE)
_TEST_TEXT: Final = re.compile(
    r"\bthis is (?:only )?a test\b|\btest (?:e-?mail|message|notice)\b", re.IGNORECASE
)
_HEAD: Final = 400
"""Characters in which a test says what it is."""
_SEALED_EVENT: Final = re.compile(r"sealed (?:document|entry)", re.IGNORECASE)


def read(raw: bytes) -> Reading:
    """What a mail says. Any bytes have an answer; none raises."""
    return understood(mails.read(raw))


def understood(mail: Mail | Unreadable) -> Reading:
    """What a mail says that was unwrapped already."""
    if isinstance(mail, Unreadable):
        return mail
    if mail.report:  # it may quote a notice
        return _told(mail, Kind.OTHER, "a mail server's report about another mail")
    claimants = [system for system in SYSTEMS if system.recognises(mail)]
    if not claimants:
        return replace(_correspondence(mail), like_a_notice=_like_a_notice(mail))
    if len(claimants) > 1:
        names = " and ".join(system.NAME for system in claimants)
        return Unreadable(f"{names} both claim it", mail.subject)
    reading = claimants[0].read(mail)
    return _marked(reading, forwarded=mail.forwarded) if isinstance(reading, Notice) else reading


def retrieve(system: str, link: Link, *, announced: bool, address: str = "") -> Walk:
    """The walk of a system, by its name, from a link of a notice that it wrote.

    `address` is the one that the notice was sent to, where the firm lets it be given at a gate; one system has a gate.
    """
    if system == tyler.NAME:
        return tyler.retrieve(link, announced=announced, address=address)
    return next(one for one in SYSTEMS if system == one.NAME).retrieve(link, announced=announced)


def _correspondence(mail: Mail) -> NotANotice:
    """What is no notice of any system: chambers write, invite; anybody writes."""
    text = mail.sheet.text
    if mail.calendar or _INVITATION.search(text):
        return _told(mail, Kind.INVITATION, "an invitation to a meeting")
    if _CONFIRM.search(folded(text)) and _SYSTEM.search(text):
        return _told(
            mail, Kind.SUBSCRIPTION, "it asks to confirm an address, which only a person may do"
        )
    if _TEST.search(mail.subject) or _TEST_TEXT.search(folded(text[:_HEAD])):
        return _told(mail, Kind.OTHER, "a test of the mail's way, which tells nothing")
    return _told(mail, Kind.OTHER, "no court system wrote it")


def _told(mail: Mail, kind: Kind, reason: str) -> NotANotice:
    return NotANotice(kind, reason, mail.subject, lines(mail.sheet.text))


def _like_a_notice(mail: Mail) -> bool:
    """Whether a notice may be hidden in it, of a layout that no system knows."""
    if _TITLE.search(mail.sheet.text):
        return True
    looks = filter(None, (_LOOK.match(unwrapped(a.url)) for a in mail.sheet.anchors))
    return any(look[1].lower() in system.HOSTS for look in looks for system in SYSTEMS)


def _marked(notice: Notice, *, forwarded: bool) -> Notice:
    """The notice with the marks that its words give it, and the level that follows."""
    marks = {*notice.marks, *(word.mark for word in sealing_words.find_words(_spoken(notice)))}
    if forwarded:
        marks.add(Mark.FORWARDED)
    if _is_sealed(notice, marks):
        marks.add(Mark.SEALED_ENTRY)
    by_words = Level.PUBLIC
    if marks & {Mark.SEAL, Mark.REDACT}:
        by_words = Level.RESTRICTED
    if Mark.SEALED_ENTRY in marks:
        by_words = Level.SEALED
    level = max(notice.level, by_words, key=list(Level).index)
    if level is notice.level and marks == notice.marks:
        return notice
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
