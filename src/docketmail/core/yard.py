"""The yard: the few places of the federal courts that docketmail ever sends a request to.

The walks keep inside by themselves; this is the second gate, asked about every URL just before it is
sent, so that no mistake in a walk and no trick in a page leads to a paid report, a login or another host.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Final


_CMECF: Final = re.compile(
    r"https://(?P<host>ecf\.[a-z0-9-]{2,9}\.uscourts\.gov)(?::443)?"
    r"/(?:docs?1/\d{1,20}|cgi-bin/show_temp\.pl)\?[!\"$-~]+",
    re.ASCII,
)
"""A look's document or the file behind its frame. Never DktRpt, TransportRoom, SearchClaims, show_multidocs."""
_ACMS: Final = re.compile(
    r"https://ca(?:\d{1,2}|dc|fc)-showdoc\.azurewebsites\.us(?::443)?"
    r"/NDA/[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
    re.ASCII,
)
"""Exact names: anybody may rent another one under azurewebsites.us."""


def allowed(url: str, hosts: AbstractSet[str]) -> bool:
    """Whether a federal court may be asked for this URL.

    Args:
        url: as it would be sent: host in lower case, no user, no fragment.
        hosts: the courts' own hosts (ecf.<court>.uscourts.gov), whole names.

    """
    court = _CMECF.fullmatch(url)
    return court["host"] in hosts if court else _ACMS.fullmatch(url) is not None
