"""A link that names one host and leads to another: what a forger needs, and a court has never sent.

Wherever else a link leads is its own business: courts link to their public sites, to video meetings, to trackers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from docketmail.core.policy.facts import Trait
from docketmail.core.policy.senders import COURT_DOMAINS, below, is_court


# A browser takes a backslash for a slash, and does without any (WHATWG URL, 4.4).
_TARGET: Final = re.compile(r"(?:https?:|(?=[/\\]{2}))[/\\]*([^/\\?#]*)", re.IGNORECASE)
_SPELLED: Final = re.compile(r"(?:https?:[/\\]{1,3}|\bwww\.)([^\s/\\?#<>\"'(),;]+)")
_ALONE: Final = re.compile(r"(?:[\w-]+\.)+(?:gov|us|com|org|net|edu|mil)")
"""What may be meant for a host where it is all that the link shows: `Amazon.com v. Doe` is a caption."""
_COURT: Final = re.compile(
    rf"(?<![\w@.-])(?:[\w-]+\.)*(?:{'|'.join(map(re.escape, COURT_DOMAINS))})(?![\w-])"
)
# Zoom's own names for courts (cand-uscourts.zoomgov.com) are none of these.
_POSING: Final = re.compile(r"uscourts[.-]?gov|fedcourts[.-]?us(?![a-z])|txcourts[.-]?gov")
_SHARED: Final = ("azurewebsites.us", "azurewebsites.net")
"""Where everybody may have a host, as the appellate courts' ACMS has."""
_COUNTRY: Final = re.compile(r"(?:co|com|org|net|gov|ac|edu)\.[a-z]{2}")
"""Under `co.uk` and the like an organisation's name is one label longer."""


def disguise(text: str, url: str, target: str) -> Trait | None:
    """What a link pretends; None where it is what it seems to be.

    Args:
        text: what the reader sees of it; an image shows nothing that can be compared.
        url: the link as it was sent.
        target: where it leads behind a scanner's own link; empty where the scanner does not say.

    """
    authority = _authority(target)
    if not authority:
        return None
    host, known = _host(authority), _host(_authority(url))
    # `https://ecf.cand.uscourts.gov@evil.example/` leads to evil.example.
    shown = [*_named(text), *filter(None, [authority.rpartition("@")[0]])]
    false = [named for named in shown if not _alike(named, host) and not _alike(named, known)]
    if _poses(host) or any(is_court(named) or _poses(named) for named in false):
        return Trait.FALSE_COURT_LINK
    return Trait.DISGUISED_LINK if false or _is_foreign(host) else None


def _authority(url: str) -> str:
    found = _TARGET.match(url)
    return found[1].lower() if found else ""


def _host(authority: str) -> str:
    return authority.rpartition("@")[2].partition(":")[0].rstrip(".")


def _poses(host: str) -> bool:
    """Whether a host's own name is made to be taken for a court's."""
    return _POSING.search(host) is not None and not is_court(host)


def _is_foreign(host: str) -> bool:
    """Whether it has letters of other alphabets, which may look like any host; no court's has."""
    return not host.isascii() or any(label.startswith("xn--") for label in host.split("."))


def _named(text: str) -> Iterator[str]:
    """The hosts that a reader of this text would name."""
    seen = (text if text.isascii() else _visible(text)).lower()
    for found in _SPELLED.finditer(seen):
        yield found[1].partition("@")[0].partition(":")[0].rstrip(".")
    if _ALONE.fullmatch(seen.strip()):
        yield seen.strip()
    for found in _COURT.finditer(seen):
        yield found[0]


def _visible(text: str) -> str:
    """The text without soft hyphens, zero-width and turning characters, wide letters as plain ones."""
    letters = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in letters if unicodedata.category(letter) != "Cf")


def _alike(named: str, host: str) -> bool:
    """Whether two hosts are of one organisation, as far as their names tell."""
    named, host = named.removeprefix("www."), host.removeprefix("www.")
    if named == host:
        return True
    organisation = _organisation(named)
    return organisation not in _SHARED and below(host, organisation)


def _organisation(host: str) -> str:
    labels = host.split(".")
    return ".".join(labels[-3 if _COUNTRY.fullmatch(".".join(labels[-2:])) else -2 :])
