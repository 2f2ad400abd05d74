"""What sort of mail CM/ECF sent: a filing, a claim, an edit, a summary, an announcement."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from docketmail.core.notice import Kind


class Sign(NamedTuple):
    """A phrase of the system, and words of which every text that has the phrase has one: they are found sooner."""

    phrase: re.Pattern[str]
    words: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """Where the phrase stands in the text."""
        return self.phrase.search(text) if any(word in text for word in self.words) else None


TITLE: Final = re.compile(
    r"\n[^\w\n]{0,20}Notice\s+of\s+(?:Electronic\s+(Claims?\s+)?Filing|(Docket\s+Activity))[ \t\xa0*]*(?=\n|\Z)",
    re.IGNORECASE,
)
# Written by the system, hence in these very letters.
ANNOUNCEMENT: Final = Sign(
    re.compile(r"announcement\s+e-?mail\s+message\s+generated\s+by\s+Court\s+action"),
    ("announcement",),
)
SUMMARY: Final = Sign(
    re.compile(
        r"Activity\s+has\s+occurred\s+in\s+the\s+following\s+cases|Summary\s+of\s+ECF\s+Activity"
    ),
    ("occurred", "Summary"),
)
EDIT: Final = Sign(
    re.compile(
        r"Added\s+Correct\s+PDF\s+to\s+document|Modified\s+(?:Dkt|Docket|Date)(?:\s+\w+){1,2}\s+from\b|was\s+edited\s+by\s"
    ),
    ("Correct", "Modified", "edited"),
)
SIGNS: Final = (TITLE, ANNOUNCEMENT, SUMMARY)
"""Each alone says that CM/ECF wrote the mail."""
_REGENERATED: Final = Sign(
    re.compile(r"This\s+is\s+a\s+re-?generated\s+N(?:EF|DA)\b"),
    ("regenerated", "re-generated"),
)


def of_notice(text: str, title: re.Match[str] | None, transactions: int) -> Kind:
    """The kind of a notice with that title and so many transactions."""
    if transactions > 1 or SUMMARY.search(text):
        return Kind.DAILY_SUMMARY
    if _REGENERATED.search(text):
        return Kind.REGENERATED
    if title is not None and title[1]:
        return Kind.CLAIM
    if EDIT.search(text):
        return Kind.DOCKET_EDIT
    return Kind.DOCKET_ACTIVITY if title is not None and title[2] else Kind.FILING
