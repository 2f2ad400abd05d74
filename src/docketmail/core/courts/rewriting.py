"""Links that a mail scanner replaced by its own: whose they were, never to be opened.

The scanner has probably spent the look already, and opening its link would tell it what is read. Only
the host is of use: it says which court the notice is from. Forms: Microsoft (Safe Links), Proofpoint (URL
Defense v2, v3), Barracuda and Mimecast, as their own help pages describe them.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit


_REWRITERS = re.compile(
    r"https?://(?:[a-z0-9.-]+\.)?(?:safelinks\.protection\.outlook\.com|urldefense(?:\.proofpoint)?\.com"
    r"|urldefense\.us|linkprotect\.cudasvc\.com|mimecast\.com|mimecastprotect\.com)/",
    re.IGNORECASE,
)
_PROOFPOINT_V3 = re.compile(r"https?://[^/]+/v3/__(.+?)__;", re.IGNORECASE)


def is_rewritten(url: str) -> bool:
    """Whether the link leads to a scanner."""
    return _REWRITERS.match(url) is not None


def original(url: str) -> str:
    """The link as it was, as far as a scanner's own link tells; empty for any other link."""
    if not is_rewritten(url):
        return ""
    try:
        parts = urlsplit(url)
        query = parse_qs(parts.query)
    except ValueError:
        return ""
    if wrapped := _PROOFPOINT_V3.match(url):
        return wrapped[1]
    if parts.path.startswith("/v2/") and "u" in query:
        return unquote(query["u"][0].replace("_", "/").replace("-", "%"))
    if "domain" in query:  # Mimecast tells the host alone
        return f"https://{query['domain'][0]}/"
    return (query.get("url") or query.get("a") or [""])[0]
