"""The walk from a CM/ECF link to its papers: what is requested, and in which order.

A look is one viewing per (document id, magic number): the main document and each attachment have one of
their own under the same magic number (juriscraper's menus reached from notices; CourtListener fetches them
so in production). So what one row answers says nothing of the others, and no document is asked for twice.
Where attachments are announced the main document comes first, as there: whether the menu would spend its
look is not known the other way round. Appellate links are walked alike (juriscraper, reports.py:222, turns
their fourth digit too), but the rows of an appellate list are not free and are only named.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from typing import Final

from docketmail.core.courts.cmecf.pages import Page, read_page
from docketmail.core.courts.cmecf.urls import LookUrl, main_document_id
from docketmail.core.notice import Link
from docketmail.core.retrieval import (
    Answer,
    Cut,
    Get,
    Missing,
    PageKind,
    PaperRef,
    Refusal,
    Walk,
    Walked,
)


ENDING: Final = frozenset({PageKind.RECEIPT, PageKind.CHALLENGE})
"""A court that asks for money or for a human being would do so again at the next request."""
SECOND_HOPS: Final = 3
"""Times that the file behind a frame is asked for; it is short-lived, and the look is spent on the first hop."""
LEADING_ON: Final = frozenset({PageKind.FRAME, PageKind.MENU})

Opening = Generator[Get, Answer | Cut, Page | Cut]
"""The requests for one thing; returns the page they ended at, or how the answer broke off."""


def retrieve(link: Link, *, announced: bool) -> Walk:
    """Walk from a link to its papers.

    Args:
        link: as the court sent it. One that CM/ECF does not send is not opened.
        announced: whether the notice lists attachments. Then the main document is asked for first and the
            menu next; where they come unannounced, the menu answers the link as it was sent.

    """
    look = LookUrl.of(link)
    if look is None:
        paper = PaperRef(link.document_index, link.document_id)
        return Walked(missing=(Missing(paper, Refusal.UNKNOWN, ("no_cmecf_link",)),))
    walker = _Walker(link, look)
    if announced and walker.main.document_id != look.document_id:
        yield from walker.main_then_menu()
    else:
        yield from walker.as_sent()
    return walker.walked()


class _Walker:
    """One walk: what was asked for, and what came of it."""

    def __init__(self, link: Link, look: LookUrl) -> None:
        self.main = PaperRef(0, main_document_id(look.document_id) or look.document_id)
        self._link = link
        self._look = look
        self._asked: set[str] = set()
        self._obtained: dict[str, PaperRef] = {}
        self._missing: dict[str, Missing] = {}

    def as_sent(self) -> Generator[Get, Answer | Cut, None]:
        """Open the link itself: it shows the document, or lists what it could show."""
        page = yield from self._open(self._look.document_id, self.main)
        if isinstance(page, Page) and page.kind is PageKind.MENU:
            yield from self._rows(page)
        else:
            self._note(self.main, page)

    def main_then_menu(self) -> Generator[Get, Answer | Cut, None]:
        """Open the main document by its own id, then the menu, then the menu's other rows."""
        page = yield from self._open(self.main.document_id, self.main)
        self._note(self.main, page)
        if isinstance(page, Cut) or not (page.kind is PageKind.MENU or _ends(page)):
            here = self.main.document_id in self._obtained
            page = yield from self._open(self._look.document_id, None if here else self.main)
            if isinstance(page, Page) and page.kind is PageKind.PDF:
                self._note(self.main, page)
        if isinstance(page, Page) and page.kind is PageKind.MENU:
            yield from self._rows(page)
        else:
            # How many there are only the notice knows.
            self._miss(PaperRef(1, self._look.document_id), page)

    def walked(self) -> Walked:
        """What became of each paper; a main document that a menu left out is missing too."""
        missing = [*self._missing.values()]
        papers = [*self._obtained.values(), *(miss.paper for miss in missing)]
        if all(paper.index for paper in papers):
            missing.insert(0, Missing(self.main, Refusal.UNKNOWN, ("main_document_not_listed",)))
        return Walked(tuple(self._obtained.values()), tuple(missing))

    def _open(self, document_id: str, paper: PaperRef | None) -> Opening:
        """Send one request and, where a frame answers, the second at once: its file is short-lived."""
        self._asked.add(document_id)
        page = self._read((yield Get(self._look.of_document(document_id), paper)))
        if isinstance(page, Cut) or page.frame is None or paper is None:
            return page
        page = yield from self._behind_frame(page.frame, paper)
        if isinstance(page, Page) and page.kind is PageKind.UNAVAILABLE:
            # The court gave the look for this file: what is gone is the file, and the paper may be had by another look.
            return Cut("the short-lived file was gone")
        if isinstance(page, Page) and page.kind in LEADING_ON:
            return replace(page, kind=PageKind.UNKNOWN)
        return page

    def _behind_frame(self, url: str, paper: PaperRef) -> Opening:
        """The frame's file: the look is spent already, so it is asked for again where the answer broke off."""
        get = Get(url, paper, second_hop=True)
        for _ in range(SECOND_HOPS - 1):
            answer = yield get
            if isinstance(answer, Answer) or answer.refusal is Refusal.TOO_LARGE:
                return self._read(answer)
        return self._read((yield get))

    def _read(self, answer: Answer | Cut) -> Page | Cut:
        return answer if isinstance(answer, Cut) else read_page(answer, self._link)

    def _rows(self, menu: Page) -> Generator[Get, Answer | Cut, None]:
        ending: Page | None = None
        for row in menu.rows:
            paper = row.paper
            if paper.document_id in self._asked:
                self._describe(paper, menu)
            elif not row.free:
                self._missing[paper.document_id] = Missing(paper, Refusal.NOT_FREE, menu.signals)
            elif ending is not None:
                self._note(paper, ending)
            else:
                page = yield from self._open(paper.document_id, paper)
                self._note(paper, page)
                ending = page if isinstance(page, Page) and _ends(page) else None

    def _describe(self, paper: PaperRef, menu: Page) -> None:
        """Add what a menu says of a paper that was asked for before; it is not asked for again."""
        document_id = paper.document_id
        if document_id in self._obtained:
            self._obtained[document_id] = paper
        else:
            known = self._missing.get(document_id)
            unknown = Missing(paper, Refusal.UNKNOWN, menu.signals)
            self._missing[document_id] = replace(known, paper=paper) if known else unknown

    def _note(self, paper: PaperRef, page: Page | Cut) -> None:
        if isinstance(page, Page) and page.kind is PageKind.PDF:
            self._missing.pop(paper.document_id, None)
            self._obtained[paper.document_id] = paper
        else:
            self._miss(paper, page)

    def _miss(self, paper: PaperRef, page: Page | Cut) -> None:
        if isinstance(page, Cut):
            missing = Missing(paper, page.refusal)
        else:
            # A PDF or a menu where something else was asked for has no word of its own.
            known = page.kind.value in set(Refusal)
            refusal = Refusal(page.kind.value) if known else Refusal.UNKNOWN
            missing = Missing(paper, refusal, page.signals)
        self._missing[paper.document_id] = missing


def _ends(page: Page) -> bool:
    """Whether nothing more should be asked of this court now."""
    return page.of_a_session or page.kind in ENDING
