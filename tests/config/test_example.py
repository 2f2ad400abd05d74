from __future__ import annotations

import re
import tomllib
from pathlib import Path

from docketmail.config import Config, example, parse


FILE = Path(__file__).parents[2] / "config.example.toml"


def uncommented(text: str) -> str:
    return re.sub(r"(?m)^#(?=\w)", "", text)


def test_the_file_is_the_declarations() -> None:
    assert FILE.read_text(encoding="utf-8") == example()


def test_the_file_is_a_valid_configuration() -> None:
    assert parse(tomllib.loads(example())).mail.from_address == "docketmail@example.com"


def test_every_setting_is_there_with_a_meaning_and_an_example_that_is_right() -> None:
    everything = tomllib.loads(uncommented(example()))
    assert everything["court"].pop("proxy")  # excludes connect_to

    config = parse(everything)

    for name, section in config:
        assert set(everything[name]) | {"proxy"} >= set(type(section).model_fields)
    for field in Config.model_fields.values():
        for setting in field.annotation.model_fields.values():  # type: ignore[union-attr]
            assert setting.description
            assert setting.description.endswith(".")


def test_what_is_commented_out_and_no_example_is_the_default() -> None:
    lines = []
    for block in example().split("\n\n"):
        if block.startswith("["):
            lines.append(block.splitlines()[0])
        elif "not set by default" not in " ".join(block.replace("#", "").split()):
            lines.append(block.splitlines()[-1])
    defaults = tomllib.loads(uncommented("\n".join(lines)))

    assert parse(defaults) == parse(tomllib.loads(example()))
