"""From a TOML file to the configuration, or to every mistake in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from docketmail.config.declaration import Config
from docketmail.config.mistakes import ConfigError, Mistake, explained, logins


_PLACE: Final = re.compile(r"(.*) \(at (.*)\)")
"""How tomllib says where it stumbled."""


def load(path: Path) -> Config:
    """The configuration of a file; raises ConfigError with every mistake that was found."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError([Mistake(str(path), "(not read)", f"{error.strerror}")]) from None
    except UnicodeDecodeError:
        raise ConfigError([Mistake(str(path), "(not read)", "must be UTF-8 text")]) from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([_no_toml(path, str(error))]) from None
    return parse(raw)


def parse(raw: dict[str, Any]) -> Config:
    """The configuration of a parsed file; raises ConfigError."""
    # A section that is not there is one in which nothing is set: what it lacks is then told by name.
    whole = {section: {} for section in Config.model_fields} | raw
    mistakes = {mistake.key: mistake for mistake in logins(raw)}
    config = None
    try:
        config = Config.model_validate(whole)
    except ValidationError as error:
        for mistake in explained(error, Config):
            mistakes.setdefault(mistake.key, mistake)
    if config is None or mistakes:
        raise ConfigError(list(mistakes.values()))
    return config


def _no_toml(path: Path, words: str) -> Mistake:
    found = _PLACE.fullmatch(words)
    what, place = found.groups() if found else (words, "somewhere")
    return Mistake(f"{path}, {place}", "(no TOML)", what)
