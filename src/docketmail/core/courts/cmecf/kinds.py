"""What sort of mail CM/ECF sent: a filing, a claim, an edit, a summary, an announcement."""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.notice import Kind


TITLE: Final = re.compile(
    r"^[^\w\n]{0,20}Notice\s+of\s+(?:Electronic\s+(Claims\s+)?Filing|(Docket\s+Activity))[ \xa0]*$",
    re.MULTILINE | re.IGNORECASE,
)
# Written by the system, hence in these very letters.
ANNOUNCEMENT: Final = re.compile(
    r"announcement\s+e-?mail\s+message\s+generated\s+by\s+Court\s+action"
)
SUMMARY: Final = re.compile(
    r"Activity\s+has\s+occurred\s+in\s+the\s+following\s+cases|Summary\s+of\s+ECF\s+Activity"
)
EDIT: Final = re.compile(
    r"Added\s+Correct\s+PDF\s+to\s+document|Modified\s+(?:Dkt|Docket)\s+[Tt]ext\s+from"
    r"|Modified\s+Date\s+(?:Filed|Entered)\s+from|was\s+edited\s+by\s"
)
SIGNS: Final = (TITLE, ANNOUNCEMENT, SUMMARY)
"""Each alone says that CM/ECF wrote the mail."""
_REGENERATED: Final = re.compile(r"This\s+is\s+a\s+re-?generated\s+N(?:EF|DA)\b")


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
