"""What a delivered copy of a paper is called, inside and outside. The court's own bytes are never changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """Everything that is written on a copy."""

    file_name: str
    """ASCII, at most 120 characters, ends in .pdf."""
    title: str
    court: str
    case: str
    document: str
    """Document number and attachment, as 45 or 45-2; empty where unknown."""
    date: str
    bookmark: str
