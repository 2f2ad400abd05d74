"""`config.example.toml`, from the declaration: every setting with its meaning and its default."""

from __future__ import annotations

import inspect
import json
import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

from pydantic.fields import FieldInfo

from docketmail.config.declaration import Config
from docketmail.config.section import Section


_WIDTH: Final = 98
_HEAD: Final = (
    "docketmail's configuration, generated from its declaration. What has no # in front must be set; "
    "what has one is a default, or an example where it says so. Secrets stand in files of their own, "
    "for the daemon's eyes alone. Nothing here takes a login of a court: docketmail has none."
)


def example() -> str:
    """The text of the file. As it is, it is a valid configuration."""
    parts = [_comment(_HEAD)]
    for name, field in Config.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, Section):
            parts.append(f"[{name}]\n{_comment(inspect.getdoc(section) or '')}")
            parts += [_setting(key, inner) for key, inner in section.model_fields.items()]
    return "\n\n".join(parts) + "\n"


def _setting(key: str, field: FieldInfo) -> str:
    [shown] = field.examples or [None]
    needed = field.is_required()
    # pydantic calls no default factory here, and None is what stands for "left out".
    is_default = needed or (field.default_factory is None and field.default == shown)
    meaning = f"{field.description}{'' if is_default else ' (An example; not set by default.)'}"
    return f"{_comment(meaning)}\n{'' if needed else '#'}{key} = {_toml(shown)}"


def _toml(value: object) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_key(key)} = {_toml(inner)}" for key, inner in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() else json.dumps(key)


def _comment(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="# ", subsequent_indent="# ")
