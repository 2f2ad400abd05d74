"""What takes the secret of a look out of a text, before the text leaves the firm's daemon.

A link with a magic number is a bearer secret: whoever opens it first has the free look, and a link
scanner on the way to the reader is fast enough (delivered mail must therefore hold none, wherever
the text came from).
"""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.notice import Link


REMOVED: Final = "[link removed: it opens without a login]"

_MARKS: Final = (
    r"magic(?:_|%5F|-5F)num|uid(?:\s*=|%3D|-3D)|(?:/|%2F)NDA(?:/|%2F)"
    r"|View(?:Service)?Documents\.aspx|DownloadResource\.ashx"
)
"""District looks carry a magic number, appellate ones a uid, ACMS ones a GUID under /NDA/, a state's
landing pages and what they list one behind their names; link rewriters percent-encode them (Microsoft)
or write a dash for the percent sign (Proofpoint)."""
_LOOK: Final = re.compile(
    rf"""
    (?<!\S)\S*?(?:https?://|{_MARKS})\S*   # a word with a link, or with a piece that tells itself;
                                          # begun at words alone, or a long one takes for ever
    (?: \s*\n \S*[=&]\S* )*              # plain notices break a link in the middle of its query
    (?: (?<==) \s*\S+ )?                  # ... and once behind the equals sign
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TELLING: Final = re.compile(_MARKS, re.IGNORECASE)


def tells(text: str) -> bool:
    """Whether any part of a look's secret stands in this text, be it broken by white space."""
    return bool(_TELLING.search("".join(text.split())))


def without_looks(text: str) -> str:
    """The text with every link that is, or may be, a look replaced by a word.

    A link without a secret (a judge's page, the court's rules) stays as it was printed.
    """
    return _LOOK.sub(lambda found: REMOVED if tells(found[0]) else found[0], text)


def court_page(link: Link) -> str:
    """The document's own page at the court, without the magic number: it asks for a login and may cost money.

    Empty for a system whose links are nothing but the secret (ACMS, Tyler).
    """
    place = re.match(r"https://[a-z0-9.-]+/docs?1/\d+", link.url)
    return place[0] if place else ""
