"""How far a paper of a state's court may go: its security markers, and the words that flag it.

The filer chooses a security for each document, and each court words the choices as it likes. Known public wordings are
listed; what is not listed is a flag (policy, State 3), so that a new wording keeps a paper back and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from docketmail.core.notice import Level


KNOWN_PUBLIC: Final = frozenset(
    {
        "public",
        "non-confidential",
        "non-confidential (or public)",
        "does not contain sensitive data",
    }
)
"""Tyler's help, and courts' guides for filers; in small letters."""
FLAGS: Final = {
    "protected": Level.PROTECTED,
    "confidential": Level.RESTRICTED,
    "contains sensitive data": Level.RESTRICTED,
    "restricted": Level.RESTRICTED,
    "suppressed": Level.SUPPRESSED,
    "private": Level.PRIVATE,
    "sealed": Level.SEALED,
}
"""The first two markers of Tyler's; the others are the levels' own names, as Colorado words them."""
_FLAGGING: Final = re.compile(
    r"(?<!\bnon-)(?<!\bnon )\bconfidential|\bin camera\b|\bjuvenile\b", re.IGNORECASE
)


def of_markers(markers: Iterable[str]) -> Level:
    """The strictest of them; PUBLIC where there is none."""
    said = (marker.lower() for marker in markers)
    levels = (FLAGS.get(one, Level.PROTECTED) for one in said if one not in KNOWN_PUBLIC)
    return strictest(Level.PUBLIC, *levels)


def of_words(texts: Iterable[str]) -> Level:
    """RESTRICTED where a caption, code, title or file name has a word that flags it."""
    flagged = any(_FLAGGING.search(text) for text in texts)
    return Level.RESTRICTED if flagged else Level.PUBLIC


def strictest(*levels: Level) -> Level:
    """The strictest of these."""
    return max(levels, key=list(Level).index)
