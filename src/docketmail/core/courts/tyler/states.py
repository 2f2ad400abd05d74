"""The states whose courts file through Tyler: hosts, zones, and how a court of theirs is named here.

PACER knows no state courts, and nobody numbers their trial courts. A court's identifier is ours: the state's letters,
a dash, and the court's name as the mails print it, in small letters and dashes: `il-cook-county-chancery`.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple


class State(NamedTuple):
    """One state."""

    letters: str
    label: str
    """The first label of its hosts."""
    zone: str | None
    """Of its courts' clocks (IANA); None where the state lies in two, and a time without a zone is not certain."""


_STATES: Final = (
    State("tx", "texas", None),
    State("il", "illinois", "America/Chicago"),
    State("ga", "georgia", "America/New_York"),
    State("ca", "california", "America/Los_Angeles"),
    State("in", "indiana", None),
    State("md", "maryland", "America/New_York"),
    State("ma", "massachusetts", "America/New_York"),
    State("me", "maine", "America/New_York"),
    State("nm", "newmexico", "America/Denver"),
    State("nd", "northdakota", None),
    State("dc", "dc", "America/New_York"),
)
"""Zones: 49 CFR 71."""
DOMAINS: Final = ("tylertech.cloud", "tylerhost.net")
"""Today's, and that of older mails."""
SEEN: Final = frozenset({"illinois.tylertech.cloud", "texas.tylertech.cloud"})
"""Hosts that stand in public mails and code; all others of `HOSTS` follow their pattern and are unverified."""
BY_HOST: Final = {f"{state.label}.{domain}": state for state in _STATES for domain in DOMAINS}
HOSTS: Final = frozenset(BY_HOST)

_NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")


def court(state: State | None, name: str) -> str:
    """The identifier of a court; empty where the mail leaves its state or its name open."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = _NOT_A_LETTER.sub("-", plain).strip("-")
    return f"{state.letters}-{words}" if state and words else ""


def candidates(name: str) -> tuple[str, ...]:
    """What the court of a mail may be that leaves its state open."""
    return tuple(filter(None, (court(state, name) for state in _STATES)))
