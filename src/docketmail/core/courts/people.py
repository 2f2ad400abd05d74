"""To whom: the lists of recipients that federal notices print.

Four layouts, one reading: name and addresses in a line (district), name above addresses (bankruptcy and
plain text), `Name, role: addresses` (appellate), `Name ; address` (ACMS). Addresses are separated by
commas, semicolons or nothing but a missing blank.
"""

from __future__ import annotations

import re

from docketmail.core.markup import folded


MAX_LINES = 20_000
"""Of one list; the longest in public samples has under 100. Who stands below is shown nothing."""

# Only from where a run of an address's characters begins: no second try inside a long run.
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9.!#$%&'*+_`{}~^-])[A-Za-z0-9.!#$%&'*+_`{}~^-]++@"
    r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,63}"
)
# Below a forwarded notice the forwarder's program speaks: a signature, a list's footer, a disclaimer.
_SIGN_OFF = re.compile(
    r"^[ \t\xa0]*(?:--[ \t\xa0]*$|[_=*-]{5,}|You received this message because\b|Sent from my\b|Get Outlook for\b"
    r"|(?:CONFIDENTIAL|PRIVILEGED|DISCLAIMER|IMPORTANT NOTICE|CAUTION)\b|Confidentiality Notice\b"
    r"|(?:This|The information(?: contained)? in this) (?:e-?mail|message|communication|transmission)\b"
    r"|(?:(?:Kind|Best|Warm) )?[Rr]egards\b|Best,|Thanks\b|Thank you\b|Sincerely\b"
    r"|((?:[TMFODEW][:|]|(?:Tel|Phone|Mobile|Fax|Office|Direct|E-?mail|Web)[.:|])[ \t\xa0]))",
    re.MULTILINE,
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
    for line in section.split("\n", MAX_LINES)[:MAX_LINES]:
        said = folded(line)
        name, addresses = _person(said, with_roles=with_roles) if said else ("", [])
        if addresses and not name and above:
            people[-1][1].extend(addresses)
        elif addresses or name:
            people.append((name, addresses))
        above = bool(addresses or name)
    return [(name, tuple(dict.fromkeys(addresses))) for name, addresses in people]


def _person(line: str, *, with_roles: bool) -> tuple[str, list[str]]:
    """The name and the addresses of a line, each of which may be missing."""
    at = line.find("@")
    if at < 0:
        return _name(line, with_roles=with_roles), []
    # No address begins before the word that has the first sign.
    first = _ADDRESS.search(line, line.rfind(" ", 0, at) + 1)
    if first is None:
        return _name(line, with_roles=with_roles), []
    addresses = [address.strip("'") for address in _ADDRESS.findall(line, first.start())]
    return _name(line[: first.start()], with_roles=with_roles), addresses


def others(section: str) -> tuple[str, ...]:
    """Those who are not mailed: one text each, the lines of a postal address joined by commas."""
    blocks: list[list[str]] = [[]]
    for line in map(folded, section.split("\n", MAX_LINES)[:MAX_LINES]):
        if line:
            blocks[-1].append(line.rstrip(","))
        elif blocks[-1]:
            blocks.append([])
    return tuple(", ".join(block) for block in blocks if block)


def without_sign_off(section: str) -> str:
    """The last list of a forwarded notice, without what a mail program or a list's server put below it."""
    found = _SIGN_OFF.search(section)
    if found is None:
        return section
    lines = section[: found.start()].splitlines(keepends=True)
    # A telephone number is a signature's last line, not its first.
    while found[1] and lines and folded(lines[-1]) and not _ADDRESS.search(lines[-1]):
        lines.pop()
    return "".join(lines)


def without_signature(section: str, *, addressed: bool) -> str:
    """The last list of a forwarded notice, without a forwarder's signature.

    Args:
        section: the text under the heading, to the mail's end.
        addressed: whether its people have addresses, as those who were mailed: a signature then has more lines
            without one than a name has. In the other lists it is the one with an address.

    """
    lines = section.splitlines(keepends=True)
    return "".join(lines[: _stranger(lines) if addressed else _addressed(lines)])


def _stranger(lines: list[str]) -> int | None:
    first = next((line for line in lines if folded(line)), "")
    address = _ADDRESS.search(first)
    beside = address is not None and bool(folded(first[: address.start()]))
    run: list[int] = []
    for place, line in enumerate(lines):
        if _ADDRESS.search(line):
            run = []
        elif folded(line).strip(" ,"):
            run.append(place)
            if beside or (len(run) > 1 and " on behalf of " not in lines[run[0]]):
                return run[0]
    return None


def _addressed(lines: list[str]) -> int | None:
    """Where the block begins that holds the first address."""
    place = next((place for place, line in enumerate(lines) if _ADDRESS.search(line)), None)
    while place and folded(lines[place - 1]):
        place -= 1
    return place


def _name(text: str, *, with_roles: bool) -> str:
    """The person's own name, without whom they stand for."""
    name = text.partition(" on behalf of ")[0].replace(" ,", ",").strip(" ,;:")
    if with_roles:
        before, _, role = name.rpartition(", ")
        return (before if before and role not in _SUFFIXES else name).strip(" ,;:")
    return name
