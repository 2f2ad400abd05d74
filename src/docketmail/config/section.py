"""What a section of the configuration is, and what is said of a setting: meaning, default, example."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Section(BaseModel):
    """What all sections have in common. Defaults are written, and checked, as in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)


def required(meaning: str, example: object) -> Any:
    """A setting that every firm must give."""
    return Field(description=meaning, examples=[example])


def preset(meaning: str, default: object, example: object = None) -> Any:
    """A setting whose default serves most."""
    return Field(default, description=meaning, examples=[example or default])


def optional(meaning: str, example: object) -> Any:
    """A setting that may be left out: None then."""
    return Field(None, description=meaning, examples=[example])


def derived(meaning: str, example: object, default: Callable[[dict[str, Any]], str]) -> Any:
    """A setting whose default follows from those above it in its section."""
    return Field(default_factory=default, description=meaning, examples=[example])
