"""What a reader should know of one paper beside where it stands: how it came, and whether to open it with care."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docketmail.core.examination import Oddity
from docketmail.core.letter import PaperLine
from docketmail.core.words.phrases import extent, listed


ODD: Final = {
    Oddity.ENCRYPTED: "is encrypted and opens without a password",
    Oddity.LOCKED: "is encrypted and asks for a password, which its filer must give",
    Oddity.DAMAGED: "is not built as a PDF should be: if it does not open, see the docket",
    Oddity.SCRIPTS: "contains JavaScript",
    Oddity.LAUNCHES: "can start something by itself",
    Oddity.EMBEDDED: "contains other files or recordings",
    Oddity.WEB_PAGE: "begins like a web page",
    Oddity.UNEXAMINED: "was too much to examine",
}
"""What is odd about a PDF; each follows on "it"."""
_CARE: Final = (
    Oddity.SCRIPTS | Oddity.LAUNCHES | Oddity.EMBEDDED | Oddity.WEB_PAGE | Oddity.UNEXAMINED
)


def remarks(line: PaperLine) -> Iterator[str]:
    """The remarks on one paper, each to follow on what went before."""
    if line.supplied_by:
        yield f"handed in by {line.supplied_by}, not fetched from the court"
    if line.oddities:
        what = listed([ODD[one] for one in line.oddities])
        care = "; open it with care" if line.oddities & _CARE else ""
        yield f"as it came, without a label: it {what}{care}"
    for told, came in (
        (extent(line.listed.pages, None), extent(line.pages, None)),
        (extent(None, line.listed.size), extent(None, line.size)),
    ):
        if told:
            yield f"the court's list says {told}, {came} came: compare with the docket"
