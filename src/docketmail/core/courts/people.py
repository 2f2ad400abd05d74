"""To whom: the lists of recipients that federal notices print.

Four layouts, one reading: name and addresses in a line (district), name above addresses (bankruptcy and
plain text), `Name, role: addresses` (appellate), `Name ; address` (ACMS). Addresses are separated by
commas, semicolons or nothing but a missing blank.
"""

from __future__ import annotations

import re

from docketmail.core.markup import folded


# Only from where a run of an address's characters begins: no second try inside a long run.
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9.!#$%&'*+_`{}~^-])[A-Za-z0-9.!#$%&'*+_`{}~^-]++@"
    r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,63}"
)
_SUFFIXES = frozenset(("Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV", "Esq", "Esq.", "P.A.", "P.C."))


def mailed(section: str, *, with_roles: bool = False) -> list[tuple[str, tuple[str, ...]]]:
    """Each recipient's name and addresses; a name may be empty, and may have no address.

    Args:
        section: the text under the heading.
        with_roles: whether names carry a role behind a comma, as the appellate courts print them.

    """
    people: list[tuple[str, list[str]]] = []
    above = False
    for line in map(folded, section.split("\n")):
        found = _ADDRESS.search(line)
        addresses = [address.strip("'") for address in _ADDRESS.findall(line)] if found else []
        name = _name(line[: found.start()] if found else line, with_roles=with_roles)
        if addresses and not name and above:
            people[-1][1].extend(addresses)
        elif addresses or name:
            people.append((name, addresses))
        above = bool(addresses or name)
    return [(name, tuple(dict.fromkeys(addresses))) for name, addresses in people]


def others(section: str) -> tuple[str, ...]:
    """Those who are not mailed: one text each, the lines of a postal address joined by commas."""
    blocks: list[list[str]] = [[]]
    for line in map(folded, section.split("\n")):
        if line:
            blocks[-1].append(line.rstrip(","))
        elif blocks[-1]:
            blocks.append([])
    return tuple(", ".join(block) for block in blocks if block)


def _name(text: str, *, with_roles: bool) -> str:
    """The person's own name, without whom they stand for."""
    name = text.partition(" on behalf of ")[0].replace(" ,", ",").strip(" ,;:")
    if with_roles:
        before, _, role = name.rpartition(", ")
        name = before if before and role not in _SUFFIXES else name
    return name.strip(" ,;:")
