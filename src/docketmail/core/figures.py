"""Figures for whoever watches the daemon: counts and states by court, rule and outcome, never what a mail says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its values, one for each combination of its labels' values."""

    name: str
    """In lower case with underscores, unit last; without a prefix of ours."""
    meaning: str
    labels: tuple[str, ...]
    values: Mapping[tuple[str, ...], float]
    counts_up: bool = False
    """Whether it only grows, from zero at the daemon's start."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened in this life of the daemon: counted here, because the ledger would have to be read whole."""

    notices: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """By court and outcome."""
    looks: Counter[tuple[str, ...]] = field(default_factory=Counter)
    """By how they ended."""

    def figures(self) -> tuple[Figure, ...]:
        """What was counted so far."""
        notices = Figure(
            "notices_total",
            "Mails read for a firm, by court and by what became of them.",
            ("court", "outcome"),
            self.notices,
            counts_up=True,
        )
        looks = Figure("looks_total", "Looks that ended.", ("state",), self.looks, counts_up=True)
        return notices, looks

    def notice(self, court: str, held_by: str = "") -> None:
        """A mail was read for a firm, and the notice was held by this rule or by none.

        Args:
            court: identifier in the table of courts, never a mail's own word; empty where not known.
            held_by: name of the rule.

        """
        self.notices[court or "unknown", f"held_{held_by}" if held_by else "read"] += 1

    def look(self, state: str) -> None:
        """A look is over."""
        self.looks[(state,)] += 1
