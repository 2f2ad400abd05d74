"""The configuration: one declaration of every setting, and every mistake told at once.

Security: secrets are named by file, never written here, and never shown in a mistake; nothing takes a
court's login.
Promises: what `load` returns was checked whole. Parts are given its values, never the object.
"""

from __future__ import annotations

from docketmail.config.declaration import Config
from docketmail.config.example import example
from docketmail.config.loading import load, parse
from docketmail.config.mistakes import ConfigError, Mistake


__all__ = ["Config", "ConfigError", "Mistake", "example", "load", "parse"]
