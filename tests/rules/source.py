"""The project's own files, as the tests of the house read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("app", "audits", "bin", "checklists", "docs", "migrations", "tests", ".ci")
TEXT = {".py", ".md", ".toml", ".html", ".css", ".js", ".txt", ".ini", ".mako", ""}


def python_files(*folders: str) -> list[Path]:
    """Every module in the folders, from the top of the project."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def text_files() -> Iterator[Path]:
    """Everything that people or machines read as text, the top level included."""
    inside = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    for path in sorted({*inside, *ROOT.glob("*")}):
        if path.is_file() and path.suffix in TEXT and "__pycache__" not in path.parts:
            yield path


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> set[str]:
    """The top-level names that a module imports, wherever in it; its own package counts too."""
    return {name.partition(".")[0] for name in imported_names(path)}


def imported_names(path: Path) -> set[str]:
    """What a module imports, in full: `sqlalchemy.orm.Session`."""
    names: set[str] = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names
