"""The yard: the few places of the courts that docketmail ever sends a request to.

The walks keep inside by themselves; this is the second gate, asked about every URL just before it is
sent, so that no mistake in a walk and no trick in a page leads to a paid report, a login or another host.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final


_CMECF: Final = re.compile(
    r"https://(?P<host>ecf\.[a-z0-9-]{2,9}\.uscourts\.gov)"
    r"/(?:docs?1/\d{1,20}|cgi-bin/show_temp\.pl)\?[!\"$-~]+",
    re.ASCII,
)
"""A look's document or the file behind its frame. Never DktRpt, TransportRoom, SearchClaims, show_multidocs."""
_ACMS: Final = re.compile(
    r"https://(?P<host>ca(?:\d{1,2}|dc|fc)-showdoc\.azurewebsites\.us)"
    r"/NDA/[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
    re.ASCII,
)
"""Anybody may rent another name under azurewebsites.us."""
_GUID: Final = r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"
_TYLER_PAGE: Final = re.compile(
    r"https://(?P<host>[a-z]{2,20}\.(?:tylertech\.cloud|tylerhost\.net))"
    rf"/(?i:View(?:Service)?Documents\.aspx)\?(?:[!\"$-~]*[=&])?{_GUID}(?:&[!\"$-~]*)?",
    re.ASCII,
)
"""A landing page of Tyler's e-filing: the one kind of page whose form may be sent, where a firm allows it."""
_TYLER_RESOURCE: Final = re.compile(
    r"https://(?P<host>[a-z]{2,20}\.(?:tylertech\.cloud|tylerhost\.net))"
    rf"/DownloadResource\.ashx\?RID={_GUID}",
    re.ASCII,
)
_ACCEPTED: Final = re.compile(r"[?&]got_receipt=(?!0?(?:&|$))")
"""Who says so has accepted a charge (CM/ECF's goDLS, fourth argument)."""


@dataclass(frozen=True, slots=True)
class Yard:
    """The fence around these hosts; whole names, in lower case."""

    hosts: AbstractSet[str]

    def encloses(self, host: str) -> bool:
        """Whether a connection to this host may be opened at all."""
        return host in self.hosts

    def allows(self, url: str) -> bool:
        """Whether a court may be asked for this URL, given as it would be sent: no port, user or fragment."""
        place = (
            _CMECF.fullmatch(url)
            or _ACMS.fullmatch(url)
            or _TYLER_PAGE.fullmatch(url)
            or _TYLER_RESOURCE.fullmatch(url)
        )
        return place is not None and self.encloses(place["host"]) and not _ACCEPTED.search(url)

    def takes_form(self, url: str) -> bool:
        """Whether a form may be sent there: to a landing page alone, and to none that may not be asked for."""
        return _TYLER_PAGE.fullmatch(url) is not None and self.allows(url)
