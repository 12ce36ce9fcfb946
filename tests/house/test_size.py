"""Small files, short functions, speaking names: what keeps the house readable."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE_LINES_HARD, FILE_LINES_P90 = 500, 300
FUNCTION_LINES_HARD, FUNCTION_LINES_P90 = 60, 25
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "core", "base", "manager", "misc"}
ROOT = Path(__file__).parents[2]


def _sources() -> list[Path]:
    return sorted([*ROOT.glob("optopcheck/**/*.py"), *ROOT.glob("plugins/**/*.py")])


def _shipped() -> list[Path]:
    return [path for path in _sources() if not {"tests", "cases"} & set(path.relative_to(ROOT).parts)]


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    """Yield name and lines of each function, its docstring left out."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first, end = node.body[0], node.end_lineno or node.lineno
            told = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) is not None else 0
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", end - node.lineno + 1 - told


def _p90(counts: list[int]) -> float:
    return statistics.quantiles(counts, n=10)[-1]


def test_files_stay_small() -> None:
    lines = {str(path.relative_to(ROOT)): len(path.read_bytes().splitlines()) for path in _sources()}

    assert {name: count for name, count in lines.items() if count > FILE_LINES_HARD} == {}
    assert _p90(list(lines.values())) <= FILE_LINES_P90


def test_functions_stay_short() -> None:
    lines = dict(entry for path in _sources() for entry in _functions(path))

    assert {name: count for name, count in lines.items() if count > FUNCTION_LINES_HARD} == {}
    assert _p90(list(lines.values())) <= FUNCTION_LINES_P90


def test_modules_carry_the_name_of_what_they_do() -> None:
    assert [str(path.relative_to(ROOT)) for path in _sources() if path.stem.strip("_") in EMPTY_NAMES] == []
    assert [p for p in ROOT.glob("optopcheck/**/") if p.name in EMPTY_NAMES] == []


@pytest.mark.parametrize("path", _shipped(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_assert_as_validation(path: Path) -> None:
    # `python -O` takes asserts away; a check that may vanish is no check.
    asserts = [node.lineno for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Assert)]

    assert asserts == []
