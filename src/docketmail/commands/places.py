"""A case of a firm, as a person names it."""

from __future__ import annotations

from docketmail.commands.asking import AskedWrongError
from docketmail.core.casefile import Place
from docketmail.core.roster import is_case_number
from docketmail.core.roster_mistakes import is_court, unknown_court
from docketmail.world import World


Where = dict[str, str | None]
"""A case by `firm` (None: the only one), `court` and `case`, its number."""


def place(world: World, where: Where) -> Place:
    """The case, where it can be one; raises AskedWrongError."""
    court = (where.get("court") or "").strip().lower()
    if not is_court(court):
        raise AskedWrongError(unknown_court(court))
    case = (where.get("case") or "").strip()
    if "*" in case or not is_case_number(case):
        raise AskedWrongError(f"{case!r} is no case number: write it as the notice has it")
    return Place(firm(world, where.get("firm")), court, case)


def firm(world: World, named: str | None) -> str:
    """The firm by its id; where there is one alone it need not be named."""
    firms = world.roster().by_id
    found = next(iter(firms)) if not named and len(firms) == 1 else named or ""
    if found not in firms:
        raise AskedWrongError(f"name the firm (--firm): {', '.join(sorted(firms)) or 'none yet'}")
    return found
