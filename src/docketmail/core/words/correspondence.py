"""A mail that tells of no filing, passed on as it came: whose it is, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docketmail.core.letter import LetterContent, PassedOn
from docketmail.core.naming import printable
from docketmail.core.notice import Kind
from docketmail.core.words.filing import errand
from docketmail.core.words.phrases import DONE, RESTRICTED, defanged
from docketmail.core.words.sheet import Block, Sheet


_NO_TEXT: Final = "(docketmail could not read its text: read the mail in the mailbox that it was sent to as well.)"
_TO_JOIN: Final = (
    "To take part, open the link in your own copy of the invitation: docketmail has it beside you, and passes "
    "no such link on."
)
_TO_CONFIRM: Final = (
    "docketmail did not open the link and never opens such a one. It is the court's own; whoever knows that "
    "this was asked for may open it:"
)
_ASKS: Final = "It asks somebody to open a link. docketmail did not open it; the desk has it."


def mail_sheet(content: LetterContent, mail: PassedOn) -> Sheet:
    """Put the letter in words, without title, badges and footer."""
    return Sheet(
        place=f"From {printable(mail.sender) if mail.by_court else defanged(mail.sender, 120)}",
        headline=printable(mail.subject) or whose(mail),
        lead=(
            *errand(content),
            f"{whose(mail)}. {_UNREAD if mail.unread else _NO_FILING}",
            _TO_WHOM,
        ),
        alerts=_alerts(mail),
        verbatim="THE MAIL",
        blocks=(Block((), mail.text or _NO_TEXT),),
        after=(*content.notes, *_what_to_do(mail)),
        command="\n".join(mail.to_open),
    )


_NO_FILING: Final = "It tells of no filing."
_UNREAD: Final = (
    "docketmail could not read it as a notice: it may tell of a filing, and time may run."
)
_TO_WHOM: Final = "It goes as it came, to the noticed attorney and the desk alone."


def whose(mail: PassedOn) -> str:
    """What sort of mail it is; only what the court sent is the court's."""
    return DONE[mail.kind] if mail.by_court else "Sent to the firm's intake address, not by a court"


def _alerts(mail: PassedOn) -> tuple[str, ...]:
    because = mail.restricted_because.rstrip(".")
    return (RESTRICTED.format(because=because),) if because else ()


def _what_to_do(mail: PassedOn) -> Iterator[str]:
    if mail.kind is Kind.INVITATION:
        yield _TO_JOIN
    if mail.kind is Kind.SUBSCRIPTION:
        yield _TO_CONFIRM if mail.to_open else _ASKS
