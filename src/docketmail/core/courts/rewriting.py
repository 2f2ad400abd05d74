"""Links that a mail scanner replaced by its own: where they led, found offline; the scanner is never asked.

The scanner may have spent the look already, and opening its link would tell it what is read. What its link
wraps is no more than what a mail says: whoever unwraps it tests the target as any other link. Forms: the
help pages of Microsoft (Safe Links), Proofpoint (URL Defense; its published decoder), Mimecast, Barracuda
(Link Protection), Cisco (Secure Email), Check Point (Harmony, once Avanan), Google.
"""

from __future__ import annotations

import binascii
import re
import string
from base64 import urlsafe_b64decode
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote


MAX_WRAPPERS: Final = 4
"""Scanners of one mail's way: the sender's, a forwarder's, the reader's, and one to spare."""

MAX_TAKEN: Final = 100
"""Characters that Proofpoint took out of one link; of a court's link there are none to take."""

# A target that holds a blank, a line end or a foreign letter is no link of a court.
_WRITTEN: Final = re.compile(r"[!-~]+", re.ASCII)
_HOST_ALONE: Final = re.compile(r"https://[^/]*/?")
_PARAMETER: Final = re.compile(r"[?&]([a-z]{1,10})=([^&#]*)", re.IGNORECASE)
_PROOFPOINT: Final = re.compile(r"https?://[^/]+/(v[12])/url\?", re.IGNORECASE)
_PROOFPOINT_V3: Final = re.compile(r"https?://[^/]+/v3/__(.+?)__;([^!]*)", re.IGNORECASE)
_PROOFPOINT_V2_SIGNS: Final = str.maketrans("-_", "%/")
# One character, or a run whose length the letter behind two stars gives: A is 2, B is 3, ...
_STAR: Final = re.compile(r"\*(?:\*([A-Za-z0-9_-]))?")
_RUNS: Final = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
_SHORTEST_RUN: Final = 2
# Mail programs make one slash of two in the middle of a link.
_ONE_SLASH: Final = re.compile(r"(https?:/)(?=[^/])", re.IGNORECASE)
_CHECK_POINT_V2: Final = re.compile(
    r"https?://[^/]+/v2/(?:r\d\d/)?___(https?:/.+?)___\.", re.IGNORECASE
)
_CISCO: Final = re.compile(r"https?://[^/]+/[^/?#]+/(https?%3a[^/?#]+)", re.IGNORECASE)
_DOMAIN: Final = re.compile(r"[a-z0-9.-]{1,253}", re.IGNORECASE)


def is_rewritten(url: str) -> bool:
    """Whether the link leads to a scanner."""
    return _form(url) is not None


def unwrapped(url: str) -> str:
    """Where the link leads, as far as it says: what a scanner's link wraps, any other link itself."""
    for _ in range(MAX_WRAPPERS):
        form = _form(url)
        target = form(url) if form else ""
        if not _WRITTEN.fullmatch(target):
            break
        url = target
    return url


def is_opaque(url: str) -> bool:
    """Whether the link leads to a scanner and does not tell the page behind it."""
    if not is_rewritten(url):
        return False
    target = unwrapped(url)
    return is_rewritten(target) or _HOST_ALONE.fullmatch(target) is not None


def _named(name: str) -> Callable[[str], str]:
    """A reader of the parameter of that name."""

    def read(url: str) -> str:
        said = {key.lower(): value for key, value in reversed(_PARAMETER.findall(url))}
        return unquote(said.get(name, ""))

    return read


def _host_alone(url: str) -> str:
    """Mimecast tells the host, and keeps the rest to itself."""
    host = _named("domain")(url)
    return f"https://{host}/" if _DOMAIN.fullmatch(host) else ""


def _proofpoint(url: str) -> str:
    if wrapped := _PROOFPOINT_V3.match(url):
        return _ONE_SLASH.sub(r"\1/", _starless(unquote(wrapped[1]), wrapped[2]), count=1)
    version = _PROOFPOINT.match(url)
    if version is None:
        return ""
    if version[1].lower() == "v2":
        url = url[: version.end()] + url[version.end() :].translate(_PROOFPOINT_V2_SIGNS)
    return _named("u")(url)


def _starless(text: str, replaced: str) -> str:
    """Version 3 puts stars for what is no plain character, and the characters themselves behind, in base64."""
    try:
        characters = urlsafe_b64decode(replaced + "==").decode()
    except (binascii.Error, ValueError):
        return ""
    if len(characters) > MAX_TAKEN:
        return ""
    taken = 0

    def put_back(star: re.Match[str]) -> str:
        nonlocal taken
        length = _RUNS.index(star[1]) + _SHORTEST_RUN if star[1] else 1
        taken += length
        return characters[taken - length : taken]

    restored = _STAR.sub(put_back, text)
    return restored if taken == len(characters) else ""


def _check_point(url: str) -> str:
    """Version 2 as it is; where r01 and the like turn the letters as well, nobody says how."""
    wrapped = _CHECK_POINT_V2.match(url)
    return _ONE_SLASH.sub(r"\1/", wrapped[1], count=1) if wrapped else _named("o")(url)


def _cisco(url: str) -> str:
    wrapped = _CISCO.match(url)
    return unquote(wrapped[1]) if wrapped else ""


def _google(url: str) -> str:
    return _named("q")(url) or _named("url")(url)


_FORMS: Final[dict[str, Callable[[str], str]]] = {
    "safelinks.protection.outlook.com": _named("url"),
    "safelinks.protection.office365.us": _named("url"),
    "urldefense.proofpoint.com": _proofpoint,
    "urldefense.com": _proofpoint,
    "urldefense.us": _proofpoint,
    "mimecast.com": _host_alone,
    "mimecastprotect.com": _host_alone,
    "linkprotect.cudasvc.com": _named("a"),
    "secure-web.cisco.com": _cisco,
    "url-protection.com": _check_point,
    "avanan.click": _check_point,
    "protect.checkpoint.com": _check_point,
}
"""By the scanner's host, or the domain above it."""
_GOOGLE: Final = "www.google.com/url"
_HOST: Final = len("https://")
_SCANNER: Final = re.compile(
    rf"https?://(?:(?:[a-z0-9-]{{1,63}}\.){{0,8}}?({'|'.join(map(re.escape, _FORMS))})(?::443)?/"
    rf"|({re.escape(_GOOGLE)})\?)",
    re.IGNORECASE,
)


def _form(url: str) -> Callable[[str], str] | None:
    """How the scanner that the link leads to writes its links; None for any other link."""
    if url.endswith(".gov", 0, url.find("/", _HOST)):  # a court's own: most links end here
        return None
    found = _SCANNER.match(url)
    if found is None:
        return None
    return _google if found[2] else _FORMS[found[1].lower()]
