"""The rows of a Document Selection Menu and of an appellate list of documents.

A menu's row opens its document by `goDLS('/doc1/id', caseid, de_seq_num, got_receipt, pdf_header,
pdf_toggle_possible, magic_num, ...)`; what follows differs between district and bankruptcy courts
(recap-chrome, pacer.js). A row is free where it carries our own magic number; a signed-in user's
carries none. An appellate list has rows without any look: none of them is free.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from docketmail.core.courts.cmecf.urls import LookUrl, main_document_id
from docketmail.core.notice import Link
from docketmail.core.retrieval import PaperRef
from docketmail.core.webpage import Element, Stretch, WebPage


MENU_HEADING: Final = "document selection menu"
LIST_HEADING: Final = "documents are attached to this filing"

_GODLS: Final = re.compile(r"goDLS\(\s*('[^']*'\s*(?:,\s*'[^']*'\s*)*)\)")
_ARGUMENT: Final = re.compile(r"'([^']*)'")
_UP_TO_MAGIC: Final = 7
"""Arguments of goDLS from the path to the magic number."""
_REAL_MAGIC: Final = re.compile(r"0*[1-9]\d{0,19}", re.ASCII)
_DOC1: Final = re.compile(r"/doc1/(\d{1,20})", re.ASCII)
# docs4: seen in lists of the First Circuit's bankruptcy appellate panel.
_DOCS: Final = re.compile(r"https://[^/]+/docs\d/(\d{1,20})(?:\?.*)?", re.ASCII)
_PRINTED_NUMBER: Final = re.compile(r"(?:.*\D)?(\d{1,4})", re.ASCII | re.DOTALL)
_PAGES: Final = re.compile(r"(\d{1,6}) pages?", re.ASCII)
_PRINTED_PAGES: Final = re.compile(r"(\d{1,6})(?: pages?)?", re.ASCII)
_SIZE: Final = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?(b|kb|mb|gb)", re.ASCII | re.IGNORECASE)
_UNITS: Final = {"b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000}
"""Courts round by 1,000 or by 1,024 (nysb, nyed); the figure serves a rough comparison."""
_BOX: Final = re.compile(r"\d{1,20}-(?P<size>\d{1,12})-(?P<pages>\d{1,6})", re.ASCII)
_APPELLATE_BOX: Final = re.compile(
    r"sumDocSelected\(this,\s*(?P<pages>\d{1,6}),\s*(?P<size>\d{1,12}),.*", re.ASCII | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Row:
    """One document that a page lists."""

    paper: PaperRef
    free: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents that a page lists, each once; empty where it is no page of this kind."""

    rows: tuple[Row, ...] = ()
    places: frozenset[int] = frozenset()
    """The page's stretches that are taken up by rows."""


def menu_of(page: WebPage, look: LookUrl, link: Link) -> Listing:
    """What a Document Selection Menu lists."""
    if MENU_HEADING not in page.words():
        return Listing()
    places, papers = _listed(page, _of_menu)
    rows = [Row(paper, _is_free(anchor, paper, look, link)) for anchor, paper in papers]
    main = main_document_id(look.document_id)
    return Listing(tuple(_numbered(rows, main, _first_number(page))), places)


def list_of(page: WebPage) -> Listing:
    """What an appellate list lists."""
    if LIST_HEADING not in page.words():
        return Listing()
    places, papers = _listed(page, _of_list)
    rows = (Row(replace(paper, index=n), free=False) for n, (_, paper) in enumerate(papers))
    return Listing(tuple(rows), places)


def _listed(
    page: WebPage, document_of: Callable[[Element], str | None]
) -> tuple[frozenset[int], list[tuple[Element, PaperRef]]]:
    """The stretches with links to documents, and the first link to each document with its paper."""
    places: set[int] = set()
    papers: dict[str, tuple[Element, PaperRef]] = {}
    for place, stretch in enumerate(page.stretches):
        links = [
            (column, element, document_id)
            for column, cell in enumerate(stretch.cells)
            for element in cell.elements
            if element.tag == "a" and (document_id := document_of(element))
        ]
        if links:
            places.add(place)
        for column, element, document_id in links:
            # Two links in one row: nobody can say which of them the row describes.
            alone = len(links) == 1
            paper = _paper(document_id, stretch, column) if alone else PaperRef(0, document_id)
            papers.setdefault(document_id, (element, paper))
    return frozenset(places), list(papers.values())


def _of_menu(anchor: Element) -> str | None:
    arguments = _godls(anchor)
    found = _DOC1.fullmatch(arguments[0]) if arguments else None
    return found[1] if found else None


def _of_list(anchor: Element) -> str | None:
    found = _DOCS.fullmatch(anchor["href"])
    return found[1] if found else None


def _godls(anchor: Element) -> list[str]:
    """What goDLS is called with; empty where it is not called exactly once, as far as the magic number."""
    calls = _GODLS.findall(anchor["onclick"])
    arguments = _ARGUMENT.findall(calls[0]) if len(calls) == 1 else []
    return arguments if len(arguments) >= _UP_TO_MAGIC else []


def _is_free(anchor: Element, paper: PaperRef, look: LookUrl, link: Link) -> bool:
    """Whether a row carries our magic number, in our case, on our host, and no accepted receipt."""
    _, case_id, _, got_receipt, _, _, row_magic, *_ = _godls(anchor)
    return (
        not look.is_appellate
        and row_magic == link.magic
        and _REAL_MAGIC.fullmatch(row_magic) is not None
        and case_id == (link.court_case_id or case_id)
        and got_receipt != "1"
        and look.leads_to(anchor["href"], paper.document_id)
    )


def _first_number(page: WebPage) -> int:
    """What the first attachment is numbered: 2 where a bankruptcy menu counts parts from the main document on.

    Seen in juriscraper's sample nysb_12604013833_new: a column "Part", the main document being part 1.
    """
    parts = any(cell.text == "Part" for stretch in page.stretches for cell in stretch.cells)
    return 2 if parts else 1


def _numbered(rows: list[Row], main: str | None, first: int) -> Iterator[Row]:
    """Give each row its index: the main document 0, an attachment by the number that the menu prints.

    A menu leaves out what the viewer may not see, so a row's place alone does not tell its number.
    Where the id does not tell which row is the main document, it is the first.
    """
    main = main or (rows[0].paper.document_id if rows else "")
    taken = {0}
    highest = 0
    for row in rows:
        printed = row.paper.index - first + 1
        index = printed if printed > 0 and printed not in taken else highest + 1
        index = 0 if row.paper.document_id == main else index
        taken.add(index)
        highest = max(highest, index)
        yield replace(row, paper=replace(row.paper, index=index))


def _paper(document_id: str, stretch: Stretch, column: int) -> PaperRef:
    """What a row prints of its document; the index is the printed number, 0 where there is none."""
    texts = [cell.text for cell in stretch.cells[column + 1 :]]
    described = bool(texts) and not (_PAGES.fullmatch(texts[0]) or _SIZE.fullmatch(texts[0]))
    description, facts = (texts[0], texts[1:]) if described else ("", texts)
    number = _PRINTED_NUMBER.fullmatch(stretch.cells[column].text)
    boxed_size, boxed_pages = _boxed(stretch)
    return PaperRef(
        index=int(number[1]) if number else 0,
        document_id=document_id,
        description=description,
        pages=boxed_pages or _printed_pages(facts),
        size=boxed_size or _printed_size(facts),
    )


def _boxed(stretch: Stretch) -> tuple[int | None, int | None]:
    """Exact bytes and pages, as a row's checkbox tells them to the page's own script."""
    for element in stretch.elements():
        found = _BOX.fullmatch(element["value"]) or _APPELLATE_BOX.match(element["onclick"])
        if element["type"].lower() == "checkbox" and found:
            return int(found["size"]), int(found["pages"])
    return None, None


def _printed_pages(texts: list[str]) -> int | None:
    found = [int(match[1]) for text in texts if (match := _PRINTED_PAGES.fullmatch(text))]
    return found[0] if found else None


def _printed_size(texts: list[str]) -> int | None:
    found = [match for text in texts if (match := _SIZE.fullmatch(text))]
    return round(float(found[0][1]) * _UNITS[found[0][2].lower()]) if found else None
