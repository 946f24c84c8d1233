"""操作の記録の接続元: what is done on a page says from where; only commands and jobs have none."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path

import pytest

APP = Path(__file__).parents[2] / "app"
WORKFLOWS = "app.workflows."
# What only the command line or the timetable does.
WITHOUT_A_PAGE = frozenset(
    {"set_up_city", "send_reminders", "rebuild_due_items", "seal_records", "change_setting"}
)


def calls(path: Path) -> Iterator[ast.Call]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def named(call: ast.Call) -> set[str | None]:
    return {keyword.arg for keyword in call.keywords}


def test_every_line_of_the_log_is_given_from_where():
    silent = [
        f"{path.relative_to(APP)}:{call.lineno}"
        for path in [*APP.glob("acts/**/*.py"), *APP.glob("workflows/*.py")]
        if path.stem not in WITHOUT_A_PAGE
        for call in calls(path)
        if ast.unparse(call.func) in ("operation_log.note", "acts.note")
        and not named(call) & {"address", None}
    ]
    assert silent == []


@pytest.mark.parametrize("path", sorted(APP.glob("rooms/**/*.py")), ids=str)
def test_no_room_forgets_to_say_from_where(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    ways = {
        one.asname or one.name: f"{node.module}:{one.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(WORKFLOWS)
        for one in node.names
    }
    for call in calls(path):
        way = ways.get(ast.unparse(call.func))
        if way is None:
            continue
        module, name = way.split(":")
        asks = inspect.signature(getattr(importlib.import_module(module), name)).parameters
        wanted = {"address", "caller"} & asks.keys()
        assert not wanted or named(call) & {*wanted, None}, f"{name}, line {call.lineno}"
