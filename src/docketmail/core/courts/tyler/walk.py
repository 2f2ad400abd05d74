"""The walk from a landing page to its papers: the page, then each resource that it lists.

Links stay active for months, and nothing is used up by a look; all the same each is asked for once. A Texas page came
without a gate, eFileIL's mails announce one: whether there is one, the page says and nobody else.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Final

from docketmail.core.courts.tyler.gate import form
from docketmail.core.courts.tyler.pages import Page, read_page
from docketmail.core.courts.tyler.urls import landing_guid, of_resource
from docketmail.core.notice import Link
from docketmail.core.retrieval import (
    Answer,
    Cut,
    Get,
    Missing,
    PageKind,
    PaperRef,
    Refusal,
    Step,
    Walk,
    Walked,
)


ENDING: Final = frozenset(
    {PageKind.LOGIN, PageKind.RECEIPT, PageKind.CHALLENGE, PageKind.EMAIL_GATE}
)
"""Where one resource is answered so, the next would be too."""


def retrieve(link: Link, *, announced: bool, address: str = "") -> Walk:
    """Walk from a landing page to its papers.

    Args:
        link: as the system sent it.
        announced: of no account, for the page lists what there is.
        address: where the notice was sent to, if the firm lets it be given at a gate; else empty, and a gate ends it.

    """
    del announced
    main = PaperRef(link.document_index, link.document_id)
    if not landing_guid(link.url):
        return Walked(missing=(Missing(main, Refusal.UNKNOWN, ("no_tyler_link",)),))
    page = yield from _landing(link, main, address)
    if isinstance(page, Cut) or page.kind is not PageKind.MENU:
        return _only(main, page)
    return (yield from _resources(link, page))


def _landing(link: Link, main: PaperRef, address: str) -> Generator[Step, Answer | Cut, Page | Cut]:
    """The landing page; behind the gate, where the firm lets us through. It is asked to let us through once."""
    page = _read((yield Get(link.url, main)), link)
    if isinstance(page, Cut) or not address:
        return page
    submit = form(page, link, address, main)
    return _read((yield submit), link) if submit else page


def _resources(link: Link, page: Page) -> Walk:
    obtained: list[PaperRef] = []
    missing: list[Missing] = []
    ending: Page | None = None
    for paper in page.rows:
        answer: Page | Cut
        if ending is None:
            get = Get(of_resource(paper.document_id, link.url), paper)
            answer = _read((yield get), link)
        else:
            answer = ending
        if isinstance(answer, Page) and answer.kind is PageKind.PDF:
            obtained.append(paper)
        else:
            missing.append(_missing(paper, answer))
            ending = answer if isinstance(answer, Page) and answer.kind in ENDING else None
    return Walked(tuple(obtained), tuple(missing))


def _only(main: PaperRef, page: Page | Cut) -> Walked:
    """Where the link itself was answered with the paper, or with the end."""
    if isinstance(page, Page) and page.kind is PageKind.PDF:
        return Walked(obtained=(main,))
    return Walked(missing=(_missing(main, page),))


def _missing(paper: PaperRef, page: Page | Cut) -> Missing:
    if isinstance(page, Cut):
        return Missing(paper, page.refusal)
    # A landing page in a resource's place has no word of its own.
    known = page.kind.value in set(Refusal)
    return Missing(paper, Refusal(page.kind.value) if known else Refusal.UNKNOWN, page.signals)


def _read(answer: Answer | Cut, link: Link) -> Page | Cut:
    return answer if isinstance(answer, Cut) else read_page(answer, link)
