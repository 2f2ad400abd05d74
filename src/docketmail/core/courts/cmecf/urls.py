"""The few URLs that a walk through CM/ECF may request, made from a notice's link and nothing else.

Each is https, on the link's own host, without port or user, and its path is /doc1/<digits>,
/docs1/<digits> or /cgi-bin/show_temp.pl. What a page says only chooses among these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qs, urljoin, urlsplit

from docketmail.core.notice import Link


_LOOK: Final = re.compile(
    r"https://(ecf\.[a-z0-9-]{2,9}\.uscourts\.gov)/(docs?1)/(\d{1,20})\?([!\"$-~]+)(?:#.*)?",
    re.ASCII | re.IGNORECASE,
)
_FULL_ID: Final = re.compile(r"(\d{3})[01](\d+)", re.ASCII)
_QUERY: Final = re.compile(r"[!\"$-~]+")
_TEMPORARY_FILE: Final = "/cgi-bin/show_temp.pl"


@dataclass(frozen=True, slots=True)
class LookUrl:
    """A notice's link, taken apart; the query stays as it was mailed, in its order."""

    host: str
    folder: str
    document_id: str
    query: str

    @classmethod
    def of(cls, link: Link) -> LookUrl | None:
        """None where the link is none that CM/ECF sends."""
        found = _LOOK.fullmatch(link.url)
        return cls(found[1].lower(), found[2].lower(), found[3], found[4]) if found else None

    @property
    def is_appellate(self) -> bool:
        return self.folder == "docs1"

    def of_document(self, document_id: str) -> str:
        """The same look at this document.

        `use_magic=1` takes us past the page on which some users must confirm a look (juriscraper#663);
        it is known for district and bankruptcy courts alone.
        """
        query = self.query
        if not self.is_appellate and "use_magic" not in parse_qs(query):
            query += "&use_magic=1"
        return f"https://{self.host}/{self.folder}/{document_id}?{query}"

    def of_temporary_file(self, reference: str) -> str | None:
        """The file that a frame or a redirect refers to; None where it is not this court's temporary file."""
        parts = self._resolved(reference)
        if parts is None or parts.path != _TEMPORARY_FILE or not _QUERY.fullmatch(parts.query):
            return None
        return f"https://{self.host}{_TEMPORARY_FILE}?{parts.query}"

    def leads_to(self, reference: str, document_id: str) -> bool:
        """Whether a row's own address is this document of this court."""
        parts = self._resolved(reference)
        return parts is not None and parts.path == f"/doc1/{document_id}"

    def _resolved(self, reference: str) -> SplitResult | None:
        """A page's reference as a URL of this court; None where it leads anywhere else."""
        here = f"https://{self.host}/{self.folder}/{self.document_id}"
        try:
            # Courts' mails and pages break long attributes in the middle of an address.
            parts = urlsplit(urljoin(here, "".join(reference.split())))
        except ValueError:
            return None
        return parts if (parts.scheme, parts.netloc) == ("https", self.host) else None


def main_document_id(document_id: str) -> str | None:
    """The id of the main document itself, where the id says how: its fourth digit is 1, an entry's is 0.

    None for a short bankruptcy id (0280, 0500, 1760: samples arwb_2, flsb_2, txnb_1). It is whole as it is,
    and its last digit must not be turned.
    """
    found = _FULL_ID.fullmatch(document_id)
    return f"{found[1]}1{found[2]}" if found else None
