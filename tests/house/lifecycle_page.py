"""Draws docs/lifecycle.md from the table in core/lifecycle.py: `python tests/house/lifecycle_page.py --write`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

from docketmail.core.lifecycle import ON_LEASE_LOST, TRANSITIONS, State


PAGE = Path(__file__).parents[2] / "docs" / "lifecycle.md"

HEAD = """\
# What moves, and its life

Drawn from `src/docketmail/core/lifecycle.py` by `python tests/house/lifecycle_page.py --write`; a test compares.

Each thing that moves has a short life of its own. A state exists only where a crash must be told apart from success, or
where a person must see it. Being put off is a time (`due_at`), not a state. Nothing but these moves exists: any other
is refused as a defect. Each move is written in one transaction with its event, under the notice that it belongs to.
"""

LEASES = """
## When a lease is lost

Work is claimed with a lease, and the lease of a daemon that died is lost. What that means depends on the state that the
work was in. A look that is over may be claimed once more, to hand its papers to another firm's copy of the notice; no
request leaves then, so nothing is to be lost.

| thing | state | then |
|---|---|---|
"""


def page() -> str:
    """The whole page, as it should be on disk."""
    lives = "".join(_life(kind) for kind in get_args(State))
    lost = "".join(
        f"| {_thing(type(state))} | {state.value} | {meaning} |\n"
        for state, meaning in ON_LEASE_LOST.items()
    )
    return HEAD + lives + LEASES + lost


def _life(kind: type[StrEnum]) -> str:
    meaning = (kind.__doc__ or "").strip()
    drawn = "\n".join(f"    {line}" for line in _moves(kind))
    return f"\n## {_thing(kind).capitalize()}\n\n{meaning}\n\n```mermaid\nstateDiagram-v2\n{drawn}\n```\n"


def _moves(kind: type[StrEnum]) -> Iterator[str]:
    states: list[Any] = list(kind)
    yield f"[*] --> {states[0].value}"
    for state in states:
        for event, following in TRANSITIONS[state].items():
            yield f"{state.value} --> {following.value}: {event.value}"
        if not TRANSITIONS[state]:
            yield f"{state.value} --> [*]"


def _thing(kind: type) -> str:
    return kind.__name__.removesuffix("State").lower()


if __name__ == "__main__":
    if "--write" in sys.argv[1:]:
        PAGE.write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
