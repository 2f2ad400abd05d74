"""What a reader was given of a filing, in one word: for the ledger, and for whoever asks why."""

from __future__ import annotations

from enum import StrEnum

from docketmail.core.policy.telling import Telling, Untold


class Fate(StrEnum):
    """What one reader is given of one filing."""

    FULL = "full"
    MASKED = "masked"
    """In full, with case number alone outside the body."""
    LETTER_ONLY = "letter_only"
    """The letter without its papers."""
    WITHHELD = "withheld"
    """No more than that something was entered."""
    NOTHING = "nothing"


def fate(one: Telling | Untold) -> Fate:
    """The word for what a reader is given; of several cases, what the reader has of the best."""
    if isinstance(one, Untold):
        return Fate.NOTHING
    if one.cases and not {*one.cases} - {*one.withheld}:
        return Fate.WITHHELD
    if one.cases and not one.papers:
        return Fate.LETTER_ONLY
    return Fate.MASKED if one.masked else Fate.FULL
