"""The addresses of the system that docketmail knows: a landing page, and the resources that it lists."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin, urlsplit


_GUID: Final = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# `ViewDocuments.aspx?FID=` stands in public mails and code; of a service's page the name alone (its query is unverified).
_LANDING: Final = re.compile(
    rf"https://[a-z0-9.-]+/View(?:Service)?Documents\.aspx\?(?:[!-~]*[=&])?({_GUID})(?:&[!-~]*)?",
    re.IGNORECASE | re.ASCII,
)
_RESOURCE: Final = re.compile(
    rf"https://([a-z0-9.-]+)/DownloadResource\.ashx\?RID=({_GUID})", re.IGNORECASE | re.ASCII
)


def landing_guid(url: str) -> str:
    """The GUID that a landing page is asked for by; empty for any other address."""
    found = _LANDING.fullmatch(url)
    return found[1].lower() if found else ""


def resource_guid(href: str, page: str) -> str:
    """The GUID of a resource that a page of the same host links to; empty for any other link."""
    found = _RESOURCE.fullmatch(_absolute(href, page))
    return found[2].lower() if found and found[1].lower() == _host(page) else ""


def of_resource(guid: str, page: str) -> str:
    """Where a resource is downloaded."""
    return f"https://{_host(page)}/DownloadResource.ashx?RID={guid}"


def is_same_page(action: str, page: str) -> bool:
    """Whether a form sends to the very page that shows it: host, path and query."""
    return _absolute(action, page).lower() == page.lower()


def _absolute(href: str, page: str) -> str:
    try:
        return urljoin(page, href)
    except ValueError:
        return ""


def _host(page: str) -> str:
    return (urlsplit(page).hostname or "").lower()
