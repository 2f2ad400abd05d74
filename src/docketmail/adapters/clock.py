"""The wall clock, and the only place that reads it."""

from __future__ import annotations

from datetime import UTC, datetime


class WallClock:
    """`ports.Clock` of this machine."""

    def now(self) -> datetime:
        """The present, aware, UTC."""
        return datetime.now(UTC)  # noqa: TID251 - the one place
