"""Where things are: each core module that decides something has its test module, and no module is a drawer."""

from __future__ import annotations

import ast
import re
import tokenize
import tomllib
from pathlib import Path


ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "docketmail"
MODULES = [*ROOT.glob("src/**/*.py"), *ROOT.glob("tests/**/*.py"), *ROOT.glob("benchmarks/*.py")]

READ_IN_SAMPLES = "core/courts/"
"""How a court's mail is taken apart is tested from without, by the sample mails of its system."""
NOT_YET: set[str] = set()


def decides(path: Path) -> bool:
    """Whether a module has a function; a vocabulary of values has properties at most."""
    functions = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef)]
    return any("property" not in map(ast.unparse, f.decorator_list) for f in functions)


def test_each_core_module_has_its_test_module() -> None:
    modules = [path for path in SOURCE.glob("core/**/*.py") if path.name != "__init__.py"]
    names = [path.relative_to(SOURCE) for path in modules if decides(path)]
    assert names
    without = {
        str(name)
        for name in names
        if not (ROOT / "tests" / name.parent / f"test_{name.name}").exists()
        and not str(name).startswith(READ_IN_SAMPLES)
    }
    assert without <= NOT_YET


def test_no_module_is_a_drawer() -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "common", "tools"}
    assert [path for path in MODULES if path.stem in drawers] == []


def test_nothing_is_left_to_do() -> None:
    left = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
    for path in MODULES:
        with path.open("rb") as source:
            for token in tokenize.tokenize(source.readline):
                found = token.type == tokenize.COMMENT and left.search(token.string)
                assert not found, f"{path.relative_to(ROOT)}:{token.start[0]}"


def test_what_the_import_rules_name_is_there() -> None:
    """A rule about a module that was renamed would hold for ever."""
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    for name in re.findall(r"'docketmail\.([\w.]+)'", str(lint)):
        place = SOURCE / name.replace(".", "/")
        assert place.is_dir() or place.with_suffix(".py").exists(), name
