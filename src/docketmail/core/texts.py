"""Strangers' texts, made fit to be kept."""

from __future__ import annotations


LONGEST = 1000
"""Characters of a title or an address that are kept; an address has 254 (RFC 5321, 4.5.3.1), a title far fewer."""


def storable(text: str) -> str:
    """The text without what a database cannot keep: PostgreSQL takes no NUL, neither takes a lone surrogate."""
    kept = (character if character.isprintable() else " " for character in text[:LONGEST])
    return "".join(kept).strip()
