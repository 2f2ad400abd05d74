"""How the headers of our mails are written: folded for every reader, and never by a stranger's hand.

Python's own folding (measured with 3.11.7) is passed by: it loses the space between two encoded
words, writes a long message id as an encoded word, and breaks a long file name into RFC 2231
pieces, which some mail programs show as ATT00001.
"""

from __future__ import annotations

import re
from email.header import Header
from email.headerregistry import HeaderRegistry
from email.policy import EmailPolicy
from email.utils import format_datetime, quote
from functools import lru_cache
from typing import Any, Final

from docketmail.core.letter import LetterContent, Mailbox
from docketmail.core.looks import without_looks
from docketmail.core.naming import printable, shortened


_SUBJECT: Final = 250
"""Characters of a subject line; a reader's list shows about 70."""
_NAME: Final = 80
_FOLDABLE: Final = 50
"""Characters of a word that fits behind our longest header name in a line of 76."""
_THREADS: Final = 5
"""Threads that one letter joins; a notice can be of dozens of cases."""
_ADDRESS: Final = re.compile(r"[!#-'*+/-9=?A-Z^-~.-]+@[A-Za-z0-9.-]+")
"""RFC 5321's dot-string, near enough: nothing in it can end an address or a header."""
_WORD: Final = re.compile(r"[A-Za-z0-9._-]+")


class _Registry(HeaderRegistry):
    """Python's classes of headers, each made once.

    A mail asks for a part's Content-Type some dozen times, and 3.11.7 makes a class and takes the value
    apart each time: a third of what a letter costs.
    """

    def __init__(self) -> None:
        super().__init__()
        self._class = lru_cache(maxsize=64)(super().__getitem__)
        self._header = lru_cache(maxsize=64)(super().__call__)

    def __getitem__(self, name: str) -> Any:
        return self._class(name)

    def __call__(self, name: str, value: Any) -> Any:
        return self._header(name, value)


class _Wire(EmailPolicy):
    """A header goes out as it was given, and one that would begin another header not at all."""

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        return name, value

    def fold_binary(self, name: str, value: Any) -> bytes:
        text = str(value)
        if not text.replace("\r\n ", "").isprintable():
            raise ValueError(f"The header {name} holds a control character.")
        return f"{name}: {text}\r\n".encode("ascii")


# RFC 2045: 76 characters in a line of quoted-printable.
WIRE: Final[EmailPolicy] = _Wire(
    linesep="\r\n", cte_type="7bit", max_line_length=76, header_factory=_Registry()
)


def headers(content: LetterContent, subject: str, part: int, of: int) -> dict[str, str]:
    """Every header of one mail but those of MIME; raises ValueError on an address that is none."""
    mark = content.postmark
    domain = _word(mark.domain)
    return {
        "Date": format_datetime(mark.written_at),
        "From": _mailbox("From", mark.sender),
        "To": _mailbox("To", mark.reader),
        **({"Reply-To": _mailbox("Reply-To", Mailbox("", mark.answers))} if mark.answers else {}),
        "Subject": text_header("Subject", shortened(printable(without_looks(subject)), _SUBJECT)),
        # An answer names its letter by the receipt, and proves it by the keyed hash (`core.answering`).
        "Message-ID": f"<{_word(content.receipt)}.{_word(mark.identity)}.{part}-{of}@{domain}>",
        **_threading(content, domain),
        # RFC 3834, and Exchange's own word for it: no absence note may go back.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "X-Docketmail-Letter": content.kind.value,
        "X-Docketmail-Receipt": _word(content.receipt),
    }


def _threading(content: LetterContent, domain: str) -> dict[str, str]:
    """Case and envelope as threads that nobody ever began, and the case as a list that rules can file by."""
    if content.filing is None:
        return {}
    filing, first = content.told, content.told.cases[0]
    roots = [f"<case.{_word(case.thread)}@{domain}>" for case in filing.cases[:_THREADS]]
    place = printable(without_looks(f"{filing.court} {first.number}"))
    if filing.envelope:
        roots.append(f"<envelope.{_word(filing.envelope.thread)}@{domain}>")
    return {
        "In-Reply-To": roots[-1 if filing.envelope else 0],
        "References": "\r\n ".join(dict.fromkeys(roots)),
        "List-Id": f"<{_word(first.thread)}.{domain}>",
        "X-Docketmail-Case": text_header("X-Docketmail-Case", place),
    }


def _mailbox(header: str, mailbox: Mailbox) -> str:
    if not _ADDRESS.fullmatch(mailbox.address):
        raise ValueError(f"{mailbox.address!r} is no e-mail address.")
    name = shortened(printable(mailbox.name), _NAME)
    if not name:
        return mailbox.address
    phrase = f'"{quote(name)}"' if _plain(name) else text_header(header, name)
    return f"{phrase} <{mailbox.address}>"


def text_header(header: str, text: str) -> str:
    """One line of any text as a header value, folded and encoded."""
    return Header(text, "us-ascii" if _plain(text) else "utf-8", header_name=header).encode(
        linesep="\r\n"
    )


def _plain(text: str) -> bool:
    """Whether a text can stand as it is: nothing to encode, to be taken for encoded, or too long to fold."""
    return text.isascii() and "=?" not in text and all(len(w) <= _FOLDABLE for w in text.split())


def _word(text: str) -> str:
    if not _WORD.fullmatch(text):
        raise ValueError(f"{text!r} cannot stand in a header: letters, digits, dots, dashes alone.")
    return text
