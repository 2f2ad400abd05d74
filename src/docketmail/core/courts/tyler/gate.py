"""The page that asks for an e-mail address, and what a firm that opted in sends there: the form's own fields.

No such page was ever published (unverified): so a form counts only where nothing but one address is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from docketmail.core.courts.tyler.pages import Page
from docketmail.core.courts.tyler.urls import is_same_page
from docketmail.core.notice import Link
from docketmail.core.retrieval import PageKind, PaperRef, Submit
from docketmail.core.webpage import Element


_ADDRESS: Final = re.compile(r".*e-?mail.*", re.IGNORECASE | re.DOTALL)
_FIELDS: Final = frozenset({"input", "select", "textarea"})
_KEPT: Final = frozenset({"hidden", "submit"})
_WRITTEN: Final = frozenset({"", "text", "email"})


def form(page: Page, link: Link, address: str, paper: PaperRef) -> Submit | None:
    """The gate's form with the address in it; None for any page that is not just that.

    A page with a password field is a login to `signals`, which outranks a gate: it never comes here as one.
    """
    if page.kind is not PageKind.EMAIL_GATE or not _is_one_form(page.elements, link):
        return None
    fields = [one for one in page.elements if one.tag in _FIELDS and one["name"]]
    asked = [one for one in fields if _kind(one) not in _KEPT]
    if len(asked) != 1 or not _asks_for_address(asked[0]):
        return None
    told = tuple((one["name"], address if one is asked[0] else one["value"]) for one in fields)
    return Submit(link.url, told, paper)


def _is_one_form(elements: Sequence[Element], link: Link) -> bool:
    """Whether the page has one form, which posts to the page itself."""
    forms = [one for one in elements if one.tag == "form"]
    if len(forms) != 1 or forms[0]["method"].lower() != "post":
        return False
    return is_same_page(forms[0]["action"], link.url)


def _kind(field: Element) -> str:
    return field["type"].strip().lower() if field.tag == "input" else field.tag


def _asks_for_address(field: Element) -> bool:
    named = _kind(field) == "email" or _ADDRESS.fullmatch(field["name"]) is not None
    return named and _kind(field) in _WRITTEN
