"""A module stays under 300 lines and a function under 30: what is longer has a second thing to do."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path


ROOT = Path(__file__).parents[2]
MODULES = [*ROOT.glob("src/**/*.py"), *ROOT.glob("benchmarks/*.py")]


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Each function and the lines of its body: its parameters and its docstring are no work that it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) is not None else node.body
            if body:
                yield node.name, (node.end_lineno or 0) - body[0].lineno + 1


def test_modules_are_small() -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert lines
    assert {str(path.relative_to(ROOT)): n for path, n in lines.items() if n > 300} == {}


def test_functions_are_small() -> None:
    found = {
        f"{path.relative_to(ROOT)}:{name}": lines
        for path in MODULES
        for name, lines in functions(path)
    }
    assert found
    assert {name: lines for name, lines in found.items() if lines > 30} == {}
