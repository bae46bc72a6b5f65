"""The budgets of the code: how long, how deep, how much tested. `python -m tools.metrics` prints and judges.

Lines are physical lines with code or a docstring. A function's length is counted without its docstring and decorators.
The 95th percentile is the nearest rank. Tests are everything under `tests/`; migrations count as neither.
"""

from __future__ import annotations

import ast
import io
import math
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SILENT = {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER, tokenize.COMMENT}
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)
LONG, DEEP = 50, 3
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=|<style|\sstyle=", re.IGNORECASE)


@dataclass(frozen=True)
class Budget:
    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def is_kept(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        return f"{'  ' if self.is_kept else '! '}{self.name}: {self.value:g} ({sign} {self.limit:g})"


@dataclass
class Measured:
    functions: list[int] = field(default_factory=list)
    views: list[int] = field(default_factory=list)
    classes: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
    tests: int = 0

    def add(self, path: Path, source: str) -> None:
        lines = _lines(source)
        if "tests" in path.relative_to(ROOT).parts:
            self.tests += lines
            return
        self.files.append(lines)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ClassDef):
                self.classes.append(_length(node))
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                self.functions.append(_length(node))
                self.depths.append(_depth(node))
                if path.name == "views.py":
                    self.views.append(_length(node))


def budgets() -> list[Budget]:
    measured = Measured()
    for path in _sources():
        measured.add(path, path.read_text(encoding="utf-8"))
    templates = [path.read_text(encoding="utf-8") for path in (ROOT / "nastavnik").rglob("templates/**/*.html")]
    functions = len(measured.functions)
    return [
        Budget("function length, p95", _p95(measured.functions), 30),
        Budget("view length, p95", _p95(measured.views), 30),
        Budget("class length, p95", _p95(measured.classes), 150),
        Budget("file length, p95", _p95(measured.files), 350),
        Budget("template length, p95", _p95(len(text.splitlines()) for text in templates), 120),
        Budget("functions over 50 lines, %", _share((n > LONG for n in measured.functions), functions), 1.5),
        Budget("functions nested over 3 deep, %", _share((n > DEEP for n in measured.depths), functions), 0.5),
        Budget("templates with inline script or style", sum(bool(INLINE.search(text)) for text in templates), 0),
        Budget("knot of packages", knot(_edges()), 1),
        Budget("tests to code", round(measured.tests / sum(measured.files), 2), 1, at_least=True),
    ]


def knot(edges: dict[str, set[str]]) -> int:
    """The size of the largest set of packages that all reach each other; 1 means a clean hierarchy."""
    reach = {name: _reachable(name, edges) for name in edges}
    circles = [1 + sum(name in reach[other] for other in reach[name] - {name} if other in reach) for name in edges]
    return max(circles, default=1)


def _reachable(start: str, edges: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(edges[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += edges.get(name, ())
    return found


def _edges() -> dict[str, set[str]]:
    packages = [path for path in (ROOT / "nastavnik").iterdir() if (path / "__init__.py").exists()]
    return {package.name: set(_imported(package)) - {package.name} for package in packages}


def _imported(package: Path) -> Iterator[str]:
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("nastavnik."):
                yield (node.module or "").split(".")[1]


def _sources() -> Iterator[Path]:
    for folder in ("nastavnik", "tools", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


def _lines(source: str) -> int:
    counted: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in SILENT:
            counted.update(range(token.start[0], token.end[0] + 1))
    return len(counted)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    first = node.body[0]
    docstring = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    words = (first.end_lineno or 0) - first.lineno + 1 if docstring else 0
    return (node.end_lineno or 0) - node.lineno + 1 - words


def _depth(node: ast.AST, level: int = 0) -> int:
    deepest = level
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        continues = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        step = 1 if isinstance(child, BLOCKS) and not continues else 0
        deepest = max(deepest, _depth(child, level + step))
    return deepest


def _p95(values: Iterable[int]) -> int:
    ordered = sorted(values)
    return ordered[math.ceil(0.95 * len(ordered)) - 1] if ordered else 0


def _share(hits: Iterable[bool], whole: int) -> float:
    return round(100 * sum(hits) / whole, 1) if whole else 0.0


def main() -> int:
    found = budgets()
    for budget in found:
        print(budget)
    return 0 if all(budget.is_kept for budget in found) else 1


if __name__ == "__main__":
    sys.exit(main())
