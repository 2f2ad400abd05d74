"""The templates of what we send.

`render` knows the templates of this package alone: they are read when the package is imported, a
name that a template misspells is an error, and in HTML every fact is escaped.
"""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from jinja2 import DictLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment


_TEMPLATES: Final = ImmutableSandboxedEnvironment(
    loader=DictLoader(
        {
            entry.name.removesuffix(".j2"): entry.read_text("utf-8")
            for entry in files(__name__).iterdir()
            if entry.name.endswith(".j2")
        }
    ),
    undefined=StrictUndefined,
    autoescape=select_autoescape(["html"], default_for_string=True),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def render(name: str, part: str, **facts: object) -> str:
    """The template `name` as `txt` or `html`; raises jinja2.TemplateError, which is a defect."""
    return _TEMPLATES.get_template(f"{name}.{part}").render(facts)
