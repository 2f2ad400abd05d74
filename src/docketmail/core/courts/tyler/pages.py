"""What one answer of the system's server is: a paper, a landing page that lists resources, or the end.

The landing page and its resources are as public code reads them; the page of a gate was never published, though
eFileIL's mails announce it. Where a page shows a login, a payment, a challenge or a gate, its list does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from docketmail.core.courts.tyler.urls import resource_guid
from docketmail.core.markup import folded, from_html
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, PageKind, PaperRef
from docketmail.core.signals import see
from docketmail.core.webpage import Element, WebPage, read_webpage


OK: Final = 200
_NO_NAME: Final = re.compile(
    r"|(?:click here to )?(?:download|view|open|retrieve)(?: (?:the )?(?:document|file|pdf))?",
    re.IGNORECASE,
)
"""Words of a link that name nothing; then the words before it, in its line, do."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer, understood."""

    kind: PageKind
    signals: tuple[str, ...]
    """Every sign seen, by name."""
    rows: tuple[PaperRef, ...] = ()
    """The resources that a landing page lists, each once; set for a menu alone."""
    elements: tuple[Element, ...] = ()
    """What a form may be read from."""


def read_page(answer: Answer, link: Link) -> Page:
    """Understand an answer to a request of the walk that started from this link."""
    if answer.is_pdf:
        return Page(PageKind.PDF, ("pdf_header",))
    page = read_webpage(answer)
    rows = tuple(_rows(answer, link)) if answer.status == OK and page.is_html else ()
    # What a filer called a file is no sign of anything.
    signals = see(answer, page, without=_places(page, link))
    if rows and not signals.forbid:
        return Page(PageKind.MENU, ("resource_link", *signals.names), rows)
    return Page(signals.kind, signals.names, elements=tuple(page.elements()))


def _places(page: WebPage, link: Link) -> list[int]:
    """The stretches that list resources."""
    return [
        place
        for place, stretch in enumerate(page.stretches)
        if any(resource_guid(element["href"], link.url) for element in stretch.elements())
    ]


def _rows(answer: Answer, link: Link) -> Iterator[PaperRef]:
    sheet = from_html(answer.body.decode("utf-8", "replace"))
    known: set[str] = set()
    for anchor in sheet.anchors:
        guid = resource_guid(anchor.url, link.url)
        if guid and guid not in known:
            index = link.document_index + len(known)
            known.add(guid)
            yield PaperRef(index, guid, _name(sheet.text, anchor.start, anchor.end))


def _name(text: str, start: int, end: int) -> str:
    """What the page calls the file: the link's words or, where these say nothing, the last ones before it."""
    said = folded(text[start:end])
    if not _NO_NAME.fullmatch(said):
        return said
    before = (folded(line) for line in reversed(text[max(0, start - _NEAR) : start].split("\n")))
    return next(filter(None, before), "")


_NEAR: Final = 300
"""Characters before a link in which its file is named; a file's name has 255 at the most."""
