"""What a link of a CM/ECF notice is: a free look, somebody else's look, or a page that costs money.

A link that a mail scanner rewrote is what it wraps, and has to pass the same tests as any other.
"""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.courts.rewriting import unwrapped
from docketmail.core.courts.table import BY_HOST, Court
from docketmail.core.markup import Anchor
from docketmail.core.notice import Link


_ECF: Final = re.compile(r"https://(ecf\.[a-z0-9-]+\.uscourts\.gov)/", re.IGNORECASE)
_DOCUMENT: Final = re.compile(
    r"https://(ecf\.[a-z0-9-]+\.uscourts\.gov)/docs?1/(\d{1,20})\?([^#\s]+)",
    re.IGNORECASE | re.ASCII,
)
_DOCUMENT_PAGE: Final = re.compile(r"https?://[^/\s]{1,253}/docs?1/\d", re.IGNORECASE | re.ASCII)
_ACMS: Final = re.compile(r"https://[a-z0-9-]+-showdoc\.azurewebsites\.us/", re.IGNORECASE)
# The order of the parameters differs between district, bankruptcy and claims links: they are read by name.
_PARAMETER: Final = re.compile(r"(?:^|&)([a-z_]+)=([^&]*)", re.IGNORECASE)
_CASE_ID: Final = re.compile(
    r"/(?:DktRpt|SearchClaims|HistDocQry|iquery)\.pl\?(\d+)|[?&]caseid=(\d+)",
    re.IGNORECASE | re.ASCII,
)
_CASE_PAGE: Final = re.compile(
    r"/(?:DktRpt|SearchClaims|HistDocQry|iquery)\.pl\?|/TransportRoom\?", re.IGNORECASE
)
_MAGIC: Final = re.compile(r"0*[1-9]\d{0,18}", re.ASCII)
_UID: Final = re.compile(r"(?!0+$)[0-9a-f]{8,64}", re.IGNORECASE | re.ASCII)


def look(url: str) -> Link | None:
    """The free look that a link grants, at the court itself; None for any other link."""
    url = unwrapped(url)
    found = _DOCUMENT.match(url)
    if found is None or found[1].lower() not in BY_HOST:
        return None
    said = _parameters(found[3])
    magic = said.get("magic_num", "")
    if not _MAGIC.fullmatch(magic):
        magic = said.get("uid", "")
        if not _UID.fullmatch(magic):
            return None
    return Link(url, found[2], magic, said.get("de_seq_num") or None, said.get("caseid") or None)


def is_placeholder(url: str) -> bool:
    """Whether the link has a magic number that is none: `MAGIC`, empty or 0 (another recipient's look)."""
    found = _DOCUMENT.match(unwrapped(url))
    return found is not None and "magic_num" in _parameters(found[3]) and look(url) is None


def is_document(url: str) -> bool:
    """Whether the link leads to a document at all, free or not."""
    return _DOCUMENT_PAGE.match(unwrapped(url)) is not None


def is_case(url: str) -> bool:
    """Whether the link leads to a case's docket at a court's host (it costs money)."""
    url = unwrapped(url)
    return _ECF.match(url) is not None and _CASE_PAGE.search(url) is not None


def is_acms(url: str) -> bool:
    """Whether the link belongs to the appellate courts' other system."""
    return _ACMS.match(unwrapped(url)) is not None


def case_id(anchors: list[Anchor]) -> str | None:
    """The court's own number for a case, from the first link that has it."""
    for anchor in anchors:
        if found := _CASE_ID.search(unwrapped(anchor.url)):
            return found[1] or found[2]
    return None


def court(anchors: list[Anchor]) -> Court | None:
    """The one court that the links lead to; None where there is none, or more than one."""
    hosts = set()
    for anchor in anchors:
        if found := _ECF.match(unwrapped(anchor.url)):
            hosts.add(found[1].lower())
    return BY_HOST.get(hosts.pop()) if len(hosts) == 1 else None


def _parameters(query: str) -> dict[str, str]:
    return {name.lower(): value for name, value in _PARAMETER.findall(query)}
